"""What a network is made of, as the rows of a table: its layers, and the names, shapes and sizes of their parameters."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.tables import html_table, text_table

if TYPE_CHECKING:
    from minigrad.networks.base import Network

HEADINGS: Final = ("layer", "parameter", "shape", "numbers")


def summary_rows(network: Network) -> list[tuple[str, str, str, str]]:
    """One row for each parameter, or for a layer without any; last the total."""
    arrays = zip(network.layout.names, network.layout.shapes, strict=True)
    rows = list[tuple[str, str, str, str]]()
    for layer, own in zip(network.layers, network.split(network.theta), strict=True):
        kind = type(layer).__name__
        parts = [next(arrays) for _ in own]  # the layout has the parameters of each layer in turn
        rows += [(kind if not number else "", name, str(shape), str(prod(shape))) for number, (name, shape) in enumerate(parts)]
        rows += [] if parts else [(kind, "", "", "0")]
    return [*rows, ("total", "", "", str(network.layout.size))]


def summary_text(network: Network) -> str:
    """The table for a terminal."""
    return f"{_title(network)}\n{text_table(HEADINGS, summary_rows(network), right=HEADINGS[-1:])}"


def summary_html(network: Network) -> str:
    """The table for a notebook."""
    return html_table(HEADINGS, summary_rows(network), _title(network))


def _title(network: Network) -> str:
    return f"{type(network).__name__}: {network.layout.size} parameters, {np.dtype(network.dtype).name}"
