"""Pictures of a report, for those who have matplotlib: where entries are wrong, and how the remainder shrinks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.blocks import Block, find_blocks
from minigrad.errors import MissingExtraError

if TYPE_CHECKING:
    from minigrad.checking.report import GradientReport


class Axes(Protocol):
    """What of matplotlib's axes is used here."""

    def imshow(self, image: Float64Array, /, **options: object) -> object: ...
    def loglog(self, x: Float64Array, y: Float64Array, style: str, /, **options: object) -> object: ...
    def set_title(self, text: str, /, **options: object) -> object: ...
    def set_xlabel(self, text: str, /) -> object: ...
    def set_ylabel(self, text: str, /) -> object: ...
    def legend(self) -> object: ...


class Figure(Protocol):
    """What of matplotlib's figures is used here, and what callers get."""

    def add_subplot(self, rows: int, columns: int, number: int, /) -> Axes: ...
    def colorbar(self, mappable: object, /, **options: object) -> object: ...
    def savefig(self, path: str, /) -> object: ...


class Pyplot(Protocol):
    """What of matplotlib.pyplot is used here."""

    def figure(self, **options: object) -> Figure: ...


MOST_BLOCKS = 8
LOW, HIGH = -16.0, 0.0


def plot(report: GradientReport) -> Figure:
    """The remainder against the step with its floor, and a heat map of the error of each named array.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    pyplot = _pyplot()
    blocks = find_blocks(len(report.names), report.names.__getitem__)[:MOST_BLOCKS]
    panels = len(blocks) + (report.order is not None)
    figure = pyplot.figure(figsize=(4.0 * max(1, panels), 3.6), layout="constrained")
    for number, block in enumerate(blocks, start=1):
        _heat_map(figure, figure.add_subplot(1, panels, number), report, block)
    if report.order is not None:
        _remainder(figure.add_subplot(1, panels, panels), report)
    return figure


def _pyplot() -> Pyplot:
    try:
        module: Pyplot = import_module("matplotlib.pyplot")
    except ImportError as error:
        raise MissingExtraError("plot() needs matplotlib; install it with: pip install 'minigrad[plot]'") from error
    return module


def _heat_map(figure: Figure, axes: Axes, report: GradientReport, block: Block) -> None:
    """log10 of the relative error, entry by entry; white where nothing was measured."""
    a, d = report.analytic[block.entries], report.numeric[block.entries]
    size = np.maximum(np.maximum(np.abs(a), np.abs(d)), 1e-3 * report.bound[block.entries])
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.clip(np.log10(np.abs(a - d) / size), LOW, HIGH)
    image = axes.imshow(_two_dimensional(error, block), vmin=LOW, vmax=HIGH, aspect="auto", cmap="magma_r")
    figure.colorbar(image, label="log10 of the relative error")
    axes.set_title(block.name or "gradient", fontsize=10)


def _two_dimensional(flat: Float64Array, block: Block) -> Float64Array:
    rows = int(np.prod(block.shape[:-1])) if len(block.shape) > 1 else 1
    return flat.reshape(rows, -1)


def _remainder(axes: Axes, report: GradientReport) -> None:
    order = report.order
    if order is None:
        return
    h = order.steps
    shown = np.maximum(order.remainders, 1e-300)
    axes.loglog(h, shown, "o-", label="|f(x + hv) - f(x) - h g.v|")
    axes.loglog(h, shown[0] * (h / h[0]) ** 2, "--", label="second order: right")
    axes.loglog(h, shown[0] * (h / h[0]), ":", label="first order: wrong")
    axes.loglog(h, np.full(h.shape, max(order.floor, 1e-300)), "-", color="grey", label="rounding")
    axes.set_xlabel("step h")
    axes.set_ylabel("remainder")
    axes.legend()
