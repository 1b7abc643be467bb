"""Random arguments of both maps, and what the maps return.

Half of the arguments are plain random numbers. The other half are weighted so that each row and each column counts for
as much as any other: a row of small entries, such as one of a boundary, would be lost among the large ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.linear_map import Pair
from minigrad.checking.adjoints.linearity import Linearity, Vectors
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.repeats import variation
from minigrad.checking.contracts.findings import FindingKind

Call: TypeAlias = tuple[Float64Array, Float64Array, Float64Array, Float64Array]
"""x, y, A x and A' y."""


@final
@dataclass(frozen=True)
class Probing:
    """What both maps returned.

    Attributes:
        x, y: k arguments (n,) of the forward map, and (m,) of the adjoint.
        ax, by: what they returned, (m,) and (n,).
        ax_error, by_error: of the same sizes, the rounding that showed.
        complex_linear: whether both commute with 1j; False where real parts alone are compared.
    """

    x: Vectors
    y: Vectors
    ax: Vectors
    by: Vectors
    ax_error: Vectors
    by_error: Vectors
    complex_linear: bool


def probe(pair: Pair, rng: np.random.Generator, remarks: Remarks, *, complex_linear: bool) -> Probing:
    """Call both with random arguments, with combinations of them, and with some again.

    Args:
        pair: the map and its adjoint.
        rng: for the arguments.
        remarks: for what turns up.
        complex_linear: whether they shall commute with 1j.

    Raises:
        Unreadable: one of them returned no array of finite numbers.
    """
    forward, adjoint = pair
    x, y = (linear.domain.draw(rng) for linear in pair)
    ahead, tests = (forward(x), adjoint(y)), tuple(Linearity(linear, remarks) for linear in pair)
    calls = [(x, y, forward(x), adjoint(y))]
    calls += [_call(pair, rng) for _ in range(1, ADJOINT.pairs)]
    _combine(tests, calls, rng)
    of_y, of_x = (_weights([call[2 + side] for call in calls], tests[side].errors[0]) for side in (0, 1))
    calls += [_call(pair, rng, of_x, of_y) for _ in range(ADJOINT.pairs)]
    _combine(tests, calls[ADJOINT.pairs :], rng)
    later = adjoint(y)  # after forward had another argument; and forward after the adjoint had:
    adjoint(calls[-1][1])
    tests[0].varies = variation(forward, x, (ahead[0], calls[0][2], forward(x)), remarks)
    tests[1].varies = variation(adjoint, y, (ahead[1], calls[0][3], later), remarks)
    if not remarks.noted(FindingKind.KEEPS_STATE):
        for side, test in enumerate(tests):
            test.test(calls[0][side], calls[0][2 + side], rng)
            complex_linear = complex_linear and test.commutes_with_i(calls[0][side], calls[0][2 + side])
    xs, ys, axs, bys = zip(*calls, strict=True)
    return Probing(xs, ys, axs, bys, _errors(tests[0]), _errors(tests[1]), complex_linear)


def _errors(test: Linearity) -> Vectors:
    """The rounding of each result: what the combination of its half showed."""
    halves = (np.maximum(error, test.varies) for error in test.errors)
    return tuple(error for error in halves for _ in range(ADJOINT.pairs))


def _combine(tests: tuple[Linearity, ...], calls: list[Call], rng: np.random.Generator) -> None:
    """Both maps with a combination of the arguments that they had."""
    for side, test in enumerate(tests):
        test.combine(tuple(call[side] for call in calls), tuple(call[2 + side] for call in calls), rng)


def _call(
    pair: Pair, rng: np.random.Generator, of_x: Float64Array | float = 1.0, of_y: Float64Array | float = 1.0
) -> Call:
    """Random arguments with these weights, and what both maps return."""
    forward, adjoint = pair
    x, y = forward.domain.draw(rng, of_x), adjoint.domain.draw(rng, of_y)
    return x, y, forward(x), adjoint(y)


def _weights(results: list[Float64Array], error: Float64Array) -> Float64Array:
    """One over the typical size of each element; less for what is nothing but rounding, and 1 for what is always 0.

    Args:
        results: (n,) of several calls.
        error: (n,) the rounding that they have.
    """
    sizes = np.maximum(reduce(np.maximum, map(np.abs, results)), error / ADJOINT.noise)
    positive = sizes > 0.0
    typical = float(np.median(sizes[positive])) if positive.any() else 1.0
    return np.divide(typical, sizes, out=np.ones_like(sizes), where=positive)
