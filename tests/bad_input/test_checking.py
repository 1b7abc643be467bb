"""``check_gradient``, ``spot_check``, ``forecast_check``, and reports."""

from __future__ import annotations

import json

import numpy as np
import pytest

import minigrad as mg
from minigrad import testing

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    BELOW_ONE,
    COMPLEX_POINT,
    COUNT_OR_NONE,
    EITHER,
    FLAG,
    KIND,
    NO_FUNCTION,
    NO_POINT,
    RNG,
    SHORT_POINT,
    SHORT_RNG,
    VALUE,
    Plain,
    Series,
    all_of,
    but_for,
    frozen,
    masked,
    unreal,
    without_none,
)

Vector = mg.FloatArray
X = np.array([1.0, 2.0])


def bowl(x: Vector) -> float:
    return float(np.sum(x * x))


def slope(x: Vector) -> Vector:
    return 2 * x


def check(**changes: object) -> object:
    given: dict[str, object] = {"fun": bowl, "jac": slope, "x": X, "rng": 0} | changes
    return call(mg.check_gradient, **given)


def verdict(**changes: object) -> str:
    report = check(**changes)
    assert isinstance(report, mg.GradientReport)
    return str(report.verdict)


def values(value: object) -> object:
    return check(fun=lambda x: value)


def spot_values(value: object) -> object:
    return spot(fun=lambda x: value)


def forecast_values(value: object) -> object:
    return call(mg.forecast_check, lambda x: value, X)


def slopes(value: object) -> str:
    """The verdict on a gradient that returns this."""
    return verdict(jac=lambda x: value)


def spot_slopes(value: object) -> str:
    report = spot(jac=lambda x: value)
    return str(report.verdict) if isinstance(report, mg.GradientReport) else "nothing was found"


def passes(value: object) -> bool:
    """Whether a function that is not finite passes."""
    return verdict(fun=lambda x: value) == "pass"


def jacobian(**changes: object) -> object:
    given: dict[str, object] = {"fun": lambda x: x**2, "jac": lambda x: np.diag(2 * x), "x": X, "rng": 0} | changes
    return call(mg.check_jacobian, **given)


def hessian(**changes: object) -> object:
    given: dict[str, object] = {"jac": slope, "hess": lambda x: 2.0 * np.eye(2), "x": X, "rng": 0} | changes
    return call(mg.check_hessian, **given)


def spot(**changes: object) -> object:
    given: dict[str, object] = {"fun": bowl, "jac": slope, "x": X, "rng": 0} | changes
    return call(mg.spot_check, **given)


VALUES = all_of(KIND, None, "2", b"2", {}, Plain(), np.array("a"), unreal("a"), ["a", 1.0], [[1.0], [1.0, 2.0]])
VALUES += all_of(EITHER, np.array([]), np.ma.masked)
SLOPES: tuple[object, ...] = (
    None,
    "ab",
    {},
    Plain(),
    {1.0, 2.0},
    ["a", "b"],
    unreal(1.0, None),
    [2j, 4.0],
    b"ab",
    [2.0],
    [2.0, 4.0, 0.0],
    2.0,
    [[2.0, 4.0]],
    [2.0, np.nan],
    [2.0, np.inf],
)
NO_SLOPES: tuple[object, ...] = ([1.0, [2.0]], masked([2.0, 4.0], 1), masked([2.0, 4.0], 0, 1))  # refused, not judged
NAME_LISTS = all_of(EITHER, "ab", 3, ["a"], ["a", "b", "c"], [1, 2], [None, None], b"ab", Plain(), True)
BOUNDS = all_of(
    EITHER,
    3,
    "ab",
    (0,),
    (0, 1, 2),
    ("a", "b"),
    (5.0, 0.0),
    (1.5, 9.0),
    (-9.0, 1.5),
    (np.nan, 5.0),
    (0.0, [5.0] * 3),
    Plain(),
    (1j, 9.0),
)
BOUNDS += all_of(EITHER, (masked([0.0, 0.0], 1), 9.0), ([0.0, "a"], 9.0), {0: 1})
REPORT = mg.check_gradient(bowl, slope, X, rng=0)
DATA = REPORT.to_dict()
TEXT = REPORT.to_json()


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in DATA.items() if name != key}


