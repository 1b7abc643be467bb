"""Energies and barriers: of atoms, of springs, sparse, in float32, with an offset, as numeric products."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.case import Inexact
from examples.benchmarks.derivatives.forms import in_form, product
from examples.benchmarks.derivatives.hessians.problem import HessianProblem
from examples.benchmarks.derivatives.mistakes import at, plus
from examples.benchmarks.derivatives.sparse import sparse

PLANES = np.array([[1.0, 0.4], [-0.6, 1.0], [-1.0, -1.0]])
LEVELS = np.array([2.0, 1.5, 2.5])
ATOMS = np.array([[0.0, 0.0, 0.0], [1.15, 0.1, -0.05], [0.3, 1.05, 0.4]])
EDGES = np.array([[1.0, -1.0, 0.0], [1.0, 0.0, -1.0], [0.0, 1.0, -1.0]])
"""The pairs of atoms: one minus the other."""


def _atoms(x: Inexact) -> Inexact:
    """Lennard-Jones energy of three atoms."""
    squares = np.sum(np.dot(EDGES, x) ** 2, axis=1)
    return np.asarray(np.sum(4.0 * (squares**-6 - squares**-3)))


def _pair_slopes(square: Inexact) -> tuple[Inexact, Inexact]:
    """First and second derivative of a pair's energy with respect to its squared distance."""
    return 4.0 * (-6.0 * square**-7 + 3.0 * square**-4), 4.0 * (42.0 * square**-8 - 12.0 * square**-5)


def _atoms_gradient(x: Inexact) -> Inexact:
    gradient = np.zeros_like(x)
    for edge in EDGES:
        d = np.dot(edge, x)
        gradient = gradient + np.outer(edge, 2.0 * _pair_slopes(np.sum(d**2))[0] * d)
    return gradient


def _atoms_hessian(x: Inexact) -> Inexact:
    total: Inexact = np.zeros((3, 3, 3, 3))
    for edge in EDGES:
        d = np.dot(edge, x)
        first, second = _pair_slopes(np.sum(d**2))
        total = total + _of_pair(edge, 2.0 * first * np.eye(3) + 4.0 * second * np.outer(d, d))
    return total


def _of_pair(edge: Inexact, block: Inexact) -> Inexact:
    """The block where both atoms of a pair meet themselves, and minus it where they meet each other."""
    return np.asarray(np.einsum("i,k,ab->iakb", edge, edge, block))


def _atoms_without_own(x: Inexact) -> Inexact:
    """The blocks of an atom with itself hold only the last pair."""
    hessian = np.array(_atoms_hessian(x))
    hessian[0, :, 0] = -hessian[0, :, 2]
    return hessian


def _atoms_stretch(x: Inexact) -> Inexact:
    """Only stretching: the part of each pair across its line is missing."""
    across = [2.0 * _pair_slopes(np.sum(np.dot(edge, x) ** 2))[0] * np.eye(3) for edge in EDGES]
    return np.asarray(_atoms_hessian(x) - sum(map(_of_pair, EDGES, across)))


def _barrier(x: Inexact) -> Inexact:
    return np.asarray(x[0] + 2.0 * x[1] - 0.1 * np.sum(np.log(LEVELS - np.dot(PLANES, x))))


def _barrier_gradient(x: Inexact) -> Inexact:
    return np.asarray(np.array([1.0, 2.0]) + 0.1 * np.dot(1.0 / (LEVELS - np.dot(PLANES, x)), PLANES))


def _barrier_hessian(x: Inexact) -> Inexact:
    gap = LEVELS - np.dot(PLANES, x)
    return np.asarray(0.1 * (PLANES.T / gap**2) @ PLANES)


def _barrier_minus(x: Inexact) -> Inexact:
    return np.asarray(-_barrier_hessian(x))


def _chain(x: Inexact) -> Inexact:
    """Springs of length one between five beads on a line, with a quartic term."""
    stretch = x[1:] - x[:-1] - 1.0
    return np.asarray(np.sum(0.5 * stretch**2 + 0.25 * stretch**4))


def _chain_gradient(x: Inexact) -> Inexact:
    stretch = x[1:] - x[:-1] - 1.0
    force = stretch + stretch**3
    return np.asarray(np.append(0.0 * x[:1], force) - np.append(force, 0.0 * x[:1]))


def _chain_hessian(x: Inexact) -> Inexact:
    stiff = 1.0 + 3.0 * (x[1:] - x[:-1] - 1.0) ** 2
    edges = np.diff(np.eye(x.size), axis=0)
    return np.asarray((edges.T * stiff) @ edges)


def _chain_ends(x: Inexact) -> Inexact:
    """The beads at both ends get two springs like the others."""
    return plus(plus(_chain_hessian, (0, 0), 1.0), (-1, -1), 1.0)(x)


def _chain_central(x: Inexact, v: Inexact) -> Inexact:
    h = 1e-5 / np.max(np.abs(v))
    return np.asarray((_chain_gradient(x + h * v) - _chain_gradient(x - h * v)) / (2.0 * h))


def _chain_forward(x: Inexact, v: Inexact) -> Inexact:
    return np.asarray((_chain_gradient(x + 1e-3 * v) - _chain_gradient(x)) / 1e-3)


def _chain_single(x: Inexact) -> Inexact:
    return _chain_gradient(np.asarray(x, dtype=np.float32))


def _deep(x: Inexact) -> Inexact:
    """An energy of -1e6 in which changes of 1 matter."""
    return np.asarray(_chain(x) - 1e6)


BEADS = np.array([0.0, 1.3, 1.9, 3.2, 4.0])
PROBLEMS = (
    HessianProblem(
        "Lennard-Jones",
        _atoms,
        _atoms_gradient,
        ATOMS,
        {
            "right": _atoms_hessian,
            "an own block of one pair only": _atoms_without_own,
            "stretching only": _atoms_stretch,
            "forces instead of gradients: the sign": lambda x: np.asarray(-_atoms_hessian(x)),
        },
        products={"right as products": product(_atoms_hessian)},
    ),
    HessianProblem(
        "logarithmic barrier",
        _barrier,
        _barrier_gradient,
        np.array([0.9, 1.2]),
        {
            "right, in float32": in_form(_barrier_hessian, "float32"),
            "right": _barrier_hessian,
            "the sign": _barrier_minus,
        },
        with_fun=False,
    ),
    HessianProblem(
        "chain of springs, sparse",
        _chain,
        _chain_gradient,
        BEADS,
        {"right": lambda x: sparse(_chain_hessian(x)), "two springs at the ends": lambda x: sparse(_chain_ends(x))},
    ),
    HessianProblem(
        "chain of springs, numeric products",
        _chain,
        _chain_gradient,
        BEADS,
        products={"right: a central difference": _chain_central, "a long forward difference": _chain_forward},
    ),
    HessianProblem(
        "chain of springs, float32 gradient",
        _chain,
        _chain_gradient,
        np.array([0.0, 1.25, 2.0, 3.25, 4.5]),
        {"right": _chain_hessian, "an entry 1.1": at(_chain_hessian, (2, 2), 1.1)},
        with_fun=False,
        shown=_chain_single,
    ),
    HessianProblem("energy of -1e6", _deep, _chain_gradient, BEADS, {"right": _chain_hessian, "the ends": _chain_ends}),
)
