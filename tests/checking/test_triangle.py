"""check_jvp_vjp: forward products, reverse products and differences, and which of the three is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import FindingKind, GradientReport, Verdict
from minigrad.checking.contracts.products import Product
from tests.counted import Counted

A = np.random.default_rng(0).normal(size=(4, 5))
X = 0.1 * np.arange(5)


def fun(x: Float64Array) -> Float64Array:
    """tanh(A x)"""
    return np.asarray(np.tanh(A @ x))


def slope(x: FloatArray) -> FloatArray:
    """of tanh"""
    return np.asarray(1.0 - np.tanh(A @ x) ** 2)


def jvp(x: FloatArray, v: FloatArray) -> FloatArray:
    """J v"""
    return slope(x) * (A @ v)


def vjp(x: FloatArray, w: FloatArray) -> FloatArray:
    """J' w"""
    return np.asarray(A.T @ (slope(x) * w))


def without_slope(x: FloatArray, v: FloatArray) -> FloatArray:
    """J v of A x"""
    return np.asarray(A @ v)


def without_slope_back(x: FloatArray, w: FloatArray) -> FloatArray:
    """J' w of A x"""
    return np.asarray(A.T @ w)


def ignoring(x: FloatArray, w: FloatArray) -> FloatArray:
    """J' w for w = 1, whatever w is"""
    return vjp(x, np.ones(4))


def overwriting(x: FloatArray, w: FloatArray) -> FloatArray:
    """J' w, computed in w"""
    w *= slope(x)
    return np.asarray(A.T @ w)


def check(forward: Product | None, reverse: Product | None) -> GradientReport:
    """The report on tanh(A x)."""
    return mg.check_jvp_vjp(fun, forward, reverse, X, rng=0)


@dataclass
class Side:
    """What is checked, and what is found."""

    forward: Product | None
    reverse: Product | None
    kind: FindingKind | None
    message: str = ""


SIDES = [
    Side(jvp, without_slope_back, FindingKind.VJP_IS_WRONG, "jvp agrees with differences of fun"),
    Side(jvp, lambda x, w: -vjp(x, w), FindingKind.VJP_IS_WRONG, "jvp agrees with differences of fun"),
    Side(without_slope, vjp, FindingKind.JVP_IS_WRONG, "vjp agrees with differences of fun"),
    Side(without_slope, without_slope_back, FindingKind.BOTH_ARE_WRONG, "neither agrees with differences of fun; they"),
    Side(without_slope, lambda x, w: 2.0 * vjp(x, w), FindingKind.BOTH_ARE_WRONG, "neither agrees with differences"),
    Side(None, ignoring, FindingKind.NOT_LINEAR, "vjp returns the same for every w: it ignores it"),
    Side(jvp, overwriting, FindingKind.WRITES_INTO_ARGUMENT, "vjp changed the array passed to it"),
    Side(jvp, lambda x, w: vjp(x, w)[:2], FindingKind.WRONG_SHAPE, "vjp returned shape (2,), where x has shape (5,)"),
    Side(None, lambda x, w: vjp(x, w)[:2], FindingKind.WRONG_SHAPE, "vjp returned shape (2,), where x has shape (5,)"),
    Side(without_slope, None, None),
    Side(None, without_slope_back, None),
]


@pytest.mark.each("side", SIDES)
def test_the_side_that_is_off_is_named(side: Side) -> None:
    report = check(side.forward, side.reverse)
    assert report.verdict is Verdict.FAIL
    found = {finding.kind: finding.message for finding in report.findings}
    assert side.kind is None or found[side.kind].startswith(side.message)


def test_what_a_right_pair_costs() -> None:
    counted = Counted(fun)
    report = mg.check_jvp_vjp(counted, jvp, vjp, X, rng=0)
    assert report.passed
    assert report.evaluations == counted.calls <= 20
    assert report.counts == (3 * 4 + 6, 0, 0)
    for forward, reverse in ((jvp, None), (None, vjp)):
        assert check(forward, reverse).passed


def test_the_entries_that_are_wrong_are_named() -> None:
    """One entry of the matrix that vjp has is off, and it is found without another evaluation of fun."""

    def wrong(x: FloatArray, w: FloatArray) -> FloatArray:
        return np.asarray(vjp(x, w) + np.eye(5)[3] * w[1])

    report = check(jvp, wrong)
    assert report.worst[0].name == "J[1, 3]"
    assert report.worst[0].numeric == pytest.approx(slope(X)[1] * A[1, 3], rel=1e-12)
    assert report.worst[0].analytic == pytest.approx(slope(X)[1] * A[1, 3] + 1.0, rel=1e-12)
    assert report.cause is not None
    assert report.cause.message == "only J[1, 3] is wrong"
    assert {entry.name for entry in check(None, wrong).worst if entry.verdict is Verdict.FAIL} >= {"x[3]"}


def test_kinks_are_inconclusive() -> None:
    """relu at 0: both products choose the same slope, and differences have none."""
    report = mg.check_jvp_vjp(
        lambda x: np.maximum(x, 0.0), lambda x, v: v * (x > 0.0), lambda x, w: w * (x > 0.0), [1.0, 0.0, -1.0], rng=0
    )
    assert report.verdict is Verdict.INCONCLUSIVE


def test_structures_float32_and_other_arguments() -> None:
    """W sin(a) for a dict of a and W, scaled."""
    params = {"a": np.ones(2, dtype=np.float32), "W": np.array([[1.0, 2.0], [3.0, 4.0]])}
    report = mg.check_jvp_vjp(
        lambda p, c: c * p["W"] @ np.sin(p["a"]),
        lambda p, v, c: c * (v["W"] @ np.sin(p["a"]) + p["W"] @ (np.cos(p["a"]) * v["a"])),
        lambda p, w, c: {"a": c * np.cos(p["a"]) * (p["W"].T @ w), "W": c * np.outer(w, np.sin(p["a"]))},
        params,
        args=(3.0,),
        rng=0,
    )
    assert report.passed, report


def test_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match="`jvp` or `vjp` must be a function, got None for both"):
        check(None, None)
    with pytest.raises(TypeError, match="`fun` must return real numbers"):
        mg.check_jvp_vjp(lambda x: 1j * x, jvp, None, X)
