"""statsmodels: links, variances and families, and generalised linear models of every family with every safe link."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, derivative, gradient, hessian, jacobian, normal
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

SAMPLES = 8
RNG = np.random.default_rng(51)
EXOG = np.column_stack([np.ones(SAMPLES), RNG.standard_normal((SAMPLES, 2))])
TARGETS = {
    "Gaussian": RNG.standard_normal(SAMPLES),
    "Poisson": RNG.poisson(2.0, SAMPLES).astype(np.float64),
    "Gamma": RNG.uniform(0.5, 3.0, SAMPLES),
    "Binomial": RNG.integers(0, 2, SAMPLES).astype(np.float64),
    "InverseGaussian": RNG.uniform(0.5, 3.0, SAMPLES),
    "NegativeBinomial": RNG.poisson(2.0, SAMPLES).astype(np.float64),
    "Tweedie": RNG.uniform(0.5, 3.0, SAMPLES),
}
LINKS = {
    "Gaussian": ("Identity", "Log", "InversePower"),
    "Poisson": ("Log", "Identity", "Sqrt"),
    "Gamma": ("InversePower", "Log", "Identity"),
    "Binomial": ("Logit", "Probit", "Cauchy", "CLogLog", "LogLog"),
    "InverseGaussian": ("InverseSquared", "InversePower", "Log", "Identity"),
    "NegativeBinomial": ("Log", "Identity", "NegativeBinomial"),
    "Tweedie": ("Log",),
}
"""The links with which each family is tried; the mean stays in its domain near the points."""

CENTRES = {"Identity": 2.0, "InversePower": 0.7, "InverseSquared": 0.5, "Sqrt": 1.4, "NegativeBinomial": -0.8}
"""The constant of the linear predictor where 0 is outside of the link's domain."""


class FamilyOfMeans(Protocol):
    """What is asked of the family of a model."""

    def loglike_obs(self, endog: Float64Array, mu: Float64Array) -> Float64Array:
        """The log-likelihood of each sample at scale 1."""


class Glm(Protocol):
    """What is asked of a generalised linear model."""

    family: FamilyOfMeans
    endog: Float64Array

    def predict(self, params: Float64Array) -> Float64Array:
        """The means."""

    def loglike(self, params: Float64Array, scale: float | None = None) -> float:
        """The log-likelihood."""

    def score(self, params: Float64Array, scale: float | None = None) -> Float64Array:
        """Its gradient."""

    def score_obs(self, params: Float64Array, scale: float | None = None) -> Float64Array:
        """The gradient sample by sample."""

    def hessian(self, params: Float64Array, scale: float | None, observed: bool) -> Float64Array:
        """The Hessian, observed or expected."""


def cases() -> Iterator[Case]:
    """The parts first, then whole models."""
    families = import_module("statsmodels.genmod.families")
    links = import_module("statsmodels.genmod.families.links")
    yield from _links(links)
    yield from _variances(import_module("statsmodels.genmod.families.varfuncs"))
    yield from _deviances(families)
    glm = import_module("statsmodels.genmod.generalized_linear_model").GLM
    for family, names in LINKS.items():
        for link in names:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # "the link is not safe": its domain is left only far from the points
                chosen = (
                    {"alpha": 0.6}
                    if family == "NegativeBinomial"
                    else {"var_power": 1.5, "eql": True}
                    if family == "Tweedie"
                    else {}
                )
                made = getattr(links, link)(**({"alpha": 0.6} if link == "NegativeBinomial" else {}))
                model = glm(TARGETS[family], EXOG, family=getattr(families, family)(link=made, **chosen))
            yield from _model(f"GLM({family}, {link})", model, CENTRES.get(link, 0.0))


