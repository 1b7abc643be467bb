"""Fourier transforms, masks, gathering and interpolation."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.adjoints.problem import AdjointProblem
from examples.benchmarks.derivatives.case import Inexact
from minigrad.arrays import Float64Array

N = 9
PLACES = np.array([2, 5, 5, 0, 8, 2])
SEEN = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0])
TIMES = np.array([0.3, 1.75, 2.0, 4.9, 6.2, 7.99])
GAINS = np.exp(1j * np.linspace(0.2, 2.0, N))


def _fourier(x: Inexact) -> Inexact:
    return np.fft.fft(x)


def _fourier_adjoint(y: Inexact) -> Inexact:
    return np.asarray(N * np.fft.ifft(y))


def _filtered(x: Inexact) -> Inexact:
    """Phases turned in the frequency domain; the transforms are unitary."""
    return np.fft.ifft(GAINS * np.fft.fft(x, norm="ortho"), norm="ortho")


def _filtered_adjoint(y: Inexact) -> Inexact:
    return np.fft.ifft(np.conj(GAINS) * np.fft.fft(y, norm="ortho"), norm="ortho")


def _gathered(x: Inexact) -> Inexact:
    return np.asarray(x[PLACES])


def _scattered(y: Inexact) -> Inexact:
    x = np.zeros(N)
    np.add.at(x, PLACES, y)
    return x


def _scattered_last_wins(y: Inexact) -> Inexact:
    x = np.zeros(N)
    x[PLACES] += y
    return x


def _between(x: Inexact) -> Inexact:
    return np.asarray(np.dot(_hat(), x))


def _hat() -> Float64Array:
    """Linear interpolation at TIMES, as a matrix."""
    return np.maximum(0.0, 1.0 - np.abs(TIMES[:, np.newaxis] - np.arange(N)))


def _nearest(y: Inexact) -> Inexact:
    x = np.zeros(N)
    np.add.at(x, np.rint(TIMES).astype(np.int64), y)
    return x


PROBLEMS = (
    AdjointProblem(
        "Fourier transform",
        _fourier,
        (N,),
        (N,),
        {"right": _fourier_adjoint, "the inverse": lambda y: np.fft.ifft(y), "forward again": _fourier},
        dtype=np.complex128,
    ),
    AdjointProblem(
        "phase filter",
        _filtered,
        (N,),
        (N,),
        {"right": _filtered_adjoint, "phases not conjugated": _filtered},
        {"of the real part only": lambda x: _filtered(np.real(x).astype(np.complex128))},
        dtype=np.complex128,
    ),
    AdjointProblem(
        "mask",
        lambda x: np.asarray(SEEN * x),
        (N,),
        (N,),
        {"right": lambda y: np.asarray(SEEN * y), "of ones": lambda y: y.copy()},
    ),
    AdjointProblem(
        "gather", _gathered, (N,), (6,), {"right": _scattered, "the last of two wins": _scattered_last_wins}
    ),
    AdjointProblem(
        "interpolation",
        _between,
        (N,),
        (6,),
        {"right": lambda y: np.dot(_hat().T, y), "to the nearest": _nearest},
        {"with an offset": lambda x: _between(x) + 1e-3},
    ),
)
