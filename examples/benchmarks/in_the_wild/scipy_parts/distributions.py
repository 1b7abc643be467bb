"""scipy.stats: the density as the derivative of the distribution function, and what else has a derivative.

Shapes are those of scipy's own tests (``scipy.stats._distr_params``), points lie between the 10 % and the 90 %
quantile.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, Kind, box, derivative, gradient, normal
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

SLOW = frozenset({"studentized_range", "levy_stable", "kstwo", "ksone", "kstwobign"})
"""Distributions whose values take long (all but one by quadrature); kstwobign is in scipy.special as ``kolmogorov``."""


class Distribution(Protocol):
    """What a frozen continuous distribution can do."""

    def pdf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """The density."""

    def logpdf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """Its logarithm."""

    def cdf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """The distribution function."""

    def sf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """One minus it."""

    def logcdf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """Its logarithm."""

    def logsf(self, x: npt.ArrayLike) -> npt.ArrayLike:
        """The logarithm of one minus it."""

    def ppf(self, q: npt.ArrayLike) -> npt.ArrayLike:
        """The quantiles."""


def cases() -> Iterator[Case]:
    """Every continuous distribution of scipy but the slow ones, then the rest of scipy.stats."""
    stats = import_module("scipy.stats")
    for name, shapes in import_module("scipy.stats._distr_params").distcont:
        if isinstance(name, str) and name not in SLOW:
            yield from _of_distribution(
                name, getattr(stats, name)(*shapes), ", ".join(f"{shape:.3g}" for shape in shapes)
            )
    yield from _others()


def _of_distribution(name: str, d: Distribution, shapes: str) -> Iterator[Case]:
    label = f"{name}({shapes})"
    quantiles = box(label, 0.1, 0.9)
    at = tuple(np.asarray(d.ppf(q), dtype=np.float64) for q in quantiles)

    def density(x: Float64Array) -> Float64Array:
        return np.asarray(d.pdf(x), dtype=np.float64)

    yield Case(f"{label}.cdf", Kind.DERIVATIVE, d.cdf, density, at)
    yield Case(f"{label}.sf", Kind.DERIVATIVE, d.sf, lambda x: -density(x), at)
    yield Case(f"{label}.logcdf", Kind.DERIVATIVE, d.logcdf, lambda x: density(x) / np.asarray(d.cdf(x)), at)
    yield Case(f"{label}.logsf", Kind.DERIVATIVE, d.logsf, lambda x: -density(x) / np.asarray(d.sf(x)), at)
    yield Case(f"{label}.ppf", Kind.DERIVATIVE, d.ppf, lambda q: 1.0 / density(np.asarray(d.ppf(q))), quantiles)


def _others() -> Iterator[Case]:
    stats = import_module("scipy.stats")
    data = np.random.default_rng(5).standard_normal(40)
    kde, histogram = stats.gaussian_kde(data), stats.rv_histogram(np.histogram(data, bins=8))
    yield derivative(
        "gaussian_kde.integrate_box_1d", lambda x: kde.integrate_box_1d(-np.inf, x), lambda x: kde.pdf(x)[0], -2.0, 2.0
    )
    yield derivative("rv_histogram.cdf", histogram.cdf, histogram.pdf, -2.0, 2.0)
    for label, made in (
        ("Normal", stats.Normal(mu=0.5, sigma=2.0)),
        ("Logistic", stats.Logistic()),
        ("Uniform", stats.Uniform(a=-3.0, b=3.0)),
    ):
        yield derivative(f"{label}().cdf", made.cdf, made.pdf, -2.0, 2.0)
        yield derivative(
            f"{label}().logccdf", made.logccdf, given(lambda x, d: -np.exp(d.logpdf(x) - d.logccdf(x)), made), -2.0, 2.0
        )
    half = np.random.default_rng(6).standard_normal((3, 3))
    covariance = half @ half.T + np.eye(3)
    precision = np.linalg.inv(covariance)
    normal_at = normal("multivariate", 3)
    yield gradient(
        "multivariate_normal.logpdf",
        stats.multivariate_normal(np.ones(3), covariance).logpdf,
        lambda x: -precision @ (x - 1.0),
        normal_at,
    )
    yield gradient(
        "multivariate_t.logpdf",
        stats.multivariate_t(np.ones(3), covariance, df=4).logpdf,
        lambda x: -7.0 * precision @ (x - 1.0) / (4.0 + (x - 1.0) @ precision @ (x - 1.0)),
        normal_at,
    )
    yield gradient(
        "dirichlet.logpdf, alpha",
        lambda a: stats.dirichlet.logpdf([0.2, 0.3, 0.5], a),
        _dirichlet,
        box("dirichlet", 0.5, 4.0, (3,)),
    )


def _dirichlet(alpha: Float64Array) -> Float64Array:
    digamma = import_module("scipy.special").digamma
    return np.asarray(np.log([0.2, 0.3, 0.5]) - digamma(alpha) + digamma(alpha.sum()))
