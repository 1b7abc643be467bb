"""The forces between atoms, which are minus the gradient of their energy.

Seven atoms attract and repel each other by the Lennard-Jones potential 4 (r^-12 - r^-6), in units of its depth and
width. The force on an atom is minus the derivative of the energy with respect to its position, so -F is the gradient to
check, at positions of shape (n, 3). One version has the wrong sign in one component: the forces of an atom on itself
and on the others no longer cancel, and the report names the component.
"""

from __future__ import annotations

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray


def pairs(positions: FloatArray) -> tuple[Float64Array, Float64Array]:
    """Differences of positions (n, n, 3) and squared distances (n, n), infinite from an atom to itself."""
    apart = positions[:, np.newaxis] - positions[np.newaxis]
    squared = np.sum(apart**2, axis=-1)
    np.fill_diagonal(squared, np.inf)
    return apart, squared


def energy(positions: FloatArray) -> float:
    """The sum over all pairs; half of that over the matrix, which has each pair twice."""
    attraction = pairs(positions)[1] ** -3
    return float(2.0 * np.sum(attraction**2 - attraction))


def forces(positions: FloatArray) -> Float64Array:
    """F_i = sum_j 24 (2 r^-12 - r^-6) r^-2 (x_i - x_j)."""
    apart, squared = pairs(positions)
    attraction = squared**-3
    strength = 24.0 * (2.0 * attraction**2 - attraction) / squared
    return np.asarray(np.sum(strength[..., np.newaxis] * apart, axis=1))


def one_wrong_sign(positions: FloatArray) -> Float64Array:
    """The same, with atom 4 pushed the wrong way along z."""
    wrong = forces(positions)
    wrong[4, 2] *= -1.0
    return wrong


def main() -> None:
    """Check both versions."""
    corners = 1.1 * np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)][:7], np.float64)
    atoms = corners + 0.05 * np.random.default_rng(0).normal(size=(7, 3))
    print("right:", mg.check_gradient(energy, lambda x: -forces(x), atoms, rng=0, order=False))
    print("one wrong sign:", mg.check_gradient(energy, lambda x: -one_wrong_sign(x), atoms, rng=0, order=False))
    report = mg.check_gradient(energy, forces, atoms, rng=0, order=False)
    print("F for -F:", report.cause.message if report.cause else report.verdict.name)
    print("forces add up to zero, up to", f"{np.abs(forces(atoms).sum(axis=0)).max():.0e}")


if __name__ == "__main__":
    main()
