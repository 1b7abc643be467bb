"""Recognises a function that ignores its argument: the article's ``lambda w: net.loss(x, t)``.

Its numerical gradient is correctly zero; its author meant to vary the array that it closes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from types import FunctionType, MethodType, ModuleType

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking.alike import close
from minigrad.checking.assemble import Evidence
from minigrad.checking.contracts import Watch
from minigrad.checking.findings import FindingKind
from minigrad.checking.sampler import OUTSIDE

DEPTH = 4
"""How many attributes or items deep an array is looked for, among the first 50 of each."""


def note_ignored_argument(evidence: Evidence) -> None:
    """Add a finding where fun does not react to any coordinate although the gradient says that it should."""
    watch, analytic = evidence.watch, evidence.analytic
    if not analytic.any() or not (evidence.numeric == 0.0).all() or _reacts(watch, analytic):
        return
    start = "" if isinstance(watch.fun, FunctionType | MethodType) else type(watch.fun).__name__
    held = _arrays(start, watch.fun, DEPTH, set())
    owner = next((name.removeprefix(".") for name, array in held if _is_parameter(array, watch.given, watch.x)), None)
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
            moved, still = watch.value_at(far.copy()), watch.value_at(point.copy())
        except OUTSIDE:
            return True
        if moved != still or close(still, still + float(np.sum(np.abs(analytic * (far - point).reshape(-1))))):
            return True
    return False


def _is_parameter(array: FloatArray, x: npt.ArrayLike, point: FloatArray) -> bool:
    if isinstance(x, np.ndarray) and np.shares_memory(array, x):
        return True
    return array.size == point.size and bool(np.array_equal(array.reshape(-1), point.reshape(-1)))


def _arrays(name: str, value: object, depth: int, seen: set[int]) -> Iterator[tuple[str, FloatArray]]:
    """Arrays that an object holds on to, however deep: in attributes, items, closures, and globals that a function names."""
    if id(value) in seen or depth < 0:
        return
    seen.add(id(value))
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu":
        yield name, value
    for key, part in islice(_parts(value), 50):
        yield from _arrays(f"{name}{key}", part, depth - 1, seen)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """What an object holds directly, and what is written behind its name to get there."""
    if isinstance(value, dict):
        yield from ((f"[{key!r}]", part) for key, part in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"[{index}]", part) for index, part in enumerate(value))
    elif isinstance(value, MethodType):
        yield from ((".self", value.__self__), ("", value.__func__))
    elif isinstance(value, FunctionType):
        cells = zip(value.__code__.co_freevars, value.__closure__ or (), strict=True)
        yield from ((f".{name}", getattr(cell, "cell_contents", None)) for name, cell in cells)
        yield from ((f".{name}", value.__globals__[name]) for name in value.__code__.co_names if name in value.__globals__)
    elif not isinstance(value, ModuleType):
        attributes = getattr(value, "__dict__", None)
        yield from ((f".{key}", part) for key, part in attributes.items()) if isinstance(attributes, dict) else ()
