"""Pictures: every function of ``minigrad.plotting``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import minigrad as mg
from minigrad import plotting

from .rows.table import HOLE, Bad, Good, bad, call, check_refused, check_works, each, good, rows
from .rows.values import (
    EITHER,
    KIND,
    NO_DIFFERENTIATOR,
    NO_FUNCTION,
    SHORT_COUNT,
    SHORT_LABELS,
    SHORT_POINT,
    VALUE,
    Plain,
    Series,
    Values,
    all_of,
    frozen,
    masked,
    unreal,
    without_none,
)

Vector = npt.NDArray[np.float64]
NET = mg.SimpleNet(2, 3, rng=0)
X, T = np.array([[2.0, 1.0], [0.0, 3.0], [1.0, 2.0]]), np.array([0, 1, 2])
RISK = mg.EmpiricalRisk(NET, mg.SoftmaxCrossEntropy(), X, T)
HISTORY = mg.History((mg.EpochRecord(1, 1.0, 0.5, 1.0, 0.5), mg.EpochRecord(2, 0.5, 1.0, 1.0, 0.5)))
NO_AXES = all_of(KIND, "ax", 3, plotting.canvas().figure, [plotting.canvas()], Plain(), True, {}, np.ones(2))
NO_TITLES = all_of(EITHER, "abc", 3, ["a"], ["a", "b", "c", "d"], [1, 2, 3], None, Plain(), b"abc")
FRAMES = all_of(
    EITHER,
    3,
    "ab",
    (1.0,),
    (1.0, 0.0),
    (1.0, 1.0),
    (0.0, np.nan),
    (0.0, np.inf),
    (0, 1, 2),
    ("a", "b"),
    (1j, 2.0),
    Plain(),
    ((0.0, 1.0),),
    ((0.0, 1.0), (1.0, 0.0)),
    ((0, 1), (0, 1), (0, 1)),
    [masked([0.0, 1.0], 1), (0.0, 1.0)],
)


def bowl(x: Vector) -> float:
    return float(np.sum(x * x))


RUN = mg.minimize(bowl, [1.0, 2.0], mg.GradientDescent(0.1), steps=3)
REPORT = mg.check_gradient(bowl, lambda x: 2 * x, [1.0, 2.0], rng=0)


def returns(value: object) -> object:
    return lambda x: value


def descent_of(value: object) -> object:
    return call(plotting.plot_descent, RUN, returns(value))


def field_of(value: object) -> object:
    return call(plotting.plot_gradient_field, returns(value), (-1.0, 1.0))


def tangent_of(value: object) -> object:
    return call(plotting.plot_tangent, returns(value), 1.0)


def sweep_of(value: object) -> object:
    return call(plotting.plot_step_sweep, returns(value), 1.0)


def panels_of(**options: object) -> list[object]:
    axes = call(plotting.panels, plotting.canvas(), **({"count": 2} | options))
    assert isinstance(axes, list)
    return axes


VALUES: Values = all_of(KIND, None, "2", 1j, {}, [1.0, 2.0], np.ones(2), unreal("a"))
AXES: list[Bad] = [
    row
    for picture, given in (
        (plotting.plot_history, (HISTORY,)),
        (plotting.plot_confusion, (np.eye(3), T)),
        (plotting.plot_decision_regions, (NET, X, T)),
        (plotting.plot_descent, (RUN, bowl)),
        (plotting.plot_gradient_field, (bowl, (-1.0, 1.0))),
        (plotting.plot_gradient_report, (REPORT,)),
        (plotting.plot_loss_landscape, (RISK,)),
        (plotting.plot_step_sweep, (np.exp, 1.0)),
        (plotting.plot_tangent, (np.sin, 1.0)),
        (plotting.plot_weights, (NET,)),
    )
    for row in each(NO_AXES[:3], "ax", picture, *given, ax=HOLE)
]

PLAIN: list[Bad] = [
    *each(NO_AXES, "ax", plotting.canvas, HOLE),
    *each(NO_AXES + all_of(KIND, None), "ax", plotting.panels, HOLE, 2),
    *each(SHORT_COUNT, "count", panels_of, count=HOLE),
    *each(SHORT_COUNT, "columns", panels_of, columns=HOLE),
    *each(SHORT_COUNT[:-2] + all_of(VALUE, -1), "number", plotting.style, HOLE),
    *each(NO_AXES + all_of(KIND, None), "ax", plotting.save, HOLE, "x.png"),
    *each(all_of(KIND, None, 3, 2.5, [], Plain()), "path", plotting.save, plotting.canvas(), HOLE),
    *each(all_of(VALUE, "picture", "picture.xyz", "picture.", ".png"), "path", plotting.save, plotting.canvas(), HOLE),
    bad(("nowhere",), FileNotFoundError, plotting.save, plotting.canvas(), "/nowhere/at/all.png"),
    *each(
        all_of(KIND, None, 3, "history", [], mg.History, HISTORY.records, {"loss": [1.0]}, Plain()),
        "history",
        plotting.plot_history,
        HOLE,
    ),
    bad("history", VALUE, plotting.plot_history, mg.History()),
    bad("history", VALUE, plotting.plot_history, mg.History((mg.EpochRecord(1, np.nan, np.nan, np.nan, np.nan),))),
    *each(SHORT_POINT, "outputs", plotting.plot_confusion, HOLE, [0, 1]),
    *each(SHORT_LABELS, "targets", plotting.plot_confusion, np.eye(3)[:2], HOLE),
    bad("targets", VALUE, plotting.plot_confusion, np.eye(2), [[0.5, 0.5], [1.0, 0.0]]),
    *each(NO_TITLES, "target_names", plotting.plot_confusion, np.eye(3), T, target_names=HOLE),
    bad(("names",), KIND, plotting.plot_confusion, np.eye(3), T, names=["a", "b", "c"]),
    *each(
        all_of(KIND, None, 3, "report", [], mg.GradientReport, REPORT.to_dict(), True, Plain()),
        "report",
        plotting.plot_gradient_report,
        HOLE,
    ),
]

CURVES: list[Bad] = [
    *each(
        all_of(EITHER, None, 3, "run", [], {}, [RUN], RUN.path, Plain(), mg.DescentResult),
        "results",
        plotting.plot_descent,
        HOLE,
    ),
    bad(("results",), KIND, plotting.plot_descent, {"a": 3}),
    bad(("results",), KIND, plotting.plot_descent, {"a": RUN, "b": None}),
    *each(without_none(NO_FUNCTION), "fun", plotting.plot_descent, RUN, HOLE),
    *each(VALUES, "fun", descent_of, HOLE),
    *each(FRAMES, "bounds", plotting.plot_descent, RUN, bowl, bounds=HOLE),
    *each(NO_FUNCTION, "fun", plotting.plot_gradient_field, HOLE, (-1.0, 1.0)),
    *each(VALUES, "fun", field_of, HOLE),
    bad("fun", VALUE, plotting.plot_gradient_field, returns(np.nan), (-1.0, 1.0)),
    *each(FRAMES + all_of(EITHER, None), "bounds", plotting.plot_gradient_field, bowl, HOLE),
    *each(SHORT_COUNT + all_of(VALUE, 1), "points", plotting.plot_gradient_field, bowl, (-1.0, 1.0), points=HOLE),
    *each(
        NO_DIFFERENTIATOR + all_of(KIND, None),
        "differentiator",
        plotting.plot_gradient_field,
        bowl,
        (-1.0, 1.0),
        differentiator=HOLE,
    ),
    *each(NO_FUNCTION[:3], "fun", plotting.plot_tangent, HOLE, 1.0),
    *each(VALUES, "fun", tangent_of, HOLE),
    bad("fun", VALUE, plotting.plot_tangent, returns(np.nan), 1.0),
    *each(SHORT_POINT, "x", plotting.plot_tangent, np.sin, HOLE),
    *each(FRAMES[:11], "bounds", plotting.plot_tangent, np.sin, 1.0, bounds=HOLE),
    *each(NO_DIFFERENTIATOR[:3], "differentiator", plotting.plot_tangent, np.sin, 1.0, differentiator=HOLE),
    *each(NO_FUNCTION[:3], "fun", plotting.plot_step_sweep, HOLE, 1.0),
    *each(VALUES, "fun", sweep_of, HOLE),
    bad("fun", VALUE, plotting.plot_step_sweep, returns(np.nan), 1.0),
    *each(
        all_of(KIND, None, "1", 1j, {}, Plain(), float)
        + all_of(EITHER, [1.0, 2.0], np.nan, np.inf, [], masked([1.0], 0)),
        "x",
        plotting.plot_step_sweep,
        np.exp,
        HOLE,
    ),
    *[
        bad(("methods",), EITHER, plotting.plot_step_sweep, np.exp, 1.0, wrong)
        for wrong in ("central", {"a": 3}, [mg.CentralDifference(), 3])
    ],
    *each(
        all_of(EITHER, None, 3, [], (), {}, [None], ["central"], [mg.CentralDifference], mg.CentralDifference),
        ("methods",),
        plotting.plot_step_sweep,
        np.exp,
        1.0,
        HOLE,
    ),
    *each(
        all_of(
            EITHER,
            "1",
            1j,
            [1.0, 2.0],
            np.nan,
            np.inf,
            Plain(),
            {},
            masked([1.0], 0),
        ),
        "derivative",
        plotting.plot_step_sweep,
        np.exp,
        1.0,
        derivative=HOLE,
    ),
    *[
        bad("derivative", KIND, plotting.plot_step_sweep, np.exp, 1.0, derivative=wrong)
        for wrong in (lambda x: None, lambda x: "a", lambda: 1.0)
    ],
    *each(
        all_of(
            EITHER,
            "ab",
            1j,
            [],
            [0.0],
            [-1.0],
            [np.nan],
            [np.inf],
            [[1.0, 2.0]],
            [1j],
            ["a"],
            masked([0.1, 0.2], 1),
            Plain(),
        ),
        "steps",
        plotting.plot_step_sweep,
        np.exp,
        1.0,
        steps=HOLE,
    ),
]


def saved(name: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        return plotting.save(plotting.canvas(), Path(folder, name)).stat().st_size > 100


def touched(fun: object, x: object, **options: object) -> object:
    """How many tangents were drawn: the curve and its points aside."""
    ax = call(plotting.plot_tangent, fun, x, **options)
    return len(ax.lines) - 1  # type: ignore[attr-defined]  # axes


FINE: list[Good] = [
    good(True, saved, "picture.png"),
    good(True, saved, "a.b.svg"),
    good(True, saved, "picture.PNG"),
    good("[1, 2]", lambda: str([touched(np.sin, 1), touched(np.sin, range(1, 3))])),
    good(
        "[2, 2]",
        lambda: str([touched(np.sin, Series(1.0, 2.0)), touched(np.sin, frozen(1.0, 2.0), bounds=[0, np.float32(3)])]),
    ),
    good(2, lambda: len(panels_of(count=np.int64(2), columns=np.uint8(1)))),
    good("accuracy 1.000: 3 of 3 samples", lambda: plotting.plot_confusion(np.eye(3), range(3)).get_title()),
    good(
        "accuracy 1.000: 3 of 3 samples",
        lambda: plotting.plot_confusion(np.eye(3).tolist(), np.eye(3), target_names=("a", "b", "c")).get_title(),
    ),
]


@pytest.mark.parametrize("group", rows(AXES))
def test_axes(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(PLAIN))
def test_plain_pictures(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(CURVES))
def test_pictures_of_functions(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FINE))
def test_unusual_but_right(group: list[Good]) -> None:
    check_works(group)
