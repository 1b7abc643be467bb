"""check_gradient on plain functions and on networks: right gradients pass, the usual wrong ones do not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientCheckError, Verdict, check_gradient
from minigrad.layers import Sigmoid
from minigrad.networks import EmpiricalRisk, SimpleNet, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy

X = np.array([[0.6, 0.9], [-1.0, 0.3], [0.2, -2.0], [1.5, 1.0]])
T = np.array([2, 0, 1, 2])


def risk() -> EmpiricalRisk:
    return EmpiricalRisk(SimpleNet(2, 3, rng=1), SoftmaxCrossEntropy(), X, T)


def test_the_articles_network_passes() -> None:
    fun = risk()
    report = check_gradient(fun, fun.gradient, fun.network.theta)
    assert report.verdict is Verdict.PASS
    assert report.passed
    assert report.max_relative_error < 1e-6
    assert report.evaluations <= 5 * 6


def test_a_two_layer_network_passes_and_its_entries_have_names() -> None:
    network = TwoLayerNet(2, 5, 3, activation=Sigmoid(), rng=0)
    fun = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, T)
    report = check_gradient(fun, fun.gradient, network.theta, names=fun.name)
    assert report.passed
    assert report.worst[0].name.startswith("dense")
    assert report.evaluations <= 5 * network.theta.size


def _one_entry(gradient: FloatArray) -> FloatArray:
    changed = gradient.copy()
    changed[np.argmax(np.abs(changed))] *= 1.01
    return changed


WRONG: dict[str, Callable[[FloatArray], FloatArray]] = {
    "zero": np.zeros_like,
    "sign": np.negative,
    "transposed": lambda g: g.reshape(2, 3).T.reshape(-1),
    "factor 1.01": lambda g: np.asarray(1.01 * g),
    "1/N forgotten": lambda g: np.asarray(4.0 * g),
    "one coordinate": _one_entry,
    "factor 1 + 9e-7": lambda g: np.asarray(g * (1.0 + 9e-7)),
    "constant 1e-6": lambda g: np.asarray(g + 1e-6),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_wrong_gradients_of_a_network_fail(mistake: str) -> None:
    fun = risk()
    report = check_gradient(fun, lambda theta: WRONG[mistake](fun.gradient(theta)), fun.network.theta)
    assert report.verdict is Verdict.FAIL
    with pytest.raises(GradientCheckError, match="FAIL"):
        report.raise_if_failed()


def test_an_error_of_one_float32_rounding_passes() -> None:
    fun = risk()
    assert check_gradient(fun, lambda theta: fun.gradient(theta) * (1.0 + 1.2e-7), fun.network.theta).passed


def test_a_kink_is_inconclusive_with_both_slopes_in_the_reason() -> None:
    report = check_gradient(lambda x: float(np.abs(x).sum()), np.sign, [0.0, 2.0])
    assert report.verdict is Verdict.INCONCLUSIVE
    assert report.worst[0].name == "x[0]"
    assert "the slope is -1 on the left and 1 on the right" in report.worst[0].reason
    report.raise_if_failed()


def test_x_is_never_written_to() -> None:
    x = np.array([1.0, 2.0])

    def fun(point: FloatArray) -> float:
        point += 1.0
        return float(point @ point)

    report = check_gradient(fun, lambda point: 2.0 * (point + 1.0), x)
    np.testing.assert_array_equal(x, [1.0, 2.0])
    assert report.verdict is Verdict.FAIL
    assert "fun writes into x" in str(report)


@pytest.mark.parametrize("shape", [(), (1,), (2, 3), (2, 1, 2)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(0).normal(size=shape)
    report = check_gradient(lambda p: float(np.sum(np.sin(p))), np.cos, x)
    assert report.passed
    assert report.shape == shape
    assert report.worst[0].index in set(np.ndindex(shape))


def test_integers_are_promoted() -> None:
    assert check_gradient(lambda x: float((x**3).sum()), lambda x: 3 * x**2, np.array([1, 2, 3])).passed


def test_bounds_are_never_crossed() -> None:
    seen: list[float] = []

    def fun(x: FloatArray) -> float:
        seen.append(float(x[0]))
        return float(x[0] ** 2)

    assert check_gradient(fun, lambda x: 2 * x, [1.0], bounds=(1.0, 2.0)).passed
    assert 1.0 <= min(seen)
    assert max(seen) <= 2.0


def test_exceptions_of_fun_at_x_go_through() -> None:
    def fun(x: FloatArray) -> float:
        raise RuntimeError(f"no value at {float(x[0])}")

    with pytest.raises(RuntimeError, match="no value at"):
        check_gradient(fun, lambda x: x * 1.0, [1.0])


def test_a_wrong_number_of_names_is_refused() -> None:
    with pytest.raises(ValueError, match="`names` must hold one name for each of the 2 entries of x, got 1"):
        check_gradient(lambda x: float(x.sum()), np.ones_like, [1.0, 2.0], names=["a"])


def test_rtol_loosens_the_verdict() -> None:
    def jac(x: FloatArray) -> FloatArray:
        return 2.0 * x * (1.0 + 1e-4)

    assert check_gradient(lambda x: float(x @ x), jac, [1.0, 2.0]).verdict is Verdict.FAIL
    assert check_gradient(lambda x: float(x @ x), jac, [1.0, 2.0], rtol=1e-3).verdict is Verdict.PASS


def test_a_float32_network_passes_in_its_own_precision() -> None:
    network = TwoLayerNet(2, 5, 3, rng=0, dtype=np.float32)
    fun = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, T)
    assert network.theta.dtype == np.float32
    assert check_gradient(fun, fun.gradient, network.theta).passed
    assert check_gradient(fun, lambda theta: 1.001 * fun.gradient(theta), network.theta).verdict is Verdict.FAIL


def cube(x: FloatArray) -> float:
    return float(np.sum(x**3))


def test_workers_give_the_same_report() -> None:
    x = np.array([0.3, -1.0, 2.0])
    alone = check_gradient(cube, lambda p: 3 * p**2, x, rng=0)
    with ThreadPoolExecutor(2) as pool:
        threads = check_gradient(cube, lambda p: 3 * p**2, x, rng=0, workers=pool.map)
    processes = check_gradient(cube, lambda p: 3 * p**2, x, rng=0, workers=2)
    assert alone == threads == processes == check_gradient(cube, lambda p: 3 * p**2, x, rng=0, workers=map)


def test_a_nonsensical_number_of_workers_is_refused() -> None:
    with pytest.raises(ValueError, match="`workers` must be -1"):
        check_gradient(cube, lambda p: 3 * p**2, [1.0], workers=0)


def test_float32_formulas_are_judged_in_float64_where_possible() -> None:
    x = np.array([0.3, -1.0, 2.0], dtype=np.float32)
    assert check_gradient(cube, lambda p: 3 * p**2, x).max_relative_error < 1e-9
    assert check_gradient(cube, lambda p: 3 * p**2 * (1.0 + 2e-6), x).verdict is Verdict.FAIL


def test_a_float32_gradient_that_differs_from_itself_is_found() -> None:
    def jac(p: FloatArray) -> FloatArray:
        return np.asarray(3 * p**2 * (1.01 if p.dtype == np.float32 else 1.0), dtype=p.dtype)

    report = check_gradient(cube, jac, np.array([0.3, -1.0], dtype=np.float32))
    assert report.verdict is Verdict.FAIL
    assert "differs from itself in float64" in str(report)


@pytest.mark.parametrize("rtol", [1.0, 2.0])
def test_a_tolerance_that_zeros_would_pass_is_refused(rtol: float) -> None:
    with pytest.raises(ValueError, match=r"`rtol` must be below 1, got .*: at 1 a gradient of zeros would pass"):
        check_gradient(lambda x: float(np.sin(x).sum()), np.zeros_like, [1.0], rtol=rtol)
