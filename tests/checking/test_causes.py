"""The proposed cause of an error names the mistake that was made, and nothing is proposed for a right gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import Cause, GradientReport, check_gradient
from minigrad.checking.names import GivenNames
from minigrad.layers import Sigmoid
from minigrad.networks import EmpiricalRisk, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy

RNG = np.random.default_rng(0)
X = RNG.normal(size=(30, 4))
T = RNG.integers(0, 3, 30)
NET = TwoLayerNet(4, 5, 3, activation=Sigmoid(), rng=0)
RISK = EmpiricalRisk(NET, SoftmaxCrossEntropy(), X, T)


def report(jac: Callable[[FloatArray], FloatArray]) -> GradientReport:
    return check_gradient(RISK, jac, NET.theta, names=RISK.name)


def cause(jac: Callable[[FloatArray], FloatArray]) -> Cause:
    found = report(jac).cause
    assert found is not None
    return found


def in_block(name: str, change: Callable[[FloatArray], FloatArray]) -> Callable[[FloatArray], FloatArray]:
    def jac(theta: FloatArray) -> FloatArray:
        parts = dict(NET.layout.unflatten(RISK.gradient(theta)))
        parts[name] = np.ascontiguousarray(change(np.array(parts[name]))).reshape(parts[name].shape)
        return NET.layout.flatten(parts)

    return jac


STALE = RISK.gradient(NET.theta * 1.3)


@pytest.mark.parametrize(
    ("jac", "words"),
    [
        (lambda t: -RISK.gradient(t), "sign"),
        (lambda t: 2.0 * RISK.gradient(t), "factor 2 too many"),
        (lambda t: 0.5 * RISK.gradient(t), "factor 2 is missing"),
        (lambda t: 30.0 * RISK.gradient(t), "N = 30 is missing"),
        (lambda t: RISK.gradient(t) / 30.0, "N = 30 once too often"),
        (lambda t: 0.0 * RISK.gradient(t), "zero everywhere"),
        (lambda t: RISK.gradient(t) + 1e-3 * t, "jac has a term 0.001 x that fun lacks"),
        (lambda t: RISK.gradient(t) + 1e-4, "off by the same 0.0001"),
        (lambda t: np.abs(RISK.gradient(t)), "signs are lost"),
        (lambda t: STALE.copy(), "stale"),
    ],
)
def test_mistakes_in_the_whole_gradient(jac: Callable[[FloatArray], FloatArray], words: str) -> None:
    found = cause(jac)
    assert words in found.message
    assert found.fit > 0.99


@pytest.mark.parametrize(
    ("block", "change", "words"),
    [
        ("dense1.weight", np.transpose, "transposed"),
        ("dense2.weight", lambda w: w[::-1], "axis 0 is reversed"),
        ("dense2.weight", lambda w: np.roll(w, 1, axis=1), "axis 1 is shifted"),
        ("dense1.bias", lambda b: 30.0 * b, "N = 30 is missing"),
    ],
)
def test_mistakes_in_one_array(block: str, change: Callable[[FloatArray], FloatArray], words: str) -> None:
    found = cause(in_block(block, change))
    assert found.where == block
    assert words in found.message


def test_an_epsilon_in_the_logarithm() -> None:
    def fun(w: FloatArray) -> float:
        p = np.exp(X @ w.reshape(4, 3))
        p = p / np.asarray(p.sum(axis=1, keepdims=True))
        return float(-np.mean(np.log(p[np.arange(30), T] + 1e-7)))

    def jac(w: FloatArray) -> FloatArray:
        p = np.exp(X @ w.reshape(4, 3))
        p = p / np.asarray(p.sum(axis=1, keepdims=True))
        return np.asarray(X.T @ (p - np.eye(3)[T]) / 30.0).reshape(-1)

    result = check_gradient(fun, jac, np.random.default_rng(1).normal(size=12) * 4.0)
    assert result.cause is not None
    assert "epsilon inside a logarithm" in result.cause.message
    assert "of 3e-07 over the number of classes" in result.cause.message  # 3 times 1e-7
    assert 0.9 < result.cause.fit < 1.0
    assert "epsilon inside a logarithm" in str(result)


def test_a_hidden_layer_whose_mistake_vanishes_near_0_has_no_epsilon_in_a_logarithm() -> None:
    def jac(w: FloatArray) -> FloatArray:
        gradient = RISK.gradient(w)
        gradient[:20] *= 1.0 + 0.1 * w[:20] ** 2
        return gradient

    result = report(jac)
    assert result.verdict.name == "FAIL"
    assert result.cause is None


def test_no_cause_is_named_for_a_right_gradient_or_for_scatter() -> None:
    assert report(RISK.gradient).cause is None
    scatter = np.random.default_rng(2).normal(size=NET.theta.size)
    assert report(lambda t: RISK.gradient(t) * (1.0 + 0.1 * scatter)).cause is None


UNITS = np.array([1e8, 1e-8, 1.0])
PLACE = np.array([1e-8, 1e8, 0.5])


def of_units(change: Callable[[FloatArray], FloatArray]) -> Cause | None:
    """The cause named for a change of the gradient (2e8, 2e-8, 1) of a function whose parameters have other units
    each."""
    return check_gradient(lambda x: float(np.sum((UNITS * x) ** 2)), lambda x: change(2.0 * UNITS**2 * x), PLACE).cause


@pytest.mark.parametrize("factors", [(1, 0, 1), (0, 1, 1), (1, -1, 1), (1, 1.5, 1), (1, 1, 3), (2, 2, 3), (1e30, 1, 1)])
def test_what_does_not_explain_every_entry_is_not_named_whatever_the_scales(
    factors: tuple[float, float, float],
) -> None:
    assert of_units(lambda g: np.array(factors) * g) is None


@pytest.mark.parametrize(
    ("factor", "words"),
    [(-1.0, "the sign is wrong"), (1.0 / 7.0, "N = 7 once too often"), (1e30, "1e+30 times the slope everywhere")],
)
def test_one_factor_of_every_entry_is_named_whatever_the_scales(factor: float, words: str) -> None:
    found = of_units(lambda g: factor * g)
    assert found is not None
    assert words in found.message


def test_a_cut_off_needs_entries_on_both_sides_of_it() -> None:
    slopes = np.array([0.0, 2.0, 1.0, 0.0, 3.0])

    def named(claimed: FloatArray, right: FloatArray) -> Cause | None:
        return check_gradient(lambda x: float(right @ x), lambda x: claimed, np.linspace(0.5, 1.0, 5)).cause

    assert named(np.minimum(slopes, 1.0), slopes) is None  # set instead of added up would claim the same
    right = slopes + np.array([0.3, 0.0, -0.2, -0.7, 0.0])
    assert named(np.clip(right, -1.0, 1.0), right) is None  # two beyond: one for the limit, one by chance
    right[0] = -1.3
    found = named(np.clip(right, -1.0, 1.0), right)
    assert found is not None
    assert found.message == "it is cut off at 1"


def test_blocks_are_read_off_the_names() -> None:
    blocks = GivenNames(NET.theta.size, RISK.name).blocks
    assert blocks == NET.layout.blocks
    assert [(b.name, b.shape) for b in blocks] == [
        ("dense1.weight", (4, 5)),
        ("dense1.bias", (5,)),
        ("dense2.weight", (5, 3)),
        ("dense2.bias", (3,)),
    ]


def test_names_without_indices_are_one_block() -> None:
    assert [b.shape for b in GivenNames(3, ["a", "b", "c"].__getitem__).blocks] == [(3,)]
