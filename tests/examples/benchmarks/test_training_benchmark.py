"""What the benchmark of training compares is the same training."""

from __future__ import annotations

import numpy as np
import pytest

from examples.benchmarks.training.__main__ import CONVOLUTIONAL, DENSE, main
from examples.benchmarks.training.cases import CONVOLUTIONS, NETWORKS, RATES, Case, Rule, variants
from examples.benchmarks.training.contender import Contender
from examples.benchmarks.training.contest import Contest
from examples.benchmarks.training.scikit_learn import ScikitLearn
from minigrad.arrays import FloatArray

SMALL = Case((4, 6, 5, 3), 40, np.float64, "sgd", samples=150, epochs=1)
IMAGES = CONVOLUTIONS[0]._replace(samples=40, batch=20, dtype=np.float64, filters=2)


@pytest.mark.each("rule", RATES)
@pytest.mark.each("case", [SMALL, SMALL._replace(widths=(4, 3)), IMAGES])
def test_all_arrive_at_the_same_weights(case: Case, rule: Rule) -> None:
    """Except scikit-learn, which draws an order of its own."""
    case = case._replace(rule=rule)
    kinds = [kind for kind in (CONVOLUTIONAL if case.filters else DENSE) if kind is not ScikitLearn]
    first, *others = [_trained(kind, case) for kind in kinds if _is_there(kind, case)]
    for array, before in zip(first, case.first_weights(), strict=True):
        assert np.abs(array - before).max() > 1e-4
    for other in others:
        for array, own in zip(other, first, strict=True):
            np.testing.assert_allclose(array, own, atol=1e-9)


def _is_there(kind: type[Contender], case: Case) -> bool:
    try:
        kind(case)
    except ImportError:
        return False
    return True


def _trained(kind: type[Contender], case: Case) -> list[FloatArray]:
    contender = kind(case)
    loss = contender.train()
    assert 0.0 < loss < 4.0 or np.isnan(loss)
    return [array.copy() for array in contender.weights()]


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    contests = main([SMALL._replace(widths=(4, 3))], DENSE, turns=1)
    assert capsys.readouterr().out.startswith("4-3, batch 40, float64, sgd ")
    assert set(contests[0].seconds) >= {"numpy loop", "minigrad", "minigrad, evaluating", "the book"}
    assert contests[0].case.steps == 4
    assert len(list(variants(NETWORKS))) == 16


def test_the_ratio_is_the_median_over_the_turns() -> None:
    contest = Contest(SMALL, {"a": [2.0, 1.0, 10.0], "b": [2.0, 1.2, 40.0], "c": [8.0, 4.0, 40.0]})
    assert contest.ratio("b", "a") == 1.2
    assert np.isnan(contest.ratio("a", "d"))
    assert str(contest).endswith("times that: b 1.20, c 4.00; 1.3 reached")
