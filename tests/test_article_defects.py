"""The ten defects of the article's code: each has tests that fail on it and pass here, and this is where they are
counted.

Most stand beside what mends them; here are those that take several parts of the package, or another library, to show.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, final

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.layers import Params, Pullback
from tests import article_code as article

W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
X, T = np.array([0.6, 0.9]), np.array([0, 0, 1])


def test_every_defect_has_a_test() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert {int(number) for number in re.findall(r"def test_defect_(\d+)_", text)} == set(range(1, 11))


# --- 2: a function that ignores its argument, in the hands of other libraries ----------------------------------------


class ApproxFprime(Protocol):
    """The part of ``scipy.optimize.approx_fprime`` that is used."""

    def __call__(self, xk: FloatArray, f: Callable[[Float64Array], float]) -> Float64Array: ...


class NumdifftoolsGradient(Protocol):
    """The part of ``numdifftools.Gradient`` that is used."""

    def __call__(self, fun: Callable[[Float64Array], float]) -> Callable[[FloatArray], Float64Array]: ...


def _by_scipy(fun: Callable[[Float64Array], float], x: FloatArray) -> Float64Array:
    approx_fprime: ApproxFprime = pytest.importorskip("scipy.optimize").approx_fprime
    return approx_fprime(x, fun)


def _by_numdifftools(fun: Callable[[Float64Array], float], x: FloatArray) -> Float64Array:
    gradient: NumdifftoolsGradient = pytest.importorskip("numdifftools").Gradient
    return gradient(fun)(x)


def _by_minigrad(fun: Callable[[Float64Array], float], x: FloatArray) -> Float64Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mg.IgnoredArgumentWarning)  # tests/differentiators/test_ignored_argument.py
        return mg.CentralDifference().gradient(fun, x)


@pytest.mark.parametrize("library", [_by_scipy, _by_numdifftools, _by_minigrad])
def test_defect_2_other_libraries_differentiate_the_risk_and_not_the_articles_function(
    library: Callable[[Callable[[Float64Array], float], FloatArray], Float64Array],
) -> None:
    net = article.simpleNet()
    net.W = W.copy()
    assert library(lambda w: net.loss(X, T), W.ravel()).tolist() == [0.0] * 6
    risk = mg.EmpiricalRisk(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), X, T)
    truth = np.outer(X, mg.softmax(X @ W) - T).ravel()
    np.testing.assert_allclose(library(risk, W.ravel()), truth, atol=1e-7)


# --- 3: integers in a descent ----------------------------------------------------------------------------------------


def test_defect_3_an_integer_starting_point() -> None:
    start = np.array([-3, 4])
    with pytest.raises(TypeError, match="Cannot cast"):  # x -= lr * grad, after a gradient in the tens of thousands
        article.gradient_descent(article.function_2, start.view(), lr=0.1)
    result = mg.minimize(article.function_2, start, mg.GradientDescent(learning_rate=0.1))
    assert result.x.round(11).tolist() == [-6.1e-10, 8.1e-10]


# --- 6: the first numerical gradient fails on matrices ---------------------------------------------------------------


def test_defect_6_arrays_of_any_shape() -> None:
    x = np.arange(6.0).reshape(2, 3)
    with pytest.raises((TypeError, IndexError)):
        article.numerical_gradient_1d(article.function_2, x.copy())
    np.testing.assert_allclose(mg.CentralDifference().gradient(article.function_2, x), 2.0 * x, atol=1e-8)


# --- 10: the cost of a network's gradient ----------------------------------------------------------------------------


@final
@dataclass(frozen=True)
class CountingIdentity(mg.Layer):
    """Notes how many samples pass through it."""

    elementwise: ClassVar[bool] = True
    passes: list[int]

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        self.passes.append(int(np.prod(inputs.shape[:-1])))
        return inputs, lambda d_outputs: ({}, d_outputs)


def test_defect_10_one_pass_for_all_weights_where_the_article_makes_two_for_each() -> None:
    passes: list[int] = []
    net = mg.Sequential([mg.Dense(20, 8), mg.Sigmoid(), CountingIdentity(passes), mg.Dense(8, 10)], rng=0)
    x, t = np.random.default_rng(0).normal(size=(30, 20)), np.arange(30) % 10
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), x, t)
    passes.clear()  # the network has tried its layers
    numeric = article.numerical_gradient(lambda theta: risk(theta), net.theta.copy())
    assert passes == [30] * (2 * 258)

    passes.clear()
    analytic = risk.gradient(net.theta)
    assert passes == [30]
    np.testing.assert_allclose(analytic, numeric, atol=1e-8)
