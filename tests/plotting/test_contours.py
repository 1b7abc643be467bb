"""What pictures of two variables share: the frame, the sampled surface, the levels, the colours and their bar."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.canvas import canvas
from minigrad.plotting.drawing.contours import colour_bar, draw_contours, sample
from minigrad.plotting.drawing.frame import FrameBounds, as_frame
from minigrad.plotting.drawing.levels import labels_of, levels_for
from tests.plotting.pictures import bowl
from tests.plotting.rendering import colours_near, pixels

pytest.importorskip("matplotlib")


def rosenbrock(x: Float64Array) -> float:
    return float(100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2)


def logarithm(x: Float64Array) -> float:
    """Raises left of 0, where it has no value."""
    return math.log(x[0]) + float(x[1])


def test_a_frame_has_one_interval_for_both_variables_or_one_for_each() -> None:
    assert as_frame((-2, 2.25)).low.tolist() == [-2.0, -2.0]
    assert as_frame((-2, 2.25)).high.tolist() == [2.25, 2.25]
    frame = as_frame(((0.0, 1.0), (2.0, 6.0)))
    assert (frame.low.tolist(), frame.size.tolist(), frame.centre.tolist()) == ([0.0, 2.0], [1.0, 4.0], [0.5, 4.0])


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((1.0, 1.0), r"`bounds` must have low < high for each variable, got \(1.0, 1.0\)"),
        (((0.0, 1.0), (3.0, 2.0)), r"`bounds` must have low < high for each variable, got \(3.0, 2.0\)"),
        ((0.0, 1.0, 2.0), r"`bounds` must be \(low, high\) or \(\(x0_low, x0_high\), .*\), got \(0.0, 1.0, 2.0\)"),
        ((0.0, math.inf), "`bounds` must be finite, got inf at index 1"),
    ],
)
def test_other_bounds_are_refused(bounds: FrameBounds, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        as_frame(bounds)


def test_rows_are_the_second_variable_and_columns_the_first() -> None:
    surface = sample(lambda x: x[0] + 10.0 * x[1], as_frame(((0.0, 2.0), (5.0, 6.0))), points=3)
    assert surface.values.tolist() == [[50.0, 51.0, 52.0], [55.0, 56.0, 57.0], [60.0, 61.0, 62.0]]
    assert (surface.x0.tolist(), surface.x1.tolist()) == ([0.0, 1.0, 2.0], [5.0, 5.5, 6.0])


def test_the_function_gets_arrays_of_its_own_in_the_shape_that_it_takes() -> None:
    shapes, arrays = set(), []

    def fun(x: Float64Array) -> float:
        shapes.add(x.shape)
        arrays.append(x)
        x[...] = 0.0
        return 1.0

    surface = sample(fun, as_frame((0.0, 1.0)), points=4, shape=(1, 2))
    assert shapes == {(1, 2)}
    assert len(arrays) == len({id(array) for array in arrays}) == 16
    assert surface.x0.tolist() == np.linspace(0.0, 1.0, 4).tolist()


def test_what_is_not_finite_is_masked_whether_it_is_returned_or_raised() -> None:
    surface = sample(logarithm, as_frame((-1.0, 1.0)), points=5)
    assert surface.values.mask.tolist() == [[True, True, True, False, False]] * 5
    holes = sample(lambda x: np.float64(1.0) / x[0], as_frame((-1.0, 1.0)), points=3)
    assert holes.values.mask.tolist() == [[False, True, False]] * 3


def test_a_function_that_is_finite_nowhere_or_returns_no_number_is_an_error() -> None:
    with pytest.raises(
        ValueError, match=r"`fun` must be finite somewhere in the frame, x0 in \[0. 1.\] and x1 in \[0. 1.\]"
    ):
        sample(lambda x: math.nan, as_frame((0.0, 1.0)), points=3)
    with pytest.raises(TypeError, match="`fun`"):
        sample(lambda x: x, as_frame((0.0, 1.0)), points=3)


def test_levels_of_a_bowl_are_equally_spaced_round_numbers() -> None:
    levels = levels_for(sample(bowl, as_frame((-2.0, 2.25))).values.compressed())
    assert levels.tolist() == list(range(12))  # 0 .. 2 * 2.25^2 = 10.125


def test_levels_of_rosenbrock_s_function_are_logarithmic() -> None:
    levels = levels_for(sample(rosenbrock, as_frame(((-2.0, 2.0), (-1.0, 3.0)))).values.compressed())
    np.testing.assert_allclose(levels, [0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0], rtol=1e-12)


@pytest.mark.parametrize(
    "values",
    [
        [3.0, 3.0],
        [0.0, 0.0],
        [-1e9, -1e9 + 1.0],
        [1e-300, 3e-300],
        [-5.0, *np.geomspace(1e-9, 1e12, 50)],
        [1e-3, *np.geomspace(1.0, 1e200, 50)],
        [-1e200, 0.0, 5.0],
        [0.0, 1e-320],
    ],
    ids=str,
)
def test_levels_enclose_all_values_and_are_neither_few_nor_many(values: list[float]) -> None:
    levels = levels_for(np.array(values))
    slack = 1e-9 * (levels[-1] - levels[0])
    assert levels[0] <= min(values) + slack
    assert levels[-1] >= max(values) - slack
    assert (np.diff(levels) > 0.0).all()
    assert 2 <= levels.size <= 20


def test_levels_above_a_minimum_that_is_not_0_are_logarithmic_above_it() -> None:
    values = -7.0 + np.geomspace(1e-3, 1e3, 61)
    levels = levels_for(np.concatenate([[-7.0], values]))
    assert levels[0] == -7.0
    np.testing.assert_allclose(np.log10(levels[1:] + 7.0), np.round(np.log10(levels[1:] + 7.0)), atol=1e-9)


def test_labels_tell_levels_apart() -> None:
    assert labels_of(np.array([0.0, 1000.0, 12345.0])) == ["0", "1000", "1.234e+04"]
    assert len(set(labels_of(1e9 + np.arange(5.0)))) == 5


def test_colours_grow_brighter_with_the_value_and_the_bar_is_named() -> None:
    ax, surface = canvas(None), sample(rosenbrock, as_frame(((-2.0, 2.0), (-1.0, 3.0))))
    levels = levels_for(surface.values.compressed())
    bar = colour_bar(draw_contours(ax, surface, levels), surface, [ax])
    assert bar.get_ylabel() == "f(x0, x1)"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x0", "x1")
    assert [text.get_text() for text in bar.get_yticklabels()][:4] == ["0", "0.1", "0.3", "1"]
    places = [(1.0, 1.0), (0.0, 0.0), (0.0, 0.5), (0.0, 2.5), (-1.9, -0.9)]  # 0, 1 (an edge), 26, 626, 2050
    heights = [rosenbrock(np.array(place)) for place in places]
    image = pixels(ax)
    shades = [np.mean([sum(colour) for colour in colours_near(ax, *place, reach=1, image=image)]) for place in places]
    assert heights == sorted(heights)
    assert (np.diff(shades) > 10.0).all()


def test_where_there_is_no_value_there_are_hatches_and_the_bar_says_so() -> None:
    ax, surface = canvas(None), sample(logarithm, as_frame((-1.0, 1.0)))
    bar = colour_bar(draw_contours(ax, surface, levels_for(surface.values.compressed())), surface, [ax])
    assert bar.get_ylabel() == "f(x0, x1) (hatched: not finite)"
    assert {(255, 255, 255), (128, 128, 128)} <= colours_near(ax, -0.5, 0.0, reach=12)
    assert (255, 255, 255) not in colours_near(ax, 0.5, 0.0, reach=12)
