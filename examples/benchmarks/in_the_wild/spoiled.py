"""A case whose claim is wrong: its largest entry at the first point is off by 1 %."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, Function, Kind, Product, seeded
from minigrad.arrays import Float64Array

FACTOR = 1.01


def spoiled(case: Case) -> Case | None:
    """The same function with a wrong derivative; None where the claim is zero or a sparse matrix.

    >>> from examples.benchmarks.in_the_wild.case import derivative
    >>> wrong = spoiled(derivative("sine", np.sin, np.cos, 0.0, 1.0))
    >>> round(float(wrong.jac(np.array(0.0))), 10)
    1.01
    """
    if case.product is not None:
        product = _product(case.product, seeded(case.name).standard_normal(case.points[0].shape), case.points[0])
        return None if product is None else replace(case, wrong=True, product=product)
    where = seeded(case.name).standard_normal(case.points[1].shape) if case.kind is Kind.ADJOINT else case.points[0]
    claimed = case.jac(where.copy())
    if hasattr(claimed, "toarray"):
        return None
    largest = _largest(claimed)
    return None if largest is None else replace(case, wrong=True, jac=_changed(case.jac, largest))


def _largest(claimed: npt.ArrayLike) -> int | None:
    """The place of the largest entry in the flattened array."""
    sizes = np.abs(np.asarray(claimed, dtype=np.float64)).reshape(-1)  # in C order
    return int(sizes.argmax()) if sizes.any() else None


def _changed(jac: Function, entry: int) -> Function:
    def wrong(x: Float64Array) -> Float64Array:
        values = np.array(jac(x), dtype=np.float64, order="C")
        values.reshape(-1)[entry] *= FACTOR
        return values

    return wrong


def _product(product: Product, v: Float64Array, x: Float64Array) -> Product | None:
    largest = _largest(product(x.copy(), v))

    def wrong(x: Float64Array, v: Float64Array) -> Float64Array:
        values = np.array(product(x, v), dtype=np.float64, order="C")
        values.reshape(-1)[largest] *= FACTOR
        return values

    return None if largest is None else wrong
