"""Stencils against the tables of Fornberg (1988) and against Taylor's theorem itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

import numpy as np
import pytest

from minigrad import BackwardDifference, CentralDifference, ForwardDifference, Stencil
from tests.differentiators.cases import CLASSES_AND_ORDERS, DIFFERENCES, Difference

CENTRAL = {
    (1, 2): "-1/2 0 1/2",
    (1, 4): "1/12 -2/3 0 2/3 -1/12",
    (1, 6): "-1/60 3/20 -3/4 0 3/4 -3/20 1/60",
    (1, 8): "1/280 -4/105 1/5 -4/5 0 4/5 -1/5 4/105 -1/280",
    (2, 2): "1 -2 1",
    (2, 4): "-1/12 4/3 -5/2 4/3 -1/12",
    (2, 6): "1/90 -3/20 3/2 -49/18 3/2 -3/20 1/90",
    (2, 8): "-1/560 8/315 -1/5 8/5 -205/72 8/5 -1/5 8/315 -1/560",
}
"""Fornberg (1988), table 1: (derivative, order) to the weights at -order/2 .. order/2."""

ONE_SIDED = {
    (1, 1): "-1 1",
    (1, 2): "-3/2 2 -1/2",
    (1, 3): "-11/6 3 -3/2 1/3",
    (1, 4): "-25/12 4 -3 4/3 -1/4",
    (2, 1): "1 -2 1",
    (2, 2): "2 -5 4 -1",
    (2, 3): "35/12 -26/3 19/2 -14/3 11/12",
    (2, 4): "15/4 -77/6 107/6 -13 61/12 -5/6",
}
"""Fornberg (1988), table 3: (derivative, order) to the weights at 0, 1, 2 ..."""


def _weights(row: str) -> list[float]:
    return [float(Fraction(entry)) for entry in row.split()]


@pytest.mark.each(("derivative", "order"), CENTRAL)
def test_published_central_weights(derivative: int, order: int) -> None:
    published = _weights(CENTRAL[derivative, order])
    stencil = CentralDifference(order=order).stencil(derivative)
    offsets = range(-(len(published) // 2), len(published) // 2 + 1)
    expected = {offset: weight for offset, weight in zip(offsets, published, strict=True) if weight}
    assert dict(zip(stencil.offsets, stencil.weights, strict=True)) == expected
    assert (stencil.derivative, stencil.order) == (derivative, order)


@pytest.mark.each(("derivative", "order"), ONE_SIDED)
def test_published_one_sided_weights(derivative: int, order: int) -> None:
    published = _weights(ONE_SIDED[derivative, order])
    forward = ForwardDifference(order=order).stencil(derivative)
    assert forward.offsets == tuple(range(len(published)))
    assert list(forward.weights) == published
    assert (forward.derivative, forward.order) == (derivative, order)
    backward = BackwardDifference(order=order).stencil(derivative)
    assert backward.offsets == tuple(-offset for offset in range(len(published)))
    assert list(backward.weights) == [(-1.0) ** derivative * weight for weight in published]
    assert (backward.derivative, backward.order) == (derivative, order)


@pytest.mark.each("derivative", [1, 2])
@pytest.mark.each("method", DIFFERENCES)
def test_exact_on_polynomials_up_to_the_order(method: Difference, derivative: int) -> None:
    """In exact arithmetic: on t^k the formula gives the derivative at 0 for k < order + d, and not for k = order +
    d."""
    stencil = method.stencil(derivative)
    weights = [Fraction(weight).limit_denominator(10**4) for weight in stencil.weights]
    offsets = [Fraction(offset) for offset in stencil.offsets]
    for power in range(method.order + derivative + 1):
        got = sum(weight * offset**power for weight, offset in zip(weights, offsets, strict=True))
        truth = factorial(derivative) if power == derivative else 0
        assert (got == truth) == (power < method.order + derivative)


@pytest.mark.each(("kind", "order"), CLASSES_AND_ORDERS)
def test_apply_on_a_polynomial(kind: type[Difference], order: int) -> None:
    """2 - 3 t + t^2 / 2 has slope -3 and second derivative 1 at t = 0; steps differ from line to line."""
    step = np.array([0.5, 0.25, 2.0])
    for derivative, truth in ((1, -3.0), (2, 1.0)):
        stencil = kind(order=order).stencil(derivative)
        if order == 1 and derivative == 1:
            continue  # exact on lines only
        t = np.outer(stencil.offsets, step)
        np.testing.assert_allclose(stencil.apply(2.0 - 3.0 * t + t**2 / 2.0, step), truth, rtol=1e-11, atol=1e-11)


def test_weights_of_any_offsets() -> None:
    """Uneven offsets (0, 1, 3): f' = (-4/3 f0 + 3/2 f1 - 1/6 f3) / h, by solving Taylor's equations by hand."""
    stencil = Stencil.from_offsets([0, 1, 3])
    assert stencil.weights == pytest.approx((-4 / 3, 3 / 2, -1 / 6), rel=1e-15)
    assert stencil.order == 2
    half = Stencil.from_offsets([-0.5, 0.5])
    assert (half.weights, half.order) == ((-1.0, 1.0), 2)


@pytest.mark.each(
    ("offsets", "derivative", "order"),
    [
        ((-1, 0, 1), 1, 2),
        ((-1, 1), 1, 2),
        ((-2, -1, 1, 2), 1, 4),
        ((0, 1, 2), 2, 1),
        ((-1, 0, 1), 2, 2),
        ((-1, 0, 2), 2, 1),
    ],
)
def test_order_counts_what_symmetry_gives(offsets: Sequence[float], derivative: int, order: int) -> None:
    assert Stencil.from_offsets(offsets, derivative).order == order


@pytest.mark.each("derivative", [3, 4])
def test_higher_derivatives(derivative: int) -> None:
    """On exp the d-th derivative at 0 is 1; table 1 of Fornberg gives -1/2 1 0 -1 1/2 for the third."""
    stencil = Stencil.from_offsets([-2, -1, 0, 1, 2], derivative)
    published = {3: "-1/2 1 0 -1 1/2", 4: "1 -4 6 -4 1"}[derivative]
    assert list(stencil.weights) == _weights(published)
    assert stencil.order == 2


def test_reach_and_noise_gain() -> None:
    stencil = Stencil.from_offsets([0, 1, 2])
    assert stencil.reach == 2.0
    assert stencil.noise_gain == 4.0  # 3/2 + 2 + 1/2


@pytest.mark.each(
    ("offsets", "derivative", "message"),
    [
        ((1.0,), 1, r"`offsets` must be at least 2 distinct finite numbers, got \(1\.0,\)"),
        ((), 1, "`offsets` must not be empty"),
        ((0, 1, 1), 1, "`offsets` must be at least 2 distinct"),
        ((0.0, -0.0), 1, "`offsets` must be at least 2 distinct"),
        ((0, 1), 2, "`offsets` must be at least 3 distinct"),
        ((0, float("inf")), 1, "`offsets` must be finite, got inf at index 1"),
        ((0, float("nan")), 1, "`offsets` must be finite, got nan at index 1"),
        ((0, 1), 0, "`derivative` must be a whole number of at least 1, got 0"),
    ],
)
def test_bad_offsets(offsets: Sequence[float], derivative: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Stencil.from_offsets(offsets, derivative)


@pytest.mark.each("derivative", [1.5, 1.0, float("nan"), True, "1", None])
def test_derivatives_are_whole_numbers(derivative: int) -> None:
    with pytest.raises(TypeError, match="`derivative` must be a whole number, got"):
        Stencil.from_offsets((0, 1, 2), derivative)


def test_prints_as_a_formula() -> None:
    assert str(Stencil.from_offsets([-1, 1])) == "f'(x) = [-1/2 f(x - h) + 1/2 f(x + h)] / h + O(h^2)"
    assert str(Stencil.from_offsets([-1, 0, 1], 2)) == "f''(x) = [1 f(x - h) - 2 f(x) + 1 f(x + h)] / h^2 + O(h^2)"
    assert str(Stencil.from_offsets([0, 0.5])) == "f'(x) = [-2 f(x) + 2 f(x + 0.5h)] / h + O(h^1)"


def test_is_an_immutable_value() -> None:
    assert Stencil.from_offsets([0, 1]) == Stencil.from_offsets((0.0, 1.0))
    assert len({Stencil.from_offsets([0, 1]), Stencil.from_offsets([0, 1]), Stencil.from_offsets([0, -1])}) == 2
