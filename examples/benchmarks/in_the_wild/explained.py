"""The derivatives that do not pass, and why.

Found with scipy 1.18.1, statsmodels 0.15.0, scikit-learn 1.9.1, autograd 1.9, jax 0.12 and torch 2.14.
What is called a bug was confirmed without minigrad: with mpmath, by the definition, or in the library's source.
"""

from __future__ import annotations

from examples.benchmarks.in_the_wild.explanation import Cause, Explanation

_SPECIAL, _MODELS, _LEARNING = "scipy.special", "statsmodels", "scikit-learn"
_BY_DIFFERENCES = "the library takes forward differences of the score or of the log-likelihood, good to six digits"
_FORWARD = "the library takes forward differences with a step of 1e-10, good to five digits"
_POSITIVE = (
    "where a loss is not convex, the library makes its second derivatives positive, or leaves the Hessian unfilled and "
    "says so by a third result"
)
_ONES = "the library returns the weights for the second derivative, which is zero, so that Newton steps are defined"

EXPLAINED = (
    Explanation(
        _SPECIAL,
        "itairy(x)*",
        Cause.INEXACT,
        "the integrals are off by 2e-8 to 2e-5, relative (mpmath), which jumps from term to term of a truncated series",
    ),
    Explanation(
        _SPECIAL,
        "modfresnelm(x)[0].imag",
        Cause.BUG,
        "for negative x the imaginary part is wrong: -2.8238 at x = -1.4149, where the integral is -1.3327 (mpmath). "
        "That of modfresnelp is wrong by a constant, which no derivative shows",
    ),
    Explanation(
        _SPECIAL,
        "obl_rad2(1, 2, 1.5, x)",
        Cause.BUG,
        "below x = 2 the Wronskian with obl_rad1 is -25 instead of 1: the derivative is wrong there",
    ),
    Explanation(
        _SPECIAL,
        "mathieu_*em(2, 1.5, x)",
        Cause.OTHER,
        "x is in degrees, the derivative is by radians, a factor of 180 / pi",
    ),
    Explanation(
        "scipy.optimize",
        "tests: pressure_network_jacobian",
        Cause.BUG,
        "all rows but the last are multiplied by 0; fsolve gets to the root with it all the same",
    ),
    Explanation(
        _MODELS,
        "GLM(Gamma, Log).score, estimated scale",
        Cause.OTHER,
        "loglike estimates the scale anew at each point, score takes it as fixed",
    ),
    Explanation(
        _MODELS,
        "NegativeBinomial(nb*).hessian",
        Cause.OTHER,
        "before a fit, score is by the logarithm of alpha, and hessian by alpha",
    ),
    Explanation(
        _MODELS,
        "NegativeBinomialP(1.5).hessian",
        Cause.BUG,
        "the mixed derivatives by the coefficients and alpha are wrong unless p is 1 or 2 (mpmath)",
    ),
    Explanation(
        _MODELS,
        "ZeroInflatedPoisson.hessian",
        Cause.BUG,
        "the mixed derivatives are computed into the upper triangle, over which the zeros of the lower are copied then",
    ),
    Explanation(
        _MODELS,
        "TruncatedLFGeneralizedPoisson.score*",
        Cause.BUG,
        "the truncated part of the score is that of a model with the default p = 1, that of loglike has p = 2",
    ),
    Explanation(
        _MODELS, "TruncatedLFGeneralizedPoisson.hessian", Cause.DIFFERENCES, "of loglike; score is wrong, see there"
    ),
    Explanation(
        _MODELS,
        "OLS.hessian",
        Cause.BUG,
        "a factor of 2 is missing before X'X in the Hessian of the profile log-likelihood",
    ),
    Explanation(_MODELS, "ZeroInflatedPoisson(probit).score*", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "ZeroInflated*al*.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "TruncatedLFPoisson*.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "TruncatedLFNegativeBinomialP.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "_RCensored*.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "HurdleCountModel*.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "OrderedModel*.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "TLinearModel.hessian", Cause.DIFFERENCES, _BY_DIFFERENCES),
    Explanation(_MODELS, "norms.TrimmedMean.psi_deriv", Cause.OTHER, "it returns booleans in the place of numbers"),
    Explanation(
        _MODELS,
        "copula.TransfFrank.deriv",
        Cause.BUG,
        "the sign is wrong, and that of deriv2, which is its derivative, is as well (mpmath)",
    ),
    Explanation(
        _MODELS,
        "copula.TransfGumbel.deriv2",
        Cause.BUG,
        "it raises negative numbers to the power theta: complex, or NaN, unless theta is whole",
    ),
    Explanation(
        _MODELS,
        "depfunc_ev.*",
        Cause.BUG,
        "the derivatives of the base class call evaluate without its parameters, so that they always raise",
    ),
    Explanation(_LEARNING, "AbsoluteError.gradient_hessian", Cause.OTHER, _ONES),
    Explanation(_LEARNING, "PinballLoss(0.3).gradient_hessian", Cause.OTHER, _ONES),
    Explanation(_LEARNING, "LinearModelLoss(AbsoluteError*hessian*", Cause.OTHER, _ONES),
    Explanation(_LEARNING, "LinearModelLoss(PinballLoss*hessian*", Cause.OTHER, _ONES),
    Explanation(_LEARNING, "LinearModelLoss(HuberLoss*gradient_hessian,*", Cause.OTHER, _POSITIVE),
    Explanation(_LEARNING, "LinearModelLoss(HalfTweedieLoss*gradient_hessian,*", Cause.OTHER, _POSITIVE),
    Explanation(_LEARNING, "*Matern(0.8)*", Cause.DIFFERENCES, _FORWARD),
    Explanation(_LEARNING, "PairwiseKernel(*)", Cause.DIFFERENCES, _FORWARD),
    Explanation(
        _LEARNING, "CompoundKernel", Cause.BUG, "its theta cannot be set: the setter asks for k1, which it has not"
    ),
    Explanation(
        _LEARNING,
        "TSNE, _kl_divergence, 3",
        Cause.BUG,
        "the gradient has (1 + d^2 / v)^(-(v + 1) / 2) where (1 + d^2 / v)^-1 belongs, which agree for v = 1 only; "
        "three and more dimensions have v = 2 and more",
    ),
    Explanation("autograd", "*(linalg.svd: vectors)", Cause.NOT_GIVEN, "of full matrices"),
    Explanation("jax", "*(special.betainc)", Cause.NOT_GIVEN, "by the first two arguments"),
    Explanation("jax", "hessian(special.gammainc*)", Cause.NOT_GIVEN, "twice by the first argument"),
    Explanation("torch", "hessian(hardsigmoid)", Cause.NOT_GIVEN, "twice"),
    Explanation("torch", "hessian(multi_margin_loss)", Cause.NOT_GIVEN, "twice"),
    Explanation("torch", "hessian(ctc_loss)", Cause.NOT_GIVEN, "twice"),
    Explanation("torch", "*(lp_pool1d)", Cause.NOT_FINITE, "the cube root of negative sums is NaN"),
    Explanation("autograd", "*(sort)", Cause.JUMPS, "two entries lie 0.7 % apart, where the gradient jumps"),
    Explanation("jax", "*(sort)", Cause.JUMPS, "two entries lie 0.7 % apart, where the gradient jumps"),
    Explanation(
        "autograd",
        "hessian(abs)",
        Cause.OURS,
        "a claim of -4e-16 for zero in a Hessian of zeros: values of 3 are rounded to 4e-16, and no other entry tells "
        "its size; left open",
    ),
    Explanation(
        "scipy.optimize",
        "tests: CheckOptimize.hess",
        Cause.OURS,
        "a claim of 2e-16 for zero in a row of zeros, of a gradient entry that is zero itself; left open",
    ),
    Explanation(
        _MODELS,
        "GaussianCovariance.jac, sm",
        Cause.OURS,
        "a claim of 4e-17 for zero in a row of zeros: only the other rows tell that this is rounding; left open",
    ),
)
"""Every case that fails or raises, and those that stay open; a pattern that explains nothing any more is reported."""
