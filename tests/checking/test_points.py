"""Several points in one check: one report on all of them, and random points near x."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.checking.points.joined import joined as joined_reports


def bowl(x: FloatArray) -> float:
    return float(np.sum((x - 1.0) ** 2))


def three_times(x: FloatArray) -> FloatArray:
    return np.asarray(6.0 * (x - 1.0))


def joined(x: FloatArray) -> FloatArray:
    """Right where all entries are below 1.5."""
    return np.asarray(2.0 * (x - 1.0) * np.where(x > 1.5, 1.1, 1.0))


def test_what_hides_at_a_stationary_x_shows_at_another_point() -> None:
    x = np.ones(3)
    assert mg.check_gradient(bowl, three_times, x).passed
    report = mg.check_gradient(bowl, three_times, x, points=mg.around(x, 2, rng=0))
    assert report.verdict is mg.Verdict.FAIL
    assert report.counts == (3, 6, 0)
    lines = [line.strip() for line in str(report).splitlines()]
    assert lines[0].startswith("FAIL: 3 of 9 entries pass, 6 fail at 3 points; largest relative error 0.67; ")
    assert lines[1] == "points[0]: 3 of 3 fail; points[1]: 3 of 3 fail; x: all pass"
    assert "x is stationary: a factor or a sign cannot show there" in lines
    assert "looks like: 3 times the slope: 1/N with N = 3 is missing" in lines
    right = mg.check_gradient(bowl, lambda x: 2.0 * (x - 1.0), x, points=mg.around(x, 2, rng=0))
    assert str(right).startswith("PASS: 9 of 9 entries pass at 3 points")
    everywhere = mg.check_gradient(bowl, three_times, x, points=[x.copy()])
    assert str(everywhere).startswith(
        "PASS (x is stationary: check another point too): 6 of 6 entries pass at 2 points"
    )


def test_one_report_holds_the_entries_of_all_points() -> None:
    points = [[0.2, 0.4], [2.0, 0.5], [3.0, -1.0]]
    single = [mg.check_gradient(bowl, joined, point, order=False) for point in points]
    report = mg.check_gradient(bowl, joined, points[0], points=points[1:], order=False)
    failed = {entry.name for entry in report.worst if entry.verdict is mg.Verdict.FAIL}
    assert failed == {"points[0]: x[0]", "points[1]: x[0]"}
    assert report.evaluations == sum(alone.evaluations for alone in single)
    assert report.marks == "".join(alone.marks for alone in single)
    assert report.names == ("x[0]", "x[1]", "points[0]: x[0]", "points[0]: x[1]", "points[1]: x[0]", "points[1]: x[1]")
    assert report.shape == (3, 2)
    np.testing.assert_array_equal(report.numeric, np.concatenate([alone.numeric for alone in single]))
    assert [(point.name, point.failed) for point in report.points] == [("x", 0), ("points[0]", 1), ("points[1]", 1)]
    assert mg.GradientReport.from_json(report.to_json()) == report
    data = report.to_dict()
    del data["points"]
    assert mg.GradientReport.from_dict(data).points == ()


def test_jacobians_hessians_and_structures_have_points_too() -> None:
    def square(x: FloatArray) -> FloatArray:
        return x**2

    jacobian = mg.check_jacobian(
        square, lambda x: np.diag(2.0 * x * np.where(x > 2, 2, 1)), [1.0, 2.0], points=[[3.0, 1.0]]
    )
    assert jacobian.worst[0].name == "points[0]: f[0] / x[0]"
    assert "  f[0]: 1 of 4 fail; f[1]: all pass" in str(jacobian)
    hessian = mg.check_hessian(square, lambda x, v: 2.0 * x * v, [1.0, 2.0], points=[[3.0, 1.0]])
    assert hessian.passed
    assert [block.name for block in hessian.blocks] == ["(H v1)", "(H v2)", "(H v3)"]
    params = {"W": np.ones((2, 2)), "b": np.zeros(2)}
    (near,) = mg.around(params, 1, rng=0)
    assert near["W"].shape == (2, 2)
    structured = mg.check_gradient(
        lambda p: float(np.sum(p["W"] ** 2) + np.sum(np.sin(p["b"]))),
        lambda p: {"W": 2.0 * p["W"], "b": 1.1 * np.cos(p["b"])},
        params,
        points=[near],
    )
    assert "  b: 4 of 4 fail; W: all pass" in str(structured)


def test_budget_screening_and_the_announced_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    x = np.linspace(0.1, 0.9, 20)
    few = mg.check_gradient(bowl, lambda x: 2 * (x - 1), x, points=[x + 1, x + 2], budget=120, order=False, rng=0)
    assert few.evaluations < 140
    assert [point.passed for point in few.points] == [10, 10, 10]
    screened = mg.check_gradient(bowl, lambda x: 2 * (x - 1), x, points=[x + 1], mode="screen", rng=0)
    assert [block.name for block in screened.screened] == ["x", "points[0]: x"]
    clock = iter(np.arange(0.0, 1000.0, 1.0))
    monkeypatch.setattr("minigrad.checking.contracts.question.perf_counter", lambda: next(clock))
    monkeypatch.setattr("minigrad.checking.rules.cost._seconds_per_value", lambda probe: 1.0)
    with pytest.warns(mg.CostWarning, match="checking 20 entries at 3 points takes 242 evaluations") as caught:
        mg.check_gradient(bowl, lambda x: 2 * (x - 1), x, points=[x + 1, x + 2])
    assert len(caught) == 1


def test_points_must_be_like_x_and_errors_say_where_they_were_raised() -> None:
    for points, error, text in (
        (3, TypeError, "`points` must be a sequence of points like x, got 3"),
        ([[1.0]], ValueError, r"`points\[0\]` must have the shape \(3,\) of `x`, got shape \(1,\)"),
        ([{"a": np.ones(3)}], TypeError, r"`points\[0\]` must be an array like `x`"),
    ):
        with pytest.raises(error, match=text):
            mg.check_gradient(bowl, three_times, np.ones(3), points=points)  # type: ignore[arg-type] # on purpose

    def careful(x: FloatArray) -> FloatArray:
        if x[0] > 2:
            raise RuntimeError("too far")
        return 2.0 * (x - 1.0)

    with pytest.raises(RuntimeError, match="too far") as caught:
        mg.check_gradient(bowl, careful, np.ones(3), points=[np.full(3, 5.0)])
    assert caught.value.__notes__ == ["It was raised at points[0]."]


def test_points_around_x() -> None:
    """Steps are a tenth of |x_i| by default, or of a tenth of the typical size; bounds are kept, and the type is."""
    x = np.array([100.0, 1.0, 0.0])
    steps = np.array(mg.around(x, 2000, rng=0)) - x
    np.testing.assert_allclose(steps.std(axis=0), [10.0, 0.1, 0.01], rtol=0.06)
    np.testing.assert_allclose(np.std(mg.around([0.0, 0.0], 2000, rng=0, scale=0.5), axis=0), [0.5, 0.5], rtol=0.06)
    inside = np.array(mg.around([0.0, 1.0], 300, rng=0, scale=0.7, bounds=([0.0, -np.inf], [0.5, 1.0])))
    assert inside.min(axis=0)[0] >= 0.0
    assert inside.max(axis=0).tolist() <= [0.5, 1.0]
    assert np.unique(inside[:, 1]).size == 300
    assert mg.around(np.ones(2, np.float32), 1, rng=0)[0].dtype == np.float32
    with pytest.raises(ValueError, match="`scale` must be"):
        mg.around(x, 1, scale=0.0)


def test_names_are_kept_only_where_every_point_has_them() -> None:
    at_x = mg.check_gradient(bowl, lambda x: 2.0 * (x - 1.0), np.array([3.0, -2.0]), rng=0)
    assert joined_reports([at_x, at_x]).names == ("x[0]", "x[1]", "points[0]: x[0]", "points[0]: x[1]")
    assert joined_reports([at_x, replace(at_x, names=())]).names == ()