CHECKS: list[Bad] = [
    *each(NO_FUNCTION, "fun", check, fun=HOLE),
    *each(NO_FUNCTION, "jac", check, jac=HOLE),
    *each(but_for(NO_POINT, COMPLEX_POINT), "x", check, x=HOLE),
    *each(VALUES, "fun", values, HOLE),
    *[bad(("argument",), KIND, check, fun=wrong) for wrong in (lambda: 1.0, lambda x, y: 1.0)],
    *[bad(("argument",), KIND, check, jac=wrong) for wrong in (lambda: X, lambda x, y: X)],
    *[bad("jac(x)", VALUE, taken, value) for value in NO_SLOPES for taken in (slopes, spot_slopes)],
    *each(without_none(NAME_LISTS), "names", check, names=HOLE),
    *each(without_none(BELOW_ONE) + all_of(VALUE, 0.0), "rtol", check, rtol=HOLE),
    *each(all_of(EITHER, None, "Full", "fast", "", 3, True, [], b"full", Plain()), "mode", check, mode=HOLE),
    *each(COUNT_OR_NONE, "budget", check, budget=HOLE),
    *each(all_of(EITHER, 0, -2, 1.5, "2", [2], np.nan, {}, Plain(), True, 2.0), "workers", check, workers=HOLE),
    *each(without_none(FLAG), "order", check, order=HOLE),
    *each(RNG, "rng", check, rng=HOLE),
    *each(BOUNDS, "bounds", check, bounds=HOLE),
    bad(("tol",), KIND, check, tol=1e-3),
    bad(("eps",), KIND, check, eps=1e-3),
    bad(("jac",), KIND, mg.check_gradient, bowl, x=X),
]

MATRICES: list[Bad] = [
    *[
        row
        for checked in (jacobian, hessian)
        for row in (
            *each(NO_FUNCTION, "jac", checked, jac=HOLE),
            *each(but_for(SHORT_POINT, COMPLEX_POINT), "x", checked, x=HOLE),
            *each(without_none(NAME_LISTS), "names", checked, names=HOLE),
            *each(without_none(FLAG), "product", checked, product=HOLE),
            *each(all_of(VALUE, 1.0, 0.0, -1.0), "rtol", checked, rtol=HOLE),
            *each(SHORT_RNG, "rng", checked, rng=HOLE),
            *each(BOUNDS[:4], "bounds", checked, bounds=HOLE),
            bad(("tol",), KIND, checked, tol=1e-3),
        )
    ],
    *each(NO_FUNCTION, "fun", jacobian, fun=HOLE),
    *each(NO_FUNCTION, "hess", hessian, hess=HOLE),
    *each(without_none(NO_FUNCTION), "fun", hessian, fun=HOLE),
    *[bad("jac(x)", VALUE, jacobian, jac=lambda x, value=value: value, product=False) for value in NO_SLOPES],
    bad("jac", KIND, jacobian, jac=lambda x, v, w: v),
    bad(("mode", "product"), VALUE, jacobian, jac=lambda x, v: v, mode="screen"),
    bad("jac", VALUE, hessian, jac=lambda x: np.ones(3), hess=lambda x: np.ones((3, 2))),
]

MORE: list[Bad] = [
    *each(SHORT_POINT[:2] + all_of(VALUE, [np.nan, 1.0], []), "x", mg.around, HOLE, 2),
    *each(all_of(EITHER, 0, -1, 1.5, "2", None), "n", mg.around, X, HOLE),
    *each(all_of(EITHER, 0.0, -1.0, "a", np.nan), "scale", mg.around, X, 2, scale=HOLE),
    *each(SHORT_RNG, "rng", mg.around, X, 2, rng=HOLE),
    *each(NO_FUNCTION, "jac", testing.assert_jacobian, lambda x: x**2, HOLE, X),
    *each(NO_FUNCTION, "hess", testing.assert_hessian, slope, HOLE, X),
    *each(all_of(EITHER, -1.0, "a", np.nan, np.inf), "noise", check, noise=HOLE),
    *each(all_of(EITHER, 3.0, "ab"), "points", check, points=HOLE),
    *[bad(("points[0]",), VALUE, check, points=[wrong]) for wrong in ([np.nan, 1.0], [1.0])],
]

