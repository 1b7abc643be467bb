"""A function that ignores its argument, but computes from an array with the argument's numbers, is warned of
everywhere."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, SupportsFloat, final

import numpy as np
import numpy.typing as npt
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from tests import article_code as article

W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
X, T = np.array([0.6, 0.9]), np.array([0, 0, 1])

Fun = Callable[[FloatArray], float]


@final
class OneStep(mg.Differentiator):
    """A user's differentiator."""

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        line, step = np.arange(probe.size), np.full(probe.size, 1e-5)
        value = (probe.values(line, step) - probe.base()) / step
        return mg.Estimate(value, np.full(probe.size, np.inf), step, np.zeros(probe.size, np.int8), probe.evaluations)


METHODS = (
    mg.CentralDifference(),
    mg.CentralDifference(order=6),
    mg.ForwardDifference(),
    mg.AdaptiveDifference(),
    mg.ComplexStep(),
    mg.Richardson(mg.CentralDifference()),
    OneStep(),
)


def message(work: Callable[[], object]) -> str:
    """The one warning that ``work`` causes."""
    with warnings.catch_warnings(record=True, action="always") as caught:
        work()
    (warning,) = caught
    assert warning.category is mg.IgnoredArgumentWarning
    assert warning.filename == __file__
    return str(warning.message)


def articles_last_program() -> tuple[article.simpleNet, Fun]:
    net = article.simpleNet()
    net.W = W.copy()
    return net, lambda w: net.loss(X, T)


@pytest.mark.each("method", METHODS)
def test_the_articles_last_program(method: mg.Differentiator) -> None:
    net, f = articles_last_program()
    text = message(lambda: method.gradient(f, net.W))
    assert text.startswith(
        "`fun` ignores its argument: it returns the same value wherever x is moved, so its derivative is 0."
    )
    assert "the array `net.W`, which holds the same numbers as x; compute the value from the argument" in text


DIFFERENTIATE: dict[str, Callable[[mg.Differentiator, Fun, FloatArray], object]] = {
    "partial": lambda method, f, x: method.partial(f, x, (0, 1)),
    "directional": lambda method, f, x: method.directional(f, x, np.ones_like(x)),
    "jacobian": lambda method, f, x: method.jacobian(f, x),
    "hessian": lambda method, f, x: method.hessian(f, x),
    "estimate": lambda method, f, x: method.estimate(f, x),
    "estimate_partial": lambda method, f, x: method.estimate_partial(f, x, (0, 1)),
    "estimate_directional": lambda method, f, x: method.estimate_directional(f, x, np.ones_like(x)),
    "estimate_jacobian": lambda method, f, x: method.estimate_jacobian(f, x),
    "estimate_hessian": lambda method, f, x: method.estimate_hessian(f, x),
    "vectorized": lambda method, f, x: method.gradient(lambda stack: np.full(len(stack), f(stack)), x, vectorized=True),
    "bounds": lambda method, f, x: method.gradient(f, x, bounds=(x - 0.1, x + 0.1)),
    "map": lambda method, f, x: method.gradient(f, x, workers=map),
    "minimize": lambda method, f, x: mg.minimize(f, x, mg.Adam(), differentiator=method, steps=3),
}


@pytest.mark.each("way", DIFFERENTIATE)
def test_every_way_to_differentiate_warns_once(way: str) -> None:
    net, f = articles_last_program()
    assert "`net.W`" in message(lambda: DIFFERENTIATE[way](mg.CentralDifference(), f, net.W)).replace(
        "`f.net.W`", "`net.W`"
    )


@pytest.mark.each("estimate", [False, True])
def test_derivatives_of_elementwise_functions(estimate: bool) -> None:
    w, method = np.array([1.0, 2.0]), mg.CentralDifference()

    def square(x: Float64Array) -> Float64Array:
        return w**2

    assert "`w`" in message(lambda: method.estimate_derivative(square, w) if estimate else method.derivative(square, w))


def test_a_network_of_minigrad_is_named_by_its_public_attribute() -> None:
    net, objective = mg.SimpleNet(rng=0), mg.SoftmaxCrossEntropy()
    text = message(lambda: mg.CentralDifference().gradient(lambda w: objective.value(net.predict(X), 2), net.theta))
    assert "the array `net.theta`" in text


weights = np.array([3.0, 4.0])
layers = [{"weight": weights}]


def with_default(x: FloatArray, w: FloatArray = weights) -> float:
    return float(w @ w)


def with_keyword(x: FloatArray, *, w: FloatArray = weights) -> float:
    return float(w @ w)


def with_two(w: FloatArray, x: FloatArray) -> float:
    return float(w @ w)


@dataclass
class Model:
    w: FloatArray

    def loss(self, x: FloatArray) -> float:
        return float(self.w @ self.w)

    def __call__(self, x: FloatArray) -> float:
        return self.loss(x)


@dataclass(slots=True)
class Slotted:
    w: FloatArray

    def __call__(self, x: FloatArray) -> float:
        return float(self.w @ self.w)


class ReadsAGlobal:
    def __call__(self, x: FloatArray) -> float:
        return float(weights @ weights)


def closing_over(w: FloatArray) -> Fun:
    return lambda x: float(w @ w)


