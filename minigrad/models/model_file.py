"""The parts of a model as plain data and arrays, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import numpy as np

from minigrad.archive import Archive
from minigrad.arguments import as_float_type
from minigrad.arrays import AnyArray
from minigrad.datasets import Standardizer
from minigrad.models.layers_as_data import layers_as_data
from minigrad.models.layers_from_data import layers_from_data
from minigrad.networks import Network, Sequential
from minigrad.networks.network_file import from_arrays, to_arrays
from minigrad.plain_data.json_values import JsonObject, to_list, to_text

FEATURES: Final = "standardizer"
TARGET: Final = "target_standardizer"
"""The beginnings of the names of arrays that are not the network's; those of layers have a number there."""


def network_as_data(network: Network) -> JsonObject:
    """The layers and the dtype."""
    return {"layers": layers_as_data(network.layers), "dtype": np.dtype(network.dtype).name}


def network_arrays(network: Network) -> dict[str, AnyArray]:
    """The parameters, and what the layers remember."""
    return to_arrays(network.parameters, network.state_layout.unflatten(network.state))


@contextmanager
def contents_of(kept: Archive) -> Iterator[None]:
    """What goes wrong while the parts of a model are read becomes a ``ValueError`` that names the file."""
    try:
        yield
    except (KeyError, IndexError, RecursionError, MemoryError) as error:
        raise ValueError(f"{kept.path}: the model in it is incomplete or was changed ({error!r})") from error
    except (ValueError, TypeError) as error:
        raise ValueError(f"{kept.path}: {str(error).removeprefix(f'{kept.path}: ')}") from error


def read_network(kept: Archive, classes: Mapping[str, type[object]]) -> Network:
    """A network of the layers in the file, with their parameters."""
    numbers = sum(array.size for array in kept.arrays.values())
    layers = layers_from_data(kept.content["layers"], classes, numbers=numbers)
    network = Sequential(layers, rng=0, dtype=as_float_type("dtype", to_text(kept.content["dtype"])))
    own = {name: array for name, array in kept.arrays.items() if name.split(".")[0] not in (FEATURES, TARGET)}
    network.adopt(*from_arrays(kept.path, own, network.layout, network.state_layout, network.dtype))
    return network


def standardizer_arrays(prefix: str, standardizer: Standardizer | None) -> dict[str, AnyArray]:
    """Mean and scale, if there is a standardizer."""
    if standardizer is None:
        return {}
    return {f"{prefix}.mean": standardizer.mean, f"{prefix}.scale": standardizer.scale}


def read_standardizer(kept: Archive, prefix: str, names: tuple[str, ...]) -> Standardizer | None:
    """The inverse of :func:`standardizer_arrays`."""
    if f"{prefix}.mean" not in kept.arrays:
        return None
    mean, scale = (kept.floats(f"{prefix}.{name}").astype(np.float64) for name in ("mean", "scale"))
    return Standardizer(mean, scale, names)


def read_names(kept: Archive, name: str) -> tuple[str, ...]:
    """A tuple of texts."""
    return tuple(to_text(item) for item in to_list(kept.content[name]))
