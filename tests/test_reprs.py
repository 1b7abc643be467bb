"""What a session shows of a result is one short line; ``print`` shows all of it, and a notebook a table."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.training.verifying.mismatch import Mismatch
from tests.html_cells import read_html

X = np.linspace(1.0, 2.0, 300)


def square(x: Float64Array) -> float:
    return float(x @ x)


def results() -> dict[str, object]:
    iris = mg.load_iris()
    trainer = mg.Trainer(mg.TwoLayerNet(4, 10, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(), rng=0)
    report = mg.check_gradient(square, lambda x: 2.1 * x, X, rng=0)
    screened = mg.check_gradient(square, lambda x: 2.0 * x, X, mode="screen", rng=0)
    steps: list[mg.DescentStep] = []
    return {
        "report": report,
        "entry": report.worst[0],
        "self-test": report.self_test,
        "order": report.order,
        "screened": screened,
        "block": screened.screened[0],
        "forecast": mg.forecast_check(square, X),
        "estimate": mg.CentralDifference().estimate(square, X),
        "number": mg.CentralDifference().estimate_derivative(lambda x: x**2, 3.0),
        "descent": mg.minimize(square, X, mg.Adam(), jac=lambda x: 2.0 * x, steps=3, callback=steps.append),
        "step": steps[0],
        "dataset": iris,
        "split": mg.train_test_split(iris.x, iris.t, rng=0),
        "standardizer": mg.Standardizer.fit(iris.x),
        "history": trainer.fit(iris.x, iris.t, epochs=2),
        "no history": mg.History(),
        "evaluation": trainer.evaluate(iris.x, iris.t),
        "mismatch": Mismatch(X, iris.x, iris.t),
    }


RESULTS = results()


@pytest.mark.each("name", RESULTS)
def test_the_repr_is_a_short_line(name: str) -> None:
    text = repr(RESULTS[name])
    assert len(text) <= 200
    assert "\n" not in text
    assert text.lstrip("<").startswith(type(RESULTS[name]).__name__)


def test_what_the_most_used_ones_say() -> None:
    assert repr(RESULTS["report"]).startswith(
        "<GradientReport FAIL: 0 of 300 entries pass, 300 fail; largest relative error 0.048;"
    )
    assert repr(RESULTS["number"]).startswith("<Estimate of shape (): errors up to ")
    half = mg.minimize(square, [3.0, 4.0], mg.GradientDescent(learning_rate=0.25), jac=lambda x: 2.0 * x, steps=1)
    assert repr(half) == "<DescentResult not converged: fun = 6.25 after 1 steps, x of shape (2,)>"


def test_a_notebook_shows_a_descent_as_a_table() -> None:
    result = mg.minimize(square, [3.0, 4.0], mg.GradientDescent(learning_rate=0.5), jac=lambda x: 2.0 * x, steps=1)
    cells = read_html(result._repr_html_()).rows
    assert ["fun", "0 (25 at the start)"] in cells
