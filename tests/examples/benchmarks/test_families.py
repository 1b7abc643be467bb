"""The families of test functions are what they say: reproducible, with slopes that another method confirms."""

from __future__ import annotations

import numpy as np
import pytest

from examples.benchmarks.families import networks
from examples.benchmarks.families.losses import CrossEntropy, Hinge, Loss, Squares
from examples.benchmarks.families.registry import families
from examples.benchmarks.families.relu_net import ReluNet


def test_a_seed_always_makes_the_same_member() -> None:
    for family in families():
        first, again, other = family.make(4), family.make(4), family.make(6)
        assert first.name == again.name
        for one, two in ((first.x, again.x), (first.left, again.left), (first.hidden, again.hidden)):
            np.testing.assert_array_equal(one, two)
        assert first.fun(first.x.copy()) == again.fun(again.x.copy())
        assert first.x.shape != other.x.shape or not np.array_equal(first.x, other.x) or first.name != other.name


def test_members_fit_together() -> None:
    for family in families():
        member = family.make(3)
        before = member.x.copy()
        gradient = member.jac(member.x.copy())
        for array in (gradient, member.left, member.right, member.hidden):
            assert array.shape == member.x.shape
        tolerance = 1e-9 * np.abs(member.left) + member.hidden + 1e-15
        between = np.clip(gradient, np.minimum(member.left, member.right), np.maximum(member.left, member.right))
        if family.name != "relu nets, unit at 0":  # the slope 0 of every max at its kink need not lie between the two
            assert (np.abs(gradient - between) <= tolerance).all(), member.name
        np.testing.assert_array_equal(member.x, before)


@pytest.mark.parametrize("kind", [0, 1, 2])
@pytest.mark.parametrize("at_zero", [False, True])
def test_slopes_of_a_network_are_differences_in_longdouble(kind: int, at_zero: bool) -> None:
    rng = np.random.default_rng(kind)
    labels = rng.integers(0, 3, 6)
    losses: list[Loss] = [CrossEntropy(labels), Squares(rng.normal(size=(6, 3))), Hinge(labels)]
    inputs = rng.normal(size=(6, 4))
    inputs[0] *= not at_zero
    net = ReluNet(inputs, (4, 5, 3), losses[kind])
    theta = networks.weights(rng, net.widths, 0.7, 0.0 if at_zero else 0.5)
    member = networks.member("", net, theta, np.arange(net.size))
    long = theta.astype(np.longdouble)
    slopes = {-1.0: member.left, 1.0: member.right}
    for sign, known in slopes.items():
        room = net.sides(theta, np.arange(net.size), sign)[1]
        for entry in range(net.size):
            h = np.longdouble(min(1e-4, 0.4 * float(room[entry])))
            values = [net.value(long + sign * k * h * np.eye(net.size)[entry]) for k in range(4)]
            slope = sign * (-11 * values[0] + 18 * values[1] - 9 * values[2] + 2 * values[3]) / (6 * h)
            assert float(slope) == pytest.approx(known[entry], rel=1e-10, abs=1e-11)
    assert member.smooth is not at_zero


def test_the_way_to_the_first_kink() -> None:
    # max(w x + b, 0) with w = 2, b = -1 for the samples 1 and -1: z = 1 and -3, so w meets kinks at -1 from 2 (at 1) only.
    net = ReluNet(np.array([[1.0], [-1.0]]), (1, 1, 1), Squares(np.zeros((2, 1))))
    theta = np.array([2.0, -1.0, 1.0, 0.0])
    slope, below = net.sides(theta, np.arange(4), -1.0)
    np.testing.assert_allclose(slope, [1.0, 1.0, 1.0, 1.0])  # d/dw (z^2)/2 = z = 1; output bias: (1 + 0) 2 / 2
    np.testing.assert_allclose(below, [1.0, 1.0, np.inf, np.inf])
    np.testing.assert_allclose(net.sides(theta, np.arange(4), 1.0)[1], [np.inf, 3.0, np.inf, np.inf])


def test_some_unit_sits_at_its_kink() -> None:
    for seed in range(0, 12, 2):
        member = networks.at_kink(seed)
        assert not member.smooth, member.name
