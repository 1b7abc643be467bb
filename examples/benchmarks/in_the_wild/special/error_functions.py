"""scipy.special: error functions, distributions, elliptic integrals and functions, hypergeometric functions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from math import cos, exp, pi, sin, sqrt
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Number, box, derivative, gradient
from examples.benchmarks.in_the_wild.given import given

Row = tuple[str, Number, Number]


def cases() -> Iterator[Case]:
    """Functions of one number on (-2, 2), (0.1, 0.9) or (0.5, 5), then elliptic ones of several."""
    s = import_module("scipy.special")
    for low, high, rows in ((-2.0, 2.0, _error(s)), (0.1, 0.9, _inverses(s)), (0.5, 5.0, _positive(s))):
        for name, fun, slope in rows:
            yield derivative(name, fun, slope, low, high)
    for name, fun, slope in _elliptic(s):
        yield derivative(name, fun, slope, 0.1, 0.9)
    yield from _of_several(s)


def _normal(x: float) -> float:
    return exp(-x * x / 2) / sqrt(2 * pi)


def _error(s: ModuleType) -> list[Row]:
    def faddeeva(x: float) -> complex:
        z = complex(x, 0.5)
        return complex(-2 * z * s.wofz(z) + 2j / sqrt(pi))

    def t_density(x: float) -> float:
        return float(s.gamma(2.0) / (sqrt(3 * pi) * s.gamma(1.5)) * (1 + x * x / 3) ** -2)

    rows: list[Row] = [
        ("erf", s.erf, lambda x: 2 / sqrt(pi) * exp(-x * x)),
        ("erfc", s.erfc, lambda x: -2 / sqrt(pi) * exp(-x * x)),
        ("erfcx", s.erfcx, lambda x: 2 * x * s.erfcx(x) - 2 / sqrt(pi)),
        ("erfi", s.erfi, lambda x: 2 / sqrt(pi) * exp(x * x)),
        ("dawsn", s.dawsn, lambda x: 1 - 2 * x * s.dawsn(x)),
        ("wofz(x + 0.5j).real", lambda x: s.wofz(x + 0.5j).real, lambda x: faddeeva(x).real),
        ("wofz(x + 0.5j).imag", lambda x: s.wofz(x + 0.5j).imag, lambda x: faddeeva(x).imag),
        ("fresnel(x)[0]", lambda x: s.fresnel(x)[0], lambda x: sin(pi * x * x / 2)),
        ("fresnel(x)[1]", lambda x: s.fresnel(x)[1], lambda x: cos(pi * x * x / 2)),
        ("modfresnelp(x)[0].real", lambda x: s.modfresnelp(x)[0].real, lambda x: -cos(x * x)),
        ("modfresnelp(x)[0].imag", lambda x: s.modfresnelp(x)[0].imag, lambda x: -sin(x * x)),
        ("modfresnelm(x)[0].real", lambda x: s.modfresnelm(x)[0].real, lambda x: -cos(x * x)),
        ("modfresnelm(x)[0].imag", lambda x: s.modfresnelm(x)[0].imag, lambda x: sin(x * x)),
        ("ndtr", s.ndtr, _normal),
        ("log_ndtr", s.log_ndtr, lambda x: _normal(x) / s.ndtr(x)),
        ("stdtr(3, x)", lambda x: s.stdtr(3, x), t_density),
        ("tklmbda(x, 0.14)", lambda x: s.tklmbda(x, 0.14), lambda x: _tukey(s.tklmbda(x, 0.14), 0.14)),
        ("voigt_profile(x, 1, 0.5)", lambda x: s.voigt_profile(x, 1, 0.5), lambda x: _voigt(s, x)),
        ("hyp1f1(0.7, 1.9, x)", lambda x: s.hyp1f1(0.7, 1.9, x), lambda x: 0.7 / 1.9 * s.hyp1f1(1.7, 2.9, x)),
        (
            "wright_bessel(0.5, 1.5, |x|)",
            lambda x: s.wright_bessel(0.5, 1.5, abs(x)),
            lambda x: np.sign(x) * s.wright_bessel(0.5, 2.0, abs(x)),
        ),
        (
            "log_wright_bessel(0.5, 1.5, |x|)",
            lambda x: s.log_wright_bessel(0.5, 1.5, abs(x)),
            lambda x: np.sign(x) * s.wright_bessel(0.5, 2.0, abs(x)) / s.wright_bessel(0.5, 1.5, abs(x)),
        ),
    ]
    return rows


def _tukey(p: float, shape: float) -> float:
    """The density of the Tukey lambda distribution where its cumulative probability is p."""
    return float(1 / (p ** (shape - 1) + (1 - p) ** (shape - 1)))


def _voigt(s: ModuleType, x: float) -> float:
    z = complex(x, 0.5) / sqrt(2)
    return float((-2 * z * s.wofz(z) + 2j / sqrt(pi)).real / sqrt(2) / sqrt(2 * pi))


def _inverses(s: ModuleType) -> list[Row]:
    return [
        ("erfinv", s.erfinv, lambda x: sqrt(pi) / 2 * exp(s.erfinv(x) ** 2)),
        ("erfcinv", s.erfcinv, lambda x: -sqrt(pi) / 2 * exp(s.erfcinv(x) ** 2)),
        ("ndtri", s.ndtri, lambda x: 1 / _normal(s.ndtri(x))),
        ("ndtri_exp(-x)", lambda x: s.ndtri_exp(-x), lambda x: -exp(-x) / _normal(s.ndtri_exp(-x))),
        ("kolmogi", s.kolmogi, lambda x: 1 / s._ufuncs._kolmogp(s.kolmogi(x))),
        ("kolmogorov", s.kolmogorov, s._ufuncs._kolmogp),
        ("smirnov(7, x)", lambda x: s.smirnov(7, x), lambda x: s._ufuncs._smirnovp(7, x)),
        ("smirnovi(7, x)", lambda x: s.smirnovi(7, x), lambda x: 1 / s._ufuncs._smirnovp(7, s.smirnovi(7, x))),
        ("stdtrit(3, x)", lambda x: s.stdtrit(3, x), lambda x: sqrt(3) * pi / 2 * (1 + s.stdtrit(3, x) ** 2 / 3) ** 2),
        (
            "hyp2f1(0.7, 1.3, 1.9, x)",
            lambda x: s.hyp2f1(0.7, 1.3, 1.9, x),
            lambda x: 0.91 / 1.9 * s.hyp2f1(1.7, 2.3, 2.9, x),
        ),
        ("bdtr(2, 7, x)", lambda x: s.bdtr(2, 7, x), lambda x: -105 * x**2 * (1 - x) ** 4),
        ("bdtrc(2, 7, x)", lambda x: s.bdtrc(2, 7, x), lambda x: 105 * x**2 * (1 - x) ** 4),
        ("nbdtr(2, 4, x)", lambda x: s.nbdtr(2, 4, x), lambda x: 60 * x**3 * (1 - x) ** 2),
        ("nbdtrc(2, 4, x)", lambda x: s.nbdtrc(2, 4, x), lambda x: -60 * x**3 * (1 - x) ** 2),
    ]


def _positive(s: ModuleType) -> list[Row]:
    def f_density(x: float) -> float:
        return float(exp(s.xlogy(2.0, 4 / 6) + s.xlogy(1.0, x) - 5 * np.log1p(4 / 6 * x) - s.betaln(2, 3)))

    return [
        ("fdtr(4, 6, x)", lambda x: s.fdtr(4, 6, x), f_density),
        ("fdtrc(4, 6, x)", lambda x: s.fdtrc(4, 6, x), lambda x: -f_density(x)),
        ("hyperu(0.7, 1.9, x)", lambda x: s.hyperu(0.7, 1.9, x), lambda x: -0.7 * s.hyperu(1.7, 2.9, x)),
        ("hyp1f1(0.7, 1.9, -x)", lambda x: s.hyp1f1(0.7, 1.9, -x), lambda x: -0.7 / 1.9 * s.hyp1f1(1.7, 2.9, -x)),
        (
            "hyp2f1(0.7, 1.3, 1.9, -x)",
            lambda x: s.hyp2f1(0.7, 1.3, 1.9, -x),
            lambda x: -0.91 / 1.9 * s.hyp2f1(1.7, 2.3, 2.9, -x),
        ),
        ("elliprc(x, 2)", lambda x: s.elliprc(x, 2), lambda x: -s.elliprd(2, 2, x) / 6),
    ]


def _elliptic(s: ModuleType) -> list[Row]:
    def slope_of_k(m: float) -> float:
        return float((s.ellipe(m) - (1 - m) * s.ellipk(m)) / (2 * m * (1 - m)))

    rows: list[Row] = [
        ("ellipk", s.ellipk, slope_of_k),
        ("ellipkm1", s.ellipkm1, lambda p: -slope_of_k(1 - p)),
        ("ellipe", s.ellipe, lambda m: (s.ellipe(m) - s.ellipk(m)) / (2 * m)),
        ("ellipkinc(x, 0.6)", lambda x: s.ellipkinc(x, 0.6), lambda x: 1 / sqrt(1 - 0.6 * sin(x) ** 2)),
        ("ellipeinc(x, 0.6)", lambda x: s.ellipeinc(x, 0.6), lambda x: sqrt(1 - 0.6 * sin(x) ** 2)),
        ("ellipeinc(1, m)", lambda m: s.ellipeinc(1, m), lambda m: (s.ellipeinc(1, m) - s.ellipkinc(1, m)) / (2 * m)),
    ]
    slopes: list[Number] = [
        lambda u: s.ellipj(u, 0.6)[1] * s.ellipj(u, 0.6)[2],
        lambda u: -s.ellipj(u, 0.6)[0] * s.ellipj(u, 0.6)[2],
        lambda u: -0.6 * s.ellipj(u, 0.6)[0] * s.ellipj(u, 0.6)[1],
        lambda u: s.ellipj(u, 0.6)[2],
    ]
    rows += [
        (f"ellipj(u, 0.6)[{k}]", given(lambda u, k: s.ellipj(u, 0.6)[k], k), slope) for k, slope in enumerate(slopes)
    ]
    return rows


def _of_several(s: ModuleType) -> Iterator[Case]:
    three = box("three positive numbers", 0.3, 3.0, (3,))
    yield gradient(
        "elliprf",
        lambda x: s.elliprf(*x),
        lambda x: [-s.elliprd(x[1], x[2], x[0]) / 6, -s.elliprd(x[0], x[2], x[1]) / 6, -s.elliprd(*x) / 6],
        three,
    )
    yield gradient(
        "owens_t",
        lambda x: s.owens_t(*x),
        lambda x: [
            -_normal(x[0]) * s.erf(x[1] * x[0] / sqrt(2)) / 2,
            exp(-(x[0] ** 2) * (1 + x[1] ** 2) / 2) / (2 * pi * (1 + x[1] ** 2)),
        ],
        box("owens_t", 0.2, 2.0, (2,)),
    )
    yield gradient(
        "ellipkinc",
        lambda x: s.ellipkinc(*x),
        lambda x: [
            1 / sqrt(1 - x[1] * sin(x[0]) ** 2),
            s.ellipeinc(*x) / (2 * x[1] * (1 - x[1]))
            - s.ellipkinc(*x) / (2 * x[1])
            - sin(2 * x[0]) / (4 * (1 - x[1]) * sqrt(1 - x[1] * sin(x[0]) ** 2)),
        ],
        box("ellipkinc", 0.2, 0.8, (2,)),
    )
    yield gradient("logsumexp", s.logsumexp, s.softmax, box("logsumexp", -3.0, 3.0, (5,)))
