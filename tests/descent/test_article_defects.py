"""Defects 5 and 7 of the article: each test shows the article's code failing, and then minigrad not doing so."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.descent import DivergenceError, minimize
from minigrad.differentiators import CentralDifference
from minigrad.optimizers import GradientDescent
from tests import article_code

LITERAL = CentralDifference(abs_step=1e-4, exact_steps=False)


def test_defect_5_the_callers_point_is_not_overwritten() -> None:
    point = np.array([-3.0, 4.0])
    article_code.gradient_descent(article_code.function_2, point, lr=0.1)
    assert abs(point).max() < 1e-8  # the article has moved the caller's point to the minimum

    point = np.array([-3.0, 4.0])
    result = minimize(article_code.function_2, point, GradientDescent(learning_rate=0.1))
    assert point.tolist() == [-3.0, 4.0]
    assert abs(result.x).max() < 1e-8


def test_defect_7_a_learning_rate_of_ten_is_reported_as_divergence() -> None:
    frozen = article_code.gradient_descent(article_code.function_2, np.array([-3.0, 4.0]), lr=10.0, step_num=10)
    after_ninety_more = article_code.gradient_descent(article_code.function_2, frozen.copy(), lr=10.0, step_num=90)
    assert after_ninety_more.tolist() == frozen.tolist()  # the article does nothing, and says nothing

    with pytest.raises(DivergenceError, match="diverged at step 4: each step is 19 times as long as the one before"):
        minimize(article_code.function_2, [-3.0, 4.0], GradientDescent(learning_rate=10.0))


@pytest.mark.parametrize("rate", [10.0, 0.1, 1e-10])
def test_the_articles_formula_to_the_letter_gives_the_articles_points_to_the_bit(rate: float) -> None:
    article = article_code.gradient_descent(article_code.function_2, np.array([-3.0, 4.0]), lr=rate)
    rule = GradientDescent(learning_rate=rate)
    ours = minimize(article_code.function_2, [-3.0, 4.0], rule, differentiator=LITERAL, divergence="ignore")
    assert ours.x.tolist() == article.tolist()