OTHERS: list[Bad] = [
    *each(NO_FUNCTION, "fun", spot, fun=HOLE),
    *each(NO_FUNCTION, "jac", spot, jac=HOLE),
    *each(but_for(SHORT_POINT, COMPLEX_POINT), "x", spot, x=HOLE),
    *each(VALUES[:5] + all_of(VALUE, np.nan, np.inf), "fun", spot_values, HOLE),
    bad("fun", VALUE, spot_values, 1j),
    *each(NAME_LISTS, "names", spot, names=HOLE),
    *each(SHORT_RNG, "rng", spot, rng=HOLE),
    bad(("mode",), KIND, spot, mode="full"),
    *each(NO_FUNCTION, "fun", mg.forecast_check, HOLE, X),
    *each(but_for(SHORT_POINT, COMPLEX_POINT), "x", mg.forecast_check, bowl, HOLE),
    *each(VALUES[:5], "fun", forecast_values, HOLE),
    *each(all_of(KIND, None, 3, {}, [], Plain(), b"{}"), "text", mg.GradientReport.from_json, HOLE),
    *each(
        all_of(VALUE, "", "{", TEXT[:100], TEXT[:-2], "[]", "3", "null", "{}", '{"verdict": "pass"}', "\x00", "NaN"),
        "text",
        mg.GradientReport.from_json,
        HOLE,
    ),
    *each(all_of(EITHER, None, 3, [], "ab", {}), "data", mg.GradientReport.from_dict, HOLE),
    *[
        bad((key,), EITHER, mg.GradientReport.from_dict, without(key))
        for key in ("verdict", "worst", "findings", "counts", "shape", "analytic", "rtol")
    ],
    bad(("verdict",), VALUE, mg.GradientReport.from_dict, {**DATA, "verdict": "perfect"}),
    bad(("counts",), EITHER, mg.GradientReport.from_dict, {**DATA, "counts": "ab"}),
    bad(("counts",), EITHER, mg.GradientReport.from_dict, {**DATA, "counts": [1]}),
    bad(("analytic",), EITHER, mg.GradientReport.from_dict, {**DATA, "analytic": "ab"}),
    bad(("evaluations",), EITHER, mg.GradientReport.from_dict, {**DATA, "evaluations": "many"}),
    bad(("evaluations",), EITHER, mg.GradientReport.from_dict, {**DATA, "evaluations": True}),
    bad(("rtol",), EITHER, mg.GradientReport.from_dict, {**DATA, "rtol": 10**400}),
    bad("text", VALUE, mg.GradientReport.from_json, "[" * 100_000),
    *each(all_of(EITHER, 1.5, [], Plain()), "indent", REPORT.to_json, indent=HOLE),
    bad(("verdict",), AttributeError, setattr, REPORT, "verdict", mg.Verdict.FAIL),
    bad(("FAIL",), mg.GradientCheckError, lambda: mg.check_gradient(bowl, lambda x: 3 * x, X).raise_if_failed()),
    *[
        bad((kind.__name__,), VALUE, kind, "perfect")
        for kind in (mg.Verdict, mg.FindingKind, mg.TargetKind, mg.DescentOutcome)
    ],
    bad(("Status",), VALUE, mg.Status, 17),
    *[
        bad((kind.__name__,), KIND, kind)
        for kind in (mg.Cause, mg.Coordinate, mg.Finding, mg.SelfTest, mg.ScreenedBlock, mg.OrderEvidence, mg.Probe)
    ],
]

FINE: list[Good] = [
    *[
        good("pass", verdict, x=x)
        for x in (
            (1, 2),
            range(1, 3),
            Series(1.0, 2.0),
            frozen(1.0, 2.0),
            X.astype(">f8"),
            X[::-1],
            masked([1.0, 2.0]),
            X.astype(np.float16),
            X.astype(np.uint8),
            X[np.newaxis],
            X.astype(np.longdouble),
            1.5,
            [[1, 2], [3, 4]],
        )
    ],
    good("pass", verdict, jac=lambda x: list(2 * x)),
    good("pass", verdict, jac=lambda x: masked(2 * x)),
    good("pass", verdict, jac=lambda x: tuple(2 * x)),
    good("pass", verdict, fun=lambda x: np.array(bowl(x))),
    good("pass", verdict, names=["a", "b"]),
    good("pass", verdict, names=("a", "b"), rtol=np.float32(1e-3), budget=np.int64(1000), order=np.True_),
    good("pass", verdict, workers=map),
    good("pass", verdict, bounds=[1.0, 2.0]),
    good("pass", verdict, rng=np.random.default_rng(1).bit_generator),
    good("fail", verdict, jac=lambda x: 3 * x),
    # What jac returns is the finding of a check, not an error of its arguments.
    *[good("fail", slopes, value) for value in SLOPES],
    *[good("fail", spot_slopes, value) for value in SLOPES[::4]],
    *[good("fail", verdict, fun=lambda x, value=value: value) for value in (np.ones(2), [1.0, 2.0], np.ones((1, 2)))],
    *[good(False, passes, value) for value in (np.nan, np.inf, -np.inf, 1j)],
    good(None, spot),
    good("fail", lambda: str(getattr(spot(jac=lambda x: 3 * x), "verdict", None))),
    good(True, lambda: mg.GradientReport.from_json(TEXT).passed),
    good(True, lambda: mg.GradientReport.from_dict(json.loads(TEXT)).passed),
]


@pytest.mark.parametrize("group", rows(CHECKS))
def test_check_gradient(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(MATRICES))
def test_check_jacobian_and_check_hessian(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(MORE))
def test_points_noise_and_assertions(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(OTHERS))
def test_spot_checks_and_reports(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)


@pytest.mark.parametrize("call_again", [True, False])
def test_a_gradient_in_a_buffer_of_its_own_is_either_judged_rightly_or_named(call_again: bool) -> None:
    buffer = np.zeros(2)

    def jac(x: Vector) -> Vector:
        np.multiply(x, 2.0 if call_again else 3.0, out=buffer)
        return buffer

    report = mg.check_gradient(bowl, jac, X, rng=0)
    assert (report.verdict is mg.Verdict.FAIL) is not call_again or mg.FindingKind.JAC_RETURNS_ALIAS in [
        finding.kind for finding in report.findings
    ]
