"""Functions that return their value together with its derivative, as scipy.optimize takes them with ``jac=True``."""

from __future__ import annotations

from typing import TypeVar, cast

from minigrad.arguments import shown

Value = TypeVar("Value")
Derivative = TypeVar("Derivative")


def as_pair(returned: tuple[Value, Derivative]) -> tuple[Value, Derivative]:
    """What a function returned, if that is (value, gradient); a list of the two is one, too.

    Raises:
        TypeError: it is not.

    >>> as_pair((3.0, [1.0, 2.0]))
    (3.0, [1.0, 2.0])
    """
    items: object = returned
    if isinstance(items, tuple | list) and len(items) == 2:
        return cast("tuple[Value, Derivative]", tuple(items))
    raise TypeError(f"`fun` must return (value, gradient) with jac=True, got {shown(items)}")