def _links(s: ModuleType) -> Iterator[Case]:
    """Each on means (0.15, 0.85) and the linear predictors that belong to them."""
    made = {
        name: getattr(s, name)()
        for name in (
            "Logit",
            "Probit",
            "Cauchy",
            "CLogLog",
            "LogLog",
            "Log",
            "LogC",
            "Identity",
            "InversePower",
            "InverseSquared",
            "Sqrt",
        )
    }
    made |= {
        "Power(1.7)": s.Power(1.7),
        "Power(-0.6)": s.Power(-0.6),
        "NegativeBinomial(0.6)": s.NegativeBinomial(0.6),
        "CDFLink(logistic)": s.CDFLink(import_module("scipy.stats").logistic),
    }
    for name, link in made.items():
        low, high = sorted((float(link(0.15)), float(link(0.85))))
        for claimed, of, start, stop in (
            ("deriv", "__call__", 0.15, 0.85),
            ("deriv2", "deriv", 0.15, 0.85),
            ("inverse_deriv", "inverse", low, high),
            ("inverse_deriv2", "inverse_deriv", low, high),
        ):
            yield derivative(f"links.{name}.{claimed}", getattr(link, of), getattr(link, claimed), start, stop)


def _variances(s: ModuleType) -> Iterator[Case]:
    for name, variance, high in (
        ("constant", s.constant, 3.0),
        ("mu", s.mu, 3.0),
        ("mu_squared", s.mu_squared, 3.0),
        ("Power(1.5)", s.Power(1.5), 3.0),
        ("Power(-0.5)", s.Power(-0.5), 3.0),
        ("Binomial(1)", s.Binomial(), 0.9),
        ("Binomial(4)", s.Binomial(n=4), 3.6),
        ("NegativeBinomial(0.6)", s.NegativeBinomial(0.6), 3.0),
    ):
        yield derivative(
            f"varfuncs.{name}.deriv", variance, given(lambda mu, v: v.deriv(np.array([mu])), variance), 0.2, high
        )


def _deviances(families: ModuleType) -> Iterator[Case]:
    """The unit deviance by the mean: -2 (y - mu) / V(mu), with the variance of the family."""
    for name, y, high in (
        ("Poisson", 2.0, 4.0),
        ("Gaussian", 0.7, 4.0),
        ("Gamma", 1.4, 4.0),
        ("InverseGaussian", 1.4, 4.0),
        ("Binomial", 1.0, 0.9),
        ("NegativeBinomial", 2.0, 4.0),
        ("Tweedie", 1.4, 4.0),
    ):
        options = {"alpha": 0.6} if name == "NegativeBinomial" else {"var_power": 1.5} if name == "Tweedie" else {}
        family = getattr(families, name)(**options)
        yield derivative(
            f"families.{name}.deviance",
            given(lambda mu, f, y: f.deviance(np.array([y]), np.array([mu])), family, y),
            given(lambda mu, f, y: -2.0 * (y - mu) / f.variance(mu), family, y),
            0.3,
            high,
        )
        if name != "Tweedie":
            yield derivative(
                f"families.{name}.loglike_obs",
                given(lambda mu, f, y: f.loglike_obs(np.array([y]), np.array([mu])).item(), family, y),
                given(lambda mu, f, y: (y - mu) / f.variance(mu), family, y),
                0.3,
                high,
            )


def _model(name: str, model: Glm, centre: float) -> Iterator[Case]:
    """At scale 1; with the scale that the model estimates anew at each point, the score is that at a fixed scale."""
    at = tuple(centre * np.eye(3)[0] + x for x in normal(name, 3, scale=0.15))
    yield gradient(f"{name}.score", lambda p: model.loglike(p, 1.0), lambda p: model.score(p, 1.0), at)
    yield jacobian(
        f"{name}.score_obs",
        lambda p: model.family.loglike_obs(model.endog, model.predict(p)),
        lambda p: model.score_obs(p, 1.0),
        at,
    )
    yield hessian(f"{name}.hessian", lambda p: model.score(p, 1.0), lambda p: model.hessian(p, 1.0, True), at)
    if name == "GLM(Gamma, Log)":
        yield gradient(f"{name}.score, estimated scale", lambda p: model.loglike(p), lambda p: model.score(p), at)
