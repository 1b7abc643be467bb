"""Wrong gradients that need a formula of their own: the loss and the gradient belong to different functions."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, mistake
from examples.benchmarks.verdict_corpus.contract_mistakes import contract_mistakes
from examples.benchmarks.verdict_corpus.learning import CLASSES, INPUTS, SIGNS, TARGETS, softmax
from examples.benchmarks.verdict_corpus.relu_network import near_first_kink, relu_network, relu_network_gradient


def _epsilon_loss(w: AnyFloats) -> float:
    return float(-np.mean(np.sum(CLASSES * np.log(softmax(INPUTS @ w) + 1e-7), axis=1)))


def _plain_gradient(w: AnyFloats) -> AnyFloats:
    return INPUTS.T @ (softmax(INPUTS @ w) - CLASSES) / 12.0


def _weights(scale: float) -> AnyFloats:
    return np.random.default_rng(11).normal(size=(3, 3)) * scale


def _ridge(w: AnyFloats) -> float:
    return float(np.mean((INPUTS @ w - TARGETS[:, 0]) ** 2) + 0.05 * np.sum(w**2))


def _ridge_part(w: AnyFloats) -> AnyFloats:
    return 2.0 * INPUTS.T @ (INPUTS @ w - TARGETS[:, 0]) / 12.0


def _sigmoid_loss(w: AnyFloats) -> float:
    return float(np.sum(1.0 / (1.0 + np.exp(-INPUTS @ w))))


def _sigmoid_wrong(w: AnyFloats) -> AnyFloats:
    z = INPUTS @ w
    return INPUTS.T @ (z * (1.0 - z))


def _matrix_square(x: AnyFloats) -> float:
    return float(np.sum(x * np.arange(9.0).reshape(3, 3)) + np.sum(x**2) * 0.1)


def _unmasked(theta: AnyFloats) -> AnyFloats:
    w2 = theta[12:].reshape(4, 2)
    hidden = np.maximum(INPUTS @ theta[:12].reshape(3, 4), 0.0)
    d_out = (hidden @ w2 - TARGETS) / 12.0
    return np.concatenate([(INPUTS.T @ (d_out @ w2.T)).ravel(), (hidden.T @ d_out).ravel()])


def _relu_doubled(theta: AnyFloats) -> AnyFloats:
    return relu_network_gradient(theta) * np.where(np.arange(20) == 4, 1.01, 1.0)


def mistakes() -> list[Case]:
    """All of them."""
    x3 = [0.5, -1.5, 2.0]
    epsilons = [
        mistake(
            "epsilon in the logarithm",
            _epsilon_loss,
            _plain_gradient,
            _weights(s),
            "gradient of the loss without epsilon",
        )
        for s in (1.5, 3.0, 6.0, 12.0)
    ]
    others = [
        mistake("weight decay forgotten", _ridge, _ridge_part, x3, "the term 0.1 w is missing"),
        mistake(
            "1/N forgotten", _ridge, lambda w: 12.0 * _ridge_part(w) + 0.1 * w, x3, "data term is 12 times too large"
        ),
        mistake(
            "sum for mean", lambda w: 12.0 * _ridge(w), lambda w: _ridge_part(w) + 0.1 * w, x3, "12 times too small"
        ),
        mistake("sigmoid' of z", _sigmoid_loss, _sigmoid_wrong, x3, "z (1 - z) where y (1 - y) is due"),
        mistake(
            "transposed",
            _matrix_square,
            lambda x: (np.arange(9.0).reshape(3, 3) + 0.2 * x).T,
            _weights(1.0),
            "transposed",
        ),
        mistake(
            "hinge on the wrong side",
            lambda w: float(np.sum(np.maximum(0.0, 1.0 - SIGNS * (INPUTS @ w)))),
            lambda w: -INPUTS.T @ (SIGNS * (SIGNS * (INPUTS @ w) > 1.0)),
            x3,
            "mask inverted",
        ),
        mistake("relu mask forgotten", relu_network, _unmasked, near_first_kink(0.5), "backward ignores the mask"),
        mistake(
            "relu, one entry 1.01 near a kink", relu_network, _relu_doubled, near_first_kink(1e-7), "one entry of 20"
        ),
        mistake(
            "|x| on the wrong side", lambda x: float(np.sum(np.abs(x))), lambda x: -np.sign(x), [1e-7, 1.0], "sign"
        ),
        mistake(
            "log at 1e-7 halved", lambda x: float(np.sum(np.log(x))), lambda x: 0.5 / x, [1e-7, 1e-3], "factor 1/2"
        ),
        mistake(
            "sqrt at 1e-9, 1.01",
            lambda x: float(np.sum(np.sqrt(x))),
            lambda x: 0.505 / np.sqrt(x),
            [1e-9, 1.0],
            "factor 1.01",
        ),
        mistake(
            "constant at a minimum",
            lambda x: float(np.sum((x - 3.0) ** 2)),
            lambda x: 2.0 * (x - 3.0) + 1e-6,
            [3.0, 3.0],
            "1e-6",
        ),
        mistake(
            "hill forgotten",
            lambda x: float(np.sum(x**2)) + 1e8,
            lambda x: 1.01 * 2.0 * x,
            x3,
            "1.01 below an offset of 1e8",
        ),
        mistake(
            "zeros below 1e8",
            lambda x: float(np.sum(x**2)) + 1e8,
            lambda x: 0.0 * x,
            x3,
            "zeros below an offset of 1e8",
        ),
        mistake("zeros times 1e-10", lambda x: 1e-10 * float(np.sum(np.sin(x))), lambda x: 0.0 * x, x3, "zeros"),
        mistake(
            "sign times 1e-10", lambda x: 1e-10 * float(np.sum(np.sin(x))), lambda x: -1e-10 * np.cos(x), x3, "sign"
        ),
        mistake(
            "claims a dead coordinate",
            lambda x: float(np.sin(x[0])),
            lambda x: np.array([float(np.cos(x[0])), 1e-3]),
            [1.0, 2.0],
            "f does not depend on x[1]",
        ),
    ]
    return [*epsilons, *others, *contract_mistakes()]
