"""Operators on images and tables: differences, sums along rays, means of blocks, shifts."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.derivatives.adjoints.problem import AdjointProblem
from examples.benchmarks.derivatives.case import Inexact

LAPSE = np.array([0, 1, 1, 2])


def _gradient(u: Inexact) -> Inexact:
    """Forward differences along both axes, zero at the far edges: (2, 4, 5) of (4, 5)."""
    found = np.zeros((2, *u.shape))
    found[0, :-1] = np.diff(u, axis=0)
    found[1, :, :-1] = np.diff(u, axis=1)
    return found


def _minus_divergence(p: Inexact) -> Inexact:
    down, right = np.diff(np.pad(p[0, :-1], ((1, 1), (0, 0))), axis=0), np.diff(np.pad(p[1, :, :-1], ((0, 0), (1, 1))))
    return np.asarray(-down - right)


def _divergence_edges(p: Inexact) -> Inexact:
    """Backward differences all over, the far edges included."""
    u = np.array(-p[0] - p[1])
    u[1:] += p[0, :-1]
    u[:, 1:] += p[1, :, :-1]
    return u


def _rays(u: Inexact) -> Inexact:
    """Sums along rows, columns and both kinds of diagonals of a (4, 4) image."""
    slants = [np.trace(image, k) for image in (u, u[::-1]) for k in range(-3, 4)]
    return np.concatenate([np.sum(u, axis=0), np.sum(u, axis=1), slants])


def _smeared(y: Inexact) -> Inexact:
    u = np.asarray(y[np.newaxis, :4] + y[4:8, np.newaxis])
    return u + _slants(y[8:15]) + _slants(y[15:])[::-1]


def _slants(y: Inexact) -> Inexact:
    i = np.arange(4)
    return np.asarray(y[i[np.newaxis, :] - i[:, np.newaxis] + 3])


def _smeared_not_flipped(y: Inexact) -> Inexact:
    u = np.asarray(y[np.newaxis, :4] + y[4:8, np.newaxis])
    return u + _slants(y[8:15]) + _slants(y[15:])


def _halved(u: Inexact) -> Inexact:
    """Means of 2 x 2 blocks: (2, 3) of (4, 6)."""
    return np.asarray(np.mean(np.reshape(u, (2, 2, 3, 2)), axis=(1, 3)))


def _doubled(y: Inexact) -> Inexact:
    return np.kron(y, np.ones((2, 2)))


def _seismic(x: Inexact) -> Inexact:
    """Four traces, of which each row is moved by its lapse and cut off at the end."""
    return np.stack([np.concatenate([np.zeros(k), row[: row.size - k]]) for k, row in zip(LAPSE, x, strict=True)])


def _seismic_adjoint(y: Inexact) -> Inexact:
    return np.stack([np.concatenate([row[k:], np.zeros(k)]) for k, row in zip(LAPSE, y, strict=True)])


def _seismic_circular(y: Inexact) -> Inexact:
    return np.stack([np.roll(row, -k) for k, row in zip(LAPSE, y, strict=True)])


PROBLEMS = (
    AdjointProblem(
        "gradient of an image",
        _gradient,
        (4, 5),
        (2, 4, 5),
        {
            "right": _minus_divergence,
            "divergence, not minus it": lambda p: -_minus_divergence(p),
            "far edges included": _divergence_edges,
        },
    ),
    AdjointProblem(
        "sums along rays",
        _rays,
        (4, 4),
        (22,),
        {"right": _smeared, "one family of diagonals not flipped": _smeared_not_flipped},
    ),
    AdjointProblem(
        "means of blocks",
        _halved,
        (4, 6),
        (2, 3),
        {"right": lambda y: _doubled(y) / 4.0, "the quarter is missing": _doubled},
    ),
    AdjointProblem(
        "shifts of traces", _seismic, (4, 5), (4, 5), {"right": _seismic_adjoint, "circular": _seismic_circular}
    ),
)
