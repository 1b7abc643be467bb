"""check_gradient and its relatives at a dict, a dataclass or a list of arrays: verdicts, names, contracts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, cast

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.structures import StructureLike
from minigrad.testing import assert_gradient

Params: TypeAlias = dict[str, FloatArray]
Kind = mg.FindingKind

X = np.array([[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]])
SINGLE: FloatArray = np.array([[1, -0.5], [0.25, 2]], np.float32)


def loss(p: Params) -> float:
    """scale * sum of (x W + b)^2 / 2."""
    return float(p["scale"] * np.sum((X @ p["W"] + p["b"]) ** 2) / 2)


def slopes(p: Params) -> Params:
    out = X @ p["W"] + p["b"]
    return {"b": p["scale"] * out.sum(axis=0), "W": p["scale"] * X.T @ out, "scale": np.sum(out**2) / 2}


def start() -> Params:
    """Two types, a number and nothing."""
    given: dict[str, object] = {"W": SINGLE.copy(), "b": np.array([0.5, -1.5]), "scale": 2.0, "no": None}
    return cast("Params", given)


def changed(change: Callable[[Params], object]) -> Callable[[Params], Params]:
    """The right gradient, after a change to it."""

    def wrong(p: Params) -> Params:
        gradient = slopes(p)
        change(gradient)
        return gradient

    return wrong


def test_a_right_gradient_passes_and_a_wrong_entry_is_named() -> None:
    given = start()
    right = mg.check_gradient(loss, slopes, given)
    assert (right.verdict, right.findings) == (mg.Verdict.PASS, ())
    np.testing.assert_array_equal(given["W"], SINGLE)
    assert right.evaluations <= 8 * 7

    def double(gradient: Params) -> None:
        gradient["W"][1, 0] *= 2.0

    report = mg.check_gradient(loss, changed(double), given)
    assert report.verdict is mg.Verdict.FAIL
    assert report.worst[0].name == "W[1, 0]"
    assert report.worst[0].numeric == pytest.approx(float(slopes(given)["W"][1, 0]))
    assert "W: 1 of 4 fail; b: all pass; scale: all pass" in str(report)
    assert mg.check_gradient(loss, changed(double), given, mode="screen").worst[0].name == "W[1, 0]"
    assert mg.spot_check(loss, slopes, given) is None
    assert isinstance(mg.spot_check(loss, changed(double), given), mg.GradientReport)
    with pytest.raises(mg.GradientCheckError, match=r"W\[1, 0\]"):
        assert_gradient(loss, changed(double), given)


def test_what_differs_from_x_is_a_finding_by_name() -> None:
    def transpose(gradient: Params) -> None:
        gradient["W"] = gradient["W"].T

    cases: list[tuple[Callable[[Params], StructureLike], str]] = [
        (lambda p: slopes(p) | {"b3": 1.0}, "`b3` is unknown"),
        (changed(lambda g: g.pop("b")), "it has no `b`"),
        (changed(lambda g: g.update(no=np.zeros(2))), "`no` is array([0., 0.]), must be None"),
        (lambda p: slopes(p) | {"W": None}, "`W` is None, must be an array of real numbers of shape (2, 2)"),
        (lambda p: slopes(p) | {"W": np.ones((3, 2))}, "`W` has shape (3, 2), must be (2, 2)"),
        (lambda p: [1.0, 2.0], "it is a list, must be a dict"),
        (lambda p: np.ones(7), "it is an array, must be a dict"),
    ]
    for jac, text in cases:
        report = mg.check_gradient(loss, jac, start())
        assert report.verdict is mg.Verdict.FAIL, text
        assert [str(each) for each in report.findings] == [
            f"jac returns a wrong shape: it must have the structure of x: {text}"
        ]
        assert isinstance(mg.spot_check(loss, jac, start()), mg.GradientReport), text
    report = mg.check_gradient(lambda p: float(p["v"] @ [1, 2]), lambda p: {"v": [[1.0], [2.0]]}, {"v": np.ones(2)})
    assert "`v` has shape (2, 1), must be (2,)" in report.findings[0].message
    assert report.counts == (2, 0, 0)


def test_contracts_are_watched_in_each_array() -> None:
    kept: Params = {"W": np.zeros((2, 2)), "b": np.zeros(2), "scale": np.zeros(())}
    state = {"sum": 0.0}

    def buffered(p: Params) -> Params:
        for name, value in slopes(p).items():
            kept[name][...] = value
        return kept

    def accumulating(p: Params) -> Params:
        state["sum"] += 1.0
        return {name: state["sum"] * value for name, value in slopes(p).items()}

    def writing(p: Params) -> Params:
        gradient = slopes(p)
        p["W"][0, 0] = 0.0
        return gradient

    def replacing(p: Params) -> Params:
        gradient = slopes(p)
        p["b"] = p["b"] + 1.0
        return gradient

    def undefined(gradient: Params) -> None:
        gradient["b"][1] = np.nan

    cases: list[tuple[Callable[[Params], Params], Kind, str]] = [
        (buffered, Kind.JAC_RETURNS_ALIAS, "a later call changed"),
        (accumulating, Kind.JAC_ACCUMULATES, ""),
        (writing, Kind.JAC_WRITES_INTO_X, ""),
        (replacing, Kind.JAC_WRITES_INTO_X, ""),
        (lambda p: slopes(p) | {"b": p["b"]}, Kind.JAC_RETURNS_ALIAS, "`b` is (part of) its own input"),
        (changed(undefined), Kind.JAC_NOT_FINITE, "b[1] is nan"),
    ]
    for jac, kind, text in cases:
        found = {finding.kind: finding.message for finding in mg.check_gradient(loss, jac, start()).findings}
        assert kind in found, kind
        assert text in found[kind]

    def drifting(p: Params) -> float:
        value = loss(p)
        p["scale"] = p["scale"] * 2.0
        return value

    assert [each.kind for each in mg.check_gradient(drifting, slopes, start()).findings] == [Kind.FUN_WRITES_INTO_X]


def test_single_precision_is_judged_array_by_array() -> None:
    single = mg.check_gradient(loss, lambda p: {k: np.asarray(v, np.float32) for k, v in slopes(p).items()}, start())
    assert single.passed
    assert [(each.kind, each.message) for each in single.findings] == [
        (Kind.JAC_DTYPE, "`b` has dtype float32 for float64; `scale` has dtype float32 for float64")
    ]
    own = {"W": SINGLE}
    seen = list[object]()

    def noted(p: Params) -> Params:
        seen.append(p["W"].dtype)
        return {"W": 2 * p["W"]}

    assert mg.check_gradient(lambda p: float(np.sum(p["W"] ** 2)), noted, own).findings == ()
    assert {np.dtype(np.float32), np.dtype(np.float64)} == set(seen)


def test_a_function_that_ignores_its_argument_is_told_which_array_it_uses() -> None:
    network = {"W": np.array([[1.0, 2.0]])}
    report = mg.check_gradient(lambda p: float(np.sum(network["W"] ** 2)), lambda p: {"W": 2 * p["W"]}, network)
    assert report.findings[0].kind is Kind.FUN_IGNORES_X
    assert "network['W']" in report.findings[0].message


AB: dict[str, object] = {"a": 3.0, "b": (2.0,)}


@dataclass(frozen=True)
class Line:
    slope: float
    intercept: Float64Array


def test_jacobians_of_structures_args_and_values_with_gradients() -> None:
    def line(p: Line, t: Float64Array) -> Float64Array:
        return p.slope * t + p.intercept

    def jac(p: Line, t: Float64Array) -> Line:
        return Line(t, np.eye(2))  # type: ignore[arg-type]  # the derivative by a number is an array

    t = np.array([3.0, 4.0])
    report = mg.check_jacobian(line, jac, Line(2.0, np.zeros(2)), args=(t,))
    assert report.passed
    assert {"f[0] / slope", "f[1] / intercept[0]"} <= set(report.names)
    product = mg.check_jacobian(lambda p: line(p, t), lambda p, v: v.slope * t + v.intercept, Line(2.0, np.zeros(2)))
    assert product.passed
    both = mg.check_gradient(
        lambda p: (p[0][0] ** 2 * p[1], [[2 * p[0][0] * p[1]], p[0][0] ** 2]), True, [[np.array(3.0)], np.ones(1)]
    )
    assert both.passed


def test_several_points_and_what_a_check_will_cost() -> None:
    report = mg.check_gradient(loss, slopes, start(), points=mg.around(start(), 2, 0))
    assert report.passed
    assert report.counts == (21, 0, 0)
    assert "points[1]: W[1, 1]" in report.names
    lacking = start() | {"b": np.zeros(3)}
    with pytest.raises(
        ValueError, match=r"`points\[0\]` must have the structure of `x`: `b` has shape \(3,\), must be"
    ):
        mg.check_gradient(loss, slopes, start(), points=[lacking])
    assert mg.forecast_check(loss, start()).evaluations == 4 * 7 + 2
