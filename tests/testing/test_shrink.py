"""Shrinking: what is left still fails, is small, and can be pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.checking import Verdict
from minigrad.layers import Layer, Params, Pullback
from minigrad.objectives import Objective, Targets
from minigrad.testing import shrink_gradient, shrink_layer, shrink_objective

RNG = np.random.default_rng(0)


@final
@dataclass(frozen=True)
class Scaled(Layer):
    """y = w x with a pullback that forgets w."""

    n_inputs: int

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"w": np.full(self.n_inputs, 3.0)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return np.asarray(inputs * params["w"]), lambda d: (
            {"w": np.asarray((d * inputs).sum(axis=-2))},
            np.asarray(1.0 * d),
        )


@final
@dataclass(frozen=True)
class WrongBeyondTwo(Objective):
    """Squared error whose gradient is wrong for errors beyond 2."""

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(((outputs - targets) ** 2).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        gap = outputs - targets
        return np.asarray(np.where(np.abs(gap) > 2.0, 2.2, 2.0) * gap)


def test_a_function_pair_is_reduced_to_one_round_number() -> None:
    case = shrink_gradient(
        lambda x: float(np.sum(x**2)), lambda x: 3.0 * x, RNG.normal(size=(4, 3)), name="f", jac_name="f_grad"
    )
    assert case.arrays["x"].tolist() == [[1.0]]
    assert case.report.verdict is Verdict.FAIL
    assert case.source.splitlines() == [
        "import numpy as np",
        "",
        "import minigrad.testing",
        "",
        "",
        "def test_gradient_of_f() -> None:",
        "    x = np.array([[1.0]])",
        "    minigrad.testing.assert_gradient(f, f_grad, x)",
    ]


def test_a_layer_is_made_smaller_with_its_inputs() -> None:
    case = shrink_layer(Scaled(5), RNG.normal(size=(6, 5)))
    assert case.arrays["inputs"].shape == (1, 1)
    assert "verify_layer(Scaled(n_inputs=1), inputs, rng=0)" in case.source


def test_an_objective_keeps_the_sample_that_matters() -> None:
    outputs = RNG.normal(size=(8, 3)) * 0.5
    outputs[5, 1] = 3.7
    case = shrink_objective(WrongBeyondTwo(), outputs, np.zeros((8, 3)))
    assert case.arrays["outputs"].shape == (1, 1)
    assert case.arrays["outputs"].tolist() == [[4.0]]
    assert case.arrays["targets"].shape == (1, 1)


def test_the_test_that_is_printed_fails_when_it_is_run() -> None:
    case = shrink_gradient(lambda x: float(x @ x), lambda x: x.copy(), [0.3, 2.0])
    pasted: dict[str, object] = {"fun": lambda x: float(x @ x), "jac": lambda x: x.copy()}
    exec(case.source, pasted)
    test = pasted["test_gradient_of_fun"]
    assert callable(test)
    with pytest.raises(AssertionError, match="half the slope"):
        test()


def test_a_right_gradient_cannot_be_shrunk() -> None:
    with pytest.raises(ValueError, match="there is nothing to shrink: the verdict is PASS"):
        shrink_gradient(lambda x: float(x @ x), lambda x: 2.0 * x, [1.0])
