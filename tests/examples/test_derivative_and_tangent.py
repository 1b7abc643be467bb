from __future__ import annotations

import pytest

from examples.derivative_and_tangent import main


def test_the_articles_slopes() -> None:
    at_5, at_10 = main()
    assert (at_5.central, at_10.central) == (0.1999999999990898, 0.2999999999986347)  # as the article prints them
    assert (at_5.analytic, at_10.analytic) == pytest.approx((0.2, 0.3), rel=1e-15)


def test_the_forward_difference_is_wrong_by_half_the_second_derivative_times_the_step() -> None:
    for tangent in main():
        assert tangent.forward - tangent.analytic == pytest.approx(0.5 * 0.02 * 1e-5, rel=1e-3)


def test_the_tangents_touch_the_curve() -> None:
    at_5, at_10 = main()
    # By hand: y = f(a) + f'(a) (x - a), so the intercept is -0.01 a^2.
    assert (at_5.intercept, at_10.intercept) == pytest.approx((-0.25, -1.0), abs=1e-10)
