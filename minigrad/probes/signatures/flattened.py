"""A function of an array or of a structure, with its point, as a function of one array."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, SupportsFloat, cast

import numpy.typing as npt

from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.structures import OnStructures, Structure


class Flattened(NamedTuple):
    """A function of one array.

    Attributes:
        fun: called with an array alone.
        x: where it is called: what the caller passed, or its structure, which stands for its vector.
        structure: that structure; None where the caller passed an array.
    """

    fun: ScalarFunction
    x: npt.ArrayLike | Structure[object]
    structure: Structure[object] | None


def flattened(fun: object, x: object, args: object, argument: str = "x") -> Flattened:
    """A function of an array, made of one that may take a structure, and arguments after it.

    Args:
        fun: called as fun(x, *args).
        x: an array or a structure.
        args: as for :func:`~minigrad.probes.signatures.extra_arguments.with_args`.
        argument: what messages call x.

    >>> point = flattened(lambda x, a: a * x["w"], {"w": 3.0}, 2.0)
    >>> point.fun(point.x.vector)
    6.0
    """
    alone = with_args(cast("Callable[[object], SupportsFloat]", fun), args)
    structure = Structure[object].of(argument, x)
    if structure is None:
        return Flattened(alone, cast("npt.ArrayLike", x), None)
    return Flattened(OnStructures(alone, structure), structure, structure)
