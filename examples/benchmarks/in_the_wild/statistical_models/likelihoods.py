"""statsmodels: objectives of rotations; likelihoods of factors, processes, mixed models and reductions of dimension."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Pair, box, gradient, jacobian, normal, pair
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

RNG = np.random.default_rng(72)


def cases() -> Iterator[Case]:
    """Objectives of rotations first."""
    yield from _rotations()
    yield from _likelihoods()


def _rotations() -> Iterator[Case]:
    s = import_module("statsmodels.multivariate.factor_rotation._gpa_rotation")
    at = normal("rotations", 4, 2)
    objectives: dict[str, Pair] = {
        "oblimin_objective(0)": lambda x: s.oblimin_objective(L=x, gamma=0),
        "oblimin_objective(0.5)": lambda x: s.oblimin_objective(L=x, gamma=0.5),
        "orthomax_objective(0)": lambda x: s.orthomax_objective(L=x, gamma=0),
        "orthomax_objective(1)": lambda x: s.orthomax_objective(L=x, gamma=1),
        "CF_objective(0)": lambda x: s.CF_objective(L=x, kappa=0),
        "CF_objective(0.4)": lambda x: s.CF_objective(L=x, kappa=0.4),
        "vgQ_target": lambda x: s.vgQ_target(np.eye(4)[:, :2], L=x),
        "vgQ_partial_target": lambda x: s.vgQ_partial_target(np.eye(4)[:, :2], W=1.0 - np.eye(4)[:, :2], L=x),
    }
    for name, both in objectives.items():
        yield pair(f"factor_rotation.{name}", both, at)


def _likelihoods() -> Iterator[Case]:
    factor = import_module("statsmodels.multivariate.factor").Factor(RNG.standard_normal((20, 4)), n_factor=1)
    yield gradient("Factor.score", factor.loglike, factor.score, tuple(0.9 + x for x in normal("factor", 8, scale=0.2)))
    reduction = import_module("statsmodels.regression.dimred")
    exog, classes = RNG.standard_normal((24, 3)), np.repeat([0, 1, 2], 8)
    covariances = reduction.CovarianceReduction(classes, exog, 1)
    yield gradient("CovarianceReduction.score", covariances.loglike, covariances.score, normal("reduction", 3))
    sliced = reduction.SlicedInverseReg(RNG.standard_normal(24), exog)
    sliced.fit_regularized(ndim=1, pen_mat=np.eye(3), slice_n=6, maxiter=1)
    yield gradient(
        "SlicedInverseReg._regularized_grad",
        sliced._regularized_objective,
        lambda a: sliced._regularized_grad(a).ravel(),
        normal("sliced", 3),
    )
    yield from _processes()
    yield from _mixed()


def _processes() -> Iterator[Case]:
    s = import_module("statsmodels.regression.process_regression")
    n = 8
    ones, times = np.ones((n, 1)), np.arange(n) % 4 + 0.1 * RNG.random(n)
    design = np.column_stack([np.ones(n), RNG.standard_normal(n)])
    model = s.ProcessMLE(RNG.standard_normal(n), design, design, ones, ones, times, np.repeat([0, 1], 4))
    yield gradient("ProcessMLE.score", model.loglike, model.score, normal("process", 6, scale=0.4))
    covariance, spread = s.GaussianCovariance(), np.array([0.8, 1.1, 0.6])
    at = box("GaussianCovariance", 0.5, 1.5, (3,))
    first = times[:3]
    yield jacobian(
        "GaussianCovariance.jac, sc",
        lambda c: covariance.get_cov(first, c, spread),
        lambda c: np.moveaxis(covariance.jac(first, c, spread)[0], 0, -1),
        at,
    )
    yield jacobian(
        "GaussianCovariance.jac, sm",
        lambda m: covariance.get_cov(first, spread, m),
        lambda m: np.moveaxis(covariance.jac(first, spread, m)[1], 0, -1),
        at,
    )


def _mixed() -> Iterator[Case]:
    s = import_module("statsmodels.regression.mixed_linear_model")
    n = 16
    design = np.column_stack([np.ones(n), RNG.standard_normal(n)])
    for reml in (True, False):
        model = s.MixedLM(RNG.standard_normal(n), design, np.repeat(np.arange(4), 4), exog_re=design)
        model.reml, model.cov_pen = reml, None

        def packed(x: Float64Array, model: object = model) -> object:
            return s.MixedLMParams.from_packed(x, 2, 2, use_sqrt=False, has_fe=True)

        at = tuple(np.array([0.1, -0.2, 1.0, 0.2, 0.8]) + x for x in normal(f"mixed {reml}", 5, scale=0.1))
        yield gradient(
            f"MixedLM(reml={reml}).score_full",
            given(lambda x, m, p: m.loglike(p(x), profile_fe=False), model, packed),
            given(lambda x, m, p: np.concatenate(m.score_full(p(x), calc_fe=True)), model, packed),
            at,
        )
