"""scipy.interpolate: interpolants and splines with the derivatives that their classes have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, box, derivative, gradient, jacobian
from examples.benchmarks.in_the_wild.given import given, given_both
from minigrad.arrays import Float64Array

KNOTS = np.array([0.0, 0.7, 1.1, 2.3, 3.0, 4.2, 5.1, 6.0])
VALUES = np.array([0.3, 1.4, 0.9, -0.8, -0.2, 1.7, 0.6, -1.1])
SLOPES = np.array([1.0, 0.2, -0.9, 0.0, 1.1, 0.4, -1.3, -0.5])


class Curve(Protocol):
    """A function of one number."""

    def __call__(self, x: float, k: int, /) -> npt.ArrayLike:
        """Its derivative of order k."""


class Surface(Protocol):
    """A function of two numbers."""

    def __call__(self, x: float, y: float, /, *, dx: int = 0, dy: int = 0, grid: bool) -> npt.ArrayLike:
        """Its derivative of these orders."""


def cases() -> Iterator[Case]:
    """First and second derivatives, antiderivatives, curves in the plane, surfaces."""
    s = import_module("scipy.interpolate")
    for name, curve in _curves(s).items():
        for k in (0, 1):
            yield derivative(
                f"{name}, derivative {k + 1}",
                given(lambda x, c, k: c(x, k), curve, k),
                given(lambda x, c, k: c(x, k + 1), curve, k),
                0.1,
                5.9,
            )
    yield from _antiderivatives(s)
    yield from _in_the_plane(s)
    yield from _surfaces(s)


def _curves(s: ModuleType) -> dict[str, Curve]:
    """Functions of x and of the order of the derivative."""
    tck = s.splrep(KNOTS, VALUES, s=0.4)
    by_method = {
        "BarycentricInterpolator": s.BarycentricInterpolator(KNOTS, VALUES).derivative,
        "KroghInterpolator": s.KroghInterpolator(KNOTS, VALUES).derivative,
    }
    direct = {
        "CubicSpline, natural": s.CubicSpline(KNOTS, VALUES, bc_type="natural"),
        "CubicSpline, not-a-knot": s.CubicSpline(KNOTS, VALUES),
        "CubicSpline, clamped": s.CubicSpline(KNOTS, VALUES, bc_type="clamped"),
        "PchipInterpolator": s.PchipInterpolator(KNOTS, VALUES),
        "Akima1DInterpolator": s.Akima1DInterpolator(KNOTS, VALUES),
        "Akima1DInterpolator, makima": s.Akima1DInterpolator(KNOTS, VALUES, method="makima"),
        "CubicHermiteSpline": s.CubicHermiteSpline(KNOTS, VALUES, SLOPES),
        "make_interp_spline, 2": s.make_interp_spline(KNOTS, VALUES, k=2),
        "make_interp_spline, 3": s.make_interp_spline(KNOTS, VALUES, k=3),
        "make_interp_spline, 5": s.make_interp_spline(KNOTS, VALUES, k=5),
        "make_smoothing_spline": s.make_smoothing_spline(KNOTS, VALUES, lam=0.1),
        "make_lsq_spline": s.make_lsq_spline(KNOTS, VALUES, [0.0] * 4 + [3.0] + [6.0] * 4),
        "BSpline.basis_element": s.BSpline.basis_element([0.0, 1.0, 2.5, 4.0, 6.0]),
        "UnivariateSpline": s.UnivariateSpline(KNOTS, VALUES, s=0.4),
        "InterpolatedUnivariateSpline": s.InterpolatedUnivariateSpline(KNOTS, VALUES, k=4),
        "LSQUnivariateSpline": s.LSQUnivariateSpline(KNOTS, VALUES, [2.5]),
        "PPoly": s.PPoly(np.vstack([SLOPES[:-1], VALUES[:-1], VALUES[1:]]), KNOTS),
        "BPoly.from_derivatives": s.BPoly.from_derivatives(KNOTS, np.column_stack([VALUES, SLOPES, -VALUES])),
        "splev": lambda x, k: s.splev(x, tck, der=k),
    }
    lowered = {
        f"{name}().derivative(k)": given_both(lambda x, k, c: c(x) if k == 0 else c.derivative(k)(x), direct[name])
        for name in (
            "CubicSpline, clamped",
            "make_interp_spline, 5",
            "UnivariateSpline",
            "BPoly.from_derivatives",
            "PPoly",
        )
    }
    known = {name: given_both(lambda x, k, m: m(x, k), method) for name, method in by_method.items()}
    return {**direct, **known, **lowered}


def _antiderivatives(s: ModuleType) -> Iterator[Case]:
    for name, curve in {
        "CubicSpline": s.CubicSpline(KNOTS, VALUES),
        "make_interp_spline": s.make_interp_spline(KNOTS, VALUES, k=3),
        "UnivariateSpline": s.UnivariateSpline(KNOTS, VALUES, s=0.4),
        "PchipInterpolator": s.PchipInterpolator(KNOTS, VALUES),
        "BPoly": s.BPoly.from_derivatives(KNOTS, np.column_stack([VALUES, SLOPES])),
    }.items():
        yield derivative(f"{name}.antiderivative", curve.antiderivative(), curve, 0.1, 5.9)
        if name != "BPoly":
            yield derivative(
                f"{name}.integrate" if hasattr(curve, "integrate") else f"{name}.integral",
                _integral(curve),
                curve,
                0.1,
                5.9,
            )
    tck = s.splrep(KNOTS, VALUES, s=0.0)
    yield derivative("splint", lambda x: s.splint(0.0, x, tck), lambda x: s.splev(x, tck), 0.1, 5.9)
    yield derivative("splder", lambda x: s.splev(x, tck), lambda x: s.splev(x, s.splder(tck)), 0.1, 5.9)
    yield derivative("splantider", lambda x: s.splev(x, s.splantider(tck)), lambda x: s.splev(x, tck), 0.1, 5.9)
    yield derivative("spalde", lambda x: s.spalde(x, tck)[1], lambda x: s.spalde(x, tck)[2], 0.1, 5.9)


def _integral(curve: object) -> Callable[[float], npt.ArrayLike]:
    method = getattr(curve, "integrate", None) or getattr(curve, "integral")
    return lambda x: method(0.0, x)


def _in_the_plane(s: ModuleType) -> Iterator[Case]:
    both = np.column_stack([VALUES, SLOPES])
    at = box("curves in the plane", 0.1, 5.9)
    for name, curve in {
        "CubicSpline": s.CubicSpline(KNOTS, both),
        "PchipInterpolator": s.PchipInterpolator(KNOTS, both),
        "make_interp_spline": s.make_interp_spline(KNOTS, both, k=3),
    }.items():
        yield jacobian(f"{name} of pairs", curve, given(lambda x, c: c(x, 1), curve), at)
    tck, _ = s.splprep(both.T, u=KNOTS, s=0.0)
    yield jacobian("splprep", lambda u: s.splev(u, tck), lambda u: s.splev(u, tck, der=1), at)


def _surfaces(s: ModuleType) -> Iterator[Case]:
    heights = np.outer(VALUES, SLOPES) + VALUES
    at = box("surfaces", 0.2, 5.8, (2,))
    spline = s.RectBivariateSpline(KNOTS, KNOTS, heights)
    grid = np.stack(np.meshgrid(KNOTS, KNOTS, indexing="ij"), axis=-1).reshape(-1, 2)
    scattered = s.SmoothBivariateSpline(grid[:, 0], grid[:, 1], heights.ravel(), s=8.0)
    least = s.LSQBivariateSpline(grid[:, 0], grid[:, 1], heights.ravel(), [3.0], [2.0, 4.0])
    for name, surface in {
        "RectBivariateSpline": spline,
        "SmoothBivariateSpline": scattered,
        "LSQBivariateSpline": least,
    }.items():
        yield gradient(name, given(_height, surface), given(_slopes, surface), at)
    parts = [spline.partial_derivative(1, 0), spline.partial_derivative(0, 1)]
    yield gradient(
        "RectBivariateSpline.partial_derivative",
        lambda x: spline(*x, grid=False),
        lambda x: [part(*x, grid=False) for part in parts],
        at,
    )
    for k in (3, 5):
        cubes = s.NdBSpline(*_tensor(s, k, heights))
        yield gradient(
            f"NdBSpline, {k}",
            given(lambda x, f: f(x), cubes),
            given(lambda x, f: [f(x, nu=(1, 0)), f(x, nu=(0, 1))], cubes),
            at,
        )
    regular = s.RegularGridInterpolator((KNOTS, KNOTS), heights, method="cubic")
    yield gradient(
        "RegularGridInterpolator, cubic",
        lambda x: regular(x)[0],
        lambda x: [regular(x, nu=(1, 0))[0], regular(x, nu=(0, 1))[0]],
        at,
    )
    sphere = s.RectSphereBivariateSpline(KNOTS[1:-1] / 2.0, KNOTS[:-1], heights[1:-1, :-1])
    yield gradient(
        "RectSphereBivariateSpline",
        lambda x: sphere(*x, grid=False),
        lambda x: [sphere(*x, dtheta=1, grid=False), sphere(*x, dphi=1, grid=False)],
        box("sphere", (0.4, 0.2), (2.4, 5.0), (2,)),
    )


def _height(x: Float64Array, surface: Surface) -> npt.ArrayLike:
    return surface(*x, grid=False)


def _slopes(x: Float64Array, surface: Surface) -> npt.ArrayLike:
    return np.array([surface(*x, dx=1, grid=False), surface(*x, dy=1, grid=False)])


def _tensor(s: ModuleType, k: int, heights: Float64Array) -> tuple[object, Float64Array, int]:
    """Knots, coefficients and degree of the tensor product."""
    first = s.make_interp_spline(KNOTS, heights, k=k)
    second = s.make_interp_spline(KNOTS, first.c.T, k=k)
    return (first.t, second.t), np.ascontiguousarray(second.c.T), k
