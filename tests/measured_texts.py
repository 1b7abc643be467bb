"""The sizes of texts in pictures, which matplotlib measures anew for each figure, measured once for all of them."""

from __future__ import annotations

import sys
from typing import Protocol

import pytest


class Properties(Protocol):
    """A font's, which may change later: one is equal to another as long as both say the same."""

    def copy(self) -> Properties: ...


class Renderer(Protocol):
    dpi: float


class Measure(Protocol):
    """Width, height and descent of a text in pixels."""

    def __call__(self, renderer: Renderer, s: str, prop: Properties, ismath: object) -> tuple[float, float, float]: ...


def measure_once(patch: pytest.MonkeyPatch) -> None:
    """Where a test that was collected has imported matplotlib. Other letters than ASCII are measured each time, since a
    font that lacks one warns of it while it measures."""
    if "matplotlib" not in sys.modules:
        return
    from matplotlib.backends.backend_agg import RendererAgg

    name = "get_text_width_height_descent"
    measure: Measure = getattr(RendererAgg, name)
    known: dict[tuple[float, str, Properties, object], tuple[float, float, float]] = {}

    def remembered(renderer: Renderer, s: str, prop: Properties, ismath: object) -> tuple[float, float, float]:
        if not s.isascii():
            return measure(renderer, s, prop, ismath)
        key = renderer.dpi, s, prop.copy(), ismath
        if key not in known:
            known[key] = measure(renderer, s, prop, ismath)
        return known[key]

    patch.setattr(RendererAgg, name, remembered)
