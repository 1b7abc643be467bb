"""Section 2.2 of the article, its numbers, and the defects of its code that concern networks and losses."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.functions import softmax
from minigrad.networks import EmpiricalRisk, SimpleNet
from minigrad.objectives import SoftmaxCrossEntropy
from tests import article_code
from tests.numeric import numeric_derivative

W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
X, T = np.array([0.6, 0.9]), np.array([0, 0, 1])
DW = np.array([[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]])


def _article_net(weight: FloatArray) -> article_code.simpleNet:
    net = article_code.simpleNet()
    net.W = weight.copy()
    return net


def _article_gradient(weight: FloatArray, x: FloatArray = X, t: np.int64 | int = 2) -> FloatArray:
    net = _article_net(weight)
    one_hot = np.eye(weight.shape[1])[t]
    return article_code.numerical_gradient(lambda w: net.loss(x, one_hot), net.W)


def _risk(weight: FloatArray, label: int = 2) -> EmpiricalRisk:
    return EmpiricalRisk(SimpleNet(*weight.shape), SoftmaxCrossEntropy(), X, label)


def test_the_printed_numbers() -> None:
    net = SimpleNet()
    net.weight = W
    np.testing.assert_allclose(net.predict(X), [1.05414809, 0.63071653, 1.1328074], atol=5e-9)
    risk = EmpiricalRisk(net, SoftmaxCrossEntropy(), X, T)
    assert risk(net.theta) == pytest.approx(0.92806853663411326, abs=1e-8)
    np.testing.assert_allclose(net.unflatten(risk.gradient(net.theta))["dense1.weight"], DW, atol=5e-8)
    np.testing.assert_allclose(_article_gradient(W), DW, atol=2e-7)


def test_defect_1_the_articles_loss_is_not_the_integral_of_softmax_minus_target() -> None:
    analytic = np.outer(X, softmax(X @ W) - T)
    gap = float(np.abs(_article_gradient(W) - analytic).max())
    assert gap == pytest.approx(1.4e-7, rel=0.1)
    risk = _risk(W)
    np.testing.assert_allclose(risk.gradient(W.ravel()), analytic.ravel(), rtol=1e-14)
    np.testing.assert_allclose(numeric_derivative(risk, W.ravel()), analytic.ravel(), atol=2e-12)


@pytest.mark.parametrize(("probability", "share_lost"), [(2e-7, 1 / 3), (1e-12, 1.0)])
def test_defect_1_where_the_class_is_missed(probability: float, share_lost: float) -> None:
    # Logits (0, 0, z) with softmax(z) = probability: the epsilon takes 1e-7 / (probability + 1e-7) of the gradient.
    z = np.log(2 * probability / (1 - probability))
    weight = np.array([[0.0, 0.0, z / 0.6], [0.0, 0.0, 0.0]])
    analytic = np.outer(X, softmax(X @ weight) - T)
    lost = 1.0 - _article_gradient(weight)[0, 2] / analytic[0, 2]
    assert float(lost) == pytest.approx(share_lost, abs=0.01)
    risk = _risk(weight)
    np.testing.assert_allclose(risk.gradient(weight.ravel()), analytic.ravel(), rtol=1e-12)
    np.testing.assert_allclose(numeric_derivative(risk, weight.ravel()), analytic.ravel(), rtol=1e-9, atol=1e-10)


def test_defect_2_the_articles_function_ignores_its_argument() -> None:
    net = _article_net(W)
    assert not numeric_derivative(lambda w: net.loss(X, T), W.ravel()).any()
    np.testing.assert_allclose(numeric_derivative(_risk(W), W.ravel()), DW.ravel(), atol=5e-8)


def test_defect_3_integer_weights() -> None:
    ones = np.ones((2, 3), dtype=np.int64)
    net = article_code.simpleNet()
    net.__setattr__("W", ones)  # the article's code has no types that would object
    garbage = article_code.numerical_gradient(lambda w: net.loss(X, T), net.W)
    truth = np.outer(X, np.array([1, 1, -2]) / 3)
    assert float(np.abs(garbage).max()) > 1000.0
    np.testing.assert_allclose(_risk(W).gradient(ones.ravel()), truth.ravel(), rtol=1e-14, atol=1e-16)


def test_defect_6_the_first_numerical_gradient_fails_on_a_matrix() -> None:
    net = _article_net(W)
    with pytest.raises((TypeError, IndexError)):
        article_code.numerical_gradient_1d(lambda w: net.loss(X, T), net.W)
    gradient = SimpleNet().unflatten(_risk(W).gradient(W.ravel()))["dense1.weight"]
    np.testing.assert_allclose(gradient, DW, atol=5e-8)


@pytest.mark.parametrize("n_samples", [1, 4])
def test_defect_6_labels_of_a_single_class_are_taken_for_one_hot_rows(n_samples: int) -> None:
    logits, labels = np.ones((n_samples, 1)), np.zeros(n_samples, dtype=np.int64)
    with pytest.raises(np.exceptions.AxisError):
        article_code.cross_entropy_error(article_code.softmax(logits), labels)
    assert SoftmaxCrossEntropy().value(logits, labels) == 0.0
    np.testing.assert_array_equal(SoftmaxCrossEntropy().gradient(logits, labels), np.zeros((n_samples, 1)))


def test_defect_9_softmax_of_more_than_two_axes() -> None:
    logits = np.random.default_rng(0).normal(size=(2, 3, 4))
    assert float(article_code.softmax(logits).sum()) == pytest.approx(1.0)
    np.testing.assert_allclose(softmax(logits).sum(axis=-1), np.ones((2, 3)), rtol=1e-15)
    for index in np.ndindex(2):
        np.testing.assert_allclose(softmax(logits)[index], article_code.softmax(logits[index]), rtol=1e-14)
