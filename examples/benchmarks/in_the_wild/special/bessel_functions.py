"""scipy.special: Bessel, Hankel, Kelvin, Airy and Struve functions, and integrals of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from math import exp, gamma, pi, sqrt
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, Number, derivative
from examples.benchmarks.in_the_wild.given import given

ORDERS = (0, 1, 2.5)


def cases() -> Iterator[Case]:
    """Each with the derivative that the library has, or with a recurrence."""
    s = import_module("scipy.special")
    yield from _with_derivatives(s)
    yield from _spherical(s)
    for name, fun, slope in [*_fixed_orders(s), *_scaled(s), *_airy(s), *_kelvin(s), *_struve(s), *_integrals(s)]:
        yield derivative(name, fun, slope, 0.3, 7.0)


def _with_derivatives(s: ModuleType) -> Iterator[Case]:
    for letter in ("j", "y", "i", "k"):
        fun, slope = getattr(s, f"{letter}v"), getattr(s, f"{letter}vp")
        for v in ORDERS:
            yield derivative(
                f"{letter}v({v}, x)",
                given(lambda x, f, v: f(v, x), fun, v),
                given(lambda x, p, v: p(v, x), slope, v),
                0.3,
                7.0,
            )
            yield derivative(
                f"{letter}vp({v}, x)",
                given(lambda x, p, v: p(v, x), slope, v),
                given(lambda x, p, v: p(v, x, 2), slope, v),
                0.3,
                7.0,
            )
    for kind in ("h1v", "h2v"):
        fun, slope = getattr(s, f"hankel{kind[1]}"), getattr(s, f"{kind}p")
        for part in ("real", "imag"):
            yield derivative(
                f"hankel{kind[1]}(1.5, x).{part}",
                given(lambda x, f, part: getattr(f(1.5, x), part), fun, part),
                given(lambda x, p, part: getattr(p(1.5, x), part), slope, part),
                0.3,
                7.0,
            )


def _spherical(s: ModuleType) -> Iterator[Case]:
    for letter in ("j", "y", "i", "k"):
        fun = getattr(s, f"spherical_{letter}n")
        for n in (0, 1, 4):
            yield derivative(
                f"spherical_{letter}n({n}, x)",
                given(lambda x, f, n: f(n, x), fun, n),
                given(lambda x, f, n: f(n, x, derivative=True), fun, n),
                0.3,
                7.0,
            )


Row = tuple[str, Number, Number]


def _fixed_orders(s: ModuleType) -> list[Row]:
    return [
        ("j0", s.j0, lambda x: -s.j1(x)),
        ("j1", s.j1, lambda x: s.j0(x) - s.j1(x) / x),
        ("y0", s.y0, lambda x: -s.y1(x)),
        ("y1", s.y1, lambda x: s.y0(x) - s.y1(x) / x),
        ("i0", s.i0, s.i1),
        ("i1", s.i1, lambda x: s.i0(x) - s.i1(x) / x),
        ("k0", s.k0, lambda x: -s.k1(x)),
        ("k1", s.k1, lambda x: -s.k0(x) - s.k1(x) / x),
        ("hyp0f1(1.5, x)", lambda x: s.hyp0f1(1.5, x), lambda x: s.hyp0f1(2.5, x) / 1.5),
        ("jv(40, 10 + 5 x)", lambda x: s.jv(40, 10.0 + 5.0 * x), lambda x: 5.0 * s.jvp(40, 10.0 + 5.0 * x)),
    ]


def _scaled(s: ModuleType) -> list[Row]:
    return [
        ("i0e", s.i0e, lambda x: s.i1e(x) - s.i0e(x)),
        ("i1e", s.i1e, lambda x: s.i0e(x) - s.i1e(x) / x - s.i1e(x)),
        ("k0e", s.k0e, lambda x: s.k0e(x) - s.k1e(x)),
        ("k1e", s.k1e, lambda x: s.k1e(x) - s.k0e(x) - s.k1e(x) / x),
        ("ive(2.5, x)", lambda x: s.ive(2.5, x), lambda x: (s.ive(1.5, x) + s.ive(3.5, x)) / 2 - s.ive(2.5, x)),
        ("kve(2.5, x)", lambda x: s.kve(2.5, x), lambda x: s.kve(2.5, x) - (s.kve(1.5, x) + s.kve(3.5, x)) / 2),
        ("jve(2.5, x)", lambda x: s.jve(2.5, x), lambda x: s.jvp(2.5, x)),
    ]


def _airy(s: ModuleType) -> list[Row]:
    names = ("Ai", "Ai'", "Bi", "Bi'")
    slopes: list[Number] = [
        lambda x: s.airy(x)[1],
        lambda x: x * s.airy(x)[0],
        lambda x: s.airy(x)[3],
        lambda x: x * s.airy(x)[2],
    ]
    rows: list[Row] = []
    for k, (name, slope) in enumerate(zip(names, slopes, strict=True)):
        rows.append((f"airy(x): {name}", given(lambda x, k: s.airy(x)[k], k), slope))
        rows.append(
            (
                f"airy(-x): {name}",
                given(lambda x, k: s.airy(-x)[k], k),
                given(lambda x, slope: -np.asarray(slope(-x)), slope),
            )
        )
    rows += [
        ("airye(x): eAi", lambda x: s.airye(x)[0], lambda x: s.airye(x)[1] + sqrt(x) * s.airye(x)[0]),
        ("airye(x): eBi", lambda x: s.airye(x)[2], lambda x: s.airye(x)[3] - sqrt(x) * s.airye(x)[2]),
    ]
    return rows


def _kelvin(s: ModuleType) -> list[Row]:
    pairs = [(name, getattr(s, name), getattr(s, f"{name}p")) for name in ("ber", "bei", "ker", "kei")]
    third: list[Row] = [
        (
            f"kelvin(x)[{k}].real",
            given(lambda x, k: s.kelvin(x)[k].real, k),
            given(lambda x, k: s.kelvin(x)[k + 2].real, k),
        )
        for k in (0, 1)
    ]
    return [*pairs, *third]


def _struve(s: ModuleType) -> list[Row]:
    def extra(v: float, x: float) -> float:
        return float((x / 2) ** v / (sqrt(pi) * gamma(v + 1.5)))

    rows: list[Row] = []
    for v in ORDERS:
        rows += [
            (
                f"struve({v}, x)",
                given(lambda x, v: s.struve(v, x), v),
                given(lambda x, v: (s.struve(v - 1, x) - s.struve(v + 1, x) + extra(v, x)) / 2, v),
            ),
            (
                f"modstruve({v}, x)",
                given(lambda x, v: s.modstruve(v, x), v),
                given(lambda x, v: (s.modstruve(v - 1, x) + s.modstruve(v + 1, x) + extra(v, x)) / 2, v),
            ),
        ]
    return rows


def _integrals(s: ModuleType) -> list[Row]:
    return [
        ("itj0y0(x)[0]", lambda x: s.itj0y0(x)[0], s.j0),
        ("itj0y0(x)[1]", lambda x: s.itj0y0(x)[1], s.y0),
        ("it2j0y0(x)[0]", lambda x: s.it2j0y0(x)[0], lambda x: (1 - s.j0(x)) / x),
        ("it2j0y0(x)[1]", lambda x: s.it2j0y0(x)[1], lambda x: -s.y0(x) / x),
        ("iti0k0(x)[0]", lambda x: s.iti0k0(x)[0], s.i0),
        ("iti0k0(x)[1]", lambda x: s.iti0k0(x)[1], s.k0),
        ("it2i0k0(x)[0]", lambda x: s.it2i0k0(x)[0], lambda x: (s.i0(x) - 1) / x),
        ("it2i0k0(x)[1]", lambda x: s.it2i0k0(x)[1], lambda x: -s.k0(x) / x),
        ("itstruve0", s.itstruve0, lambda x: s.struve(0, x)),
        ("it2struve0", s.it2struve0, lambda x: -s.struve(0, x) / x),
        ("itmodstruve0", s.itmodstruve0, lambda x: s.modstruve(0, x)),
        ("itairy(x)[0]", lambda x: s.itairy(x)[0], lambda x: s.airy(x)[0]),
        ("itairy(x)[1]", lambda x: s.itairy(x)[1], lambda x: s.airy(x)[2]),
        ("itairy(x)[2]", lambda x: s.itairy(x)[2], lambda x: s.airy(-x)[0]),
        ("itairy(x)[3]", lambda x: s.itairy(x)[3], lambda x: s.airy(-x)[2]),
        ("exp(x) exp1(x)", lambda x: exp(x) * s.exp1(x), lambda x: exp(x) * s.exp1(x) - 1 / x),
    ]
