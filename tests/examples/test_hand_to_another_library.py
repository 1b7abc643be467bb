from __future__ import annotations

import sys

import pytest

from examples.hand_to_another_library import main

DEVIANCE = 11.8985
"""Twice the smallest total loss of multinomial logistic regression on all 150 flowers. R's nnet::multinom, which stops
a little earlier, prints a residual deviance of 11.89973 (Venables and Ripley's package; a common textbook example)."""


def test_scipy_finds_the_published_minimum() -> None:
    pytest.importorskip("scipy")
    outcome = main()
    assert outcome.start > 0.5
    assert 2 * 150 * outcome.end == pytest.approx(DEVIANCE, abs=0.005)
    assert "scipy lowered the loss" in outcome.message


def test_without_scipy_the_example_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    outcome = main()
    assert outcome.start > 0.5
    assert outcome.end != outcome.end
    assert "scipy is not installed" in outcome.message
