"""Every class of the registry keeps its contract: one test for each class, which names each promise that is broken."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.checking import GradientCheckError
from minigrad.layers import Conv2D, MaxPool2D, ReLU
from minigrad.objectives import MeanSquaredError
from minigrad.optimizers import Adam, NoState
from minigrad.testing import (
    Clause,
    assert_gradient,
    check_differentiator,
    check_layer,
    check_objective,
    check_optimizer,
    differentiator_clauses,
    layer_clauses,
    objective_clauses,
    optimizer_clauses,
)
from tests.failures import Failures
from tests.registry import DIFFERENTIATORS, IMAGE_LAYERS, LAYERS, METHODS, OBJECTIVES, OPTIMIZERS, SYMBOL_LAYERS

CLAUSES: list[Clause] = [
    *(clause for layer in LAYERS + IMAGE_LAYERS + SYMBOL_LAYERS for clause in layer_clauses(layer)),
    *(clause for objective in OBJECTIVES for clause in objective_clauses(objective)),
    *(clause for case in OPTIMIZERS.values() for clause in case.clauses()),
    *(clause for method in METHODS for clause in optimizer_clauses(method)),
    *(clause for differentiator in DIFFERENTIATORS for clause in differentiator_clauses(differentiator)),
]
PROMISES: dict[str, list[Clause]] = {}
for promise in CLAUSES:
    PROMISES.setdefault(str(promise.subject), []).append(promise)


@pytest.mark.parametrize("subject", PROMISES)
def test_every_class_keeps_every_promise(subject: str) -> None:
    failures = Failures()
    for clause in PROMISES[subject]:
        with failures.of(clause):
            clause()
    failures.report()


def test_assert_gradient_fails_with_the_report() -> None:
    def fun(x: Float64Array) -> float:
        return float(x @ x)

    assert assert_gradient(fun, lambda x: 2.0 * x, [1.0, 2.0]).passed
    with pytest.raises(GradientCheckError, match="the sign is wrong"):
        assert_gradient(fun, lambda x: -2.0 * x, [1.0, 2.0])
    with pytest.raises(GradientCheckError, match="kink"):
        assert_gradient(lambda x: float(np.abs(x).sum()), np.sign, [0.0])


def test_no_state_is_a_state() -> None:
    assert NoState() == ()


def test_what_it_is_tried_on_is_a_table() -> None:
    with pytest.raises(ValueError, match=r"`inputs` must have shape \(samples, features\), got \(3,\)"):
        check_layer(ReLU(), [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=r"`inputs` must have an axis of samples and 3 for each sample, got \(5, 8\)"):
        check_layer(MaxPool2D(2), np.ones((5, 8)))
    with pytest.raises(ValueError, match="`inputs` must have as many channels as `n_inputs` of the layer says, 2, got"):
        check_layer(Conv2D(2, 1, 1), np.ones((5, 3, 2, 2)))
    with pytest.raises(ValueError, match=r"`outputs` must have shape \(samples, features\), got \(1, 1, 2\)"):
        check_objective(MeanSquaredError(), [[[1.0, 2.0]]])


def test_a_class_instead_of_an_object_is_named() -> None:
    with pytest.raises(TypeError, match=r"`layer` must be of class Layer, got <class .*>; call it: ReLU\(...\)"):
        check_layer(ReLU)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(TypeError, match="`objective` must be of class Objective, got 1"):
        check_objective(1)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(TypeError, match=r"`optimizer` must be of class Optimizer, .*call it: Adam\(...\)"):
        check_optimizer(Adam)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(TypeError, match="`differentiator` must be of class Differentiator, got None"):
        check_differentiator(None)  # type: ignore[arg-type]  # what the test is about
