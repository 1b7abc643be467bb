"""Axes to draw on: the caller's, or those of a new figure outside of pyplot."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from math import isqrt
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.arguments import as_path, require_count, require_instance
from minigrad.errors import MissingExtraError
from minigrad.files import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.gridspec import SubplotSpec

WIDTH, HEIGHT, DPI = 6.4, 4.8, 100
"""The size of a new picture in inches, and its dots per inch: 640 x 480 pixels."""


def canvas(ax: Axes | None = None) -> Axes:
    """``ax``, or the axes of a new figure of 640 x 480 pixels.

    The figure is not registered with pyplot, so no window opens and nothing has to be closed.

    Args:
        ax: axes, or None. Logarithmic scales become linear: each picture chooses its own scales.

    Raises:
        MissingExtraError: matplotlib is not installed.
        TypeError: ``ax`` is not matplotlib axes.
        ValueError: they are polar or three-dimensional, or have been removed from their figure.

    >>> canvas().figure.bbox.size.tolist()
    [640.0, 480.0]
    """
    kind = _axes_class()
    if ax is None:
        from matplotlib.figure import Figure

        return Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, layout="constrained").add_subplot()
    if not isinstance(ax, kind):
        raise TypeError(f"`ax` must be matplotlib axes, such as `matplotlib.figure.Figure().add_subplot()`, got {ax!r}")
    if ax.name != "rectilinear":
        raise ValueError(f"`ax` must have two straight axes, got the projection {ax.name!r}; leave out `projection`")
    figure_of(ax)
    if ax.get_xscale() != "linear":
        ax.set_xscale("linear")
    if ax.get_yscale() != "linear":
        ax.set_yscale("linear")
    return ax


def _axes_class() -> type[Axes]:
    try:
        from matplotlib.axes import Axes as AnyAxes
    except ImportError as error:
        raise MissingExtraError(
            'pictures need matplotlib, which the extra `plot` brings: run `pip install ".[plot]"` in minigrad\'s folder'
        ) from error
    return AnyAxes


def panels(ax: Axes, count: int, *, columns: int | None = None) -> list[Axes]:
    """Divide the area of ``ax`` among ``count`` axes, row by row; ``ax`` itself becomes an invisible frame.

    Args:
        ax: axes from ``add_subplot``, ``subplots`` or :func:`canvas`.
        count: how many panels.
        columns: of the grid; by default as many as make it about square.

    Returns:
        the new axes, in the order of the grid.

    Raises:
        ValueError: ``ax`` was placed by hand, so there is no grid to divide; ``count`` or ``columns`` is below 1.

    >>> len(panels(canvas(), 3))
    3
    """
    require_instance("ax", ax, _axes_class())
    require_count("count", count)
    if columns is not None:
        require_count("columns", columns)
    place = cell_of(ax)
    columns = columns or 1 + isqrt(count - 1)
    rows = -(-count // columns)
    crowded = figure_of(ax).get_layout_engine() is None
    grid = place.subgridspec(rows, columns, hspace=0.6 if crowded else None, wspace=0.4 if crowded else None)
    ax.set_axis_off()
    return [figure_of(ax).add_subplot(grid[divmod(number, columns)]) for number in range(count)]


def cell_of(ax: Axes) -> SubplotSpec:
    """The cell of a grid that ``ax`` occupies.

    Raises:
        ValueError: ``ax`` was placed by hand, so there is no grid to divide.
    """
    place = ax.get_subplotspec()
    if place is None:
        raise ValueError("`ax` must come from `add_subplot` or `subplots`, since several panels share its place")
    return place


def figure_of(ax: Axes) -> Figure:
    """The figure that ``ax`` belongs to, at the top of all subfigures.

    Raises:
        ValueError: ``ax`` has been removed from its figure.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("`ax` must belong to a figure, but it has been removed from its own")
    return figure


def lay_out(figure: Figure) -> None:
    """Give all axes their final positions, in half the time of drawing the figure."""
    engine = figure.get_layout_engine()
    if engine is not None:
        with suppress(ValueError):  # axes that a layout engine cannot arrange stay where they are, as when drawn
            engine.execute(figure)
    for axes in figure.axes:
        axes.apply_aspect()


def save(ax: Axes, path: str | PathLike[str]) -> Path:
    """Write the figure of ``ax`` to a file and return its path; the suffix selects the format (.png, .svg, .pdf).

    Args:
        ax: the axes that a plot function returned.
        path: of the file, which is overwritten.

    Raises:
        TypeError: ``ax`` is not matplotlib axes.
        ValueError: ``path`` has no ending, or one that names no format that matplotlib can write.
        OSError: the file cannot be written; a missing folder is not made.

    >>> from tempfile import TemporaryDirectory
    >>> from minigrad.plotting import plot_tangent, save
    >>> with TemporaryDirectory() as folder:
    ...     save(plot_tangent(lambda x: x**2, 1.0), f"{folder}/tangent.png").name
    'tangent.png'
    """
    target = as_path("path", path)
    require_instance("ax", ax, _axes_class())
    figure = figure_of(ax)
    formats = figure.canvas.get_supported_filetypes()
    ending = target.suffix.lower().removeprefix(".")
    if ending not in formats:
        raise ValueError(
            f"`path` must end in the name of a format, one of {', '.join(sorted(formats))}, got {str(target)!r}"
        )
    picture = BytesIO()
    figure.savefig(picture, format=ending)
    return write_atomically(target, picture.getvalue())
