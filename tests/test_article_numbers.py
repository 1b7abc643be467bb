"""Every number of the article, row by row of the table in its README, to the digits that are printed there."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from tests import article_code as article

CENTRAL = mg.CentralDifference(abs_step=1e-4)
FORWARD = mg.ForwardDifference(abs_step=1e-5)
TO_THE_LETTER = mg.CentralDifference(abs_step=1e-4, exact_steps=False)
START = [-3.0, 4.0]


def parabola(x: float) -> float:
    return 0.01 * x**2 + 0.1 * x


def bowl(x: Float64Array) -> float:
    return float(x[0] ** 2 + x[1] ** 2)


@pytest.mark.parametrize("x", [0.5, 2.0, 5.0])
def test_1_1_analytic_against_numeric(x: float) -> None:
    """y = x^2, whose derivative is 2x and at 2, says the article, 4. The forward difference adds h to it."""
    assert FORWARD.derivative(lambda x: x**2, x) == pytest.approx(2.0 * x + 1e-5, abs=1e-9)
    assert CENTRAL.derivative(lambda x: x**2, x) == pytest.approx(2.0 * x, abs=1e-10)


@pytest.mark.parametrize(("x", "printed", "truth"), [(5.0, 0.1999999999990898, 0.2), (10.0, 0.2999999999986347, 0.3)])
def test_1_1_derivatives_of_the_parabola(x: float, printed: float, truth: float) -> None:
    assert CENTRAL.derivative(parabola, x) == printed == article.numerical_diff(article.function_1, x)
    assert mg.CentralDifference().derivative(parabola, x) == pytest.approx(truth, rel=1e-9)


@pytest.mark.parametrize(("x", "intercept"), [(5.0, -0.25), (10.0, -1.0)])
def test_1_1_tangents_of_the_parabola(x: float, intercept: float) -> None:
    assert parabola(x) - CENTRAL.derivative(parabola, x) * x == pytest.approx(intercept, abs=1e-10)


@pytest.mark.parametrize(("index", "printed"), [(0, 6.00000000000378), (1, 7.999999999999119)])
def test_1_2_partial_derivatives(index: int, printed: float) -> None:
    assert CENTRAL.partial(bowl, [3.0, 4.0], index) == printed


@pytest.mark.parametrize("method", [CENTRAL, mg.CentralDifference(), mg.CentralDifference(order=8)])
@pytest.mark.parametrize(("x", "gradient"), [((3.0, 4.0), (6, 8)), ((0.0, 2.0), (0, 4)), ((3.0, 0.0), (6, 0))])
def test_1_3_gradients(method: mg.Differentiator, x: tuple[float, float], gradient: tuple[int, int]) -> None:
    np.testing.assert_allclose(method.gradient(bowl, x), gradient, atol=1e-8)


@pytest.mark.parametrize("method", [CENTRAL, mg.CentralDifference()])
def test_2_gradient_descent(method: mg.Differentiator) -> None:
    run = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=0.1), differentiator=method, steps=100)
    assert run.success
    assert run.x.round(11).tolist() == [-6.1e-10, 8.1e-10]
    np.testing.assert_allclose(run.path, np.outer(0.8 ** np.arange(101), START), rtol=1e-6)


def test_2_1_a_learning_rate_that_is_too_small() -> None:
    run = mg.minimize(bowl, START, mg.GradientDescent(learning_rate=1e-10), steps=100)
    assert run.x.round(8).tolist() == [-2.99999994, 3.99999992]
    assert not run.success


def test_2_1_a_learning_rate_that_is_too_large() -> None:
    rule = mg.GradientDescent(learning_rate=10.0)
    run = mg.minimize(bowl, START, rule, differentiator=TO_THE_LETTER, divergence="ignore", steps=100)
    assert [f"{number:.8e}" for number in run.x] == ["-2.58983747e+13", "-1.29524862e+12"]
    assert not run.success
    with pytest.raises(mg.DivergenceError):
        mg.minimize(bowl, START, rule, steps=100)


class Test22ANetworksGradient:
    """Section 2.2, with the book's W. Its numbers are those of the loss without the 1e-7, to the last digit printed."""

    w = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
    x = np.array([0.6, 0.9])
    dw = np.array([[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]])

    @pytest.mark.parametrize("t", [2, [0, 0, 1]], ids=["label", "one-hot"])
    def test_logits_loss_and_gradient(self, t: int | list[int]) -> None:
        net = mg.SimpleNet()
        net.weight = self.w
        risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), self.x, t)
        assert net.predict(self.x).round(8).tolist() == [1.05414809, 0.63071653, 1.1328074]
        assert risk(net.theta) == pytest.approx(0.92806853663411326, abs=5e-9)
        np.testing.assert_allclose(risk.gradient(net.theta).reshape(2, 3), self.dw, atol=6e-9)
        np.testing.assert_allclose(CENTRAL.gradient(risk, net.theta).reshape(2, 3), self.dw, atol=6e-9)

    def test_the_articles_own_loss_misses_them(self) -> None:
        def loss(w: FloatArray) -> float:
            return article.cross_entropy_error(article.softmax(self.x @ w), np.array([0, 0, 1]))

        assert abs(loss(self.w) - 0.92806853663411326) == pytest.approx(1e-7 * np.exp(0.928068), rel=0.02)
        assert np.abs(article.numerical_gradient(loss, self.w.copy()) - self.dw).max() == pytest.approx(
            1.4e-7, rel=0.03
        )

    def test_softmax_of_the_article(self) -> None:
        for logits in (
            np.array([0.3, 2.9, 4.0]),
            np.array([1010.0, 1000.0, 990.0]),
            np.array([[0.3, 2.9, 4.0], [1.0, 0.0, 0.0]]),
        ):
            np.testing.assert_allclose(mg.softmax(logits), article.softmax(logits), rtol=1e-14)

    def test_a_trained_network_with_these_gradients(self) -> None:
        """What the article announces; ``examples/train_two_layer_net.py`` does it on digits, this one fits the
        sample."""
        net = mg.TwoLayerNet(2, 4, 3, rng=0)
        risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), self.x, 2)
        run = mg.minimize(risk, net.theta, mg.GradientDescent(learning_rate=1.0), jac=risk.gradient, steps=100)
        assert run.fun < 0.02 < 0.5 < float(run.values[0])
