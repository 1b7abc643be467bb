"""Layers made again from plain data, by their own constructors."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping
from typing import Final, Protocol, cast, final

from minigrad.arguments import shown
from minigrad.layers import Layer
from minigrad.models.known_classes import OWN, own_classes
from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_list, to_object, to_text


class _Constructor(Protocol):
    def __call__(self, **values: object) -> object: ...


MOST_LAYERS: Final = 100_000
"""More layers than this, those in layers included, are refused: a few lines of a file can name each other so that they
stand for any number. Chosen, not calibrated."""


def layers_from_data(
    data: JsonValue, callers: Mapping[str, type[object]], *, numbers: int = sys.maxsize
) -> list[Layer]:
    """The inverse of :func:`minigrad.models.layers_as_data.layers_as_data`.

    Args:
        data: what that returned.
        callers: the classes besides minigrad's own that may be called, by name.
        numbers: how many numbers there are for the parameters; a layer of minigrad's that has more is refused before
            they are drawn.

    Raises:
        TypeError, ValueError: a class is not among them, its constructor refuses the fields, or something is no layer.

    >>> layers_from_data([{"class": "Gate", "module": "gates", "fields": {}}], {})
    Traceback (most recent call last):
        ...
    ValueError: it has layers of the class Gate (from gates), which is not minigrad's: import it and pass it, as
    in Model.load(path, layers=[Gate])
    """
    entries = to_list(data)
    _require_known(dict(_classes(entries)), callers)
    reader = _Reader({**{f"{OWN}{name}": kind for name, kind in own_classes().items()}, **callers}, numbers)
    found = [reader.value(entry) for entry in entries]
    layers = [layer for layer in found if isinstance(layer, Layer)]
    if len(layers) < len(found):
        raise ValueError(f"it should list layers, got {found}")
    return layers


def _classes(value: JsonValue) -> Iterator[tuple[str, str]]:
    """The name of each class, with the module of those that are not minigrad's."""
    if isinstance(value, dict):
        if "class" in value:
            yield to_text(value["class"]), to_text(value.get("module", ""))
        for inner in value.values():
            yield from _classes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _classes(inner)


def _require_known(found: Mapping[str, str], callers: Mapping[str, type[object]]) -> None:
    newer = [name for name in found if name.startswith(OWN) and name.removeprefix(OWN) not in own_classes()]
    if newer:
        raise ValueError(f"it has layers of the class {newer[0]}, which this version does not have; update minigrad")
    unknown = [name for name in found if not name.startswith(OWN) and name not in callers]
    if unknown:
        listed = " and ".join(f"{name} (from {found[name]})" for name in unknown)
        classes, are, them = ("class", "is", "it") if len(unknown) == 1 else ("classes", "are", "them")
        raise ValueError(
            f"it has layers of the {classes} {listed}, which {are} not minigrad's: import {them} and pass {them}, as "
            f"in Model.load(path, layers=[{', '.join([*callers, *unknown])}])"
        )


@final
class _Reader:
    """Values from plain data; it remembers the layers in the order in which they were finished."""

    def __init__(self, classes: Mapping[str, type[object]], numbers: int) -> None:
        self._classes = classes
        self._numbers = numbers
        self._finished: list[Layer] = []
        self._counts: dict[int, int] = {}

    def value(self, data: JsonValue) -> object:
        """A value that was written."""
        if isinstance(data, list):
            return tuple(self.value(item) for item in data)
        return self._object(data) if isinstance(data, dict) else data

    def _object(self, data: JsonObject) -> object:
        if "number" in data:
            return float(to_text(data["number"]))
        if "again" in data:
            return self._finished[to_int(data["again"])]
        kind = self._classes[to_text(data["class"])]
        values = {name: self.value(value) for name, value in to_object(data["fields"]).items()}
        if kind in own_classes().values():
            self._require_numbers(kind, values)
        built = _built(kind, values)
        if isinstance(built, Layer):
            self._finished.append(built)
            self._counts[id(built)] = self._counted(kind, values)
        return built

    def _require_numbers(self, kind: type[object], values: Mapping[str, object]) -> None:
        """Raise a ``ValueError`` where the largest array of a layer would have more numbers than the file."""
        sizes = [_size(value) for name, value in values.items() if name.startswith("n_")]
        if sizes and math.prod(sizes) * _size(values.get("kernel_size", 1)) > self._numbers:
            raise ValueError(
                f"{kind.__name__} cannot be made of {shown(dict(values))}: that is more than the "
                f"{self._numbers} numbers for parameters"
            )

    def _counted(self, kind: type[object], values: Mapping[str, object]) -> int:
        """How many layers stand in one with these fields, itself included; raises where there are too many."""
        parts = [part for value in values.values() for part in (value if isinstance(value, tuple) else (value,))]
        count = 1 + sum(self._counts.get(id(part), 0) for part in parts)
        if count > MOST_LAYERS:
            raise ValueError(f"it has a {kind.__name__} of more than {MOST_LAYERS} layers")
        return count


def _size(value: object) -> int:
    """A whole number, or the product of some; 0 for anything else, which a constructor refuses."""
    if isinstance(value, tuple):
        return math.prod(map(_size, value))
    return value if isinstance(value, int) else 0


def _built(kind: type[object], values: Mapping[str, object]) -> object:
    constructor = cast("_Constructor", kind)
    try:
        return constructor(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kind.__name__} cannot be made of {shown(dict(values))}: {error}") from error
