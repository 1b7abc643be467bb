"""scipy.special: orthogonal polynomials, Legendre and Mathieu functions, spheroidal wave functions, softmax."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Number, Pair, box, derivative, jacobian, pair
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

Row = tuple[str, Number, Number]


def cases() -> Iterator[Case]:
    """Degrees 1, 4 and 25, on (-0.9, 0.9) or (0.3, 4)."""
    s = import_module("scipy.special")
    for n in (1, 4, 25):
        for name, fun, slope in _on_an_interval(s, n):
            yield derivative(f"{name}({n}, x)", fun, slope, -0.9, 0.9)
        for name, fun, slope in _on_a_line(s, n):
            yield derivative(f"{name}({n}, x)", fun, slope, 0.3, 4.0)
    for name, fun, slope in _classes(s):
        yield derivative(name, fun, slope, 0.1, 0.9)
    for name, both, low, high in _value_and_slope(s):
        yield pair(name, both, box(name, low, high))
    yield from _arrays(s)


def _on_an_interval(s: ModuleType, n: int) -> list[Row]:
    return [
        ("eval_chebyt", lambda x: s.eval_chebyt(n, x), lambda x: n * s.eval_chebyu(n - 1, x)),
        ("eval_chebyu", lambda x: s.eval_chebyu(n, x), lambda x: 2 * s.eval_gegenbauer(n - 1, 2.0, x)),
        ("eval_chebyc", lambda x: s.eval_chebyc(n, x), lambda x: n * s.eval_chebys(n - 1, x)),
        ("eval_legendre", lambda x: s.eval_legendre(n, x), lambda x: (n + 1) / 2 * s.eval_jacobi(n - 1, 1, 1, x)),
        (
            "eval_gegenbauer, 0.7",
            lambda x: s.eval_gegenbauer(n, 0.7, x),
            lambda x: 1.4 * s.eval_gegenbauer(n - 1, 1.7, x),
        ),
        (
            "eval_jacobi, 0.3, 1.6",
            lambda x: s.eval_jacobi(n, 0.3, 1.6, x),
            lambda x: (n + 2.9) / 2 * s.eval_jacobi(n - 1, 1.3, 2.6, x),
        ),
        (
            "eval_sh_legendre",
            lambda x: s.eval_sh_legendre(n, x),
            lambda x: (n + 1) * s.eval_jacobi(n - 1, 1, 1, 2 * x - 1),
        ),
        ("eval_sh_chebyt", lambda x: s.eval_sh_chebyt(n, x), lambda x: 2 * n * s.eval_sh_chebyu(n - 1, x)),
        ("legendre_p", lambda x: s.legendre_p(n, x), lambda x: s.legendre_p(n, x, diff_n=1)[1]),
        (
            "legendre_p'",
            lambda x: s.legendre_p(n, x, diff_n=1)[1],
            lambda x: s.legendre_p(n, x, diff_n=2)[2],
        ),
        ("lqn", lambda x: s.lqn(n, x)[0][n], lambda x: s.lqn(n, x)[1][n]),
        ("legendre().deriv", lambda x: s.legendre(n)(x), lambda x: s.legendre(n).deriv()(x)),
    ]


def _on_a_line(s: ModuleType, n: int) -> list[Row]:
    return [
        ("eval_hermite", lambda x: s.eval_hermite(n, x), lambda x: 2 * n * s.eval_hermite(n - 1, x)),
        ("eval_hermitenorm", lambda x: s.eval_hermitenorm(n, x), lambda x: n * s.eval_hermitenorm(n - 1, x)),
        ("eval_laguerre", lambda x: s.eval_laguerre(n, x), lambda x: -s.eval_genlaguerre(n - 1, 1.0, x)),
        (
            "eval_genlaguerre, 0.7",
            lambda x: s.eval_genlaguerre(n, 0.7, x),
            lambda x: -s.eval_genlaguerre(n - 1, 1.7, x),
        ),
        ("riccati_jn", lambda x: s.riccati_jn(n, x)[0][n], lambda x: s.riccati_jn(n, x)[1][n]),
        ("riccati_yn", lambda x: s.riccati_yn(n, x)[0][n], lambda x: s.riccati_yn(n, x)[1][n]),
    ]


def _classes(s: ModuleType) -> list[Row]:
    rows: list[Row] = []
    for m in (0, 2, -1):
        rows += [
            (
                f"assoc_legendre_p(4, {m}, x)",
                given(lambda x, m: s.assoc_legendre_p(4, m, x), m),
                given(lambda x, m: s.assoc_legendre_p(4, m, x, diff_n=1)[1], m),
            ),
            (
                f"assoc_legendre_p(4, {m}, x, norm=True)'",
                given(lambda x, m: s.assoc_legendre_p(4, m, x, norm=True, diff_n=1)[1], m),
                given(lambda x, m: s.assoc_legendre_p(4, m, x, norm=True, diff_n=2)[2], m),
            ),
            (
                f"sph_legendre_p(4, {m}, x)",
                given(lambda x, m: s.sph_legendre_p(4, m, x), m),
                given(lambda x, m: s.sph_legendre_p(4, m, x, diff_n=1)[1], m),
            ),
            (
                f"sph_legendre_p(4, {m}, x)'",
                given(lambda x, m: s.sph_legendre_p(4, m, x, diff_n=1)[1], m),
                given(lambda x, m: s.sph_legendre_p(4, m, x, diff_n=2)[2], m),
            ),
        ]
    rows += [
        ("lqmn(2, 3, x)", lambda x: s.lqmn(2, 3, x)[0][2, 3], lambda x: s.lqmn(2, 3, x)[1][2, 3]),
        ("lqmn(2, 3, x + 1)", lambda x: s.lqmn(2, 3, x + 1)[0][2, 3], lambda x: s.lqmn(2, 3, x + 1)[1][2, 3]),
    ]
    return rows


def _value_and_slope(s: ModuleType) -> list[tuple[str, Pair, float, float]]:
    """Functions that return their value and its derivative, and where."""
    spheroidal: list[tuple[str, Pair, float, float]] = [
        ("pro_ang1(1, 2, 1.5, x)", lambda x: s.pro_ang1(1, 2, 1.5, x), -0.8, 0.8),
        ("pro_rad1(1, 2, 1.5, x)", lambda x: s.pro_rad1(1, 2, 1.5, x), 1.1, 3.0),
        ("pro_rad2(1, 2, 1.5, x)", lambda x: s.pro_rad2(1, 2, 1.5, x), 1.1, 3.0),
        ("obl_ang1(1, 2, 1.5, x)", lambda x: s.obl_ang1(1, 2, 1.5, x), -0.8, 0.8),
        ("obl_rad1(1, 2, 1.5, x)", lambda x: s.obl_rad1(1, 2, 1.5, x), 0.2, 3.0),
        ("obl_rad2(1, 2, 1.5, x)", lambda x: s.obl_rad2(1, 2, 1.5, x), 0.2, 3.0),
    ]
    mathieu: list[tuple[str, Pair, float, float]] = [
        ("mathieu_cem(2, 1.5, x)", lambda x: s.mathieu_cem(2, 1.5, x), 5.0, 85.0),
        ("mathieu_sem(2, 1.5, x)", lambda x: s.mathieu_sem(2, 1.5, x), 5.0, 85.0),
        ("mathieu_modcem1(2, 1.5, x)", lambda x: s.mathieu_modcem1(2, 1.5, x), 0.2, 2.0),
        ("mathieu_modcem2(2, 1.5, x)", lambda x: s.mathieu_modcem2(2, 1.5, x), 0.2, 2.0),
        ("mathieu_modsem1(2, 1.5, x)", lambda x: s.mathieu_modsem1(2, 1.5, x), 0.2, 2.0),
        ("mathieu_modsem2(2, 1.5, x)", lambda x: s.mathieu_modsem2(2, 1.5, x), 0.2, 2.0),
    ]
    cylinder: list[tuple[str, Pair, float, float]] = [
        (f"{name}({v}, x)", given(lambda x, f, v: f(v, x), getattr(s, name), v), -2.5, 4.0)
        for name in ("pbdv", "pbvv", "pbwa")
        for v in (0.5, 2.0)
    ]
    return [*spheroidal, *mathieu, *cylinder]


def _arrays(s: ModuleType) -> Iterator[Case]:
    def softmax_slopes(x: Float64Array) -> Float64Array:
        p = s.softmax(x)
        return np.asarray(np.diag(p) - np.outer(p, p))

    logits = box("logits", -3.0, 3.0, (5,))
    yield jacobian("softmax", s.softmax, softmax_slopes, logits)
    yield jacobian("log_softmax", s.log_softmax, lambda x: np.eye(x.size) - s.softmax(x), logits)
    for n, m in ((1, 0), (3, 2), (5, -4)):
        angles = box(f"sph_harm_y({n}, {m})", (0.3, -2.0), (2.8, 2.0), (2,))
        for part in ("real", "imag"):
            yield jacobian(
                f"sph_harm_y({n}, {m}, theta, phi).{part}",
                given(lambda x, n, m, part: [getattr(s.sph_harm_y(n, m, *x), part)], n, m, part),
                given(lambda x, n, m, part: [getattr(s.sph_harm_y(n, m, *x, diff_n=1)[1], part)], n, m, part),
                angles,
            )
            yield jacobian(
                f"sph_harm_y({n}, {m}, theta, phi)'.{part}",
                given(lambda x, n, m, part: getattr(s.sph_harm_y(n, m, *x, diff_n=1)[1], part), n, m, part),
                given(lambda x, n, m, part: getattr(s.sph_harm_y(n, m, *x, diff_n=2)[2], part), n, m, part),
                angles,
            )
