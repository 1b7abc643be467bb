"""scipy.special: gamma and beta functions, exponential integrals, logarithms and powers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from math import cos, exp, log, sin
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Number, box, derivative, gradient
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

Row = tuple[str, Number, Number]


def cases() -> Iterator[Case]:
    """Functions of one number on (0.2, 0.9) or (0.5, 6), then those of two."""
    s = import_module("scipy.special")
    for name, fun, slope in _between_zero_and_one(s):
        yield derivative(name, fun, slope, 0.2, 0.9)
    for name, fun, slope in [*_gamma(s), *_incomplete(s), *_integrals(s), *_logarithms(s)]:
        yield derivative(name, fun, slope, 0.5, 6.0)
    yield from _of_two(s)


def _between_zero_and_one(s: ModuleType) -> list[Row]:
    def beta_density(x: float) -> float:
        return float(exp(s.xlogy(1.5, x) + s.xlog1py(0.5, -x) - s.betaln(2.5, 1.5)))

    return [
        ("betainc(2.5, 1.5, x)", lambda x: s.betainc(2.5, 1.5, x), beta_density),
        ("betaincc(2.5, 1.5, x)", lambda x: s.betaincc(2.5, 1.5, x), lambda x: -beta_density(x)),
        (
            "betaincinv(2.5, 1.5, x)",
            lambda x: s.betaincinv(2.5, 1.5, x),
            lambda x: 1 / beta_density(s.betaincinv(2.5, 1.5, x)),
        ),
        (
            "betainccinv(2.5, 1.5, x)",
            lambda x: s.betainccinv(2.5, 1.5, x),
            lambda x: -1 / beta_density(s.betainccinv(2.5, 1.5, x)),
        ),
        ("gammaincinv(2.5, x)", lambda x: s.gammaincinv(2.5, x), lambda x: 1 / _density(s, s.gammaincinv(2.5, x))),
        ("gammainccinv(2.5, x)", lambda x: s.gammainccinv(2.5, x), lambda x: -1 / _density(s, s.gammainccinv(2.5, x))),
        ("logit", s.logit, lambda x: 1 / (x * (1 - x))),
        ("spence", s.spence, lambda x: log(x) / (1 - x)),
        ("lambertw(-x / 3)", lambda x: s.lambertw(-x / 3).real, lambda x: _lambert_slope(s, -x / 3, 0) / -3),
        ("lambertw(-x / 3, -1)", lambda x: s.lambertw(-x / 3, -1).real, lambda x: _lambert_slope(s, -x / 3, -1) / -3),
    ]


def _density(s: ModuleType, x: float) -> float:
    """Of the gamma distribution with shape 2.5."""
    return float(exp(s.xlogy(1.5, x) - x - s.gammaln(2.5)))


def _lambert_slope(s: ModuleType, x: float, branch: int) -> float:
    w = s.lambertw(x, branch).real
    return float(w / (x * (1 + w)))


def _gamma(s: ModuleType) -> list[Row]:
    rows: list[Row] = [
        (f"polygamma({n}, x)", given(lambda x, n: s.polygamma(n, x), n), given(lambda x, n: s.polygamma(n + 1, x), n))
        for n in (1, 2, 5)
    ]
    return [
        *rows,
        ("gamma", s.gamma, lambda x: s.gamma(x) * s.digamma(x)),
        ("gamma(-x - 0.5)", lambda x: s.gamma(-x - 0.5), lambda x: -s.gamma(-x - 0.5) * s.digamma(-x - 0.5)),
        ("gammaln", s.gammaln, s.digamma),
        ("loggamma", s.loggamma, s.digamma),
        ("digamma", s.digamma, lambda x: s.polygamma(1, x)),
        ("digamma(-x)", lambda x: s.digamma(-x), lambda x: s.polygamma(1, 1 + x) - (np.pi / sin(np.pi * x)) ** 2),
        ("rgamma", s.rgamma, lambda x: -s.rgamma(x) * s.digamma(x)),
        (
            "multigammaln(x + 1, 3)",
            lambda x: s.multigammaln(x + 1, 3),
            lambda x: sum(s.digamma(x + 1 - k / 2) for k in range(3)),
        ),
        ("poch(2.5, x)", lambda x: s.poch(2.5, x), lambda x: s.poch(2.5, x) * s.digamma(2.5 + x)),
        (
            "binom(9.5, x)",
            lambda x: s.binom(9.5, x),
            lambda x: s.binom(9.5, x) * (s.digamma(10.5 - x) - s.digamma(x + 1)),
        ),
        ("zeta(2.5, x)", lambda x: s.zeta(2.5, x), lambda x: -2.5 * s.zeta(3.5, x)),
    ]


def _incomplete(s: ModuleType) -> list[Row]:
    return [
        ("gammainc(2.5, x)", lambda x: s.gammainc(2.5, x), lambda x: _density(s, x)),
        ("gammaincc(2.5, x)", lambda x: s.gammaincc(2.5, x), lambda x: -_density(s, x)),
        ("gdtr(1.5, 2.5, x)", lambda x: s.gdtr(1.5, 2.5, x), lambda x: 1.5 * _density(s, 1.5 * x)),
        ("gdtrc(1.5, 2.5, x)", lambda x: s.gdtrc(1.5, 2.5, x), lambda x: -1.5 * _density(s, 1.5 * x)),
        ("chdtr(5, x)", lambda x: s.chdtr(5, x), lambda x: _density(s, x / 2) / 2),
        ("chdtrc(5, x)", lambda x: s.chdtrc(5, x), lambda x: -_density(s, x / 2) / 2),
        ("pdtr(3, x)", lambda x: s.pdtr(3, x), lambda x: -exp(-x) * x**3 / 6),
        ("pdtrc(3, x)", lambda x: s.pdtrc(3, x), lambda x: exp(-x) * x**3 / 6),
    ]


def _integrals(s: ModuleType) -> list[Row]:
    return [
        ("exp1", s.exp1, lambda x: -exp(-x) / x),
        ("expi", s.expi, lambda x: exp(x) / x),
        ("expn(3, x)", lambda x: s.expn(3, x), lambda x: -s.expn(2, x)),
        ("expn(60, x)", lambda x: s.expn(60, x), lambda x: -s.expn(59, x)),
        ("sici(x)[0]", lambda x: s.sici(x)[0], lambda x: sin(x) / x),
        ("sici(x)[1]", lambda x: s.sici(x)[1], lambda x: cos(x) / x),
        ("shichi(x)[0]", lambda x: s.shichi(x)[0], lambda x: np.sinh(x) / x),
        ("shichi(x)[1]", lambda x: s.shichi(x)[1], lambda x: np.cosh(x) / x),
        ("spence(x + 1)", lambda x: s.spence(x + 1), lambda x: -log(x + 1) / x),
    ]


def _logarithms(s: ModuleType) -> list[Row]:
    return [
        ("expit", s.expit, lambda x: s.expit(x) * s.expit(-x)),
        ("log_expit", s.log_expit, lambda x: s.expit(-x)),
        ("log1p", s.log1p, lambda x: 1 / (1 + x)),
        ("expm1", s.expm1, lambda x: exp(x)),
        ("exprel", s.exprel, lambda x: (exp(x) - s.exprel(x)) / x),
        ("cosm1", s.cosm1, lambda x: -sin(x)),
        ("cbrt", s.cbrt, lambda x: s.cbrt(x) / (3 * x)),
        ("exp2", s.exp2, lambda x: log(2) * s.exp2(x)),
        ("exp10", s.exp10, lambda x: log(10) * s.exp10(x)),
        ("sindg(30 x)", lambda x: s.sindg(30 * x), lambda x: np.pi / 6 * s.cosdg(30 * x)),
        ("cosdg(30 x)", lambda x: s.cosdg(30 * x), lambda x: -np.pi / 6 * s.sindg(30 * x)),
        ("tandg(30 x)", lambda x: s.tandg(30 * x), lambda x: np.pi / 6 * (1 + s.tandg(30 * x) ** 2)),
        ("cotdg(30 x)", lambda x: s.cotdg(30 * x), lambda x: -np.pi / 6 * (1 + s.cotdg(30 * x) ** 2)),
        ("entr", s.entr, lambda x: -log(x) - 1),
        ("lambertw", lambda x: s.lambertw(x).real, lambda x: _lambert_slope(s, x, 0)),
        ("wrightomega", s.wrightomega, lambda x: s.wrightomega(x) / (1 + s.wrightomega(x))),
        ("diric(x, 7)", lambda x: s.diric(x, 7), lambda x: _diric_slope(x, 7)),
    ]


def _diric_slope(x: float, n: int) -> float:
    """Of sin(n x / 2) / (n sin(x / 2))."""
    return (n * cos(n * x / 2) * sin(x / 2) - sin(n * x / 2) * cos(x / 2)) / (2 * n * sin(x / 2) ** 2)


def _of_two(s: ModuleType) -> Iterator[Case]:
    sizes = box("two positive numbers", 0.5, 4.0, (2,))
    yield gradient("beta", lambda x: s.beta(*x), lambda x: s.beta(*x) * (s.digamma(x) - s.digamma(x.sum())), sizes)
    yield gradient("betaln", lambda x: s.betaln(*x), lambda x: s.digamma(x) - s.digamma(x.sum()), sizes)
    yield gradient("xlogy", lambda x: s.xlogy(*x), lambda x: [log(x[1]), x[0] / x[1]], sizes)
    yield gradient("xlog1py", lambda x: s.xlog1py(*x), lambda x: [np.log1p(x[1]), x[0] / (1 + x[1])], sizes)
    yield gradient("rel_entr", lambda x: s.rel_entr(*x), lambda x: [log(x[0] / x[1]) + 1, -x[0] / x[1]], sizes)
    yield gradient("kl_div", lambda x: s.kl_div(*x), lambda x: [log(x[0] / x[1]), 1 - x[0] / x[1]], sizes)
    yield gradient("huber(1, x)", lambda x: s.huber(1.0, x[0]), lambda x: [np.clip(x[0], -1.0, 1.0), 0.0], sizes)
    yield gradient("pseudo_huber", lambda x: s.pseudo_huber(*x), _pseudo_huber, sizes)
    yield gradient("boxcox", lambda x: s.boxcox(*x), lambda x: _boxcox(x[0], x[1]), sizes)
    yield gradient("boxcox1p", lambda x: s.boxcox1p(*x), lambda x: _boxcox(1 + x[0], x[1]), sizes)
    yield gradient("inv_boxcox", lambda x: s.inv_boxcox(*x), lambda x: _inverse_boxcox(s.inv_boxcox(*x), *x), sizes)
    yield gradient(
        "inv_boxcox1p", lambda x: s.inv_boxcox1p(*x), lambda x: _inverse_boxcox(s.inv_boxcox1p(*x) + 1, *x), sizes
    )


def _pseudo_huber(x: Float64Array) -> list[float]:
    delta, r = float(x[0]), float(x[1])
    root = np.sqrt(1 + (r / delta) ** 2)
    return [float(2 * delta * (root - 1) - (r / root) * (r / delta)), float(r / root)]


def _boxcox(base: float, power: float) -> list[float]:
    grown = base**power
    return [base ** (power - 1), (grown * log(base) * power - grown + 1) / power**2]


def _inverse_boxcox(value: float, y: float, power: float) -> list[float]:
    inside = power * y + 1
    return [value / inside, value * (y / (power * inside) - log(inside) / power**2)]
