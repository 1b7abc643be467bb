from __future__ import annotations

import numpy as np

import minigrad as mg
from examples.train_two_layer_net import main


def test_the_network_learns_to_read() -> None:
    training = main()
    assert training.report.verdict is mg.Verdict.PASS
    assert training.test.accuracy >= 0.96
    assert training.test == (training.history.validation_loss[-1], training.history.validation_accuracy[-1])
    assert len(training.history) == 30
    assert float(training.history.loss[-1]) < 0.05 < 1.0 < float(training.history.loss[0]) < np.log(10)
