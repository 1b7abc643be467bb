"""What cannot be drawn is refused in words that name the argument, what it should be, and what came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array

pytest.importorskip("matplotlib")

plots = mg.plotting
NETWORK = mg.TwoLayerNet(4, 5, 3, rng=0)
X, T = np.eye(4), np.array([0, 1, 2, 0])
RUN = mg.minimize(lambda x: float(x @ x), [1.0, 2.0], mg.GradientDescent(), steps=1)


def square(x: float) -> float:
    return x * x


def bowl(x: Float64Array) -> float:
    return float(x @ x)


@pytest.mark.parametrize("fun", [None, 1.0, "f"])
def test_what_cannot_be_called_is_no_function(fun: object) -> None:
    draws: list[Callable[[], object]] = [
        lambda: plots.plot_tangent(fun, 1.0),  # type: ignore[arg-type]  # the mistake under test, here and below
        lambda: plots.plot_gradient_field(fun, (-1.0, 1.0)),  # type: ignore[arg-type]
        lambda: plots.plot_step_sweep(fun, 1.0),  # type: ignore[arg-type]
        lambda: plots.plot_descent(RUN, fun or 0, bounds=(0.0, 1.0)),  # type: ignore[arg-type]
    ]
    for draw in draws:
        with pytest.raises(TypeError, match="`fun` must be a function, got "):
            draw()


@pytest.mark.parametrize("value", [np.complex128(1j), None, "a"])
def test_a_function_must_return_a_number(value: object) -> None:
    with pytest.raises(TypeError, match="`fun` must return "):
        plots.plot_tangent(lambda x: value, 1.0)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("bounds", [1.0, (1.0,), (1.0, 2.0, 3.0), ((0.0, 1.0), (2.0, 3.0))])
def test_bounds_of_a_curve_are_two_numbers(bounds: object) -> None:
    with pytest.raises(ValueError, match=r"`bounds` must be \(left, right\) with left < right, got "):
        plots.plot_tangent(square, 1.0, bounds=bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda: plots.plot_descent({1: RUN}),  # type: ignore[dict-item]
            "`results` must have strings for labels, got 1",
        ),
        (
            lambda: plots.plot_step_sweep(np.exp, 1.0, [1]),  # type: ignore[list-item]
            r"`methods\[0\]` must be of class Differentiator, got 1",
        ),
        (
            lambda: plots.plot_step_sweep(np.exp, 1.0, derivative="a"),  # type: ignore[arg-type]
            "`derivative` must be a number, got 'a'",
        ),
        (
            lambda: plots.plot_step_sweep(np.exp, 1.0, derivative=lambda x: None),  # type: ignore[arg-type,return-value]
            "`derivative` must be a number, got None",
        ),
        (
            lambda: plots.plot_weights(NETWORK, parameter=["dense1.weight"]),  # type: ignore[arg-type]
            "`parameter` must be of class str, got ",
        ),
        (
            lambda: plots.plot_weights(NETWORK, shape=4),  # type: ignore[arg-type]
            r"`shape` must be \(rows, columns\) of an image, got 4",
        ),
        (
            lambda: plots.plot_decision_regions(NETWORK, X, T, features=1),  # type: ignore[arg-type]
            "`features` must be the numbers of two features, .* got 1",
        ),
        (
            lambda: plots.plot_decision_regions(NETWORK, X, T, target_names="abc"),
            "`target_names` must be a sequence of names",
        ),
        (
            lambda: plots.plot_decision_regions(NETWORK, X, T, feature_names=None),  # type: ignore[arg-type]
            "`feature_names` must be a sequence of names",
        ),
        (
            lambda: plots.plot_confusion(X, T, target_names=4),  # type: ignore[arg-type]
            "`target_names` must be a sequence of names, got 4",
        ),
        (
            lambda: plots.save("axes", "picture.png"),  # type: ignore[arg-type]
            "`ax` must be of class Axes, got 'axes'",
        ),
    ],
)
def test_arguments_of_the_wrong_kind_are_named(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        draw()


@pytest.mark.parametrize("name", ["picture", "", "picture.zzz", "folder.d/picture"])
def test_a_file_needs_an_ending_that_names_a_format(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"`path` must end in the name of a format, one of .*png.*, got "):
        plots.save(plots.plot_tangent(square, 1.0), name)
    assert not list(tmp_path.iterdir())


def test_axes_that_no_picture_fits_into_are_refused() -> None:
    from matplotlib.figure import Figure

    removed = Figure().add_subplot()
    removed.remove()
    with pytest.raises(ValueError, match="`ax` belongs to no figure: it has been removed"):
        plots.plot_tangent(square, 1.0, ax=removed)
    with pytest.raises(
        ValueError, match="`ax` must have two straight axes, got the projection 'polar'; leave out `projection`"
    ):
        plots.plot_gradient_field(bowl, (-1.0, 1.0), ax=Figure().add_subplot(projection="polar"))
