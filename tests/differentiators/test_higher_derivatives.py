"""Third and higher derivatives: closed forms, bounds that hold, and trouble that is said."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest

import minigrad as mg
from minigrad import Status
from minigrad.arrays import Float64Array

ADAPTIVE, COMPLEX, CENTRAL = mg.AdaptiveDifference(), mg.ComplexStep(), mg.CentralDifference()
GOOD = (Status.CONVERGED, Status.LIMITED_BY_NOISE, Status.ONE_SIDED)

Fun = Callable[[float], float]


class Known(NamedTuple):
    """A function, a point, and its n-th derivative there for n = 0, 1, 2, ..."""

    fun: Fun
    x: float
    derivative: Callable[[int], float]


def falling(power: float, n: int) -> float:
    """p (p - 1) ... (p - n + 1)."""
    return float(math.prod(Fraction(power) - k for k in range(n)))


KNOWN = (
    Known(np.exp, 1.0, lambda n: math.e),
    Known(np.exp, 1e-8, lambda n: math.exp(1e-8)),
    Known(lambda x: np.sin(30.0 * x), 2.0, lambda n: 30.0**n * math.sin(60.0 + n * math.pi / 2)),
    Known(np.sin, 4000.0, lambda n: math.sin(4000.0 + n * math.pi / 2)),
    Known(np.log, 3e-7, lambda n: -math.factorial(n - 1) * (-3e-7) ** -n),
    Known(lambda x: 1.0 / (x - 1.0), 1.001, lambda n: math.factorial(n) * (-1.0) ** n / (1.001 - 1.0) ** (n + 1)),
    Known(lambda x: x**2.5, 20.0, lambda n: falling(2.5, n) * 20.0 ** (2.5 - n)),
    Known(lambda x: x**7 - x**2, -0.3, lambda n: falling(7.0, n) * (-0.3) ** (7 - n)),
    Known(lambda x: 1e6 + x**4, 0.7, lambda n: falling(4.0, n) * 0.7 ** (4 - n) if n < 5 else 0.0),
    Known(lambda x: np.exp(1e-4 * x), 5.0, lambda n: 1e-4**n * math.exp(5e-4)),
)


@pytest.mark.each("known", KNOWN)
@pytest.mark.each("n", [3, 4, 5, 6, 8])
@pytest.mark.each(
    ("method", "digits"), [(ADAPTIVE, {3: 6, 4: 4, 5: 2, 6: 1, 8: -9}), (COMPLEX, {3: 9, 4: 8, 5: 6, 6: 4, 8: 0})]
)
def test_errors_are_small_and_inside_their_bounds(
    known: Known, n: int, method: mg.Differentiator, digits: dict[int, int]
) -> None:
    estimate, truth = method.estimate_derivative(known.fun, known.x, n=n), known.derivative(n)
    error = abs(float(estimate.value) - truth)
    assert error <= float(estimate.error) + 4e-16 * abs(truth)
    assert estimate.status in GOOD
    assert error <= 10.0 ** -digits[n] * max(abs(truth), abs(known.fun(known.x)) * 1e-4)
    assert estimate.evaluations <= 84


@pytest.mark.each(
    "method", [CENTRAL, mg.CentralDifference(order=6), mg.BackwardDifference(order=2), mg.Richardson(CENTRAL)]
)
@pytest.mark.each("n", [3, 4, 5, 6, 7, 8])
def test_fixed_differences_have_them_too(method: mg.Differentiator, n: int) -> None:
    estimate = method.estimate_derivative(np.sin, 0.9, n=n)
    truth = math.sin(0.9 + n * math.pi / 2)
    assert abs(estimate.value - truth) <= estimate.error
    assert abs(estimate.value - truth) <= (1e-4 if n < 5 else 0.4)
    assert method.derivative(np.sin, 0.9, n=n) == estimate.value


def test_published_stencils() -> None:
    """Fornberg (1988), table 1: the central formulas of second order for the third and the fourth derivative."""
    assert CENTRAL.stencil(3).weights == (-0.5, 1.0, -1.0, 0.5)
    assert CENTRAL.stencil(4).weights == (1.0, -4.0, 6.0, -4.0, 1.0)


def test_each_element_of_an_array_has_its_own_search() -> None:
    x = np.array([[0.5, 3.0], [200.0, 1e-3]])
    for method in (ADAPTIVE, COMPLEX):
        estimate = method.estimate_derivative(lambda t, a: a * np.log(t), x, n=3, args=(2.0,))
        assert (np.abs(estimate.value - 4.0 / x**3) <= estimate.error).all()
        np.testing.assert_allclose(estimate.value * x**3, 4.0, rtol=1e-5)


@pytest.mark.each("method", [ADAPTIVE, COMPLEX, CENTRAL])
@pytest.mark.each("bounds", [(1.0, 3.0), (0.0, 1.0), (1.0 - 1e-9, 3.0)])
def test_bounds_are_kept(method: mg.Differentiator, bounds: tuple[float, float]) -> None:
    seen: list[float] = []

    def fun(x: float) -> float:
        seen.append(complex(x).real)
        value: float = np.exp(x)
        return value

    estimate = method.estimate_derivative(fun, 1.0, n=3, bounds=bounds)
    assert bounds[0] <= min(seen)
    assert max(seen) <= bounds[1]
    assert abs(estimate.value - math.e) <= estimate.error <= 1e-2


def test_the_edge_of_a_domain_is_found() -> None:
    """cosh(sqrt(x)) = sum x^k / (2k)! has the third derivative 3! / 6! at 0."""
    edge = mg.AdaptiveDifference(domain_errors=(ValueError,))
    estimate = edge.estimate_derivative(lambda x: math.cosh(math.sqrt(x)), 0.0, n=3)
    assert estimate.value == pytest.approx(1 / 120, rel=1e-6)
    assert abs(estimate.value - 1 / 120) <= estimate.error


@pytest.mark.each(
    ("fun", "truth", "status"),
    [
        (lambda x: np.exp(x) + 1e-7 * np.sin(1e15 * x), math.e, Status.LIMITED_BY_NOISE),
        (lambda x: float(np.exp(np.float32(x))), math.e, Status.LIMITED_BY_NOISE),
        (lambda x: np.exp(x) + 1e-6 * np.sin(1e5 * (x - 1.0)), math.e - 1e9, Status.LIMITED_BY_NOISE),
        (lambda x: 3.0 + 0.0 * x, 0.0, Status.LIMITED_BY_NOISE),
        (lambda x: 0.0 * x, 0.0, Status.CONVERGED),
        (lambda x: abs(x - 1.0) ** 3, math.nan, Status.NOT_RESOLVED),
        (lambda x: float(x > 1.0), math.nan, Status.NOT_RESOLVED),
        (lambda x: abs(x - 0.9999) ** 3, 6.0, Status.CONVERGED),
    ],
)
def test_noise_and_ripples_and_kinks_are_told_apart(fun: Fun, truth: float, status: Status) -> None:
    estimate = ADAPTIVE.estimate_derivative(fun, 1.0, n=3)
    assert estimate.status == status
    assert (math.isnan(truth) and math.isinf(estimate.error)) or abs(estimate.value - truth) <= estimate.error
    assert math.isnan(truth) or estimate.error <= 1e-2 * max(1.0, abs(truth))


def test_fixed_differences_do_not_claim_what_another_step_contradicts() -> None:
    estimate = CENTRAL.estimate_derivative(np.sin, 4000.0, n=4)
    assert estimate.status == Status.NOT_RESOLVED


def test_functions_that_circles_are_not_for() -> None:
    unfit = (
        (lambda x: np.exp(np.real(x)), "around x no circle is small enough for its values to be those of a power"),
        (lambda x: np.exp(x) * (1.0 if np.isrealobj(x) else 1.01), "it gives f = 3.01154 where f is 2.98172"),
        (math.exp, "must be real number, not complex"),
    )
    for fun, message in unfit:
        with pytest.raises(TypeError, match=f"cannot be differentiated by a complex step: .*{message}"):
            COMPLEX.derivative(fun, 1.0, n=3)
    with_other = mg.ComplexStep(fallback=ADAPTIVE).estimate_derivative(math.exp, 1.0, n=3)
    assert abs(with_other.value - math.e) <= with_other.error <= 1e-9


def test_orders_that_there_are_not() -> None:
    with pytest.raises(NotImplementedError, match="first derivatives only; AdaptiveDifference has higher ones"):
        mg.RobustDifference().derivative(np.sin, 1.0, n=3)
    with pytest.raises(ValueError, match="`n` must be at most 8, got 9: no digits of higher derivatives are left"):
        CENTRAL.derivative(np.sin, 1.0, n=9)
    with pytest.raises(ValueError, match="`n` must be a whole number of at least 1, got 0"):
        ADAPTIVE.estimate_derivative(np.sin, 1.0, n=0)


def test_one_and_two_are_what_they_were() -> None:
    x: Float64Array = np.array([0.3, 2.0])
    for method in (ADAPTIVE, CENTRAL):
        np.testing.assert_array_equal(method.derivative(np.sin, x, n=1), method.derivative(np.sin, x))
        hessian = method.hessian(lambda t: float(np.sin(t).sum()), x)
        np.testing.assert_allclose(method.derivative(np.sin, x, n=2), np.diag(hessian), rtol=1e-5)
