"""The proposed cause of an error names the mistake that was made, and nothing is proposed for a right gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import Cause, GradientReport, check_gradient
from minigrad.checking.blocks import find_blocks
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
    assert result.cause is not None and "epsilon inside a logarithm" in result.cause.message
    assert "epsilon inside a logarithm" in str(result)


def test_no_cause_is_named_for_a_right_gradient_or_for_scatter() -> None:
    assert report(RISK.gradient).cause is None
    scatter = np.random.default_rng(2).normal(size=NET.theta.size)
    assert report(lambda t: RISK.gradient(t) * (1.0 + 0.1 * scatter)).cause is None


def test_blocks_are_read_off_the_names() -> None:
    blocks = find_blocks(NET.theta.size, RISK.name)
    assert [(b.name, b.shape) for b in blocks] == [
        ("dense1.weight", (4, 5)), ("dense1.bias", (5,)), ("dense2.weight", (5, 3)), ("dense2.bias", (3,)),
    ]


def test_names_without_indices_are_one_block() -> None:
    assert [b.shape for b in find_blocks(3, ["a", "b", "c"].__getitem__)] == [(3,)]
