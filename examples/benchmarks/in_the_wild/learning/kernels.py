"""scikit-learn: kernels of Gaussian processes and marginal likelihoods, by their hyperparameters."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol, Self

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, gradient, jacobian, seeded
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

PLACES = np.random.default_rng(31).standard_normal((6, 2))
HEIGHTS = np.sin(PLACES[:, 0]) + 0.5 * PLACES[:, 1]
CLASSES = (HEIGHTS > 0.1).astype(int)


class Kernel(Protocol):
    """What is asked of a kernel; theta holds the logarithms of its hyperparameters."""

    theta: Float64Array

    def clone_with_theta(self, theta: Float64Array) -> Self:
        """The same kernel with others."""

    def __call__(self, x: Float64Array, y: None, eval_gradient: bool) -> tuple[Float64Array, Float64Array]:
        """The matrix of the kernel and its derivatives."""


def cases() -> Iterator[Case]:
    """Every kernel, sums and products of them, then processes that use them."""
    kernels = _kernels(import_module("sklearn.gaussian_process.kernels"))
    for name, kernel in kernels.items():
        yield jacobian(
            name,
            given(lambda theta, k: k.clone_with_theta(theta)(PLACES, None, True)[0], kernel),
            given(lambda theta, k: k.clone_with_theta(theta)(PLACES, None, True)[1], kernel),
            _around(name, kernel),
        )
    yield from _likelihoods(import_module("sklearn.gaussian_process"), kernels)


def _around(name: str, kernel: Kernel) -> tuple[Float64Array, ...]:
    """Hyperparameters within a factor of e of those that the kernel was made with."""
    rng = seeded(name)
    return tuple(kernel.theta + rng.uniform(-1.0, 1.0, kernel.theta.size) for _ in range(2))


def _kernels(k: ModuleType) -> dict[str, Kernel]:
    plain = {
        "RBF": k.RBF(1.3),
        "RBF, anisotropic": k.RBF([1.3, 0.7]),
        **{f"Matern({nu})": k.Matern(1.3, nu=nu) for nu in (0.5, 1.5, 2.5, np.inf)},
        **{f"Matern({nu}), anisotropic": k.Matern([1.3, 0.7], nu=nu) for nu in (0.5, 1.5, 2.5, np.inf)},
        "Matern(0.8)": k.Matern(1.3, nu=0.8),
        "RationalQuadratic": k.RationalQuadratic(1.3, 0.8),
        "ExpSineSquared": k.ExpSineSquared(1.3, 2.0),
        "DotProduct": k.DotProduct(0.9),
        "WhiteKernel": k.WhiteKernel(0.4),
        "ConstantKernel": k.ConstantKernel(1.7),
        "PairwiseKernel(rbf)": k.PairwiseKernel(0.6, metric="rbf"),
        "PairwiseKernel(laplacian)": k.PairwiseKernel(0.6, metric="laplacian"),
        "PairwiseKernel(polynomial)": k.PairwiseKernel(0.6, metric="polynomial"),
        "PairwiseKernel(sigmoid)": k.PairwiseKernel(0.6, metric="sigmoid"),
    }
    made = {
        "Sum": k.RBF(1.3) + k.WhiteKernel(0.4),
        "Product": k.ConstantKernel(1.7) * k.RationalQuadratic(1.3, 0.8),
        "Exponentiation": k.DotProduct(0.9) ** 2,
        "Exponentiation(RBF)": k.RBF(0.9) ** 3,
        "CompoundKernel": k.CompoundKernel([k.RBF(1.3), k.DotProduct(0.9)]),
        "Sum of products": k.ConstantKernel(1.7) * k.RBF([1.3, 0.7])
        + k.ExpSineSquared(1.3, 2.0) * k.Matern(1.1, nu=1.5),
    }
    return {**plain, **made}


def _likelihoods(processes: ModuleType, kernels: dict[str, Kernel]) -> Iterator[Case]:
    for name in (
        "RBF",
        "RBF, anisotropic",
        "Matern(1.5)",
        "Matern(0.8)",
        "RationalQuadratic",
        "ExpSineSquared",
        "Sum",
        "Product",
        "Sum of products",
    ):
        kernel = kernels[name]
        for label, model, y in (
            (
                "GaussianProcessRegressor",
                processes.GaussianProcessRegressor(kernel, alpha=0.1, optimizer=None),
                HEIGHTS,
            ),
            ("GaussianProcessClassifier", processes.GaussianProcessClassifier(kernel, optimizer=None), CLASSES),
        ):
            model.fit(PLACES, y)
            yield gradient(
                f"{label}({name}).log_marginal_likelihood",
                given(lambda theta, m: m.log_marginal_likelihood(theta), model),
                given(lambda theta, m: m.log_marginal_likelihood(theta, eval_gradient=True)[1], model),
                _around(f"{label} {name}", kernel),
            )
