"""What all pictures have in common, whatever they show."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from minigrad import plotting
from minigrad.errors import MissingExtraError
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.pictures import PICTURES
from tests.plotting.rendering import pixels

matplotlib = pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Text

every_picture = pytest.mark.parametrize("name", PICTURES)


class Drawn(NamedTuple):
    """A picture on a figure of its own, its pixels, and what of global state was not as before."""

    ax: Axes
    image: npt.NDArray[np.uint8]
    changed: list[str]


@cache
def drawn(name: str) -> Drawn:
    """The picture, drawn once, where pyplot cannot be imported, for all tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "matplotlib.pyplot", None)
        patch.delattr(matplotlib, "pyplot", raising=False)
        settings, generator = _settings(), pickle.dumps(np.random.get_state())  # noqa: NPY002 (the generator that must not matter)
        ax = PICTURES[name]()
        changed = [key for key, value in _settings().items() if value != settings[key]]
    if pickle.dumps(np.random.get_state()) != generator:  # noqa: NPY002 (the generator that must not matter)
        changed.append("numpy.random")
    return Drawn(ax, pixels(ax), changed)


def test_every_public_picture_is_registered() -> None:
    assert {name for name in vars(plotting) if name.startswith("plot_")} == set(PICTURES)


@every_picture
def test_the_axes_that_are_given_are_returned(name: str) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.8), layout="constrained")
    given, other = figure.subplots(1, 2)
    assert PICTURES[name](ax=given) is given
    assert given.get_figure(root=True) is figure
    assert not other.has_data()
    assert given.has_data() or len(figure.axes) > 2  # one panel, or several in its place


@every_picture
def test_a_figure_of_its_own_is_640_by_480_and_not_empty(name: str) -> None:
    image = drawn(name).image
    assert image.shape == (480, 640, 3)
    assert 500 < (image < 128).any(axis=2).sum() < 640 * 480


@every_picture
def test_other_objects_than_axes_are_refused(name: str) -> None:
    with pytest.raises(TypeError, match=r"`ax` must be matplotlib axes, such as .*got 'axes'"):
        PICTURES[name](ax="axes")  # type: ignore[arg-type]  # the mistake under test


@every_picture
def test_without_matplotlib_the_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [module for module in sys.modules if module.split(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="the extra `plot`") as caught:
        PICTURES[name]()
    assert 'pip install ".[plot]"' in str(caught.value)
    assert "pip install minigrad" not in str(caught.value)


@every_picture
def test_pyplot_is_not_imported_and_no_setting_changes(name: str) -> None:
    assert drawn(name).changed == []


def _settings() -> dict[str, object]:
    """matplotlib's settings, without the backend, which to ask for would import pyplot."""
    return {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != "backend"}


@pytest.mark.parametrize("name", ["plot_tangent", "plot_weights"])  # one axes, and several panels
def test_save_writes_the_file_asked_for_and_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asked").mkdir()
    monkeypatch.chdir(tmp_path)
    path = plotting.save(drawn(name).ax, tmp_path / "asked" / f"{name}.png")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path] == [tmp_path / "asked" / f"{name}.png"]
    assert path.read_bytes().startswith(b"\x89PNG")


@every_picture
def test_no_words_are_cut_off(name: str) -> None:
    from matplotlib.text import Text

    figure = figure_of(drawn(name).ax)
    shown = [axes for axes in figure.axes if axes.axison]
    words = [text for axes in shown for text in axes.findobj(Text) if text.get_text().strip()]
    beyond = [tick for axes in shown for tick in _ticks_beyond_the_limits(axes)]
    for text in words:
        if text.get_visible() and text not in beyond:
            box = Text.get_window_extent(text)
            assert min(box.x0, box.y0) >= -1, f"{text} is cut off"
            assert box.x1 <= 641, f"{text} is cut off"
            assert box.y1 <= 481, f"{text} is cut off"


def _ticks_beyond_the_limits(axes: Axes) -> list[Text]:
    """The labels of ticks that exist but are not drawn."""
    labels = []
    for axis, position in ((axes.xaxis, 0), (axes.yaxis, 1)):
        low, high = sorted(axis.get_view_interval())
        labels += [
            label for label in axis.get_ticklabels(which="both") if not low <= label.get_position()[position] <= high
        ]
    return labels


@every_picture
def test_legends_hide_nothing(name: str) -> None:
    """Where a legend stands there is one colour, the background's, once the legend is taken away."""
    ax = drawn(name).ax
    legends = [legend for axes in figure_of(ax).axes if (legend := axes.get_legend()) is not None]
    image = _without(legends, ax) if legends else drawn(name).image
    for legend in legends:
        box = legend.get_window_extent()
        hidden = image[max(0, 479 - int(box.y1)) : 480 - int(box.y0), max(0, int(box.x0)) : int(box.x1) + 1].reshape(
            -1, 3
        )
        assert hidden.size, f"the legend of {name} is not there"
        assert len(np.unique(hidden, axis=0)) == 1, f"the legend of {name} hides something"


def _without(legends: Sequence[Legend], ax: Axes) -> npt.NDArray[np.uint8]:
    """The pixels of the picture where everything stays in its place; afterwards the legends are there again."""
    figure = figure_of(ax)
    engine = figure.get_layout_engine()
    figure.set_layout_engine("none")
    for legend in legends:
        legend.set_visible(False)
    image = pixels(ax)
    for legend in legends:
        legend.set_visible(True)
    figure.set_layout_engine(engine)
    return image
