"""The numbers and pictures of the lessons that use other libraries, with and without these."""

from __future__ import annotations

import sys

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import minigrad as mg
from examples import distributed_simulator, hand_to_another_library
from examples.distributed_simulator import CONDUCTIVITY, temperature
from minigrad.arrays import Float64Array
from tests.examples.lessons import line_of, run

pytestmark = pytest.mark.xdist_group("lessons")


def _smallest_loss_by_newton() -> float:
    """Multinomial logistic regression on iris by Newton's method, with the formulas of Bishop (2006), section 4.3.4.

    Columns of the flowers are taken as they are, since scaling them changes the weights and not the loss. The first
    class has weights of zero, which makes the Hessian invertible.
    """
    iris = mg.load_iris()
    design = np.column_stack([np.ones(150), iris.x])
    hot, weight = np.eye(3)[iris.t], np.zeros((5, 3))
    p = np.full((150, 3), 1.0 / 3.0)
    for _ in range(25):
        slope = (design.T @ (p - hot))[:, 1:]
        spread = p[:, :, np.newaxis] * (np.eye(3) - p[:, np.newaxis, :])
        curvature = np.einsum("ni,nj,nkl->kilj", design, design, spread)[1:, :, 1:, :].reshape(10, 10)
        weight[:, 1:] -= np.linalg.solve(curvature, slope.T.ravel()).reshape(2, 5).T
        odds = np.exp(design @ weight)
        p = odds / odds.sum(axis=1, keepdims=True)
    return float(-np.log(p[hot == 1.0]).mean())


def test_scipy_finds_the_minimum() -> None:
    pytest.importorskip("scipy")
    lesson = run("hand_to_another_library")
    start, end, _ = lesson.numbers("scipy lowered the loss from ")
    assert start > 0.5
    assert end == pytest.approx(_smallest_loss_by_newton(), abs=1e-4)
    ours, theirs = (line_of(lesson.axes, label)[:, 1] for label in ("gradient descent", "scipy's L-BFGS-B"))
    assert ours[0] == theirs[0] == pytest.approx(start, abs=1e-4)
    assert theirs[-1] == pytest.approx(end, abs=1e-4)
    assert ours[-1] > 2.0 * theirs[-1]


def test_without_scipy_the_lesson_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    axes = hand_to_another_library.main()
    assert "scipy is not installed" in capsys.readouterr().out
    assert [line.get_label() for line in axes.get_lines()] == ["gradient descent"]


def _tangent(conductivity: Float64Array) -> Float64Array:
    """The same steps, each differentiated by hand: row k is the derivative of all temperatures by conductivity k."""
    heat, slopes = np.zeros(25), np.zeros((24, 25))
    heat[8] = 1.0
    for _ in range(1000):
        flow = 0.3 * conductivity * np.diff(heat)
        d_flow = 0.3 * conductivity * np.diff(slopes, axis=1) + np.diag(0.3 * np.diff(heat))
        heat[:-1] += flow
        heat[1:] -= flow
        slopes[:, :-1] += d_flow
        slopes[:, 1:] -= d_flow
    return slopes[:, 16]


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning"
)  # of the libraries that dask stands on
def test_two_processes_find_the_sensitivities() -> None:
    pytest.importorskip("distributed")
    lesson, truth = run("distributed_simulator"), _tangent(CONDUCTIVITY)
    assert lesson.text.startswith("in 2 processes\n")
    place, largest, bound = lesson.numbers("conductivity ")
    assert place == np.abs(truth).argmax()
    assert largest == pytest.approx(truth[int(place)], abs=5e-6)
    heights = [bar.get_height() for bar in lesson.axes.containers[0]]
    assert bound < 1e-11
    np.testing.assert_allclose(heights, truth, atol=bound)


def test_without_dask_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr(
        distributed_simulator, "temperature", lambda conductivity: float(conductivity @ np.arange(24.0))
    )
    axes = distributed_simulator.main()
    assert 'pip install ".[all]"' in capsys.readouterr().out
    np.testing.assert_allclose([bar.get_height() for bar in axes.containers[0]], np.arange(24.0), atol=1e-9)


def test_no_heat_is_lost() -> None:
    assert temperature(np.zeros(24)) == 0.0
    assert temperature(np.full(24, 1.5)) == pytest.approx(1 / 25, rel=0.05)
