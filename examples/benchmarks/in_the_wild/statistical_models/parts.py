"""statsmodels: robust norms, penalties, copulas, rotations of factors, covariances, mixed models and reductions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, box, derivative, gradient, hessian, jacobian, normal
from minigrad.arrays import Float64Array

RNG = np.random.default_rng(71)


def cases() -> Iterator[Case]:
    """Functions of one number first."""
    yield from _norms()
    yield from _generators()
    yield from _dependence()
    yield from _penalties()
    yield from _rotations()
    yield from _likelihoods()


def _norms() -> Iterator[Case]:
    s = import_module("statsmodels.robust.norms")
    for name in (
        "LeastSquares",
        "HuberT",
        "RamsayE",
        "AndrewWave",
        "TrimmedMean",
        "Hampel",
        "TukeyBiweight",
        "TukeyQuartic",
        "StudentT",
    ):
        norm = getattr(s, name)()
        yield derivative(
            f"norms.{name}.psi",
            lambda z, n=norm: n.rho(np.array([z])),
            lambda z, n=norm: n.psi(np.array([z])),
            -5.0,
            5.0,
        )
        yield derivative(
            f"norms.{name}.psi_deriv",
            lambda z, n=norm: n.psi(np.array([z])),
            lambda z, n=norm: n.psi_deriv(np.array([z])),
            -5.0,
            5.0,
        )
    quantile = s.MQuantileNorm(0.3, s.HuberT())
    yield derivative(
        "norms.MQuantileNorm.psi",
        lambda z: quantile.rho(np.array([z])),
        lambda z: quantile.psi(np.array([z])),
        -5.0,
        5.0,
    )
    yield derivative(
        "norms.MQuantileNorm.psi_deriv",
        lambda z: quantile.psi(np.array([z])),
        lambda z: quantile.psi_deriv(np.array([z])),
        -5.0,
        5.0,
    )


def _generators() -> Iterator[Case]:
    """Of Archimedean copulas: their derivatives, those of their inverses, and densities as derivatives."""
    s = import_module("statsmodels.distributions.copula.transforms")
    for name, theta in (
        ("TransfFrank", (2.5,)),
        ("TransfClayton", (1.7,)),
        ("TransfGumbel", (2.2,)),
        ("TransfIndep", ()),
    ):
        made = getattr(s, name)()
        ladder = (
            ("deriv", "evaluate", 0.2, 0.8),
            ("deriv2", "deriv", 0.2, 0.8),
            ("deriv_inverse", "inverse", 0.3, 2.0),
            ("deriv2_inverse", "deriv_inverse", 0.3, 2.0),
            ("deriv3_inverse", "deriv2_inverse", 0.3, 2.0),
            ("deriv4_inverse", "deriv3_inverse", 0.3, 2.0),
        )
        for claimed, of, low, high in ladder:
            if hasattr(made, claimed) and hasattr(made, of):
                yield derivative(
                    f"copula.{name}.{claimed}",
                    lambda t, m=made, of=of, e=theta: getattr(m, of)(t, *e),
                    lambda t, m=made, c=claimed, e=theta: getattr(m, c)(t, *e),
                    low,
                    high,
                )


def _dependence() -> Iterator[Case]:
    s = import_module("statsmodels.distributions.copula.depfunc_ev")
    for name, shape in (
        ("AsymLogistic", (0.5, 0.8, 0.6)),
        ("AsymNegLogistic", (0.5, 0.8, 0.6)),
        ("AsymMixed", (0.7, 0.1)),
        ("HR", (0.8,)),
        ("AsymBiLogistic", (0.5, 0.6)),
        ("TEV", (0.4, 3.0)),
    ):
        made = getattr(s, name)()
        for claimed, of in (("deriv", "evaluate"), ("deriv2", "deriv")):
            yield derivative(
                f"depfunc_ev.{name}.{claimed}",
                lambda t, m=made, of=of, e=shape: getattr(m, of)(t, *e),
                lambda t, m=made, c=claimed, e=shape: getattr(m, c)(t, *e),
                0.15,
                0.85,
            )


def _penalties() -> Iterator[Case]:
    s = import_module("statsmodels.base._penalties")
    matrix = RNG.standard_normal((2, 3))
    for name, penalty in (
        ("L2", s.L2()),
        ("PseudoHuber", s.PseudoHuber(0.7)),
        ("SCAD", s.SCAD(0.8)),
        ("SCADSmoothed", s.SCADSmoothed(0.8)),
        ("L2ConstraintsPenalty", s.L2ConstraintsPenalty(restriction=matrix)),
        ("ConstraintsPenalty", s.ConstraintsPenalty(s.PseudoHuber(0.7), restriction=matrix)),
    ):
        at = normal(name, 3, scale=1.5)
        yield gradient(f"penalties.{name}.deriv", penalty.func, penalty.deriv, at)
        yield hessian(f"penalties.{name}.deriv2", penalty.deriv, lambda p, f=penalty: _square(f.deriv2(p)), at)
    lower = np.tril_indices(3)
    psd = s.PSD(0.7)
    yield gradient(
        "penalties.PSD.deriv",
        lambda v: psd.func(_symmetric(v), None),
        lambda v: psd.deriv(_symmetric(v), np.linalg.inv(_symmetric(v))),
        tuple((np.eye(3) * 3.0)[lower] + x for x in normal("PSD", 6, scale=0.4)),
    )


def _square(slopes: npt.ArrayLike) -> Float64Array:
    array = np.asarray(slopes, dtype=np.float64)
    return np.diag(array) if array.ndim == 1 else array


def _symmetric(entries: Float64Array) -> Float64Array:
    matrix = np.zeros((3, 3))
    matrix[np.tril_indices(3)] = entries
    return matrix + matrix.T - np.diag(np.diag(matrix))


def _rotations() -> Iterator[Case]:
    s = import_module("statsmodels.multivariate.factor_rotation._gpa_rotation")
    at = normal("rotations", 4, 2)
    for name, both in {
        "oblimin_objective(0)": lambda x: s.oblimin_objective(L=x, gamma=0),
        "oblimin_objective(0.5)": lambda x: s.oblimin_objective(L=x, gamma=0.5),
        "orthomax_objective(0)": lambda x: s.orthomax_objective(L=x, gamma=0),
        "orthomax_objective(1)": lambda x: s.orthomax_objective(L=x, gamma=1),
        "CF_objective(0)": lambda x: s.CF_objective(L=x, kappa=0),
        "CF_objective(0.4)": lambda x: s.CF_objective(L=x, kappa=0.4),
        "vgQ_target": lambda x: s.vgQ_target(np.eye(4)[:, :2], L=x),
        "vgQ_partial_target": lambda x: s.vgQ_partial_target(np.eye(4)[:, :2], W=1.0 - np.eye(4)[:, :2], L=x),
    }.items():
        yield gradient(f"factor_rotation.{name}", lambda x, f=both: f(x)[0], lambda x, f=both: f(x)[1], at)


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
            lambda x, m=model, p=packed: m.loglike(p(x), profile_fe=False),
            lambda x, m=model, p=packed: np.concatenate(m.score_full(p(x), calc_fe=True)),
            at,
        )
