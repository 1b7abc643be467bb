"""A derivative that is claimed by its products with vectors, (x, v) -> J v, and what such a product must keep to."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import require_callable, require_flag
from minigrad.arrays import EPSILON, AnyArray, Float64Array, FloatArray
from minigrad.checking.contracts.alike import same
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.matrices import as_matrix
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.rules.check_settings import CHECK

Product: TypeAlias = Callable[[FloatArray, FloatArray], npt.ArrayLike]
"""From x and a vector v like x to the product of the derivative at x with v, in the type of x."""

Float64Product: TypeAlias = Callable[[Float64Array, Float64Array], npt.ArrayLike]
"""The same as callers annotate it, for x in float64."""


@final
@dataclass(frozen=True)
class Products:
    """x -> J v_1, ..., J v_k, in a last axis.

    Attributes:
        product: (x, v) -> J v.
        directions: the v_k, (k, *x.shape).
    """

    product: Product
    directions: Float64Array

    def __call__(self, x: FloatArray) -> AnyArray:
        """All products at x; each call gets a v of its own."""
        return np.stack([self.of(x, v.astype(x.dtype)) for v in self.directions], axis=-1)

    def of(self, x: FloatArray, v: FloatArray) -> AnyArray:
        """A new array with the product for one v, which is handed over as it is."""
        return np.array(as_matrix("jac(x, v)", self.product(x, v)))


def as_product(name: str, jac: object, product: bool | None, args: tuple[object, ...] = ()) -> Product | None:
    """``jac`` as a product, where it is called with x and v; None where it is called with x alone.

    Args:
        name: what messages call it.
        jac: the function.
        product: what the caller says of it; None where its parameters shall tell.
        args: what it is called with besides.

    Raises:
        TypeError: it is no function, or needs more arguments than these.

    >>> as_product("jac", lambda x, v: v, None) is None, as_product("jac", lambda x, scale=2.0: x, None) is None
    (False, True)
    """
    require_callable(name, jac)
    if product is not None:
        require_flag("product", product)
    if not (_takes_vector(name, jac, len(args)) if product is None else product):
        return None
    alone = cast("Product", jac)
    return alone if not args else lambda x, v: alone(x, v, *args)


def _takes_vector(name: str, jac: object, more: int) -> bool:
    if not callable(jac):
        return False
    try:
        parameters = inspect.signature(jac).parameters.values()
    except (TypeError, ValueError):  # a function in C
        return False
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [each for each in parameters if each.kind in kinds and each.default is each.empty]
    if len(needed) > 2 + more:
        besides = f", and {more} from `args`" if more else "; others go into `args`"
        raise TypeError(
            f"`{name}` must be called as {name}(x), or as {name}(x, v) for products{besides}; it needs {len(needed)} "
            "arguments"
        )
    return len(needed) == 2 + more


def note_products(watch: Watch, products: Products, rtol: float) -> None:
    """Add findings where the product writes into v, or is not linear in v.

    Args:
        rtol: the part of the largest number by which a product may be off: one that is a difference itself is never
            linear to the last digit.
    """
    first, second = (v.astype(watch.x.dtype) for v in (products.directions[0], products.directions[-1]))
    given = first.copy()
    one = products.of(watch.x.copy(), given)
    if not same(given, first):
        watch.note(FindingKind.PRODUCT_WRITES_INTO_V, "the vector passed to it was changed; let it work on a copy")
    other, both = (products.of(watch.x.copy(), v) for v in (second.copy(), 3.0 * second - 10.0 * first))
    first_part, second_part, sum_of_both = (array.astype(np.complex128) for array in (one, other, both))
    size: Float64Array = 10.0 * np.abs(first_part) + 3.0 * np.abs(second_part)
    limit = max(_rounding(watch, both), rtol) * float(np.max(size, initial=0.0))
    apart = np.abs(sum_of_both - (3.0 * second_part - 10.0 * first_part))
    if (apart > limit).any():
        watch.note(
            FindingKind.PRODUCT_NOT_LINEAR,
            f"the product with 3 v - 10 u differs by {float(apart.max()):.2g} from 3 times that with v less 10 times "
            "that with u",
        )


def _rounding(watch: Watch, result: AnyArray) -> float:
    narrow = any(array.dtype.char in "efF" for array in (watch.x, result))
    return CHECK.narrow_roundings * EPSILON["f" if narrow else "d"]
