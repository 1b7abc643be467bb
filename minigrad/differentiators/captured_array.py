"""Finds the array that a function computes from in place of its argument, as in the article's
``lambda w: net.loss(x, t)``."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import islice
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TypeAlias

import numpy as np

from minigrad.arrays import AnyArray
from minigrad.probes.signatures.extra_arguments import WithArgs
from minigrad.structures import OnStructures, Structure

DEPTH = 4
"""How many levels of attributes and items are searched, among the first 50 of each."""

MOST = 5000
"""How many objects are searched at most."""

Parts: TypeAlias = Iterator[tuple[str, object]]
"""What an object holds, and what is written behind its name to get there."""


def captured_array(fun: object, x: object) -> str | None:
    """The name of an array that ``fun`` holds and that has the numbers of x or shares memory with it, or None.

    Of a structure the largest array is searched for.

    >>> weights = np.ones(2)
    >>> captured_array(lambda x: weights.sum(), [1.0, 1.0])
    'weights'
    """
    x = fun.structure if isinstance(fun, OnStructures) else x
    point: AnyArray = max(x.arrays, key=np.size) if isinstance(x, Structure) else np.asarray(x)
    start = "" if isinstance(fun, FunctionType | MethodType | partial | WithArgs | OnStructures) else type(fun).__name__
    return next((name.removeprefix(".") for name, value in _held(start, fun) if _is_x(value, x, point)), None)


def _is_x(value: object, x: object, point: AnyArray) -> bool:
    if value is x and isinstance(x, list):
        return True
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiu":
        return False
    return np.shares_memory(value, point) or (value.size == point.size and np.array_equal(value.ravel(), point.ravel()))


def _held(name: str, fun: object) -> Parts:
    """All that a function holds, the nearest first."""
    waiting, seen = deque([(name, fun, 0)]), set[int]()
    while waiting and len(seen) < MOST:
        name, value, depth = waiting.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        yield name, value
        if depth < DEPTH:
            waiting.extend((f"{name}{key}", part, depth + 1) for key, part in islice(_parts(value), 50))


def _parts(value: object) -> Parts:
    if isinstance(value, dict):
        yield from ((f"[{key!r}]", part) for key, part in value.items() if isinstance(key, str | int))
    elif isinstance(value, list | tuple):
        yield from ((f"[{index}]", part) for index, part in enumerate(value))
    elif isinstance(value, MethodType):
        yield from ((".self", value.__self__), ("", value.__func__))
    elif isinstance(value, FunctionType):
        yield from _parts_of_function(value)
    elif isinstance(value, WithArgs):
        yield from (("", value.fun), (".args", value.args))
    elif isinstance(value, OnStructures):
        yield "", value.fun
    elif isinstance(value, partial):
        yield "", value.func
        yield from ((f".{key}", part) for key, part in value.keywords.items())
        yield from ((f".args[{index}]", part) for index, part in enumerate(value.args))
    elif not isinstance(value, ModuleType | type | np.ndarray):
        yield from _parts_of_object(value)


def _parts_of_function(function: FunctionType) -> Parts:
    """Captured variables, default values, and the globals that it names."""
    code = function.__code__
    for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield f".{name}", cell.cell_contents
        except ValueError:  # not assigned yet
            continue
    defaults = function.__defaults__ or ()
    positional = code.co_varnames[: code.co_argcount]
    yield from (
        (f".{name}", part) for name, part in zip(positional[len(positional) - len(defaults) :], defaults, strict=True)
    )
    yield from ((f".{name}", part) for name, part in (function.__kwdefaults__ or {}).items())
    yield from ((f".{name}", function.__globals__[name]) for name in _names(code) if name in function.__globals__)
    yield from ((f".{name}", part) for name, part in vars(function).items())


def _names(code: CodeType) -> Iterator[str]:
    """The names that a function uses, also in functions inside of it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _parts_of_object(value: object) -> Parts:
    """Attributes, under their public names where they have one, and what is behind a call of it."""
    for key, part in _attributes(value).items():
        public = key.removeprefix("_")
        yield f".{public if isinstance(getattr(type(value), public, None), property) else key}", part
    call = getattr(type(value), "__call__", None)  # noqa: B004 (the method itself is wanted)
    if isinstance(call, FunctionType):
        yield "", call


def _attributes(value: object) -> dict[str, object]:
    """Those of its dictionary and of its slots."""
    found: dict[str, object] = {}
    slots = (key for kind in type(value).__mro__ for key in vars(kind).get("__slots__", ()) if not key.startswith("__"))
    try:
        found.update((key, getattr(value, key)) for key in slots if hasattr(value, key))
        found.update(vars(value))
    except Exception:  # it has no dictionary, or is one of the objects that compute their attributes and cannot now
        return found
    return found
