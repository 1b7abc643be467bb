"""Functions that return a value and its gradient at once, as ``scipy.optimize`` takes them with ``jac=True``."""

from __future__ import annotations

import dis
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, Shape
from minigrad.probes.function_types import ScalarFunction
from minigrad.testing.discovery.items import Jac
from minigrad.testing.discovery.naming import GRADIENT, looks_like_both, looks_like_value, words
from minigrad.testing.passes.base import Function

SHAPES: tuple[Shape, ...] = ((3,), (2,), (4,), (1,), (), (3, 1), (2, 3), (3, 3), (6,), (5,), (7,), (8,), (9,), (10,))
"""Shapes of an argument, tried in this order."""


def trial_point(shape: Shape) -> Float64Array:
    """Where functions are tried: all numbers are above 0, so that most domains hold them."""
    return np.abs(np.random.default_rng(0).normal(size=shape)) + 0.5


def returns_both(function: Function, shape: Shape | None) -> bool:
    """Whether it returns a number and an array of its argument's shape, for the shape that is given or any usual
    one."""
    return any(_is_both(function, trial_point(each)) for each in (SHAPES if shape is None else (shape,)))


def _is_both(function: Function, x: Float64Array) -> bool:
    try:
        with np.errstate(all="ignore"):
            result = function(x.copy())
            return (
                isinstance(result, (tuple, list))
                and len(result) == 2
                and np.ndim(result[0]) == 0
                and np.shape(result[1]) == x.shape
            )
    except KeyboardInterrupt:
        raise
    except BaseException:
        return False


def returns_a_pair(function: Function) -> bool:
    """Whether its code has a ``return a, b``; others are not called, which may have effects."""
    code = _code(function)
    steps = list(dis.get_instructions(code)) if code is not None else []
    return any(
        one.opname in ("BUILD_TUPLE", "BUILD_LIST") and one.arg == 2 and two.opname == "RETURN_VALUE"
        for one, two in pairwise(steps)
    )


def claims_both(name: str, function: Function) -> bool:
    """Whether names, its own or those of its variables, say that what it returns is a gradient."""
    code = _code(function)
    variables: tuple[str, ...] = code.co_varnames if code is not None else ()
    by_variable = any(word in GRADIENT for each in variables for word in words(each))
    return looks_like_both(name) or looks_like_value(name) or by_variable


def halves(function: Function) -> tuple[ScalarFunction, Jac]:
    """The value alone, and the gradient alone."""

    def value(x: Float64Array) -> float:
        result: tuple[float, Float64Array] = function(x)  # type: ignore[assignment]  # as a trial has shown
        return result[0]

    def gradient(x: FloatArray) -> FloatArray:
        result: tuple[float, FloatArray] = function(x)  # type: ignore[assignment]  # as a trial has shown
        return result[1]

    return value, gradient


def used_names(function: Function, *, methods: bool) -> Iterator[str]:
    """The functions of its module, or the methods of its object, that a function uses."""
    code = _code(function)
    wanted = ("LOAD_ATTR", "LOAD_METHOD") if methods else ("LOAD_GLOBAL", "LOAD_NAME")
    yield from (each.argval for each in dis.get_instructions(code) if each.opname in wanted) if code is not None else ()


def _code(function: object) -> CodeType | None:
    """What Python executes when it is called: that of a method's function, a partial's, or of ``__call__``."""
    inner = getattr(function, "func", getattr(function, "__func__", function))
    inner = getattr(type(inner), "__call__", inner) if not hasattr(inner, "__code__") else inner  # noqa: B004 (the method itself is wanted)
    code: object = getattr(inner, "__code__", None)
    return code if isinstance(code, CodeType) else None
