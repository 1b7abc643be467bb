"""What a network is made of, as the rows of a table: its layers, and the names, shapes and sizes of their
parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, final

from minigrad.layers.base import Layer
from minigrad.layout import Layout
from minigrad.tables import html_table, text_table

HEADINGS: Final = ("layer", "parameter", "shape", "numbers")


@final
@dataclass(frozen=True)
class Summary:
    """What the table is made of.

    Attributes:
        title: the line above it.
        layers: in their order.
        arrays: how many parameter arrays each layer has.
        layout: the names and shapes of all of them, layer by layer.
    """

    title: str
    layers: Sequence[Layer]
    arrays: Sequence[int]
    layout: Layout

    def rows(self) -> list[tuple[str, str, str, str]]:
        """One row for each parameter, or for a layer without any; last the total."""
        left = zip(self.layout.names, self.layout.shapes, strict=True)
        rows = list[tuple[str, str, str, str]]()
        for layer, count in zip(self.layers, self.arrays, strict=True):
            kind = type(layer).__name__
            parts = [next(left) for _ in range(count)]
            rows += [
                (kind if not k else "", name, str(shape), str(prod(shape))) for k, (name, shape) in enumerate(parts)
            ]
            rows += [] if parts else [(kind, "", "", "0")]
        return [*rows, ("total", "", "", str(self.layout.size))]

    def text(self) -> str:
        """The table for a terminal."""
        return f"{self.title}\n{text_table(HEADINGS, self.rows(), right=HEADINGS[-1:])}"

    def html(self) -> str:
        """The table for a notebook."""
        return html_table(HEADINGS, self.rows(), self.title)
