"""RobustDifference: bounds that hold, and a status for what has no slope; expected values are closed forms."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.errors import NonFiniteError

SMOOTH: list[tuple[str, Callable[[float], float], float, float]] = [
    ("exp at 1", math.exp, 1.0, math.e),
    ("sin at 1e4", math.sin, 1e4, math.cos(1e4)),
    ("log at 1e-6", math.log, 1e-6, 1e6),
    ("cube at -2", lambda x: x**3, -2.0, 12.0),
    ("constant", lambda x: 4.0, 3.0, 0.0),
    ("square at its minimum", lambda x: (x - 3.0) ** 2, 3.0, 0.0),
    ("1e8 + x", lambda x: 1e8 + x, 2.0, 1.0),
    ("log(1 + x) / x", lambda x: math.log(1.0 + x) / x, 1e-3, (1e-3 / 1.001 - math.log1p(1e-3)) / 1e-6),
]


@pytest.mark.parametrize(("fun", "x", "slope"), [case[1:] for case in SMOOTH], ids=[case[0] for case in SMOOTH])
def test_bounds_hold_the_slope(fun: Callable[[float], float], x: float, slope: float) -> None:
    estimate = mg.RobustDifference(domain_errors=(ValueError,)).estimate_derivative(fun, x)
    assert abs(float(estimate.value) - slope) <= float(estimate.error)
    assert float(estimate.error) <= 1e-5 * max(abs(slope), 1.0)
    assert mg.Status(int(estimate.status)) in (mg.Status.CONVERGED, mg.Status.LIMITED_BY_NOISE)


def test_a_kink_has_two_slopes() -> None:
    estimate = mg.RobustDifference().estimate(lambda x: max(2.0 * x[0], -x[0]) + x[1] ** 2, [0.0, 3.0])
    assert [mg.Status(int(code)).name for code in estimate.status] == ["KINK", "CONVERGED"]
    assert estimate.left is not None
    assert estimate.right is not None
    assert np.allclose([estimate.left[0], estimate.right[0]], [-1.0, 2.0], rtol=1e-9)
    assert abs(float(estimate.value[0]) - 0.5) < 1e-9  # the mean of both,
    assert 1.5 <= float(estimate.error[0]) < 1.6  # within a bound that holds both


@pytest.mark.parametrize("fun", [np.sign, lambda x: x * math.log(abs(x)) if x else 0.0], ids=["a jump", "x log x"])
def test_where_there_is_no_slope_nothing_is_claimed(fun: Callable[[float], float]) -> None:
    estimate = mg.RobustDifference().estimate_derivative(fun, 0.0)
    assert mg.Status(int(estimate.status)) is mg.Status.JUMP
    assert float(estimate.error) == math.inf


def test_rounded_values_are_quantised_and_the_bound_allows_for_it() -> None:
    estimate = mg.RobustDifference().estimate_derivative(lambda x: round(3.0 * x, 4), 1.0)
    assert mg.Status(int(estimate.status)) is mg.Status.QUANTISED
    assert abs(float(estimate.value) - 3.0) <= float(estimate.error)


def test_noise_limits_the_bound_and_is_said() -> None:
    rng = np.random.default_rng(0)
    estimate = mg.RobustDifference().estimate_derivative(lambda x: math.sin(x) + 1e-6 * rng.normal(), 0.7)
    assert mg.Status(int(estimate.status)) is mg.Status.LIMITED_BY_NOISE
    assert abs(float(estimate.value) - math.cos(0.7)) <= float(estimate.error) < 1e-2


def test_an_edge_of_the_domain_is_one_sided() -> None:
    estimate = mg.RobustDifference(domain_errors=(ValueError,)).estimate_derivative(lambda x: math.sqrt(x) ** 3, 0.0)
    assert mg.Status(int(estimate.status)) is mg.Status.ONE_SIDED
    assert abs(float(estimate.value)) <= float(estimate.error)
    bounded = mg.RobustDifference().estimate(lambda x: float(np.exp(x[0])), [1.0], bounds=(1.0, 2.0))
    assert int(bounded.status[0]) == mg.Status.ONE_SIDED
    assert abs(float(bounded.value[0]) - math.e) <= float(bounded.error[0]) < 1e-5


def test_exceptions_that_are_no_edge_go_through() -> None:
    with pytest.raises(ValueError, match="math domain error"):
        mg.RobustDifference().derivative(math.sqrt, 0.0)
    with pytest.raises(NonFiniteError, match="`fun` must be finite at x itself"):
        mg.RobustDifference().derivative(lambda x: math.nan, 0.0)


def test_each_coordinate_is_measured_by_itself() -> None:
    def fun(x: mg.Float64Array) -> float:
        return float(abs(x[0]) + np.exp(x[1]) + 1e3 * x[2])

    together = mg.RobustDifference().estimate(fun, [0.0, 0.5, 1e-9])
    alone = mg.RobustDifference().estimate_partial(fun, [0.0, 0.5, 1e-9], 1)
    assert (together.value[1], together.error[1]) == (float(alone.value), float(alone.error))


def test_second_derivatives_are_refused() -> None:
    with pytest.raises(NotImplementedError, match="first derivatives only; AdaptiveDifference has higher ones"):
        mg.RobustDifference().hessian(lambda x: float(x @ x), [1.0, 2.0])


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"rtol": 1.0}, ValueError, r"`rtol` must lie in \[0, 1\), got 1.0"),
        ({"rtol": "small"}, TypeError, "`rtol` must be"),
        ({"domain_errors": ValueError}, TypeError, "`domain_errors` must be a tuple of exception classes"),
    ],
)
def test_arguments(arguments: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        mg.RobustDifference(**arguments)  # type: ignore[arg-type]  # on purpose


def test_noise_that_one_side_hides_by_chance_is_measured_on_the_ladder() -> None:
    a, b, x = -1.3647129188749334, 0.22106476384654214, -1.0473843306876167  # the one of 1,200 where this happened

    def noisy(point: mg.FloatArray) -> float:
        return float(np.sin(a * point[0] + b) + 1e-6 * (zlib.crc32(np.asarray(point).tobytes()) / 2.0**31 - 1.0))

    estimate = mg.RobustDifference().estimate(noisy, [x])
    assert abs(estimate.value[0] - a * np.cos(a * x + b)) <= estimate.error[0] < 1e-3
