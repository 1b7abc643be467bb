"""What happens once, when a network is built: its layers are checked and named, its parameters laid out and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from minigrad.arguments import as_generator, as_items, shown
from minigrad.arrays import FloatArray, FloatType, IntArray, Rng, as_float_array
from minigrad.layers.base import Layer
from minigrad.layout import Block, Layout


@runtime_checkable
class _Sized(Protocol):
    """A layer that says how many features it takes and gives."""

    @property
    def n_inputs(self) -> int: ...
    @property
    def n_outputs(self) -> int: ...


class Plan(NamedTuple):
    """A network's parameters: how they are laid out, which of them each layer has, and their first values."""

    layout: Layout
    parts: tuple[tuple[Block, ...], ...]  # for each layer, under its own names for them
    theta: FloatArray


def check_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers as a tuple, once it is sure that they are layers and that each fits the one before."""
    if isinstance(layers, Layer):
        raise TypeError(f"`layers` must be a sequence of layers, got {layers}; put it in brackets: [{layers}]")
    checked = tuple(_as_layer(index, layer) for index, layer in enumerate(as_items("layers", layers, "layers")))
    if not checked:
        raise ValueError("`layers` must hold at least one layer, got none")
    _require_matching_widths(checked)
    return checked


def _as_layer(index: int, layer: object) -> Layer:
    if isinstance(layer, Layer):
        return layer
    hint = f"; call it: {layer.__name__}(...)" if isinstance(layer, type) else ""
    raise TypeError(f"`layers[{index}]` must be a Layer, got {shown(layer)}{hint}")


def _require_matching_widths(layers: Sequence[Layer]) -> None:
    width: int | None = None  # None: a layer that does not say what it does to the width came before
    source = ""
    for index, layer in enumerate(layers):
        if isinstance(layer, _Sized):
            if width is not None and layer.n_inputs != width:
                raise ValueError(
                    f"`layers[{index}]` must take the {width} features that {source} gives, "
                    f"got {layer} with n_inputs={layer.n_inputs}"
                )
            width, source = layer.n_outputs, f"`layers[{index}]`"
        elif not layer.elementwise:
            width = None


def require_width(name: str, layer: Layer, width: int) -> None:
    """Raise a ``ValueError`` if ``layer`` says that it takes or gives another number of features."""
    if isinstance(layer, _Sized) and not layer.n_inputs == layer.n_outputs == width:
        raise ValueError(f"`{name}` must take and give {width} features, got {shown(layer)}")


def n_features(layers: Sequence[Layer]) -> int | None:
    """How many features the first layer that says so takes; None where none does, or one before it may change their
    number."""
    for layer in layers:
        if isinstance(layer, _Sized):
            return layer.n_inputs
        if not layer.elementwise:
            return None
    return None


def cast(array: FloatArray | IntArray, dtype: FloatType) -> FloatArray:
    """A copy of ``array`` in ``dtype``."""
    return array.astype(np.float32) if dtype is np.float32 else array.astype(np.float64)


def plan_parameters(layers: tuple[Layer, ...], rng: Rng) -> Plan:
    """Draw the layers' parameters in order and lay them out: ``dense1.weight``, ``dense1.bias``, ``dense2.weight``."""
    generator = as_generator("rng", rng)
    prefixes = _prefixes(layers)
    drawn = [
        {name: as_float_array(f"{prefix}.{name}", value) for name, value in layer.initialize(generator).items()}
        for prefix, layer in zip(prefixes, layers, strict=True)
    ]
    _require_own_layers(layers, drawn)
    params = {
        f"{prefix}.{name}": value for prefix, own in zip(prefixes, drawn, strict=True) for name, value in own.items()
    }
    if not params:
        raise ValueError("`layers` must have at least one parameter between them, got none")
    layout = Layout.of(params)
    parts = tuple(
        tuple(Block(name, layout.slices[f"{prefix}.{name}"], value.shape) for name, value in own.items())
        for prefix, own in zip(prefixes, drawn, strict=True)
    )
    return Plan(layout, parts, layout.flatten(params))


def _require_own_layers(layers: tuple[Layer, ...], drawn: Sequence[Mapping[str, FloatArray]]) -> None:
    """One object in two places looks as if both shared its parameters; they do not."""
    first: dict[int, int] = {}
    for index, (layer, own) in enumerate(zip(layers, drawn, strict=True)):
        earlier = first.setdefault(id(layer), index)
        if own and earlier != index:
            raise ValueError(
                f"`layers[{index}]` is the same object as `layers[{earlier}]`, but parameters are not shared: "
                f"make a second one, {shown(layer)}"
            )


def _prefixes(layers: tuple[Layer, ...]) -> list[str]:
    seen: Counter[str] = Counter()
    prefixes = []
    for layer in layers:
        kind = type(layer).__name__.lower()
        seen[kind] += 1
        prefixes.append(f"{kind}{seen[kind]}")
    return prefixes
