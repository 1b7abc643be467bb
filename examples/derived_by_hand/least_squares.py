"""Residuals and their Jacobian, as a least-squares fit takes them.

A damped oscillation a exp(-b t) cos(c t) is fitted to measurements: ``fun(x, t, y)`` returns the residuals,
``jac(x, t, y)`` a matrix with one row for each of them, and ``args`` are the data, all as for
``scipy.optimize.least_squares``. A factor of the chain rule that was forgotten in one column is named; so is the
transposed matrix. The fit needs scipy, the check does not.
"""

from __future__ import annotations

from importlib import import_module

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

NAMES = ["amplitude", "damping", "frequency"]


def residuals(x: FloatArray, t: Float64Array, y: Float64Array) -> Float64Array:
    """Model minus measurement, one number for each time."""
    amplitude, damping, frequency = x
    return np.asarray(amplitude * np.exp(-damping * t) * np.cos(frequency * t) - y)


def jacobian(x: FloatArray, t: Float64Array, y: Float64Array) -> Float64Array:
    """The derivatives with respect to the three parameters, side by side: (times, 3)."""
    del y
    amplitude, damping, frequency = x
    decay = np.exp(-damping * t)
    wave, shifted = decay * np.cos(frequency * t), decay * np.sin(frequency * t)
    return np.column_stack([wave, -amplitude * t * wave, -amplitude * t * shifted])


def forgotten_factor(x: FloatArray, t: Float64Array, y: Float64Array) -> Float64Array:
    """The last column without t, the inner derivative of cos(c t)."""
    wrong = jacobian(x, t, y)
    wrong[1:, 2] /= t[1:]
    return wrong


def transposed(x: FloatArray, t: Float64Array, y: Float64Array) -> Float64Array:
    """One column for each residual."""
    return jacobian(x, t, y).T


def main() -> None:
    """Check three versions, and fit with the first."""
    t = np.linspace(0.0, 4.0, 12)
    data = t, residuals(np.array([2.0, 0.5, 3.0]), t, 0.01 * np.random.default_rng(0).normal(size=12))
    start = np.array([1.5, 0.3, 2.5])
    for title, claimed in {"right": jacobian, "forgotten": forgotten_factor, "transposed": transposed}.items():
        report = mg.check_jacobian(residuals, claimed, start, args=data, names=NAMES, rng=0, order=False)
        print(f"{title}: {report}")
    try:
        least_squares = import_module("scipy.optimize").least_squares
    except ImportError:
        print('scipy is not installed; run `pip install ".[peers]"` in minigrad\'s folder, and this again')
    else:
        fit = least_squares(residuals, start, jacobian, args=data)
        print("fitted by scipy:", fit.x.round(2), "after", fit.njev, "Jacobians")


if __name__ == "__main__":
    main()
