"""Screening large gradients: few evaluations, the guilty entries by name, and the probability of a miss."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, Verdict, check_gradient
from minigrad.checking.screening.directional_slope import LineValues, slope_at_zero
from minigrad.layers import Dense, Layer, ReLU, Sigmoid, Tanh
from minigrad.networks import EmpiricalRisk, Sequential, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy


def risk(activation: Layer, n_inputs: int, n_hidden: int, samples: int = 20) -> EmpiricalRisk:
    rng = np.random.default_rng(0)
    network = TwoLayerNet(n_inputs, n_hidden, 10, activation=activation, rng=1)
    return EmpiricalRisk(
        network, SoftmaxCrossEntropy(), rng.normal(size=(samples, n_inputs)), rng.integers(0, 10, samples)
    )


@pytest.mark.parametrize("activation", [Sigmoid(), Tanh(), ReLU()], ids=lambda layer: type(layer).__name__)
def test_a_right_gradient_passes_with_a_small_probability_of_a_miss(activation: Layer) -> None:
    fun = risk(activation, 64, 100)
    report = check_gradient(fun, fun.gradient, fun.network.theta, names=fun.name, mode="screen", rng=0)
    assert report.verdict is Verdict.PASS
    assert report.evaluations < 120
    assert [block.name for block in report.screened] == ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"]
    assert max(block.missed_if_doubled for block in report.screened) < 0.01
    assert "missed with probability" in str(report)
    assert GradientReport.from_json(report.to_json()) == report


def test_three_wrong_entries_among_a_hundred_thousand_are_named_in_under_400_evaluations() -> None:
    fun = risk(Sigmoid(), 784, 126, samples=4)
    theta = fun.network.theta
    wrong = np.array([12_345, 50_001, 99_900])

    def jac(point: FloatArray) -> FloatArray:
        gradient = fun.gradient(point).copy()
        gradient[wrong] *= [0.0, 2.0, -1.0]
        return gradient

    report = check_gradient(fun, jac, theta, names=fun.name, mode="screen", rng=0)
    assert theta.size > 100_000
    assert report.verdict is Verdict.FAIL
    assert {entry.name for entry in report.worst if entry.verdict is Verdict.FAIL} == {fun.name(int(i)) for i in wrong}
    assert report.evaluations < 400


def test_an_error_everywhere_is_explained_from_a_sample() -> None:
    fun = risk(Tanh(), 64, 100)
    report = check_gradient(
        fun, lambda t: 20.0 * fun.gradient(t), fun.network.theta, names=fun.name, mode="screen", rng=0
    )
    assert report.verdict is Verdict.FAIL
    assert report.cause is not None
    assert "N = 20 is missing" in report.cause.message


def test_a_small_error_hidden_by_a_large_one_is_found_too() -> None:
    n = 4096
    x = np.random.default_rng(2).normal(size=n)

    def jac(p: FloatArray) -> FloatArray:
        gradient = np.cos(p)
        gradient[17] += 5.0
        gradient[3000] += 1e-4
        return gradient

    report = check_gradient(lambda p: float(np.sin(p).sum()), jac, x, mode="screen", rng=1)
    assert {entry.index for entry in report.worst} == {(17,), (3000,)}


@pytest.mark.parametrize("activation", [Tanh(), ReLU(), Sigmoid()], ids=lambda layer: type(layer).__name__)
@pytest.mark.parametrize("scale", [0.01, 1.0])
def test_no_seed_makes_a_right_gradient_fail(activation: Layer, scale: float) -> None:
    rng = np.random.default_rng(0)
    network = Sequential([Dense(6, 8), activation, Dense(8, 8), activation, Dense(8, 3)], rng=1)
    fun = EmpiricalRisk(network, SoftmaxCrossEntropy(), rng.normal(size=(40, 6)), rng.integers(0, 3, 40))
    theta = rng.normal(0.0, scale, network.theta.size)
    verdicts = [
        check_gradient(fun, fun.gradient, theta, names=fun.name, mode="screen", rng=seed).verdict for seed in range(5)
    ]
    assert set(verdicts) == {Verdict.PASS}


def test_what_a_loss_does_not_depend_on_passes_with_the_slope_zero() -> None:
    """A bias before a normalisation: the claim is zero, or the rounding of zero."""
    x = np.random.default_rng(3).normal(size=(30, 4))

    def fun(p: FloatArray) -> float:
        signal = x @ p[:4] + p[4]
        return float(np.sum(np.tanh((signal - signal.mean()) * x[:, 0])))

    def jac(p: FloatArray) -> FloatArray:
        signal = x @ p[:4] + p[4]
        slope = x[:, 0] / np.cosh((signal - signal.mean()) * x[:, 0]) ** 2
        return np.append((x - x.mean(axis=0)).T @ slope, 1e-17)

    names = ["w[0]", "w[1]", "w[2]", "w[3]", "b[0]"]
    report = check_gradient(fun, jac, [0.3, -1.2, 0.7, 0.4, 0.5], names=names, mode="screen", rng=0)
    assert [block.verdict for block in report.screened] == [Verdict.PASS, Verdict.PASS]


def test_the_printed_probability_of_a_miss_is_right() -> None:
    """Terms of sizes from 1 to 1e-14: about half of them are too small for an error of 1 % to be seen."""
    size = 10.0 ** np.linspace(0.0, -14.0, 200)
    x = np.random.default_rng(4).uniform(0.5, 1.5, 200)
    rng = np.random.default_rng(5)

    def found(entry: int, seed: int) -> bool:
        def jac(p: FloatArray) -> FloatArray:
            gradient: FloatArray = size * np.cos(p)
            gradient[entry] *= 1.01
            return gradient

        report = check_gradient(lambda p: float(size @ np.sin(p)), jac, x, mode="screen", rng=seed)
        return report.verdict is Verdict.FAIL

    right = check_gradient(lambda p: float(size @ np.sin(p)), lambda p: size * np.cos(p), x, mode="screen", rng=1)
    printed = right.screened[0].missed_if_1_percent_off
    missed = np.mean([not found(int(rng.integers(200)), seed) for seed in range(30)])
    assert 0.2 < printed < 0.8
    assert abs(printed - missed) < 3.0 * np.sqrt(printed * (1.0 - printed) / 30)


@pytest.mark.parametrize("seed", range(5))
def test_kinks_at_x_itself_are_inconclusive_and_the_report_says_so(seed: int) -> None:
    """Slopes are anything between -1 and 1 here; the claim is allowed, and its sum along a direction fits nothing."""
    sign = np.where(np.arange(50) % 2 == 0, 1.0, -1.0)
    report = check_gradient(
        lambda p: float(sign @ np.maximum(p, 0.0)) + float(np.sin(p[0])),
        lambda p: np.append(1.0, np.zeros(49)),
        np.zeros(50),
        mode="screen",
        rng=seed,
    )
    assert report.verdict is Verdict.INCONCLUSIVE
    (block,) = report.screened
    assert block.gap <= 5.0 * block.bound or "but no single entry could be shown to be wrong" in str(block)


def test_a_saturated_loss_does_not_fail() -> None:
    """log(1 + exp(-x)) at 45 to 60 is 0 in float64; its slopes, up to -3e-20, are not to be seen in it."""
    x = np.linspace(45.0, 60.0, 300)
    report = check_gradient(
        lambda p: float(np.mean(np.log(1.0 + np.exp(-p)))),
        lambda p: -1.0 / (1.0 + np.exp(p)) / 300,
        x,
        mode="screen",
        rng=0,
    )
    assert report.verdict is not Verdict.FAIL


@pytest.mark.parametrize("distance", [1e-9, 1e-7, 1e-5])
def test_a_kink_near_by_widens_the_bound_by_no_more_than_it_must(distance: float) -> None:
    """max(t, d) - sin(t) has the slope -1 at 0, and one of 0 from d on."""
    steps = 0.1 * 10.0 ** -np.arange(9.0)
    values = [np.maximum(t, distance) - np.sin(t) - distance for t in (steps, -steps)]
    slope = slope_at_zero(LineValues(steps, values[0], values[1], 0.0), 1e-18)
    assert abs(slope.value + 1.0) <= slope.bound
    assert slope.bound < (1e-6 if distance > 1e-7 else 2.0)


def test_the_noise_of_f_is_seen_in_its_values() -> None:
    """Steps of a millionth: no reading may claim to know the slope, 3, better than that over its step."""
    steps = 0.1 * 10.0 ** -np.arange(9.0)
    values = [np.round(3.0 * t, 6) for t in (steps * 1.37, -steps * 1.37)]
    slope = slope_at_zero(LineValues(steps * 1.37, values[0], values[1], 0.0), 0.0)
    assert abs(slope.value - 3.0) <= slope.bound
    assert slope.bound > 1e-6


def test_a_steep_function_far_out_does_not_let_a_wrong_claim_pass() -> None:
    """x[0] is moved by 1e5 times its own scale, where the polynomial hides everything else."""

    def fun(x: FloatArray) -> float:
        return float(np.sin(x[0] / 1e-9) + 1e-9 * (x[0] / 1e-9) ** 9 + x[1] / 1e-6)

    for factor in (1.0, 2.0, -1.0):
        slope = np.array([factor * (np.cos(0.7) + 9e-9 * 0.7**8) / 1e-9, 1e6])
        report = check_gradient(fun, lambda _, slope=slope: slope.copy(), [0.7e-9, 1e-4], mode="screen", rng=0)
        assert (report.verdict is Verdict.PASS) == (factor == 1.0), factor


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="`mode` must be 'full' or 'screen'"):
        check_gradient(lambda x: float(x.sum()), np.ones_like, [1.0], mode="quick")  # type: ignore[call-overload]
