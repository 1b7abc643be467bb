"""The families of test functions are what they say: reproducible, with slopes that another method confirms."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from examples.benchmarks.families import __main__ as runner
from examples.benchmarks.families.kinks import company, joints, networks, piecewise, small_kinks, steps
from examples.benchmarks.families.kinks.losses import CrossEntropy, Hinge, Loss, Squares
from examples.benchmarks.families.kinks.network_member import member as network_member
from examples.benchmarks.families.kinks.relu_net import ReluNet
from examples.benchmarks.families.kinks.terms import resolution
from examples.benchmarks.families.member import Claim, Family, Member, claims
from examples.benchmarks.families.registry import families
from examples.benchmarks.families.tables import bound_table, layer_networks, trainer_table, verdict_table
from examples.benchmarks.verdict_corpus.case import AnyFloats, Label
from minigrad.arrays import Float64Array

CONVENTION = ("relu nets, unit at 0",)
"""Families in which the gradient by hand has the slope 0 of max(z, 0) at 0, which need not lie between the two
slopes."""


def test_a_seed_always_makes_the_same_member() -> None:
    for family in families():
        first, again, other = family.make(4), family.make(4), family.make(6)
        assert first.name == again.name
        for one, two in ((first.x, again.x), (first.left, again.left), (first.hidden, again.hidden)):
            np.testing.assert_array_equal(one, two)
        assert first.fun(first.x.copy()) == again.fun(again.x.copy())
        assert first.x.shape != other.x.shape or not np.array_equal(first.x, other.x)


def test_the_gradient_by_hand_agrees_with_the_slopes() -> None:
    for family in families():
        for seed in (3, 5):
            member = family.make(seed)
            before = member.x.copy()
            gradient = np.asarray(member.jac(member.x.copy()), np.float64)
            low, high = np.minimum(member.left, member.right), np.maximum(member.left, member.right)
            off = np.abs(gradient - np.clip(gradient, low, high))
            assert member.hidden.shape == member.left.shape == gradient.shape == member.x.shape
            if family.name not in CONVENTION:
                assert (off <= 1e-9 * np.abs(gradient) + member.hidden + 1e-15).all(), (family.name, member.name)
            np.testing.assert_array_equal(member.x, before)


def one_sided(member: Member, entry: int, h: float) -> tuple[float, float]:
    """Differences of the first and of the fifth order from values at 0, h, ..., 5 h."""
    moved = member.x + h * np.arange(1.0, 6.0)[:, np.newaxis] * np.eye(member.x.size)[entry]
    changes = np.array([member.fun(point) for point in moved]) - member.fun(member.x.copy())
    return changes[0] / h, float(np.array([300.0, -300.0, 200.0, -75.0, 12.0]) @ changes / (60.0 * h))


def agrees(member: Member, entry: int, rtol: float) -> bool:
    """Whether differences confirm the slopes for some step; where there is one slope, those of one side are enough."""
    scale, seen = max(abs(float(member.x[entry])), 0.1), []
    for known, sign in ((member.left[entry], -1.0), (member.right[entry], 1.0)):
        found = np.array([one_sided(member, entry, sign * h * scale) for h in 10.0 ** np.arange(-10.0, -1.5, 0.5)])
        seen.append(bool((np.abs(found - known) <= rtol * abs(known) + 3.0 * member.hidden[entry] + 1e-12).any()))
    return any(seen) if member.left[entry] == member.right[entry] else all(seen)


@pytest.mark.parametrize(
    "make",
    [
        *(piecewise.near, piecewise.at, piecewise.ordered, piecewise.clipped, small_kinks.make, joints.at, joints.near),
        *(steps.constant, steps.plateau, steps.sawtooth),
    ],
)
def test_slopes_are_one_sided_differences(make: networks.Make) -> None:
    for seed in range(8):
        member = make(seed)
        for entry in range(member.x.size):
            assert agrees(member, entry, 1e-6), (member.name, entry)


def test_a_wrong_slope_would_be_noticed_here() -> None:
    member = piecewise.near(0)
    wrong = Member("", member.fun, member.jac, member.x, 1.01 * member.left, 1.01 * member.right, member.hidden)
    assert not agrees(wrong, 0, 1e-6)


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
    member = network_member("", net, theta, np.arange(net.size))
    assert member.smooth is not at_zero
    long = theta.astype(np.longdouble)
    slopes: dict[float, Float64Array] = {-1.0: member.left, 1.0: member.right}
    for sign, known in slopes.items():
        room = net.sides(theta, np.arange(net.size), sign)[1]
        for entry in range(net.size):
            h = np.longdouble(min(1e-4, 0.3 * float(room[entry])))
            values = [net.value(long + sign * k * h * np.eye(net.size)[entry]) for k in range(4)]
            slope = sign * (-11 * values[0] + 18 * values[1] - 9 * values[2] + 2 * values[3]) / (6 * h)
            assert float(slope) == pytest.approx(known[entry], rel=1e-10, abs=1e-11)


def test_the_way_to_the_first_kink() -> None:
    # z = w x + b with w = 2 and b = -1 is 1 and -3 for the samples 1 and -1
    net = ReluNet(np.array([[1.0], [-1.0]]), (1, 1, 1), Squares(np.zeros((2, 1))))
    theta = np.array([2.0, -1.0, 1.0, 0.0])
    slope, below = net.sides(theta, np.arange(4), -1.0)
    np.testing.assert_allclose(slope, [1.0, 1.0, 1.0, 1.0])
    np.testing.assert_allclose(below, [1.0, 1.0, np.inf, np.inf])
    np.testing.assert_allclose(net.sides(theta, np.arange(4), 1.0)[1], [np.inf, 3.0, np.inf, np.inf])


def test_units_sit_at_their_kinks_where_they_should() -> None:
    assert not any(networks.at_kink(seed).smooth for seed in range(8))
    assert all(networks.fresh(seed).smooth and networks.on_digits(seed).smooth for seed in range(4))


def test_labels() -> None:
    for seed in range(4):
        assert [claim.label for claim in claims(piecewise.FAMILIES[1], piecewise.at(seed), seed)] == [Label.UNDECIDABLE]
        kinds = {claim.kind: claim.label for claim in claims(steps.FAMILIES[0], steps.constant(seed), seed)}
        assert kinds == {"right": Label.RIGHT, "one": Label.WRONG}
        assert joints.at(seed).smooth


def test_what_values_tell_of_a_slope_next_to_kinks() -> None:
    # before the kink at 1e-6: 1e-16 / 1e-6; behind it: the kink of 1e-12 and 1e-16 / 1e-2
    assert resolution(1e-16, [(1e-6, 1e-12)], 1e-2) == pytest.approx(1e-12 + 1e-14)
    assert resolution(1e-16, [(1e-6, 1.0)], 1e-2) == pytest.approx(1e-10)


def test_the_entry_is_the_same_in_every_company() -> None:
    for seed in range(8):
        alone, _ = company.companies(seed)[0]
        for member, place in company.companies(seed):
            assert (member.x[place], member.left[place]) == (alone.x[0], alone.left[0])
            for h in (1e-9, -1e-4, 0.3):
                moved = member.x + h * (np.arange(member.x.size) == place)
                assert member.fun(moved) == alone.fun(alone.x + h)
    assert str(company.Agreement((("pass", "fail"), ("pass", "pass")))).endswith("1 of 2; PASS and FAIL: 1")


def test_networks_of_layers() -> None:
    for seed in range(10, 18):
        net, x, t = layer_networks.network_of(seed)
        again, _, _ = layer_networks.network_of(seed)
        np.testing.assert_array_equal(net.theta, again.theta)
        risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), x, t)
        own = ReluNet(x, _widths(net), CrossEntropy(t))
        assert float(own.value(np.asarray(net.theta))) == pytest.approx(float(risk(net.theta)), rel=1e-12)
    assert any(isinstance(layer, mg.Tanh) for layer in layer_networks.network_of(18)[0].layers)


def _widths(net: mg.Network) -> tuple[int, ...]:
    dense = [layer for layer in net.layers if isinstance(layer, mg.Dense)]
    return (dense[0].n_inputs, *(layer.n_outputs for layer in dense))


def test_the_tables_count_what_the_check_says(capsys: pytest.CaptureFixture[str]) -> None:
    runner.main(["--seeds", "2", "--family", "steps", "--verbose"])
    verdicts, bounds = capsys.readouterr().out.split("bounds ")
    plateaus = next(line for line in verdicts.splitlines() if line.startswith("plateaus"))
    assert sum(int(count) for count in plateaus.split()[1].split("/")) == 2
    assert bounds.split()[:7] == ["method", "count", "covered", "silent", "NaN", "median", "evals"]
    assert sum(line.startswith("plateaus") for line in bounds.splitlines()) == 1
    assert set(bound_table.methods(every=True)) >= {"adaptive", "complex step", "Richardson"}


def _raises(x: AnyFloats) -> AnyFloats:
    raise ArithmeticError(str(x))


def test_a_right_gradient_that_fails_and_a_wrong_one_that_passes_are_named() -> None:
    member = piecewise.near(0)
    row = verdict_table.VerdictRow("liars")
    row.add(Claim("right", Label.RIGHT, lambda x: 2.0 * member.jac(x)), member, 0)
    row.add(Claim("2", Label.WRONG, member.jac), member, 0)
    row.add(Claim("own mistake", Label.WRONG, _raises), member, 0)
    assert (row.cell("right"), row.cell("2"), row.cell("own"), row.cell("sign")) == ("0/1/0", "1/0/0", "0/0/0 !1", "-")
    assert [offender.split(": ")[1].split(" -> ")[0] for offender in row.offenders] == ["right", "2", "own mistake"]


def test_a_bound_that_does_not_hold_is_silent_where_it_claims_to() -> None:
    member = Member(
        "twice", lambda x: float(x[0]), np.ones_like, np.ones(1), np.full(1, 2.0), np.full(1, 2.0), np.zeros(1)
    )
    row = bound_table.bound_row(Family("twice", lambda _: member), "adaptive", mg.AdaptiveDifference(), [0, 2])
    assert [bool(part[0]) for part in row.covered + row.silent] == [False, False, True, True]
    assert float(row.relative[0][0]) == pytest.approx(0.5)


def test_what_trainers_say_is_counted() -> None:
    table = trainer_table.trainer_table([4])
    assert sorted({question for question, _ in table.counts}) == sorted(trainer_table.QUESTIONS)
    table.add("screen", 1, lambda: "fail")
    assert table.offenders[-1] == "seed 1: screen -> fail"


def test_verdicts_by_a_method(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the first table, and the sum of its rows."""
    runner.main(["--seeds", "2", "--family", "steps", "--differentiator", "central"])
    header, *rows, total = capsys.readouterr().out.splitlines()
    assert header == verdict_table.HEADER
    assert [row[:10].strip() for row in (*rows, total)][-1] == "all"
    counts = [[int(count) for count in row[34:47].split("/")] for row in (*rows, total)]
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    assert sum(counts[-1]) == 6
