"""scikit-learn: objectives of whole models, with the gradients that their optimisers use."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Pair, gradient, normal, pair
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

RNG = np.random.default_rng(41)
X = RNG.standard_normal((9, 3))
REAL, LABELS = RNG.standard_normal(9), np.array([0, 1, 2, 0, 1, 2, 2, 1, 0])


def cases() -> Iterator[Case]:
    """Multilayer perceptrons, neighbourhood components, t-SNE, Huber's regression."""
    yield from _perceptrons()
    yield from _components()
    yield from _embedding()
    yield from _huber()


def _perceptrons() -> Iterator[Case]:
    networks = import_module("sklearn.neural_network")
    tasks = {
        "MLPRegressor": (networks.MLPRegressor, {}, REAL),
        "MLPRegressor, poisson": (networks.MLPRegressor, {"loss": "poisson"}, np.abs(REAL)),
        "MLPClassifier": (networks.MLPClassifier, {}, LABELS),
        "MLPClassifier, binary": (networks.MLPClassifier, {}, LABELS % 2),
    }
    for activation in ("tanh", "logistic", "relu", "identity"):
        for label, (made, options, y) in tasks.items():
            model = made(
                hidden_layer_sizes=(4, 3),
                activation=activation,
                solver="lbfgs",
                alpha=0.1,
                max_iter=1,
                random_state=0,
                **options,
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # one iteration is no convergence
                model.fit(X, y)
            target = model._label_binarizer.transform(y) if "Classifier" in label else y[:, None]
            size = sum(a.size for a in [*model.coefs_, *model.intercepts_])
            name = f"{label}({activation})"
            for weights, weighted in ((None, ""), (np.linspace(0.5, 2.0, 9), ", weighted")):
                both = _objective(model, target, weights)
                yield pair(f"{name}._loss_grad_lbfgs{weighted}", both, normal(name, size))


def _objective(model: object, target: Float64Array, weights: Float64Array | None) -> Pair:
    """Loss and gradient, with the buffers that the model passes on."""
    coefficients, intercepts = getattr(model, "coefs_"), getattr(model, "intercepts_")

    def both(packed: Float64Array) -> tuple[float, Float64Array]:
        buffers = [np.empty_like(a) for a in coefficients], [np.empty_like(a) for a in intercepts]
        layers: list[Float64Array | None] = [X, *[None] * len(coefficients)]
        value, slopes = getattr(model, "_loss_grad_lbfgs")(
            packed, X, target, weights, layers, [None] * len(coefficients), *buffers
        )
        return float(value), np.array(slopes)

    return both


def _components() -> Iterator[Case]:
    model = import_module("sklearn.neighbors").NeighborhoodComponentsAnalysis(
        n_components=2, max_iter=1, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, LABELS)
    same = LABELS[:, None] == LABELS
    yield gradient(
        "NeighborhoodComponentsAnalysis._loss_grad_lbfgs",
        lambda a: model._loss_grad_lbfgs(a, X, same)[0],
        lambda a: model._loss_grad_lbfgs(a, X, same)[1],
        normal("components", 6, scale=0.7),
    )


def _embedding() -> Iterator[Case]:
    divergence = import_module("sklearn.manifold._t_sne")._kl_divergence
    pairs = np.abs(RNG.standard_normal(36))
    pairs /= 2.0 * pairs.sum()
    for freedom in (1, 3):
        yield gradient(
            f"TSNE, _kl_divergence, {freedom}",
            given(lambda y, d: divergence(y, pairs, d, 9, 2)[0], freedom),
            given(lambda y, d: divergence(y, pairs, d, 9, 2)[1], freedom),
            normal("embedding", 18),
        )


def _huber() -> Iterator[Case]:
    both = import_module("sklearn.linear_model._huber")._huber_loss_and_gradient
    weights = np.linspace(0.5, 2.0, 9)
    for size in (4, 5):
        at = tuple(np.append(x[:-1], 0.5 + abs(x[-1])) for x in normal(f"huber {size}", size))
        yield gradient(
            f"HuberRegressor, {size} parameters",
            lambda w: both(w, X, REAL, 1.35, 0.1, weights)[0],
            lambda w: both(w, X, REAL, 1.35, 0.1, weights)[1],
            at,
        )
