"""statsmodels: models of choices and counts, with scores and Hessians."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Function, Kind, normal
from minigrad.arrays import Float64Array

SAMPLES = 12
RNG = np.random.default_rng(61)
EXOG = np.column_stack([np.ones(SAMPLES), RNG.standard_normal((SAMPLES, 2))])
COUNTS, BINARY = np.array([0, 1, 3, 0, 2, 5, 1, 0, 4, 2, 1, 0]), np.array([0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0])
CLASSES, SHARES = np.array([0, 1, 2, 2, 1, 0, 0, 1, 2, 1, 0, 2]), RNG.uniform(0.1, 0.9, SAMPLES)
GROUPS = np.repeat(np.arange(4), 3)


def cases() -> Iterator[Case]:
    """Each claim that a model makes: score, score_obs, Hessian."""
    for name, (model, size, centre) in _models().items():
        at = tuple(centre + x for x in normal(name, size, scale=0.2))
        for claimed, of, kind in (
            ("score", "loglike", Kind.GRADIENT),
            ("score_obs", "loglikeobs", Kind.JACOBIAN),
            ("hessian", "score", Kind.HESSIAN),
        ):
            if hasattr(model, claimed) and hasattr(model, of):
                yield Case(f"{name}.{claimed}", kind, _method(model, of), _method(model, claimed), at)
        if hasattr(model, "_derivative_exog") and name in {"Logit", "Probit", "Poisson"}:
            yield from _marginal(name, model, at[0])


def _method(model: object, name: str) -> Function:
    method = getattr(model, name)

    def asked(params: Float64Array) -> Float64Array:
        values = np.asarray(method(params))
        return values.sum(axis=1) if name == "loglikeobs" and values.ndim > 1 else values  # MNLogit: by class

    return asked


def _models() -> dict[str, tuple[object, int, Float64Array]]:
    """With the number of parameters and the centre of the points."""
    discrete = import_module("statsmodels.discrete.discrete_model")
    inflated = import_module("statsmodels.discrete.count_model")
    truncated = import_module("statsmodels.discrete.truncated_model")
    conditional = import_module("statsmodels.discrete.conditional_models")
    zero, spread = np.zeros(3), np.array([0.0, 0.0, 0.0, 0.6])
    inflation, both = np.array([-0.5, 0.0, 0.0, 0.0]), np.array([-0.5, 0.0, 0.0, 0.0, 0.6])
    first = {
        "Logit": (discrete.Logit(BINARY, EXOG), 3, zero),
        "Probit": (discrete.Probit(BINARY, EXOG), 3, zero),
        "MNLogit": (discrete.MNLogit(CLASSES, EXOG), 6, np.zeros(6)),
        "Poisson": (discrete.Poisson(COUNTS, EXOG), 3, zero),
        "Poisson, offset": (
            discrete.Poisson(COUNTS, EXOG, offset=0.3 * EXOG[:, 1], exposure=np.arange(1.0, 13.0)),
            3,
            zero,
        ),
        **{f"GeneralizedPoisson({p})": (discrete.GeneralizedPoisson(COUNTS, EXOG, p=p), 4, spread) for p in (1, 2)},
        **{
            f"NegativeBinomial({k})": (discrete.NegativeBinomial(COUNTS, EXOG, loglike_method=k), 4, spread)
            for k in ("nb1", "nb2")
        },
        "NegativeBinomial(geometric)": (discrete.NegativeBinomial(COUNTS, EXOG, loglike_method="geometric"), 3, zero),
        **{f"NegativeBinomialP({p})": (discrete.NegativeBinomialP(COUNTS, EXOG, p=p), 4, spread) for p in (1, 1.5, 2)},
    }
    second = {
        "ZeroInflatedPoisson": (inflated.ZeroInflatedPoisson(COUNTS, EXOG), 4, inflation),
        "ZeroInflatedPoisson(probit)": (inflated.ZeroInflatedPoisson(COUNTS, EXOG, inflation="probit"), 4, inflation),
        "ZeroInflatedGeneralizedPoisson": (inflated.ZeroInflatedGeneralizedPoisson(COUNTS, EXOG), 5, both),
        "ZeroInflatedNegativeBinomialP": (inflated.ZeroInflatedNegativeBinomialP(COUNTS, EXOG), 5, both),
        **{
            f"TruncatedLFPoisson({k})": (truncated.TruncatedLFPoisson(COUNTS + 1 + k, EXOG, truncation=k), 3, zero)
            for k in (0, 1)
        },
        "TruncatedLFNegativeBinomialP": (truncated.TruncatedLFNegativeBinomialP(COUNTS + 1, EXOG), 4, spread),
        "TruncatedLFGeneralizedPoisson": (truncated.TruncatedLFGeneralizedPoisson(COUNTS + 1, EXOG), 4, spread),
        "_RCensoredPoisson": (truncated._RCensoredPoisson(np.minimum(COUNTS, 1), EXOG), 3, zero),
        "_RCensoredNegativeBinomialP": (truncated._RCensoredNegativeBinomialP(np.minimum(COUNTS, 1), EXOG), 4, spread),
        "_RCensoredGeneralizedPoisson": (
            truncated._RCensoredGeneralizedPoisson(np.minimum(COUNTS, 1), EXOG),
            4,
            spread,
        ),
        "HurdleCountModel": (truncated.HurdleCountModel(COUNTS, EXOG), 6, np.zeros(6)),
        "HurdleCountModel(negbin)": (
            truncated.HurdleCountModel(COUNTS, EXOG, dist="negbin", zerodist="negbin"),
            8,
            np.array([0.0, 0.0, 0.0, 0.6, 0.0, 0.0, 0.0, 0.6]),
        ),
        "ConditionalLogit": (conditional.ConditionalLogit(BINARY, EXOG[:, 1:], groups=GROUPS), 2, np.zeros(2)),
        "ConditionalPoisson": (conditional.ConditionalPoisson(COUNTS, EXOG[:, 1:], groups=GROUPS), 2, np.zeros(2)),
        "ConditionalMNLogit": (conditional.ConditionalMNLogit(CLASSES, EXOG[:, 1:], groups=GROUPS), 4, np.zeros(4)),
    }
    return {**first, **second, **_others()}


def _others() -> dict[str, tuple[object, int, Float64Array]]:
    ordered = import_module("statsmodels.miscmodels.ordinal_model").OrderedModel
    beta = import_module("statsmodels.othermod.betareg").BetaModel
    student = import_module("statsmodels.miscmodels.tmodel").TLinearModel
    hazards = import_module("statsmodels.duration.hazard_regression").PHReg
    times, died = RNG.permutation(np.repeat(np.arange(1.0, 7.0), 2)), np.array([1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0])
    linear = import_module("statsmodels.regression.linear_model")
    y = RNG.standard_normal(SAMPLES)
    return {
        **{
            f"OrderedModel({d})": (ordered(CLASSES, EXOG[:, 1:], distr=d), 4, np.array([0.0, 0.0, -0.5, 0.1]))
            for d in ("probit", "logit")
        },
        "BetaModel": (beta(SHARES, EXOG), 4, np.array([0.0, 0.0, 0.0, 1.0])),
        "BetaModel, precision": (
            beta(SHARES, EXOG, exog_precision=EXOG[:, :2]),
            5,
            np.array([0.0, 0.0, 0.0, 1.0, 0.0]),
        ),
        "TLinearModel": (student(y, EXOG), 5, np.array([0.0, 0.0, 0.0, 4.0, 1.0])),
        **{
            f"PHReg({ties})": (hazards(times, EXOG[:, 1:], status=died, ties=ties), 2, np.zeros(2))
            for ties in ("breslow", "efron")
        },
        "PHReg(efron), strata": (
            hazards(times, EXOG[:, 1:], status=died, ties="efron", strata=GROUPS % 2),
            2,
            np.zeros(2),
        ),
        "PHReg(breslow), entry": (
            hazards(times, EXOG[:, 1:], status=died, entry=times - 0.9, ties="breslow"),
            2,
            np.zeros(2),
        ),
        "OLS": (linear.OLS(y, EXOG), 3, np.zeros(3)),
    }


def _marginal(name: str, model: object, params: Float64Array) -> Iterator[Case]:
    """The predicted mean of one sample by what explains it, and of all samples by the parameters."""
    predict, exog = getattr(model, "predict"), getattr(model, "_derivative_exog")
    yield Case(
        f"{name}._derivative_exog",
        Kind.GRADIENT,
        lambda x: predict(params, x[None, :]),
        lambda x: exog(params, x[None, :])[0],
        normal(f"{name} exog", 3),
    )
    yield Case(
        f"{name}._derivative_predict",
        Kind.JACOBIAN,
        lambda p: predict(p, EXOG),
        lambda p: getattr(model, "_derivative_predict")(p, EXOG),
        normal(f"{name} predict", 3, scale=0.3),
    )
