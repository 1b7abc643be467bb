"""Layers as plain data: the class and the fields of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import final

import numpy as np

from minigrad.arguments import shown
from minigrad.layers import Layer
from minigrad.models.known_classes import OWN, name_of
from minigrad.plain_data.json_values import JsonObject, JsonValue


def layers_as_data(layers: Sequence[Layer]) -> list[JsonValue]:
    """One entry for each layer; a layer that occurs again, which shares its parameters, is written once.

    Raises:
        TypeError: a layer is no dataclass, or a field is not plain: a number, text, None, a tuple of such, or another
            dataclass.

    >>> from minigrad.layers import Normal, ReLU
    >>> layers_as_data([ReLU()])
    [{'class': 'minigrad.ReLU', 'fields': {}}]
    """
    writer = _Writer()
    return [writer.written(type(layer).__name__, layer) for layer in layers]


@final
class _Writer:
    """Values as plain data; it remembers the layers that it has written, in the order in which they were finished."""

    def __init__(self) -> None:
        self._finished: list[Layer] = []

    def written(self, place: str, value: object) -> JsonValue:
        """A value; ``place`` says where it stands."""
        plain = value.item() if isinstance(value, np.generic) else value
        if plain is None or (isinstance(plain, (bool, int, str)) and type(plain) in (bool, int, str)):
            return plain
        if isinstance(plain, float):
            return plain if isfinite(plain) else {"number": str(plain)}
        if isinstance(plain, tuple):
            return [self.written(f"{place}[{index}]", item) for index, item in enumerate(plain)]
        return self._object(place, plain)

    def _object(self, place: str, value: object) -> JsonObject:
        for number, layer in enumerate(self._finished):
            if layer is value:
                return {"again": number}
        own: JsonObject = {
            name: self.written(f"{place}.{name}", getattr(value, name)) for name in _fields(place, value)
        }
        if isinstance(value, Layer):
            self._finished.append(value)
        name = name_of(type(value))
        source: JsonObject = {} if name.startswith(OWN) else {"module": type(value).__module__}
        return {"class": name, **source, "fields": own}


def _fields(place: str, value: object) -> list[str]:
    """The fields that a dataclass is made of."""
    if isinstance(value, type) or not is_dataclass(value):
        raise TypeError(
            f"`network` cannot be written with its layers: {place} is {shown(value)}; what can be written are "
            "dataclasses with fields of numbers, texts, None, tuples of these and such dataclasses; network.save(path) "
            "writes the parameters of any network"
        )
    return [field.name for field in fields(value) if field.init]
