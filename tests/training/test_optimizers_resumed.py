"""A run that is saved and resumed ends like one that is not, with each of the optimizers and wrappers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad.optimizers.method import Method, State

IRIS = mg.load_iris()
LAYOUT = mg.SimpleNet(4, 3, bias=True).layout
WARM = mg.WarmUp(mg.CosineDecay(10), steps=2)


def ends_alike(rule: Method[State], batch_size: int | None, path: Path) -> bool:
    def trained(epochs: int) -> mg.Trainer[State]:
        trainer = mg.Trainer(mg.SimpleNet(4, 3, bias=True, rng=0), mg.SoftmaxCrossEntropy(), rule, rng=0)
        trainer.fit(IRIS.x, IRIS.t, epochs=epochs, batch_size=batch_size)
        return trainer

    whole = trained(3)
    trained(1).save(path)
    network = mg.SimpleNet(4, 3, bias=True, rng=9)
    mg.Trainer.resume(path, network, mg.SoftmaxCrossEntropy(), rule).fit(
        IRIS.x, IRIS.t, epochs=2, batch_size=batch_size
    )
    return np.array_equal(network.theta, whole.network.theta)


def test_ends_like_a_run_that_is_not_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "run.npz"
    assert ends_alike(mg.Nesterov(), 50, path)
    assert ends_alike(mg.AdaGrad(), 50, path)
    assert ends_alike(mg.RMSprop(), 50, path)
    assert ends_alike(mg.AdamW(layout=LAYOUT, decayed=["*.weight"]), 50, path)
    assert ends_alike(mg.Frozen(mg.Scheduled(mg.Clipped(mg.Adam(), max_norm=1.0), WARM), LAYOUT, "*.bias"), 50, path)
    assert ends_alike(mg.LBFGS(history=2), None, path)


def test_a_schedule_with_other_numbers_is_not_resumed(tmp_path: Path) -> None:
    trainer = mg.Trainer(mg.SimpleNet(4, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Scheduled(mg.Adam(), WARM), rng=0)
    path = trainer.save(tmp_path / "run.npz")
    other = mg.Scheduled(mg.Adam(), mg.WarmUp(mg.CosineDecay(11), steps=2))
    with pytest.raises(ValueError, match="`optimizer`"):
        mg.Trainer.resume(path, mg.SimpleNet(4, 3, rng=0), mg.SoftmaxCrossEntropy(), other)