KINDS: dict[str, tuple[Fun, str]] = {
    "closure": (closing_over(weights.copy()), "w"),
    "view of x": (closing_over(weights[:1]), "w"),
    "single precision": (closing_over(weights.astype(np.float32)), "w"),
    "default": (with_default, "w"),
    "keyword default": (with_keyword, "w"),
    "partial": (partial(with_two, weights), "args[0]"),
    "keyword of a partial": (partial(with_keyword, w=weights.copy()), "w"),
    "method": (Model(weights).loss, "self.w"),
    "slots": (Slotted(weights.copy()), "Slotted.w"),
    "callable object": (Model(weights.copy()), "Model.w"),
    "global": (lambda x: float(weights @ weights), "weights"),
    "global in an inner function": (lambda x: (lambda: float(weights @ weights))(), "weights"),
    "global in an object": (ReadsAGlobal(), "ReadsAGlobal.weights"),
    "items": (lambda x: float(layers[0]["weight"] @ layers[0]["weight"]), "layers[0]['weight']"),
}


@pytest.mark.each("kind", KINDS)
def test_each_kind_of_capture_is_named(kind: str) -> None:
    fun, name = KINDS[kind]
    assert f"It uses the array `{name}`," in message(lambda: mg.CentralDifference().gradient(fun, weights))


def test_the_very_list_that_was_passed() -> None:
    point = [1.0, 2.0]
    assert "`point`" in message(lambda: mg.CentralDifference().gradient(lambda x: point[0] * point[1], point))


center = np.zeros(2)

SILENT: dict[str, tuple[Callable[[Float64Array], SupportsFloat], npt.ArrayLike]] = {
    "constant": (lambda x: 7.0, [3.0, 4.0]),
    "constant beside another array": (lambda x: float(weights.sum()), [1.0, 2.0]),
    "minimum": (lambda x: float(((x - center) ** 2).sum()), center),
    "coefficients of zero": (lambda x: float(center @ x), center),
    "steps": (lambda x: float((x > weights + 0.1).sum()), weights),
    "inactive unit": (lambda x: float(np.maximum(0.0, x - 2.0 * weights).sum()), weights),
    "outside of the domain": (lambda x: 0.0 * float(np.log(5.0 - x.max() - weights[0] / 10.0)), weights),
    "numbers that are no arrays": (lambda x: 3.0, 3.0 * np.ones(1)),
}


@pytest.mark.each("case", SILENT)
def test_no_warning_where_the_argument_is_used_or_nothing_is_captured(case: str) -> None:
    """Warnings are errors here."""
    fun, x = SILENT[case]
    assert not mg.CentralDifference().gradient(fun, x).any()


def test_evaluations_are_counted_to_the_last_and_none_is_added_where_something_moves() -> None:
    calls = []

    def moving(x: Float64Array) -> float:
        calls.append(x)
        return float(x @ weights)

    def ignoring(x: Float64Array) -> float:
        calls.append(x)
        return float(weights @ weights)

    assert mg.CentralDifference().estimate(moving, weights).evaluations == len(calls)
    assert len(calls) == 17
    calls.clear()
    with pytest.warns(mg.IgnoredArgumentWarning):
        found = mg.CentralDifference().estimate(ignoring, weights)
    assert found.evaluations == len(calls)
    assert calls[-1].tolist() == weights.tolist()


def test_a_function_that_stores_its_argument_is_left_with_the_point() -> None:
    net = article.simpleNet()

    def accuracy(w: FloatArray) -> float:
        net.W = w
        return float(np.argmax(net.predict(X)) == 0)

    net.W = W
    mg.CentralDifference().gradient(accuracy, W)
    np.testing.assert_allclose(net.W, W, rtol=1e-3)


def test_the_check_has_a_finding_and_no_warning() -> None:
    net, f = articles_last_program()
    report = mg.check_gradient(f, lambda w: np.ones_like(w), net.W, rng=0)
    assert "the array `net.W`" in str(report)


@pytest.mark.each("mode", ["full", "screen"])
def test_a_gradient_of_zeros_does_not_hide_it(mode: Literal["full", "screen"]) -> None:
    net, f = articles_last_program()
    with pytest.warns(mg.IgnoredArgumentWarning, match=r"It uses the array `net\.W`"):
        report = mg.check_gradient(f, np.zeros_like, net.W, mode=mode, rng=0)
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert "fun ignores its argument: it uses the array `net.W`" in str(report)


def test_screening_finds_it() -> None:
    net, f = articles_last_program()
    with pytest.warns(mg.IgnoredArgumentWarning):
        report = mg.check_gradient(f, np.ones_like, net.W, mode="screen", rng=0)
    assert report.verdict is mg.Verdict.FAIL


def test_a_spot_check_of_zeros_warns() -> None:
    net, f = articles_last_program()
    with pytest.warns(mg.IgnoredArgumentWarning, match=r"`net\.W`"):
        assert mg.spot_check(f, np.zeros_like, net.W, rng=0) is None


def test_zeros_of_a_function_that_uses_no_such_array_pass_without_a_warning() -> None:
    assert mg.check_gradient(lambda x: 1.0, np.zeros_like, [0.3, 0.2]).passed
    assert mg.spot_check(lambda x: 1.0, np.zeros_like, [0.3, 0.2]) is None
