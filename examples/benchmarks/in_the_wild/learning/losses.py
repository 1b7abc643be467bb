"""scikit-learn: losses, pointwise and of linear models, with gradients, Hessians and Hessian products."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, derivative, gradient, hessian, hessian_product, jacobian, normal
from examples.benchmarks.in_the_wild.given import given, given_both
from minigrad.arrays import Float64Array

SAMPLES, FEATURES, CLASSES = 7, 3, 3
RNG = np.random.default_rng(21)
X, WEIGHTS = RNG.standard_normal((SAMPLES, FEATURES)), RNG.uniform(0.5, 2.0, SAMPLES)
REAL, COUNTS = RNG.standard_normal(SAMPLES), RNG.poisson(2.0, SAMPLES).astype(np.float64)
POSITIVE, BINARY = RNG.uniform(0.5, 3.0, SAMPLES), np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0])
LABELS = np.array([0.0, 1.0, 2.0, 0.0, 2.0, 1.0, 1.0])
"""Targets of each kind, and the data of the linear models."""


def cases() -> Iterator[Case]:
    """The losses of histogram boosting and of generalised linear models, those of SGD, and the contrasts of FastICA."""
    losses = _losses(import_module("sklearn._loss.loss"))
    for name, (loss, y) in losses.items():
        yield from _pointwise(name, loss, y)
    made = import_module("sklearn.linear_model._linear_loss").LinearModelLoss
    for name, (loss, y) in losses.items():
        for intercept in (True, False):
            yield from _of_a_linear_model(
                f"LinearModelLoss({name}, {intercept})", made(loss, fit_intercept=intercept), y, intercept
            )
    yield from _of_sgd(import_module("sklearn.linear_model._sgd_fast"))
    yield from _contrasts(import_module("sklearn.decomposition._fastica"))


class Loss(Protocol):
    """What is asked of a loss of scikit-learn."""

    n_classes: int | None

    def loss(self, y: Float64Array, raw: Float64Array, weights: Float64Array | None = None) -> Float64Array:
        """One number for each sample."""

    def gradient(self, y: Float64Array, raw: Float64Array, weights: Float64Array | None = None) -> Float64Array:
        """By the raw predictions."""

    def gradient_hessian(self, y: Float64Array, raw: Float64Array) -> tuple[Float64Array, Float64Array]:
        """The same, and the second derivatives; for several classes only those of a class by itself."""


def _losses(s: ModuleType) -> dict[str, tuple[Loss, Float64Array]]:
    """Each with targets that it takes."""
    return {
        "HalfSquaredError": (s.HalfSquaredError(), REAL),
        "AbsoluteError": (s.AbsoluteError(), REAL),
        "PinballLoss(0.3)": (s.PinballLoss(quantile=0.3), REAL),
        "HuberLoss(0.7)": (s.HuberLoss(delta=0.7), REAL),
        "HalfPoissonLoss": (s.HalfPoissonLoss(), COUNTS),
        "HalfGammaLoss": (s.HalfGammaLoss(), POSITIVE),
        "HalfTweedieLoss(1.5)": (s.HalfTweedieLoss(power=1.5), COUNTS),
        "HalfTweedieLoss(3)": (s.HalfTweedieLoss(power=3.0), POSITIVE),
        "HalfTweedieLoss(-0.5)": (s.HalfTweedieLoss(power=-0.5), REAL),
        "HalfTweedieLossIdentity(1.5)": (s.HalfTweedieLossIdentity(power=1.5), POSITIVE),
        "HalfBinomialLoss": (s.HalfBinomialLoss(), BINARY),
        "ExponentialLoss": (s.ExponentialLoss(), BINARY),
        "HalfMultinomialLoss": (s.HalfMultinomialLoss(n_classes=CLASSES), LABELS),
    }


def _several(loss: Loss) -> int:
    """Raw predictions of a sample."""
    return loss.n_classes if loss.n_classes is not None and loss.n_classes > 2 else 1


def _pointwise(name: str, loss: Loss, y: Float64Array) -> Iterator[Case]:
    several, positive = _several(loss), "Identity" in name
    at = normal(name, SAMPLES, several) if several > 1 else normal(name, SAMPLES)
    at = tuple(0.3 + np.abs(x) for x in at) if positive else at
    for label, weights in (("", None), (", weighted", WEIGHTS)):
        yield gradient(
            f"{name}.gradient{label}",
            given(lambda x, w: loss.loss(y, x, w).sum(), weights),
            given(lambda x, w: loss.gradient(y, x, w), weights),
            at,
        )
    if several == 1:
        yield hessian(
            f"{name}.gradient_hessian",
            lambda x: loss.gradient(y, x),
            lambda x: np.diag(loss.gradient_hessian(y, x)[1]),
            at,
        )
    else:
        yield jacobian(
            f"{name}.gradient_hessian, first class",
            lambda x: loss.gradient(y, np.column_stack([x, at[0][:, 1:]]))[:, 0],
            lambda x: np.diag(loss.gradient_hessian(y, np.column_stack([x, at[0][:, 1:]]))[1][:, 0]),
            normal(name, SAMPLES),
        )


class LinearLoss(Protocol):
    """What is asked of the loss of a linear model."""

    base_loss: Loss

    def loss(self, coef: Float64Array, x: Float64Array, y: Float64Array, weights: Float64Array, l2: float) -> float:
        """The weighted average and the penalty."""

    def gradient(
        self, coef: Float64Array, x: Float64Array, y: Float64Array, weights: Float64Array, l2: float
    ) -> Float64Array:
        """By the coefficients."""

    def gradient_hessian(
        self, coef: Float64Array, x: Float64Array, y: Float64Array, weights: Float64Array, l2: float
    ) -> tuple[Float64Array, Float64Array, bool]:
        """The gradient, the Hessian, and whether that should not be used."""

    def gradient_hessian_product(
        self, coef: Float64Array, x: Float64Array, y: Float64Array, weights: Float64Array, l2: float
    ) -> tuple[Float64Array, Callable[[Float64Array], Float64Array]]:
        """The gradient, and the product of the Hessian with a direction."""


def _of_a_linear_model(name: str, model: LinearLoss, y: Float64Array, intercept: bool) -> Iterator[Case]:
    several, size = _several(model.base_loss), FEATURES + intercept
    at = normal(name, several * size, scale=0.5)
    if "Identity" in name:
        at = tuple(0.1 * x + (np.arange(size) == FEATURES) * 2.0 for x in at)
        if not intercept:
            return
    for l2 in (0.0, 0.3):
        rest = (X, y, WEIGHTS, l2)
        yield gradient(
            f"{name}.gradient, l2={l2}",
            given(lambda c, r: model.loss(c, *r), rest),
            given(lambda c, r: model.gradient(c, *r), rest),
            at,
        )
        yield hessian_product(
            f"{name}.gradient_hessian_product, l2={l2}",
            given(lambda c, r: model.gradient(c, *r), rest),
            given_both(lambda c, v, r: model.gradient_hessian_product(c, *r)[1](v), rest),
            at,
        )
        yield hessian(
            f"{name}.gradient_hessian, l2={l2}",
            given(lambda c, r: model.gradient(c, *r), rest),
            given(lambda c, r: model.gradient_hessian(c, *r)[1], rest),
            at,
        )


def _of_sgd(s: ModuleType) -> Iterator[Case]:
    """Of the prediction p; the target is 1 for classes and 0.3 for numbers."""
    for name, loss, y in (
        ("ModifiedHuber", s.ModifiedHuber(), 1.0),
        ("Hinge", s.Hinge(), 1.0),
        ("SquaredHinge", s.SquaredHinge(), 1.0),
        ("EpsilonInsensitive", s.EpsilonInsensitive(0.2), 0.3),
        ("SquaredEpsilonInsensitive", s.SquaredEpsilonInsensitive(0.2), 0.3),
    ):
        yield derivative(
            f"sgd {name}",
            given(lambda p, f, y: f.py_loss(p, y), loss, y),
            given(lambda p, f, y: f.py_dloss(p, y), loss, y),
            -2.5,
            2.5,
        )


def _contrasts(s: ModuleType) -> Iterator[Case]:
    for name in ("logcosh", "exp", "cube"):
        contrast = getattr(s, f"_{name}")
        yield derivative(
            f"FastICA {name}",
            given(lambda x, f: f(np.array([[x]]), {"alpha": 1.0})[0].item(), contrast),
            given(lambda x, f: f(np.array([[x]]), {"alpha": 1.0})[1].item(), contrast),
            -2.0,
            2.0,
        )
