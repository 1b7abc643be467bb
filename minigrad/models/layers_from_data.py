"""Layers made again from plain data, by their own constructors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, cast, final

from minigrad.layers import Layer
from minigrad.models.known_classes import OWN, own_classes
from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_list, to_object, to_text


class _Constructor(Protocol):
    def __call__(self, **values: object) -> object: ...


def layers_from_data(data: JsonValue, callers: Mapping[str, type[object]]) -> list[Layer]:
    """The inverse of :func:`minigrad.models.layers_as_data.layers_as_data`.

    Args:
        data: what that returned.
        callers: the classes besides minigrad's own that may be called, by name.

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
    reader = _Reader({**{f"{OWN}{name}": kind for name, kind in own_classes().items()}, **callers})
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

    def __init__(self, classes: Mapping[str, type[object]]) -> None:
        self._classes = classes
        self._finished: list[Layer] = []

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
        built = _built(kind, values)
        if isinstance(built, Layer):
            self._finished.append(built)
        return built


def _built(kind: type[object], values: Mapping[str, object]) -> object:
    constructor = cast("_Constructor", kind)
    try:
        return constructor(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kind.__name__} cannot be made of {dict(values)}: {error}") from error
