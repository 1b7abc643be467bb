"""The confusion matrix: counts that are right, in numbers that can be read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_confusion
from minigrad.plotting.drawing.styles import WRONG
from tests.plotting.rendering import color_at, pixels

TRUE = [0, 0, 0, 1, 1, 2, 2, 2, 2]
PREDICTED = [0, 2, 2, 1, 0, 2, 2, 2, 1]
COUNTS = [[1, 0, 2], [1, 1, 0], [0, 1, 3]]  # counted by hand, and different from its transpose
OUTPUTS = np.eye(3)[PREDICTED]


def numbers(ax: Axes) -> list[list[int]]:
    """The texts in the cells, row by row; each must stand where its place says."""
    size = round(len(ax.texts) ** 0.5)
    table = [[-1] * size for _ in range(size)]
    for text in ax.texts:
        column, row = text.get_position()
        table[int(row)][int(column)] = int(text.get_text())
    return table


def frames(ax: Axes) -> set[tuple[int, int]]:
    """Row and column of each framed cell."""
    boxes = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert all(tuple(box.get_edgecolor())[:3] == to_rgb(WRONG) for box in boxes)
    centers = [(box.get_y() + box.get_height() / 2, box.get_x() + box.get_width() / 2) for box in boxes]
    return {(round(row), round(column)) for row, column in centers}


def test_counts_stand_in_the_row_of_the_true_and_the_column_of_the_predicted_class() -> None:
    ax = plot_confusion(OUTPUTS, TRUE)
    assert numbers(ax) == COUNTS
    np.testing.assert_array_equal(np.asarray(ax.images[0].get_array()), COUNTS)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted class", "true class")


def test_the_title_is_the_accuracy() -> None:
    assert plot_confusion(OUTPUTS, TRUE).get_title() == "accuracy 0.556: 5 of 9 samples"
    assert mg.accuracy(OUTPUTS, TRUE) == pytest.approx(5 / 9)


def test_mistakes_are_framed_and_nothing_else() -> None:
    assert frames(plot_confusion(OUTPUTS, TRUE)) == {(0, 2), (1, 0), (2, 1)}


def test_one_hot_rows_are_labels_too() -> None:
    assert numbers(plot_confusion(OUTPUTS, np.eye(3)[TRUE])) == COUNTS


def test_classes_without_samples_have_rows_too() -> None:
    assert numbers(plot_confusion([[0.0, 1.0, 0.0]], [1])) == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]


def luminance(color: Float64Array) -> float:
    """Relative luminance. Source: W3C (2018), Web Content Accessibility Guidelines 2.1."""
    linear = np.where(color <= 0.03928, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_numbers_stand_out_from_cells_of_every_brightness() -> None:
    """Those guidelines ask for a contrast of 4.5 to 1; the best that a medium grey leaves is 4.6, before it is
    rounded."""
    counts = np.arange(36)
    pairs = np.repeat(counts, counts)  # cell k holds k samples
    ax = plot_confusion(np.eye(6)[pairs % 6], pairs // 6)
    image = pixels(ax)
    for text in ax.texts:
        column, row = text.get_position()
        cell = luminance(color_at(image, ax, column - 0.35, row - 0.35))
        ink = luminance(np.array(to_rgb(text.get_color())))
        dark, bright = sorted([cell, ink])
        assert (bright + 0.05) / (dark + 0.05) > 4.3, text.get_text()


def test_names_stand_at_both_axes() -> None:
    names = ["cat", "dog", "owl"]
    ax = plot_confusion(OUTPUTS, TRUE, target_names=names)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == names
    assert [tick.get_text() for tick in ax.get_yticklabels()] == names


def test_long_names_do_not_overlap() -> None:
    ax = plot_confusion(np.eye(10), range(10), target_names=[f"quite a long name {n}" for n in range(10)])
    pixels(ax)
    for labels in (ax.get_xticklabels(), ax.get_yticklabels()):
        boxes = [label.get_window_extent() for label in labels]
        assert not any(one.overlaps(other) for one, other in pairwise(boxes))
        assert all(box.x0 >= 0.0 and box.y0 >= 0.0 for box in boxes)


def test_targets_that_name_no_classes() -> None:
    with pytest.raises(ValueError, match="`targets` must name one class for each sample, by labels or one-hot rows"):
        plot_confusion([[0.1, 0.9]], [[0.5, 0.5]])
    with pytest.raises(ValueError, match="`target_names` must have 2 names, or none, got 3"):
        plot_confusion([[0.1, 0.9]], [1], target_names=["a", "b", "c"])


@pytest.mark.parametrize("targets", [[0.0, 1.0], [0, 2], [0], [[0, 1]]])
def test_what_accuracy_refuses_is_refused_in_the_same_words(targets: list[int]) -> None:
    outputs = [[0.1, 0.9], [0.8, 0.2]]
    with pytest.raises((TypeError, ValueError)) as expected:
        mg.accuracy(outputs, targets)
    with pytest.raises(expected.type) as found:
        plot_confusion(outputs, targets)
    assert str(found.value) == str(expected.value)
