"""The construction of a network: its layers are checked and named, its parameters laid out and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from minigrad.arguments import as_generator, shown
from minigrad.arrays import FloatArray, FloatType, IntArray, Rng
from minigrad.layers.base import Layer
from minigrad.layers.chain import Chain, as_layers, input_axes, layer_names
from minigrad.layers.stages import initial_state
from minigrad.networks.architecture import Architecture
from minigrad.networks.composition import Composition
from minigrad.networks.layer_arrays import LayerArrays


@runtime_checkable
class _Sized(Protocol):
    """A layer that declares how many features it takes and returns."""

    @property
    def n_inputs(self) -> int: ...
    @property
    def n_outputs(self) -> int: ...


def check_layers(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers as a tuple; raises unless all are layers and each fits the one before. From the first to the last
    layer that stands in them twice, with parameters or a state, they are put into one
    :class:`~minigrad.layers.Chain`."""
    checked = as_layers("layers", layers)
    _require_matching_widths(checked)
    return _with_sharing(checked)


def _with_sharing(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    seen = Counter(map(id, layers))
    places = [k for k, layer in enumerate(layers) if seen[id(layer)] > 1 and _has_arrays(layer)]
    if not places:
        return layers
    return (*layers[: places[0]], Chain(layers[places[0] : places[-1] + 1]), *layers[places[-1] + 1 :])


def _has_arrays(layer: Layer) -> bool:
    """Whether there is something that a layer shares where it stands twice: parameters or a state."""
    return bool(layer.initialize(np.random.default_rng(0)) or initial_state(layer))


def _require_matching_widths(layers: Sequence[Layer]) -> None:
    width: int | None = None  # None after a layer that does not declare its widths
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
    """Raise a ``ValueError`` if ``layer`` declares other numbers of features than ``width``."""
    if isinstance(layer, _Sized) and not layer.n_inputs == layer.n_outputs == width:
        raise ValueError(f"`{name}` must take and give {width} features, got {shown(layer)}")


def n_features(layers: Sequence[Layer]) -> int | None:
    """How many features the network takes, if a layer declares it and none before it may change the number; else
    None. So it is where a sample has several axes."""
    for layer in layers:
        if isinstance(layer, _Sized):
            return layer.n_inputs if layer.input_axes == 1 else None
        if not layer.elementwise:
            return None
    return None


def cast(array: FloatArray | IntArray, dtype: FloatType) -> FloatArray:
    """A copy of ``array`` in ``dtype``."""
    return array.astype(np.float32) if dtype is np.float32 else array.astype(np.float64)


def build(layers: Iterable[Layer], rng: Rng) -> Architecture:
    """Check the layers, draw their parameters in order, and lay them out (``dense1.weight``, ``dense1.bias``,
    ``dense2.weight``); likewise what they remember.

    Raises:
        TypeError: something that is no layer.
        ValueError: there are no parameters, a layer has a parameter and a state of the same name, or layers do not fit.
    """
    checked = check_layers(layers)
    generator = as_generator("rng", rng)
    names = layer_names(checked)
    parameters = LayerArrays.of(names, [layer.initialize(generator) for layer in checked])
    states = LayerArrays.of(names, [initial_state(layer) for layer in checked])
    if not parameters.layout.names:
        raise ValueError("`layers` must have at least one parameter between them, got none")
    both = set(parameters.layout.names) & set(states.layout.names)
    if both:
        raise ValueError(f"`layers` must give parameters and states different names, got {sorted(both)} for both")
    first = next(number for number, blocks in enumerate(parameters.blocks) if blocks)
    return Architecture(
        Composition.of(checked, first), parameters, states, axes=input_axes(checked), width=n_features(checked)
    )
