"""statsmodels: robust norms, penalties and the generators of copulas."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, derivative, gradient, hessian, normal
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

RNG = np.random.default_rng(71)


def cases() -> Iterator[Case]:
    """Functions of one number first."""
    yield from _norms()
    yield from _generators()
    yield from _dependence()
    yield from _penalties()


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
            given(lambda z, n: n.rho(np.array([z])), norm),
            given(lambda z, n: n.psi(np.array([z])), norm),
            -5.0,
            5.0,
        )
        yield derivative(
            f"norms.{name}.psi_deriv",
            given(lambda z, n: n.psi(np.array([z])), norm),
            given(lambda z, n: n.psi_deriv(np.array([z])), norm),
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
                    given(lambda t, m, of, e: getattr(m, of)(t, *e), made, of, theta),
                    given(lambda t, m, c, e: getattr(m, c)(t, *e), made, claimed, theta),
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
                given(lambda t, m, of, e: getattr(m, of)(t, *e), made, of, shape),
                given(lambda t, m, c, e: getattr(m, c)(t, *e), made, claimed, shape),
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
        yield hessian(f"penalties.{name}.deriv2", penalty.deriv, given(lambda p, f: _square(f.deriv2(p)), penalty), at)
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
