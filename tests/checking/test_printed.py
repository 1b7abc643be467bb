"""What is printed of a report: all of its notes, and nothing about what is not there."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg


def test_notes_are_printed() -> None:
    iris = mg.load_iris()
    trainer = mg.Trainer(mg.SimpleNet(4, 3, bias=True, rng=0), mg.SoftmaxCrossEntropy(), mg.GradientDescent())
    report = trainer.verify_gradient(iris.x, iris.t)
    assert report.notes
    lines = [line.strip() for line in str(report).splitlines()]
    assert set(report.notes) <= set(lines)


def test_corruptions_are_listed_where_some_were_missed() -> None:
    assert "missed" not in str(mg.SelfTest(("sign",), (), 1e-6, 3))
    assert "a swap" in str(mg.SelfTest(("sign",), ("a swap",), 1e-6, 3))


@pytest.mark.parametrize("n", [2, 3])
def test_three_entries_with_the_same_error_are_enough_for_a_cause_and_two_are_not(n: int) -> None:
    cause = mg.check_gradient(
        lambda x: float(np.sin(x).sum()), lambda x: np.cos(x) + 0.1, np.linspace(0.2, 1.3, n), rng=0
    ).cause
    if n == 2:
        assert cause is None
        return
    assert cause is not None
    assert cause.message == "every entry is off by the same 0.1"
