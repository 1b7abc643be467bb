from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

import minigrad as mg
from minigrad.differentiators.richardson import FixedDifference

BASES: list[FixedDifference] = [
    mg.ForwardDifference(abs_step=0.1),
    mg.BackwardDifference(abs_step=0.1),
    mg.CentralDifference(abs_step=0.1),
    mg.CentralDifference(order=4, abs_step=0.1),
]


def recursion(base: mg.Differentiator, levels: int, order: int, step: int) -> float:
    """T_levels by the textbook, from derivatives at h, h/2, ...; the powers in the error are order, order + step,
    ..."""
    halved = [type(base)(**{"order": order, "abs_step": 0.1 / 2**level}) for level in range(levels + 1)]
    row = [method.derivative(math.exp, 1.0) for method in halved]
    for j in range(levels):
        power = 2 ** (order + j * step)
        row = [(power * fine - coarse) / (power - 1) for coarse, fine in pairwise(row)]
    return row[0]


@pytest.mark.parametrize("levels", [1, 2, 3])
@pytest.mark.parametrize(("base", "order", "step"), list(zip(BASES, [1, 1, 2, 4], [1, 1, 2, 2], strict=True)))
def test_it_is_the_extrapolation_of_its_base(base: FixedDifference, order: int, step: int, levels: int) -> None:
    assert isinstance(base, mg.Differentiator)
    value = mg.Richardson(base, levels).derivative(math.exp, 1.0)
    assert value == pytest.approx(recursion(base, levels, order, step), abs=1e-11)


@pytest.mark.parametrize("derivative", [1, 2])
def test_every_level_raises_the_order(derivative: int) -> None:
    orders = [mg.Richardson(mg.CentralDifference(), levels).stencil(derivative).order for levels in (1, 2, 3)]
    assert orders == [4, 6, 8]
    assert mg.Richardson(mg.ForwardDifference(), 3).stencil(derivative).order == 4


def test_the_step_of_the_base_is_the_longest() -> None:
    visited = list[float]()

    def fun(x: float) -> float:
        visited.append(x)
        return x

    mg.Richardson(mg.CentralDifference(abs_step=0.5), 2).derivative(fun, 1.0)
    assert sorted(visited) == [0.5, 0.75, 0.875, 1.125, 1.25, 1.5]


def test_it_beats_its_base() -> None:
    base = mg.CentralDifference()
    errors = [abs(m.derivative(math.sin, 1.0) - math.cos(1.0)) for m in (base, mg.Richardson(base, 2))]
    assert errors[1] < 1e-12 < errors[0]


def test_bounds_turn_it_one_sided() -> None:
    estimate = mg.Richardson(mg.CentralDifference(), 1).estimate_derivative(math.exp, 1.0, bounds=(1.0, 9.0))
    assert int(estimate.status) == mg.Status.ONE_SIDED
    assert abs(float(estimate.value) - math.e) <= float(estimate.error) < 1e-6


def test_arguments_are_checked() -> None:
    with pytest.raises(
        TypeError, match="`base` must be a finite difference with a fixed stencil, got AdaptiveDifference"
    ):
        mg.Richardson(mg.AdaptiveDifference())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`levels` must be a whole number of at least 1, got 0"):
        mg.Richardson(mg.CentralDifference(), 0)
    with pytest.raises(ValueError, match="`levels` must be at most 6, got 7"):
        mg.Richardson(mg.CentralDifference(), 7)


def test_hessians() -> None:
    hessian = mg.Richardson(mg.CentralDifference(), 2).hessian(lambda x: float(np.exp(x[0]) * x[1]), [0.5, 2.0])
    e = math.exp(0.5)
    assert hessian == pytest.approx(np.array([[2 * e, e], [e, 0.0]]), abs=1e-8)
