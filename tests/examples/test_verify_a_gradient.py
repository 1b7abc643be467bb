from __future__ import annotations

import minigrad as mg
from examples.verify_a_gradient import main


def test_the_articles_gradient_is_not_that_of_its_loss_and_ours_is() -> None:
    article, ours = main()
    assert article.verdict is mg.Verdict.FAIL
    assert article.cause is not None and "epsilon inside a logarithm" in article.cause.message
    assert article.max_relative_error > 0.04
    assert ours.verdict is mg.Verdict.PASS
