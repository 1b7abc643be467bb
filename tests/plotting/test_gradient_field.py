from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators import ForwardDifference
from minigrad.plotting import plot_gradient_field
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.pictures import bowl
from tests.plotting.rendering import colours_near
from tests.plotting.test_contours import logarithm, rosenbrock

pytest.importorskip("matplotlib")

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.quiver import Quiver


def quiver_of(ax: Axes) -> Quiver:
    from matplotlib.quiver import Quiver

    (found,) = [collection for collection in ax.collections if isinstance(collection, Quiver)]
    return found


def arrows_of(ax: Axes) -> tuple[Float64Array, Float64Array]:
    """The points at which arrows have their middle and the vectors that they show, (n, 2) each."""
    quiver = quiver_of(ax)
    return np.array(quiver.get_offsets(), dtype=np.float64), np.stack([quiver.U, quiver.V], axis=1).astype(np.float64)


def rosenbrock_gradient(x: Float64Array) -> Float64Array:
    a, b = x.T
    return np.stack([-400.0 * a * (b - a**2) - 2.0 * (1.0 - a), 200.0 * (b - a**2)], axis=1)


def test_on_the_article_s_bowl_arrows_lead_to_the_origin_in_proportion_to_the_distance() -> None:
    ax = plot_gradient_field(bowl, (-2.0, 2.25), points=18)
    points, arrows = arrows_of(ax)
    grid = np.arange(-2.0, 2.5, 0.25)  # the article's
    np.testing.assert_allclose(points, np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2), atol=1e-12)
    np.testing.assert_allclose(arrows, -2.0 * points, atol=1e-8)
    assert ax.get_title() == f"-grad f(x0, x1), the longest is {2.0 * math.hypot(2.25, 2.25):.3g}"


def test_arrows_keep_their_lengths_and_directions_on_the_screen() -> None:
    """The corners of the arrows, in pixels: at (2, 0) one is twice as long as at (1, 0), and lies flat."""
    ax = plot_gradient_field(bowl, (-2.0, 2.0), points=5)
    figure_of(ax).draw_without_rendering()
    quiver = quiver_of(ax)
    assert (quiver.angles, quiver.scale_units, quiver.pivot) == ("xy", "xy", "middle")
    offsets = np.round(arrows_of(ax)[0], 9).tolist()
    corners = {tuple(offset): np.array(path.vertices) for offset, path in zip(offsets, quiver.get_paths(), strict=True)}
    near, far = np.ptp(corners[(1.0, 0.0)], axis=0), np.ptp(corners[(2.0, 0.0)], axis=0)
    assert far[0] == pytest.approx(2.0 * near[0], rel=1e-6)
    assert far[1] < 0.3 * far[0]


@pytest.mark.parametrize(
    "bounds", [((-2.0, 2.0), (-1.0, 3.0)), ((-0.5, 1.5), (-0.5, 1.5)), ((-20.0, 20.0), (0.0, 1.0))]
)
def test_arrows_point_downhill(bounds: tuple[tuple[float, float], tuple[float, float]]) -> None:
    points, arrows = arrows_of(plot_gradient_field(rosenbrock, bounds, points=9))
    exact = rosenbrock_gradient(points)
    steep = np.linalg.norm(exact, axis=1) > 0.0  # the minimum is a point of one of the grids
    lengths = np.linalg.norm(arrows[steep], axis=1) * np.linalg.norm(exact[steep], axis=1)
    cosines = (arrows[steep] * exact[steep]).sum(axis=1) / lengths
    assert points.shape == (81, 2)
    assert steep.sum() >= 80
    np.testing.assert_allclose(cosines, -1.0, atol=1e-4)


def test_where_lengths_differ_too_much_all_are_one_length_and_the_title_says_so() -> None:
    ax = plot_gradient_field(rosenbrock, ((-2.0, 2.0), (-1.0, 3.0)))
    np.testing.assert_allclose(np.linalg.norm(arrows_of(ax)[1], axis=1), 1.0, rtol=1e-9)
    assert ax.get_title() == "directions of -grad f(x0, x1), in arrows of one length"


def test_no_arrow_is_longer_than_the_way_to_the_next() -> None:
    ax = plot_gradient_field(lambda x: 1e6 * x[0] + x[1], ((0.0, 1.0), (0.0, 50.0)), points=11)
    shown = arrows_of(ax)[1] / float(quiver_of(ax).scale or math.nan)
    np.testing.assert_allclose(np.abs(shown / [0.1, 5.0]).max(), 0.9, rtol=1e-6)


def test_arrows_can_be_seen_on_dark_and_on_bright_ground() -> None:
    ax = plot_gradient_field(bowl, (-2.0, 2.0), points=5)
    for place in ((1.0, 0.0), (2.0, 2.0)):
        shades = [sum(colour) / 3 for colour in colours_near(ax, *place, reach=4)]
        assert max(shades) > 190
        assert min(shades) < 90


def test_points_without_a_gradient_have_no_arrow() -> None:
    points, arrows = arrows_of(plot_gradient_field(logarithm, ((-1.0, 1.0), (0.0, 2.0)), points=5))
    assert set(points[:, 0].tolist()) == {0.5, 1.0}
    assert points.shape == (10, 2)
    np.testing.assert_allclose(arrows, np.stack([-1.0 / points[:, 0], np.full(10, -1.0)], axis=1), rtol=1e-7)


def test_a_plain_has_arrows_of_no_length() -> None:
    ax = plot_gradient_field(lambda x: 3.0, (0.0, 1.0), points=3)
    assert not arrows_of(ax)[1].any()
    assert ax.get_title() == "-grad f(x0, x1), the longest is 0"


def test_the_function_is_not_called_outside_the_bounds() -> None:
    called = []

    def fun(x: Float64Array) -> float:
        called.append(x.copy())
        return float(x @ x)

    plot_gradient_field(fun, ((0.0, 1.0), (-3.0, 5.0)), points=3)
    assert np.min(called, axis=0).tolist() == [0.0, -3.0]
    assert np.max(called, axis=0).tolist() == [1.0, 5.0]


def test_the_differentiator_is_the_caller_s() -> None:
    """(f(x + h) - f(x)) / h of x0^2 is 2 x0 + h."""
    method = ForwardDifference(abs_step=0.25)
    points, arrows = arrows_of(plot_gradient_field(lambda x: x[0] ** 2, (0.0, 1.0), points=3, differentiator=method))
    inner = points[:, 0] < 1.0  # at the upper bound the method turns round
    np.testing.assert_allclose(arrows[inner, 0], -2.0 * points[inner, 0] - 0.25, rtol=1e-12)


def test_both_scales_are_equal_unless_that_would_make_a_strip() -> None:
    assert plot_gradient_field(bowl, (-1.0, 1.0), points=2).get_aspect() == 1.0
    assert plot_gradient_field(bowl, ((-10.0, 10.0), (-1.0, 1.0)), points=2).get_aspect() == "auto"


def test_mistakes_name_the_argument() -> None:
    with pytest.raises(ValueError, match="`points` must be a whole number of at least 2, got 1"):
        plot_gradient_field(bowl, (0.0, 1.0), points=1)
    with pytest.raises(TypeError, match="`differentiator` must be of class Differentiator, got 'central'"):
        plot_gradient_field(bowl, (0.0, 1.0), differentiator="central")  # type: ignore[arg-type]  # the mistake under test
