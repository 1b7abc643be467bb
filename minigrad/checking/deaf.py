"""Recognises a function that ignores its argument: the article's ``lambda w: net.loss(x, t)``.

Its numerical gradient is correctly zero; its author meant to vary the array that it closes over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FunctionType, MethodType
from typing import SupportsFloat

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.contracts import Watch
from minigrad.checking.findings import FindingKind
from minigrad.checking.sampler import OUTSIDE
from minigrad.checking.slopes import Slopes
from minigrad.checking.steps import ROUNDING

DEPTH = 3
VISIBLE_ROUNDINGS = 8.0


def note_deafness(watch: Watch, analytic: Float64Array, slopes: Slopes) -> None:
    """Add a finding where fun does not react to any coordinate although the gradient says that it should."""
    if not analytic.any() or not (slopes.measured & (slopes.value == 0.0)).all() or _reacts(watch, analytic):
        return
    owner = next((name for name, array in _reachable(watch.fun) if _is_parameter(array, watch.given, watch.x)), None)
    holds = f"; it uses the array `{owner}`, which holds the same numbers as x" if owner else ""
    watch.note(
        FindingKind.FUN_IGNORES_X,
        f"it returns the same value wherever x is moved{holds}; compute the value from the argument",
    )


def _reacts(watch: Watch, analytic: Float64Array) -> bool:
    """Whether fun changes when x is moved far, in two ways, or is too large for the claimed change to show."""
    point = watch.origin.x
    for factor, shift in ((1.3, 0.7), (0.6, -0.4)):
        far = watch.origin.clip(np.asarray(factor * point + shift))
        try:
            moved, still = watch.value_at(far), watch.value_at(point)
        except OUTSIDE:
            return True
        promised = float(np.sum(np.abs(analytic * (far - point).reshape(-1))))
        if moved != still or not promised > VISIBLE_ROUNDINGS * ROUNDING * abs(still):
            return True
    return False


def _is_parameter(array: FloatArray, x: npt.ArrayLike, point: FloatArray) -> bool:
    if isinstance(x, np.ndarray) and np.shares_memory(array, x):
        return True
    return array.size == point.size and bool(np.array_equal(array.reshape(-1), point.reshape(-1)))


def _reachable(fun: Callable[[Float64Array], SupportsFloat]) -> Iterator[tuple[str, FloatArray]]:
    """Arrays that fun holds on to: in its closure, in the globals that it names, in the object that it belongs to."""
    seen: set[int] = set()
    for name, value in _held(fun):
        yield from _arrays(name, value, DEPTH, seen)


def _held(fun: object) -> Iterator[tuple[str, object]]:
    if isinstance(fun, MethodType):
        yield "self", fun.__self__
        yield from _held(fun.__func__)
    elif isinstance(fun, FunctionType):
        for name, cell in zip(fun.__code__.co_freevars, fun.__closure__ or (), strict=True):
            yield name, _contents(cell)
        for name in fun.__code__.co_names:
            if name in fun.__globals__:
                yield name, fun.__globals__[name]
    else:
        yield type(fun).__name__, fun


def _contents(cell: object) -> object:
    return getattr(cell, "cell_contents", None)


def _arrays(name: str, value: object, depth: int, seen: set[int]) -> Iterator[tuple[str, FloatArray]]:
    if id(value) in seen or depth < 0:
        return
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "fiu":
            yield name, value
        return
    for key, part in _parts(value):
        yield from _arrays(f"{name}{key}", part, depth - 1, seen)


def _parts(value: object) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [(f"[{key!r}]", part) for key, part in list(value.items())[:50]]
    if isinstance(value, (list, tuple)):
        return [(f"[{index}]", part) for index, part in enumerate(value[:50])]
    if isinstance(value, FunctionType):
        return [(f".{name}", part) for name, part in _held(value)]
    attributes = getattr(value, "__dict__", None)
    module = isinstance(value, type(np))
    return [(f".{key}", part) for key, part in list(attributes.items())[:50]] if isinstance(attributes, dict) and not module else []
