from __future__ import annotations

from examples.partial_derivatives import main


def test_the_articles_partial_derivatives() -> None:
    partials = main()
    assert partials.analytic == (6.0, 8.0)
    assert partials.partial == (6.00000000000378, 7.999999999999119)  # as the article prints them
    assert partials.one_variable == partials.partial
