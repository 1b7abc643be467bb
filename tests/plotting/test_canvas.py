from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from minigrad.plotting import plot_tangent, save
from minigrad.plotting.drawing.canvas import canvas, figure_of, panels
from minigrad.plotting.drawing.styles import SEQUENTIAL, STYLES, style
from tests.plotting.rendering import pixels

matplotlib = pytest.importorskip("matplotlib")


def _brightness(rgb: tuple[float, float, float]) -> float:
    """Rec. 601 luma, what a greyscale copy shows."""
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]


def test_without_axes_there_is_a_new_figure_each_time_and_it_makes_room() -> None:
    first, second = canvas(None), canvas(None)
    assert figure_of(first) is not figure_of(second)
    assert figure_of(first).get_size_inches().tolist() == [6.4, 4.8]
    assert figure_of(first).dpi == 100
    assert figure_of(first).get_layout_engine() is not None


def test_styles_differ_in_every_way_for_the_first_four_and_in_two_ways_for_all() -> None:
    for one, other in combinations(STYLES[:4], 2):
        assert one.color != other.color
        assert one.linestyle != other.linestyle
        assert one.marker != other.marker
    for one, other in combinations(STYLES, 2):
        assert one.color != other.color
        assert one.marker != other.marker
    assert style(0) is style(7) is STYLES[0]


def test_the_map_of_colours_grows_brighter_all_the_way() -> None:
    colours = matplotlib.colormaps[SEQUENTIAL](np.linspace(0.0, 1.0, 64))[:, :3]
    assert (np.diff([_brightness(tuple(colour)) for colour in colours]) > 0.0).all()


@pytest.mark.parametrize(
    ("count", "shape"), [(1, (1, 1)), (2, (1, 2)), (3, (2, 2)), (4, (2, 2)), (5, (2, 3)), (9, (3, 3))]
)
def test_panels_fill_a_grid_row_by_row_inside_the_place_of_the_axes(count: int, shape: tuple[int, int]) -> None:
    from matplotlib.figure import Figure

    host = Figure().subplots(1, 2)[1]
    box = host.get_position()
    places = panels(host, count)
    centres = [(-place.get_position().y0, place.get_position().x0) for place in places]
    assert len(places) == count
    assert centres == sorted(centres)
    assert not host.axison
    assert len({x for _, x in centres}) == shape[1]
    assert len({y for y, _ in centres}) == shape[0]
    for place in places:
        inner = place.get_position()
        assert box.x0 - 1e-9 <= inner.x0 < inner.x1 <= box.x1 + 1e-9
        assert box.y0 - 1e-9 <= inner.y0 < inner.y1 <= box.y1 + 1e-9


def test_panels_need_a_place_that_can_be_divided() -> None:
    from matplotlib.figure import Figure

    with pytest.raises(ValueError, match="`ax` must come from `add_subplot` or `subplots`"):
        panels(Figure().add_axes((0.1, 0.1, 0.5, 0.5)), 2)
    with pytest.raises(ValueError, match="`count` must be a whole number of at least 1, got 0"):
        panels(canvas(None), 0)


def test_axes_of_a_subfigure_are_saved_with_the_whole_figure(tmp_path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2.0, 1.0), dpi=100)
    ax = plot_tangent(lambda x: x**2, 1.0, ax=figure.add_subfigure(figure.add_gridspec(1, 2)[1]).add_subplot())
    assert figure_of(ax) is figure
    assert pixels(ax).shape == (100, 200, 3)
    path = save(ax, str(tmp_path / "half.svg"))
    assert path == tmp_path / "half.svg"
    assert "<svg" in path.read_text("utf-8")


def test_axes_that_have_been_removed_belong_nowhere() -> None:
    ax = canvas(None)
    ax.remove()
    with pytest.raises(ValueError, match="`ax` belongs to no figure"):
        figure_of(ax)


def test_a_format_or_folder_that_does_not_exist_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    ax = canvas(None)
    with pytest.raises(ValueError, match="xyz"):
        save(ax, tmp_path / "picture.xyz")
    with pytest.raises(ValueError, match=r"`path` must end in the name of a format, one of .* got "):
        save(ax, tmp_path / "picture")  # matplotlib would write picture.png, and the returned path would lead nowhere
    with pytest.raises(FileNotFoundError):
        save(ax, tmp_path / "missing" / "picture.png")
    assert list(tmp_path.iterdir()) == []
