from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from examples.network_gradient import X, main

DW = [[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]]
"""The book's, to eight digits."""


def test_the_books_numbers() -> None:
    result = main()
    np.testing.assert_allclose(result.logits, [1.05414809, 0.63071653, 1.1328074], atol=5e-9)
    assert result.loss == pytest.approx(0.92806853663411326, abs=5e-9)
    np.testing.assert_allclose(result.analytic, DW, atol=6e-9)
    np.testing.assert_allclose(result.numeric, DW, atol=6e-9)


def test_the_gradient_is_verified() -> None:
    result = main()
    assert result.report.verdict is mg.Verdict.PASS
    np.testing.assert_allclose(result.numeric, result.analytic, atol=2e-10)


def test_the_articles_loss_has_another_gradient() -> None:
    result = main()
    p = float(np.exp(-result.loss))
    # By the chain rule: -d/dz log(p + c) = p / (p + c) (softmax(z) - t), with c = 1e-7.
    expected = result.analytic * p / (p + 1e-7)
    np.testing.assert_allclose(result.of_the_articles_loss, expected, atol=1e-11)
    assert np.abs(expected - result.analytic).max() == pytest.approx(1.4e-7, rel=0.02)
    assert result.analytic.shape == (len(X), 3)
