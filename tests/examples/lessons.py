"""Runs each lesson once, as a program in an empty folder, for all tests of what it prints and draws."""

from __future__ import annotations

import re
import runpy
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from functools import cache, partial
from importlib import import_module
from io import StringIO
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

import numpy as np
import pytest

import examples
from examples.thumbnails import lessons
from minigrad import plotting
from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import figure_of

FOLDER = Path(examples.__file__).parent
NAMES = lessons()


class Canvas(Protocol):
    """What is used of matplotlib's canvas, whose methods have no types."""

    def print_png(self, filename_or_obj: Path) -> None: ...


class Run(NamedTuple):
    """What a lesson printed, the axes that its main returned, and the files that it wrote."""

    text: str
    axes: plotting.Axes
    files: dict[str, bytes]

    def numbers(self, line: str) -> list[float]:
        """The numbers in the first line that holds ``line``, from there on."""
        rest = next(each for each in self.text.splitlines() if line in each).split(line, 1)[1]
        return [float(number) for number in re.findall(r"[-+]?\d+\.?\d*(?:e[-+]?\d+)?", rest)]

    @property
    def panels(self) -> list[plotting.Axes]:
        """All visible axes of the picture."""
        figure = self.axes.get_figure()
        assert figure is not None
        return [axes for axes in figure.axes if axes.axison]

    @property
    def legend(self) -> list[str]:
        """What the legend says."""
        legend = self.axes.get_legend()
        assert legend is not None
        return [text.get_text() for text in legend.get_texts()]


@cache
def run(name: str) -> Run:
    """The lesson ``name``, run as ``python examples/NAME.py``."""
    returned: list[plotting.Axes] = []

    def note(ax: plotting.Axes, path: str | PathLike[str]) -> Path:
        returned.append(ax)
        return draw_once(ax, Path(path))

    printed = StringIO()
    with (
        TemporaryDirectory() as folder,
        chdir(folder),
        pytest.MonkeyPatch.context() as patch,
        warnings.catch_warnings(),
    ):
        patch.setattr(plotting, "save", note)
        if name == "distributed_simulator":
            warnings.simplefilter("ignore", DeprecationWarning)  # of the libraries that dask stands on
            warnings.simplefilter("ignore", ResourceWarning)
            workers_in_this_process(patch)
        with redirect_stdout(printed), redirect_stderr(StringIO()):
            runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
        files = {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*")}
    (axes,) = returned
    return Run(printed.getvalue(), axes, files)


def draw_once(ax: plotting.Axes, path: Path) -> Path:
    """Write the same PNG file as ``plotting.save``, whose ``savefig`` draws the figure twice."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Canvas = FigureCanvasAgg(figure_of(ax))
    canvas.print_png(path)
    return path


def workers_in_this_process(patch: pytest.MonkeyPatch) -> None:
    """Have dask's workers speak over TCP as ever, but not start as processes, which ``tests/differentiators`` does."""
    with suppress(ImportError):
        distributed = import_module("distributed")
        patch.setattr(distributed, "Client", partial(distributed.Client, processes=False))


def line_of(axes: plotting.Axes, label: str) -> Float64Array:
    """The points (n, 2) of the line with this label."""
    (line,) = (line for line in axes.get_lines() if line.get_label() == label)
    return np.asarray(line.get_xydata(), np.float64)
