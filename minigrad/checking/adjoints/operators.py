"""What check_adjoint is given: two functions, or one object that has both products."""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeAlias, TypeGuard, cast

import numpy as np

from minigrad.arguments import as_shape, require_callable, require_count, shown
from minigrad.arrays import Shape
from minigrad.checking.adjoints.linear_map import MapFunction
from minigrad.checking.adjoints.space import Space


class LinearOperatorLike(Protocol):
    """What has the products of a matrix and of its adjoint with vectors, such as scipy's LinearOperator."""

    @property
    def shape(self) -> tuple[int, ...]:
        """(m, n) of the matrix."""

    @property
    def matvec(self) -> MapFunction:
        """From x, (n,), to A x, (m,); a method."""

    @property
    def rmatvec(self) -> MapFunction:
        """From y, (m,), to A' y, (n,); a method."""


NumberType: TypeAlias = (
    type[np.float64] | type[np.float32] | type[np.complex128] | type[np.complex64] | type[float] | type[complex] | str
)
"""What ``dtype`` may be."""


class Maps(NamedTuple):
    """Two maps, and what they take.

    Attributes:
        forward, adjoint: the functions.
        x, y: the arrays that they take.
        complex_linear: whether they shall commute with 1j where numbers are complex.
    """

    forward: MapFunction
    adjoint: MapFunction
    x: Space
    y: Space
    complex_linear: bool = True


def has_products(value: object) -> TypeGuard[LinearOperatorLike]:
    """Whether it is an operator."""
    return all(callable(getattr(value, name, None)) for name in ("matvec", "rmatvec")) and hasattr(value, "shape")


def maps_of_operator(operator: LinearOperatorLike, dtype: NumberType | None) -> Maps:
    """Of one object; one that says ``clinear = False``, as PyLops' operators do, needs to be linear in real and
    imaginary parts only."""
    shape = as_shape("forward.shape", operator.shape)
    if len(shape) != 2:
        raise ValueError(f"`forward.shape` must be (m, n), got {shape}")
    own: object = getattr(operator, "dtype", None)
    kind = number_kind(own if dtype is None else dtype, strict=dtype is not None)
    linear = bool(getattr(operator, "clinear", True))
    return Maps(operator.matvec, operator.rmatvec, Space("x", shape[1:], kind), Space("y", shape[:1], kind), linear)


def maps_of_functions(
    forward: object, adjoint: object, shapes: tuple[object, object], dtype: NumberType | None
) -> Maps:
    """Of two functions."""
    kind = number_kind(dtype, strict=True) if dtype is not None else "d"
    x, y = (Space(name, _shape(f"{name}_shape", shape), kind) for name, shape in zip("xy", shapes, strict=True))
    return Maps(_function("forward", forward), _function("adjoint", adjoint), x, y)


def _function(name: str, value: object) -> MapFunction:
    require_callable(name, value)
    return cast("MapFunction", value)


def _shape(name: str, value: object) -> Shape:
    """A shape, also where it is given as the number of elements."""
    if value is None:
        raise TypeError(f"`{name}` must be the shape of {name[0]}, such as 8 or (64, 64), got None")
    shape = (require_count(name, value),) if isinstance(value, (int, np.integer)) else as_shape(name, value)
    if 0 in shape:
        raise ValueError(f"`{name}` must not be empty, got {shape}")
    return shape


def number_kind(dtype: object, *, strict: bool) -> str:
    """numpy's code of float32, float64, complex64 or complex128; an operator may have other types, and gets float64
    then."""
    try:
        kind = np.dtype(cast("str", dtype)).char  # whatever it is, numpy says what it makes of it
    except TypeError as error:
        raise TypeError(f"`dtype` must be the type of an array, got {shown(dtype)}") from error
    if kind in "fdFD":
        return kind
    if strict:
        raise TypeError(f"`dtype` must be float64, float32, complex128 or complex64, got {shown(dtype)}")
    return "D" if kind == "G" else "d"
