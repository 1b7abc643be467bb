"""The contract suite: runs over every optimizer of the registry."""

from __future__ import annotations

import json

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from tests.optimizers.contract import Leaf, OptimizerContract
from tests.registry import OPTIMIZERS

START = (-3.0, 4.0)
every_optimizer = pytest.mark.parametrize("case", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())


def bowl(theta: FloatArray) -> FloatArray:
    """Of (x0^2 + 10 x1^2) / 2, whose minimum is at the origin."""
    return np.array([1.0, 10.0], theta.dtype) * theta


def rosenbrock(theta: FloatArray) -> FloatArray:
    """Of 100 (x1 - x0^2)^2 + (1 - x0)^2, whose minimum is at (1, 1)."""
    x0, x1 = float(theta[0]), float(theta[1])
    return np.array([-400.0 * x0 * (x1 - x0**2) - 2.0 * (1.0 - x0), 200.0 * (x1 - x0**2)], theta.dtype)


@every_optimizer
def test_reaches_the_minimum_of_a_quadratic(case: OptimizerContract) -> None:
    end = case.end(bowl, np.array(START), case.quadratic_steps)
    np.testing.assert_allclose(end, 0.0, atol=1e-6)


@every_optimizer
def test_reaches_the_minimum_of_the_rosenbrock_valley(case: OptimizerContract) -> None:
    end = case.end(rosenbrock, np.array([-1.2, 1.0]), case.rosenbrock_steps)
    np.testing.assert_allclose(end, 1.0, atol=2e-4)


@every_optimizer
def test_writes_to_nothing_and_keeps_no_alias(case: OptimizerContract) -> None:
    start = np.array(START)
    trace = case.trace(bowl, start, 5)  # locks theta, gradient and state before each step
    assert start.tolist() == list(START)
    assert not any(np.shares_memory(start, leaf) for leaf in _arrays(trace[0]))


@every_optimizer
def test_is_deterministic(case: OptimizerContract) -> None:
    first, second = (case.trace(bowl, np.array(START), 20) for _ in range(2))
    for (theta, state), (theta_again, state_again) in zip(first, second, strict=True):
        np.testing.assert_array_equal(theta, theta_again)
        _assert_same(state, state_again)


@every_optimizer
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(1,), (3,), (2, 3), (2, 0)])
def test_keeps_dtype_and_shape(
    case: OptimizerContract, dtype: type[np.float32] | type[np.float64], shape: tuple[int, ...]
) -> None:
    for arrays in map(_arrays, case.trace(lambda theta: 2.0 * theta, np.ones(shape, dtype), 3)):
        assert [(a.dtype, a.shape) for a in arrays] == [(np.dtype(dtype), shape)] * len(arrays)


@every_optimizer
def test_a_float64_gradient_does_not_change_float32_parameters(case: OptimizerContract) -> None:
    trace = case.trace(lambda theta: theta.astype(np.float64), np.ones(3, np.float32), 2)
    assert all(a.dtype == np.float32 for step in trace for a in _arrays(step))


@every_optimizer
def test_refuses_a_gradient_that_would_broadcast(case: OptimizerContract) -> None:
    with pytest.raises(ValueError, match=r"`gradient` must have shape \(2,\), got \(1,\)"):
        case.trace(lambda theta: theta[:1], np.array(START), 1)


@every_optimizer
def test_stays_at_a_stationary_point(case: OptimizerContract) -> None:
    end = case.end(bowl, np.zeros(2), 3)
    assert end.tolist() == [0.0, 0.0]


@every_optimizer
def test_a_run_resumed_from_a_saved_state_is_the_same_run(case: OptimizerContract) -> None:
    straight = case.trace(rosenbrock, np.array([-1.2, 1.0]), 12)
    theta, leaves = straight[6]
    for (x, state), (y, state_again) in zip(straight[7:], case.resumed(rosenbrock, theta, _saved(leaves), 5), strict=True):
        np.testing.assert_array_equal(x, y)
        _assert_same(state, state_again)


def _saved(leaves: list[Leaf]) -> list[Leaf]:
    """Through JSON and back; float.__repr__ is exact."""
    plain = json.loads(json.dumps([leaf.tolist() if isinstance(leaf, np.ndarray) else leaf for leaf in leaves]))
    return [np.array(leaf) if isinstance(leaf, list) else leaf for leaf in plain]


def _arrays(step: tuple[FloatArray, list[Leaf]]) -> list[FloatArray]:
    return [leaf for leaf in (step[0], *step[1]) if isinstance(leaf, np.ndarray)]


def _assert_same(first: list[Leaf], second: list[Leaf]) -> None:
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)
