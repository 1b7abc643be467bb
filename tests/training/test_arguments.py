"""Arguments that do not fit are refused by name before anything changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import pytest

from minigrad.differentiators import CentralDifference, Differentiator
from minigrad.networks import SimpleNet
from minigrad.objectives import Objective, SoftmaxCrossEntropy
from minigrad.optimizers import Adam, AdamState, Optimizer
from minigrad.training import History, Trainer
from tests.training.helpers import CLASSES, FEATURES, make_data

X, T = make_data()
NaN = float("nan")

Call: TypeAlias = Callable[[Trainer[AdamState]], object]


def _trainer() -> Trainer[AdamState]:
    return Trainer(SimpleNet(FEATURES, CLASSES, rng=0), SoftmaxCrossEntropy(), Adam(0.1), rng=0)


def _with(call: Call, kind: type[Exception], message: str) -> tuple[Call, type[Exception], str]:
    return call, kind, message


BAD = {
    "no epochs": _with(
        lambda t: t.fit(X, T, epochs=0), ValueError, "`epochs` must be a whole number of at least 1, got 0"
    ),
    "half an epoch": _with(
        lambda t: t.fit(X, T, epochs=1.5),  # type: ignore[arg-type]
        TypeError,
        "`epochs` must be a whole number, got 1.5",
    ),
    "epochs=True": _with(lambda t: t.fit(X, T, epochs=True), TypeError, "`epochs` must be a whole number, got True"),
    "empty batches": _with(
        lambda t: t.fit(X, T, batch_size=0), ValueError, "`batch_size` must be a whole number of at least 1, got 0"
    ),
    "minus one": _with(lambda t: t.fit(X, T, batch_size=-1), ValueError, "`batch_size` must be .* got -1"),
    "batch_size=2.0": _with(
        lambda t: t.fit(X, T, batch_size=2.0),  # type: ignore[arg-type]
        TypeError,
        "`batch_size` must be a whole number, got 2.0",
    ),
    "lengths differ": _with(lambda t: t.fit(X, T[:-1]), ValueError, r"must have shape \(22,\), got \(21,\)"),
    "rows and lengths differ": _with(
        lambda t: t.fit(X, np.eye(3)[T[:-1]]), ValueError, r"labels of shape \(22,\) or rows of shape \(22, 3\)"
    ),
    "wrong features": _with(lambda t: t.fit(X[:, :3], T), ValueError, r"`x` must have 4 features for each sample"),
    "three axes": _with(
        lambda t: t.fit(X.reshape(11, 2, 4), T), ValueError, "`x` must have shape .* flatten each sample"
    ),
    "no samples": _with(lambda t: t.fit(X[:0], T[:0]), ValueError, r"`x` must not be empty, got shape \(0, 4\)"),
    "NaN": _with(
        lambda t: t.fit(np.where(X == X[2, 1], NaN, X), T), ValueError, r"`x` must be finite, got nan at index \(2, 1\)"
    ),
    "complex": _with(lambda t: t.fit(X + 0j, T), TypeError, "`x` must be real"),
    "text": _with(lambda t: t.fit(X.astype(str), T), TypeError, "`x` must hold real numbers"),
    "float labels": _with(
        lambda t: t.fit(X, T.astype(float)), TypeError, "labels and must be integers, got dtype float64"
    ),
    "labels from 1": _with(
        lambda t: t.fit(X, T + 1), ValueError, r"labels in \[0, 3\) .* got 1 to 3; number the classes from 0"
    ),
    "bad validation": _with(
        lambda t: t.fit(X, T, validation_data=(X, T[:5])), ValueError, r"must have shape \(22,\), got \(5,\)"
    ),
    "half of the validation": _with(
        lambda t: t.fit(X, T, validation_data=(X,)),  # type: ignore[arg-type]
        TypeError,
        r"`validation_data` must be a tuple \(x, t\) of samples and their targets, got 1 things",
    ),
    "only samples": _with(
        lambda t: t.fit(X[:2], T[:2], validation_data=X[:2]),  # type: ignore[arg-type]
        TypeError,
        r"`validation_data` must be a tuple \(x, t\) of samples and their targets, got one ndarray",
    ),
    "narrow validation": _with(
        lambda t: t.fit(X, T, validation_data=(X[:, :2], T)), ValueError, "`validation_data`: `x` must have 4 features"
    ),
    "callback": _with(
        lambda t: t.fit(X, T, callback=5),  # type: ignore[arg-type]
        TypeError,
        "`callback` must be a function, got 5",
    ),
    "function among callbacks": _with(
        lambda t: t.fit(X, T, callbacks=[print, lambda record: None]),  # type: ignore[list-item]
        TypeError,
        r"`callbacks\[0\]` must be of class Callback, got <built-in function print>; pass it as `callback`",
    ),
    "no folder for the backup": _with(
        lambda t: t.fit(X, T, backup="no such folder/run.npz"), FileNotFoundError, "there is no folder .*no such folder"
    ),
    "masked": _with(lambda t: t.fit(np.ma.array(X, mask=X > 0.5), T), ValueError, "`x` must not have masked entries"),
    "masked labels": _with(
        lambda t: t.fit(X, np.ma.array(T, mask=T > 1)), ValueError, "`t` must not have masked entries"
    ),
    "labels beyond 64 bits": _with(
        lambda t: t.fit(X, T.astype(np.uint64) + 2**63), ValueError, "`t` must hold integers that fit into 64 bits"
    ),
    "evaluate": _with(lambda t: t.evaluate(X, T[:-1]), ValueError, r"must have shape \(22,\), got \(21,\)"),
    "predict": _with(lambda t: t.predict(X[:, :3]), ValueError, r"`x` must have 4 features for each sample"),
    "verify": _with(lambda t: t.verify_gradient(X, T + 3), ValueError, r"labels in \[0, 3\)"),
    "analytic": _with(lambda t: t.analytic_gradient(X, T[:2]), ValueError, r"must have shape \(22,\), got \(2,\)"),
    "numeric": _with(lambda t: t.numeric_gradient(X[0, :2], T[0]), ValueError, "`x` must have 4 features"),
}


@pytest.mark.parametrize("mistake", BAD)
def test_nothing_has_changed_when_an_argument_is_refused(mistake: str) -> None:
    call, kind, message = BAD[mistake]
    trainer, twin = _trainer(), _trainer()
    with pytest.raises(kind, match=message):
        call(trainer)
    assert trainer.network.theta.tobytes() == twin.network.theta.tobytes()
    assert trainer.state.steps == 0
    assert trainer.history == History()
    trainer.fit(X, T, batch_size=5)
    twin.fit(X, T, batch_size=5)
    assert trainer.network.theta.tobytes() == twin.network.theta.tobytes()  # nor was anything drawn


def test_gradient_is_one_of_two_words() -> None:
    with pytest.raises(ValueError, match="`gradient` must be 'analytic' or 'numeric', got 'nmeric'"):
        Trainer(SimpleNet(), SoftmaxCrossEntropy(), Adam(0.1), gradient="nmeric")  # type: ignore[arg-type]


def test_a_class_where_an_instance_is_due() -> None:
    net, loss, rule = SimpleNet(), SoftmaxCrossEntropy(), Adam(0.1)
    with pytest.raises(
        TypeError, match=r"`network` must be of class Network, got .*SimpleNet.*; call it: SimpleNet\(...\)"
    ):
        Trainer(SimpleNet, loss, rule)  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"`objective` must be of class Objective, .*; call it: SoftmaxCrossEntropy\(...\)"
    ):
        Trainer(net, SoftmaxCrossEntropy, rule)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"`optimizer` must be of class Optimizer, .*; call it: Adam\(...\)"):
        Trainer(net, loss, Adam)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"`differentiator` must be .*; call it: CentralDifference\(...\)"):
        Trainer(net, loss, rule, differentiator=CentralDifference)  # type: ignore[arg-type]


def test_arguments_in_the_wrong_places() -> None:
    with pytest.raises(TypeError, match="`objective` must be of class Objective, got Adam"):
        Trainer(SimpleNet(), Adam(0.1), SoftmaxCrossEntropy())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="`differentiator` must be of class Differentiator, got 'central'"):
        Trainer(SimpleNet(), SoftmaxCrossEntropy(), Adam(0.1), differentiator="central")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [Objective, Optimizer, Differentiator])
def test_the_abstract_classes_are_refused_by_python_itself(kind: type) -> None:
    with pytest.raises(TypeError, match="abstract"):
        kind()
