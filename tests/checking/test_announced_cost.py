"""That a check takes long is said beforehand, and how busy the machine is changes nothing else."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import minigrad as mg
from minigrad.checking.contracts import question


def test_a_first_call_that_was_slow_changes_nothing_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    x, t = np.random.default_rng(0).normal(size=(20, 4)), np.arange(20) % 3

    def report() -> dict[str, object]:
        network = mg.TwoLayerNet(4, 10, 3, rng=0)
        trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.GradientDescent(0.1))
        return {**trainer.verify_gradient(x, t).to_dict()}

    undisturbed = report()
    minutes = iter(range(0, 10_000, 60))
    monkeypatch.setattr(question, "perf_counter", lambda: float(next(minutes)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert report() == undisturbed
