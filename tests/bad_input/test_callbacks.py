"""Callbacks and metrics, and the options of ``fit`` that take them."""

from __future__ import annotations

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg

from .rows.table import HOLE, Bad, bad, call, check_refused, each, rows
from .rows.trainers import T, X, fresh, untouched
from .rows.values import (
    COUNT,
    COUNT_OR_NONE,
    EITHER,
    KIND,
    NO_NUMBER,
    PATH,
    SHORT_LABELS,
    SHORT_POINT,
    SHORT_RNG,
    VALUE,
    all_of,
    without_none,
)

OUT = [[0.1, 0.9, 0.0], [0.8, 0.2, 0.0]]

CALLBACKS: list[Bad] = [
    *each(COUNT, "patience", mg.EarlyStopping, patience=HOLE),
    *each(NO_NUMBER[:8], "min_delta", mg.EarlyStopping, min_delta=HOLE),
    *each(all_of(VALUE, np.nan, np.inf, -0.1), "min_delta", mg.EarlyStopping, min_delta=HOLE),
    *each(all_of(KIND, None, 3, ["loss"]), "monitor", mg.EarlyStopping, HOLE),
    bad("larger_is_better", VALUE, mg.EarlyStopping, "mine"),
    bad("larger_is_better", KIND, mg.EarlyStopping, larger_is_better="no"),
    *each(all_of(KIND, "no", 1, 0.0), "shown", mg.Progress, HOLE),
    *each(COUNT, "every", mg.VerifyGradient, HOLE),
    *each(PATH, "path", mg.CsvLog, HOLE),
    *each(PATH, "path", mg.History().to_csv, HOLE),
    *each(COUNT, "k", mg.TopKAccuracy, HOLE),
    *each(SHORT_POINT, "outputs", mg.TopKAccuracy(2), HOLE, [0, 1]),
    *each(SHORT_LABELS, "targets", mg.TopKAccuracy(2), OUT, HOLE),
    *each(SHORT_POINT, "outputs", mg.r_squared, HOLE, [0.0, 1.0]),
    *each(SHORT_POINT, "targets", mg.r_squared, [0.0, 1.0], HOLE),
    bad("targets", VALUE, mg.r_squared, [[0.0], [1.0]], [0.0, 1.0]),
    bad(("abstract",), KIND, mg.Callback),
    bad(("abstract",), KIND, mg.AnyCallback),
    *each(PATH, "path", mg.Checkpoint, HOLE),
    *[
        row
        for name in ("every", "every_batches", "keep")
        for row in each(COUNT_OR_NONE, name, mg.Checkpoint, "a.npz", **{name: HOLE})
    ],
    bad("best", KIND, mg.Checkpoint, "a.npz", best=3),
    bad("larger_is_better", VALUE, mg.Checkpoint, "a.npz", best="mine"),
    *[
        bad((field,), KIND, record)
        for record, field in (
            (mg.CheckpointState, "kept"),
            (mg.EarlyStoppingState, "best"),
            (mg.ProgressState, "start"),
            (mg.SanityFinding, "name"),
            (mg.SanityReport, "findings"),
            (mg.TrainingRun, "epoch"),
            (mg.Weights, "theta"),
        )
    ],
]


class Told(mg.Callback):
    """A callback whose method of this name returns what it is told to."""

    def __init__(self, method: str, result: object) -> None:
        self.method, self.result = method, result

    def told(self, method: str, otherwise: object) -> object:
        return self.result if method == self.method else otherwise

    @override
    def init(self) -> object:  # type: ignore[override]  # wrong on purpose
        return self.told("init", mg.NoState())

    @override
    def on_epoch_end(self, run: object, state: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.told("on_epoch_end", state)

    @override
    def stop_reason(self, run: object, state: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.told("stop_reason", None)

    @override
    def final_weights(self, state: object) -> object:  # type: ignore[override]  # wrong on purpose
        return self.told("final_weights", None)


def fit(**options: object) -> object:
    return call(fresh().fit, X, T, **options)


TOLD: list[Bad] = [
    *[bad((f"Told.{method}",), KIND, fit, callbacks=[Told(method, 3)]) for method in ("init", "on_epoch_end")],
    *[bad(("Told.stop_reason",), KIND, fit, callbacks=[Told("stop_reason", wrong)]) for wrong in (False, True, 0)],
    *[bad(("Told.final_weights",), KIND, fit, callbacks=[Told("final_weights", wrong)]) for wrong in (np.ones(9), 3)],
    bad(
        ("theta from final_weights",),
        VALUE,
        fit,
        callbacks=[Told("final_weights", mg.Weights(np.ones(3), np.ones(0)))],
    ),
    *[
        bad(("told",), KIND, fit, metrics={"told": lambda outputs, targets, wrong=wrong: wrong})
        for wrong in (None, "0.5", [0.5], np.ones(2))
    ],
]
RISK = mg.EmpiricalRisk(mg.SimpleNet(rng=0), mg.SoftmaxCrossEntropy(), X, T)
FIT: list[Bad] = [
    *each(all_of(KIND, None, 3, len, mg.SimpleNet()), "risk", mg.learning_rate_limit, HOLE),
    *each(without_none(SHORT_POINT), "theta", mg.learning_rate_limit, RISK, HOLE),
    bad("theta", VALUE, mg.learning_rate_limit, RISK, [1.0, 2.0]),
    *each(SHORT_RNG, "rng", mg.learning_rate_limit, RISK, rng=HOLE),
    *each(SHORT_POINT, "x", untouched, "sanity_check", HOLE, T),
    *each(SHORT_LABELS, "t", untouched, "sanity_check", X, HOLE),
    *each(SHORT_POINT, "x", untouched, "partial_fit", HOLE, T),
    *each(SHORT_LABELS, "t", untouched, "partial_fit", X, HOLE),
    *each(COUNT_OR_NONE, "evaluate_every", untouched, "fit", X, T, evaluate_every=HOLE),
    *each(all_of(KIND, 3, "ab", mg.accuracy), "metrics", untouched, "fit", X, T, metrics=HOLE),
    *each(all_of(KIND, None, 3, mg.Progress()), "callbacks", untouched, "fit", X, T, callbacks=HOLE),
    *each(all_of(KIND, [None], [mg.Progress], [len]), "callbacks[0]", untouched, "fit", X, T, callbacks=HOLE),
    *each(without_none(SHORT_POINT), "sample_weight", untouched, "fit", X, T, sample_weight=HOLE),
    *each(COUNT, "backup_every", untouched, "fit", X, T, backup_every=HOLE),
    *each(without_none(PATH), "backup", untouched, "fit", X, T, backup=HOLE),
    *each(PATH, "path", untouched, "save", HOLE),
    *each(PATH, "path", mg.Trainer.resume, HOLE, mg.SimpleNet(), mg.MeanSquaredError(), mg.Adam()),
    bad("sample_weight", EITHER, untouched, "fit", X, T, sample_weight=-np.ones(len(X))),
]


@pytest.mark.parametrize("group", rows(CALLBACKS))
def test_callbacks_and_metrics(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(TOLD))
def test_what_callbacks_and_metrics_return(group: list[Bad]) -> None:
    check_refused(group)


@pytest.mark.parametrize("group", rows(FIT))
def test_options_of_fit(group: list[Bad]) -> None:
    check_refused(group)
