"""Random arguments of both maps, and what the maps return.

Half of the arguments are plain random numbers. The other half are weighted so that each row and each column counts for
as much as any other: a row of small entries, such as one of a boundary, would be lost among the large ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.linear_map import Pair
from minigrad.checking.adjoints.linearity import Linearity
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.repeats import variation
from minigrad.checking.contracts.findings import FindingKind


@final
@dataclass(frozen=True)
class Probing:
    """What both maps returned.

    Attributes:
        x, y: (k, n) and (k, m) arguments of the forward map and of the adjoint.
        ax, by: (k, m) and (k, n) what they returned.
        ax_error, by_error: of the same shapes, the rounding that showed.
        complex_linear: whether both commute with 1j; False where real parts alone are compared.
    """

    x: Float64Array
    y: Float64Array
    ax: Float64Array
    by: Float64Array
    ax_error: Float64Array
    by_error: Float64Array
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
    ahead = forward(x), adjoint(y)
    calls = [(x, y, forward(x), adjoint(y))]
    calls += [_call(pair, rng) for _ in range(1, ADJOINT.pairs)]
    weights = tuple(_weights([call[part] for call in calls]) for part in (3, 2))
    calls += [_call(pair, rng, *weights) for _ in range(ADJOINT.pairs)]
    xs, ys, axs, bys = (np.array([call[part] for call in calls]) for part in range(4))
    later = adjoint(y)  # after forward had another argument; and forward after the adjoint had:
    adjoint(ys[-1])
    varies = (
        variation(forward, x, (ahead[0], axs[0], forward(x)), remarks),
        variation(adjoint, y, (ahead[1], bys[0], later), remarks),
    )
    errors, commute = list[Float64Array](), complex_linear
    for linear, varying, arguments, results in zip(pair, varies, (xs, ys), (axs, bys), strict=True):
        test = Linearity(linear, varying, remarks)
        errors.append(test.errors_of(arguments, results, rng))
        if not remarks.noted(FindingKind.KEEPS_STATE):
            test.test(arguments[0], results[0], rng)
            commute &= not complex_linear or test.commutes_with_i(arguments[0], results[0])
    return Probing(xs, ys, axs, bys, errors[0], errors[1], commute)


def _call(
    pair: Pair, rng: np.random.Generator, of_x: Float64Array | float = 1.0, of_y: Float64Array | float = 1.0
) -> tuple[Float64Array, Float64Array, Float64Array, Float64Array]:
    """Random arguments with these weights, and what both maps return."""
    forward, adjoint = pair
    x, y = forward.domain.draw(rng, of_x), adjoint.domain.draw(rng, of_y)
    return x, y, forward(x), adjoint(y)


def _weights(results: list[Float64Array]) -> Float64Array:
    """One over the typical size of each element; of the others where it is 0."""
    sizes = np.max(np.abs(results), axis=0)
    positive = sizes[sizes > 0.0]
    typical = float(np.median(positive)) if positive.size else 1.0
    return np.asarray(np.clip(np.where(sizes > 0.0, typical / np.where(sizes > 0.0, sizes, 1.0), 1.0), 1e-12, 1e12))
