"""What a wrong adjoint looks like: the mistakes that people make, tried one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from minigrad.arrays import Float64Array, IntArray
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.apart.matrix_entries import Entries
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linear_map import LinearMap, Pair
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.adjoints.space import Space, dot, norm
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.rules.check_settings import CHECK


def of_a_factor(pair: Pair, probing: Probing, products: Compared) -> Cause | None:
    """What is said where the whole adjoint is zero, or right but for a factor."""
    if not any(by.any() for by in probing.by):
        return Cause(f"{pair[1].title} is zero everywhere", 1.0)
    factor = _factor(pair[1].title, products)
    return None if factor is None else Cause(factor, 1.0)


def of_another_map(pair: Pair, probing: Probing) -> Cause | None:
    """What is said where the adjoint is another map of the same matrix, which takes one or two calls to see."""
    found = (message for message, is_so in _whole(*pair, probing) if is_so)
    message = next(found, None)
    return None if message is None else Cause(message, 1.0)


def _factor(adjoint: str, products: Compared) -> str | None:
    """What is said where all products are off by the same factor."""
    ratios = products.adjoint / products.forward
    factor = float(np.median(ratios))
    window = min(ADJOINT.same * abs(factor), CHECK.resolved * abs(factor - 1.0))
    allowed = np.maximum(window, products.bound / np.abs(products.forward))
    if abs(factor * (factor - 1.0)) <= ADJOINT.same or not bool((np.abs(ratios - factor) <= allowed).all()):
        return None
    familiar = {-1.0: f"{adjoint} has the wrong sign", 2.0: f"{adjoint} is twice what it must be"}
    familiar[0.5] = f"{adjoint} is half of what it must be"
    near = next((value for value in familiar if abs(factor - value) <= max(ADJOINT.same, float(np.max(allowed)))), None)
    return f"{adjoint} is {factor:.6g} times what it must be" if near is None else familiar[near]


def _whole(forward: LinearMap, adjoint: LinearMap, probing: Probing) -> Iterator[tuple[str, bool]]:
    """Explanations of the whole map, and whether they hold."""
    x, y, ax, by = probing.x[0], probing.y[0], probing.ax[0], probing.by[0]
    fx, fy = forward.domain, adjoint.domain
    if fx.shape == fy.shape and fx.kind == fy.kind:
        yield f"{adjoint.title} does what {forward.title} does: it is not transposed", _same(forward(y), by)
    yield f"{adjoint.title} is the inverse of {forward.title}", _same(adjoint(ax), x)
    if probing.complex_linear:
        plain = _conjugate(adjoint(_conjugate(y)))
        yield f"{adjoint.title} is transposed but not conjugated", _agree(dot(ax, y), dot(x, plain), ax, y)
        real = by.copy()
        real[1::2] = 0.0
        yield f"{adjoint.title} drops the imaginary part", _same(real, by)
        if fx.shape == fy.shape:
            turned = _conjugate(forward(_conjugate(y)))
            yield f"{adjoint.title} is conjugated but not transposed", _same(turned, by)


def _conjugate(vector: Float64Array) -> Float64Array:
    turned = vector.copy()
    turned[1::2] *= -1.0
    return turned


def _same(one: Float64Array, other: Float64Array) -> bool:
    return norm(one - other) <= ADJOINT.same * norm(one)


def _agree(one: float, other: float, ax: Float64Array, y: Float64Array) -> bool:
    return abs(one - other) <= ADJOINT.same * norm(ax * y)


def few_entries(wrong: Entries, pair: Pair) -> Cause | None:
    """What is said where only some entries, rows or columns of A are wrong."""
    (x, y), matrix = (linear.domain for linear in pair), pair[0].matrix
    if wrong.row.size == 1:
        return Cause(f"only {wrong.compared(pair, 0.0).names[0]} is wrong", 1.0)
    for places, space, what in ((wrong.row, y, "row"), (wrong.column, x, "column")):
        each = np.unique(places // 2 if space.complex else places)
        elements = space.size // 2 if space.complex else space.size
        if 0 < 4 * each.size <= elements and each.size <= 3:
            named = " and ".join(space.place(int(i)) for i in each)
            ends = ", at the end of an axis: a boundary?" if matrix == "A" and _at_ends(each, space) else ""
            several = each.size > 1
            return Cause(
                f"only {what}{'s' * several} {named} of {matrix} {'are' if several else 'is'} wrong{ends}", 1.0
            )
    return None


def missing_entries(wrong: Entries, pair: Pair) -> Cause | None:
    """What is said where one of the maps has zeros instead of entries."""
    forward, adjoint = pair
    for lacking, other, values in ((adjoint, forward, wrong.adjoint), (forward, adjoint, wrong.forward)):
        if wrong.row.size > 1 and bool((np.abs(values) <= wrong.bound).all()):
            return Cause(f"{lacking.title} lacks {wrong.row.size} entries that {other.title} has", 1.0)
    return None


def _at_ends(flat: IntArray, space: Space) -> bool:
    """Whether each of these elements lies at the end of an axis."""
    index = np.array(np.unravel_index(flat, space.shape))
    ends = np.array(space.shape)[:, np.newaxis] - 1
    return bool(((index == 0) | (index == ends)).any(axis=0).all())


def misplaced(forward: Float64Array, adjoint: Float64Array, pair: Pair) -> Cause | None:
    """The right numbers in the wrong places, or with another factor for each row or column."""
    for template, message in _templates(forward, pair):
        if _same(template.reshape(-1), adjoint.reshape(-1)):
            return Cause(message, 1.0)
    for axis, what in ((1, "row"), (0, "column")):
        size = (forward * forward).sum(axis=axis)
        factor = np.divide((forward * adjoint).sum(axis=axis), size, out=np.zeros_like(size), where=size > 0)
        spread = np.expand_dims(factor, axis) * forward
        if forward.shape[axis] > 1 and _same(spread.reshape(-1), adjoint.reshape(-1)):
            low, high = float(factor[size > 0].min()), float(factor[size > 0].max())
            return Cause(f"each {what} of {pair[0].matrix} has a factor of its own, from {low:.4g} to {high:.4g}", 1.0)
    return None


def _templates(forward: Float64Array, pair: Pair) -> Iterator[tuple[Float64Array, str]]:
    """Rearrangements of A, for real maps."""
    (x, y), adjoint = (linear.domain for linear in pair), pair[1].title
    if x.complex or y.complex:
        return
    for space, over in ((x, "the result"), (y, "its argument")):
        for axis in range(len(space.shape)):
            for shift in (1, -1):
                if space.shape[axis] > 2:
                    order = np.roll(np.arange(space.size).reshape(space.shape), shift, axis).reshape(-1)
                    moved = forward[:, order] if space is x else forward[order]
                    where = f" along axis {axis}" if len(space.shape) > 1 else ""
                    yield moved, f"{adjoint} shifts {over} by {shift if space is x else -shift:+d}{where}"
        if len(space.shape) > 1:
            order = np.arange(space.size).reshape(space.shape, order="F").reshape(-1)
            for places in (order, np.argsort(order)):
                moved = forward[:, places] if space is x else forward[places]
                yield moved, f"{adjoint} takes {over} in Fortran order"
    yield forward[:, ::-1], f"{adjoint} reverses the result"
    yield forward[::-1], f"{adjoint} reverses its argument"
