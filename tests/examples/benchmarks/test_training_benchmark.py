"""What the benchmark of training compares is the same training."""

from __future__ import annotations

import numpy as np
import pytest

from examples.benchmarks.training.__main__ import main
from examples.benchmarks.training.cases import RATES, Case, Rule, variants
from examples.benchmarks.training.contender import Contender
from examples.benchmarks.training.contest import CONTENDERS, Contest
from examples.benchmarks.training.numpy_loop import NumpyLoop
from examples.benchmarks.training.scikit_learn import ScikitLearn
from minigrad.arrays import FloatArray

SMALL = Case((4, 3), 40, np.float64, "sgd", samples=150, epochs=1)


@pytest.mark.each("rule", RATES)
@pytest.mark.each("widths", [(4, 3), (4, 6, 5, 3)])
@pytest.mark.each("kind", [kind for kind in CONTENDERS if kind is not ScikitLearn])  # which draws an order of its own
def test_all_arrive_at_the_same_weights(kind: type[Contender], widths: tuple[int, ...], rule: Rule) -> None:
    case = SMALL._replace(widths=widths, rule=rule)
    expected = NumpyLoop(case)
    expected.train()
    try:
        contender = kind(case)
    except ImportError:
        return
    assert 0.0 < contender.train() < 2.0
    moved = zip(case.first_weights(), expected.weights(), contender.weights(), strict=True)
    for before, own, found in moved:
        for array in range(2):
            _require_same(found[array], own[array], before[array])


def _require_same(found: FloatArray, expected: FloatArray, before: FloatArray) -> None:
    assert np.abs(expected - before).max() > 1e-3
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    contests = main([SMALL], turns=1)
    assert capsys.readouterr().out.startswith("4-3, batch 40, float64, sgd ")
    assert set(contests[0].seconds) >= {"numpy loop", "minigrad, evaluating", "the book"}
    assert contests[0].case.steps == 4
    assert len(list(variants())) == 16


def test_the_ratio_is_the_median_over_the_turns() -> None:
    contest = Contest(SMALL, {"a": [2.0, 3.0, 40.0], "b": [2.0, 1.0, 10.0]})
    assert contest.ratio("a", "b") == 3.0
    assert np.isnan(contest.ratio("a", "c"))
