"""Stencils for any offsets, against the same weights and moments in exact rational arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import factorial, prod

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from minigrad import Stencil

QUARTERS = st.integers(-24, 24).map(lambda quarters: Fraction(quarters, 4))


@st.composite
def requests(draw: st.DrawFn) -> tuple[list[Fraction], int]:
    """Distinct offsets, and a derivative for which they suffice."""
    derivative = draw(st.integers(1, 3))
    return draw(st.lists(QUARTERS, min_size=derivative + 1, max_size=7, unique=True)), derivative


def times(left: list[Fraction], right: list[Fraction]) -> list[Fraction]:
    """The product of two polynomials, given by their coefficients from the constant upwards."""
    product = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return product


def lagrange_weights(offsets: list[Fraction], derivative: int) -> list[Fraction]:
    """The derivative at 0 of each Lagrange polynomial, which is 1 at its own offset and 0 at all others."""
    weights = []
    for own in offsets:
        others = [other for other in offsets if other != own]
        polynomial = [Fraction(1)]
        for other in others:
            polynomial = times(polynomial, [-other, Fraction(1)])
        weights.append(polynomial[derivative] * factorial(derivative) / prod(own - other for other in others))
    return weights


def made(offsets: list[Fraction], derivative: int) -> Stencil:
    return Stencil.from_offsets([float(offset) for offset in offsets], derivative)


@given(requests())
def test_each_weight_is_the_float_nearest_to_the_exact_one(request: tuple[list[Fraction], int]) -> None:
    stencil = made(*request)
    assert stencil.weights == tuple(float(weight) for weight in lagrange_weights(*request))
    assert stencil.offsets == tuple(float(offset) for offset in request[0])


@given(requests())
def test_the_order_is_that_of_the_first_power_that_is_not_differentiated_exactly(
    request: tuple[list[Fraction], int],
) -> None:
    offsets, derivative = request
    weights, order = lagrange_weights(offsets, derivative), made(*request).order

    def of_power(power: int) -> Fraction:
        """What the formula makes of x^power at 0."""
        return sum((weight * offset**power for weight, offset in zip(weights, offsets, strict=True)), Fraction(0))

    for power in range(derivative + order):
        assert of_power(power) == (factorial(derivative) if power == derivative else 0)
    assert of_power(derivative + order) != 0


@given(requests(), st.data())
def test_polynomials_below_the_order_are_differentiated_up_to_rounding(
    request: tuple[list[Fraction], int], data: st.DataObject
) -> None:
    offsets, derivative = request
    stencil = made(offsets, derivative)
    degree = derivative + stencil.order - 1
    coefficients = data.draw(st.lists(st.integers(-9, 9), min_size=degree + 1, max_size=degree + 1))
    step = Fraction(data.draw(st.sampled_from([1, 2, 4])), 8)  # values are then exact in floats
    values = [sum(c * (offset * step) ** k for k, c in enumerate(coefficients)) for offset in offsets]
    slope = stencil.apply([[float(value)] for value in values], [float(step)])[0]
    rounding = (
        16
        * 2.0**-53
        * sum(abs(w) * abs(float(v)) for w, v in zip(stencil.weights, values, strict=True))
        / float(step) ** derivative
    )
    assert abs(slope - factorial(derivative) * coefficients[derivative]) <= rounding


@given(requests())
def test_mirrored_offsets_have_the_same_weights_up_to_the_sign_of_odd_derivatives(
    request: tuple[list[Fraction], int],
) -> None:
    offsets, derivative = request
    mirrored = made([-offset for offset in offsets], derivative)
    np.testing.assert_array_equal(mirrored.weights, np.multiply(made(*request).weights, (-1.0) ** derivative))
    assert mirrored.order == made(*request).order
