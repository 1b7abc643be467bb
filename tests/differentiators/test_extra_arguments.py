"""fun(x, *args), as scipy calls it, and values that are arrays with one entry."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import numpy as np
import numpy.typing as npt
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.probes.signatures.extra_arguments import with_args
from tests.registry import DIFFERENTIATORS

X = np.array([0.5, 1.5])
CENTRAL = mg.CentralDifference()


def scaled(x: Float64Array, a: float, b: Float64Array) -> np.float64:
    """a sum_k b_k x_k^2: of one point or of a stack of them."""
    return cast("np.float64", a * np.sum(b * x**2, axis=-1))


def near(value: npt.ArrayLike, truth: npt.ArrayLike) -> None:
    np.testing.assert_allclose(np.asarray(value, np.float64), np.asarray(truth, np.float64), rtol=1e-3, atol=1e-3)


A, B = 3.0, np.array([1.0, -2.0])
GRADIENT = 2.0 * A * B * X


@pytest.mark.parametrize("method", DIFFERENTIATORS, ids=str)
def test_every_kind_of_derivative_hands_the_arguments_on(method: mg.Differentiator) -> None:
    args = (A, B)
    near(method.gradient(scaled, X, args=args), GRADIENT)
    near(method.estimate(scaled, X, args=args).value, GRADIENT)
    near(method.gradient(scaled, X, args=args, vectorized=True), GRADIENT)
    near(method.partial(scaled, X, 1, args=args), GRADIENT[1])
    near(method.estimate_partial(scaled, X, 1, args=args).value, GRADIENT[1])
    near(method.directional(scaled, X, [1.0, 1.0], args=args), GRADIENT.sum())
    near(method.estimate_directional(scaled, X, [1.0, 1.0], args=args).value, GRADIENT.sum())
    near(method.derivative(lambda x, n: x**n, 2.0, args=(3,)), 12.0)
    near(method.derivative(lambda x, n: x**n, X, args=(3,)), 3 * X**2)
    near(method.estimate_derivative(lambda x, n: x**n, X, args=(3,)).value, 3 * X**2)
    near(method.jacobian(lambda x, a: a * x, X, args=(A,)), A * np.eye(2))
    near(method.estimate_jacobian(lambda x, a: a * x, X, args=(A,)).value, A * np.eye(2))
    try:
        near(method.hessian(scaled, X, args=args), np.diag(2 * A * B))
        near(method.estimate_hessian(scaled, X, args=args).value[0, 0], 2 * A)
    except NotImplementedError:
        assert isinstance(method, mg.RobustDifference)


def test_an_object_that_is_no_tuple_is_the_only_argument() -> None:
    lenient = cast("tuple[float]", A), cast("tuple[Float64Array]", B)
    assert CENTRAL.derivative(lambda x, a: a * x, 1.0, args=lenient[0]) == pytest.approx(A)
    np.testing.assert_allclose(CENTRAL.gradient(lambda x, b: b @ x, X, args=lenient[1]), B, rtol=1e-6)


def test_workers_get_the_arguments_with_the_function() -> None:
    assert pickle.loads(pickle.dumps(with_args(scaled, (A, B))))(X) == scaled(X, A, B)  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as pool:
        shared = CENTRAL.gradient(scaled, X, args=(A, B), workers=pool.map)
    np.testing.assert_array_equal(shared, CENTRAL.gradient(scaled, X, args=(A, B)))


def test_arguments_that_do_not_fit() -> None:
    with pytest.raises(TypeError, match=r"scaled\(\) missing 1 required positional argument: 'b'") as caught:
        CENTRAL.gradient(scaled, X, args=(A,))  # type: ignore[arg-type]  # what the test is about
    assert caught.value.__notes__ == ["`fun` was called with x[0] moved by -6.055454452393343e-06"]
    risk = mg.EmpiricalRisk(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), [0.6, 0.9], [0, 0, 1])
    with pytest.raises(TypeError, match="`args` are not for EmpiricalRisk, which is a function of x alone; build it"):
        CENTRAL.gradient(risk, np.ones(6), args=(A,))  # type: ignore[arg-type]  # what the test is about


def test_an_argument_with_the_numbers_of_x_is_found_in_its_place() -> None:
    with pytest.warns(mg.IgnoredArgumentWarning, match=r"It uses the array `args\[1\]`, which holds the same numbers"):
        CENTRAL.gradient(lambda x, a, w: float(a * w.sum()), X, args=(A, X))
    weights = X.copy()
    with pytest.warns(mg.IgnoredArgumentWarning, match="It uses the array `weights`, which"):
        CENTRAL.gradient(lambda x, a: float(a * weights.sum()), X, args=(A,))
    with warnings.catch_warnings(action="error"):
        CENTRAL.gradient(lambda x, w: float(w @ x), X, args=(X,))


def test_an_array_with_one_entry_is_a_number() -> None:
    """float32 keeps the precision that it says it has."""
    entries = (lambda x: np.array([x @ x])), (lambda x: [[x @ x]]), (lambda x: x[:1] * 0 + x @ x)
    for entry in entries:
        fun = cast("Callable[[Float64Array], float]", entry)
        np.testing.assert_allclose(CENTRAL.gradient(fun, X), 2 * X, rtol=1e-8)
    stack = CENTRAL.gradient(lambda x: cast("float", np.sum(x**2, axis=1, keepdims=True)), X, vectorized=True)
    np.testing.assert_allclose(stack, 2 * X, rtol=1e-8)
    assert CENTRAL.derivative(lambda x: np.array([x**2]), 3.0) == pytest.approx(6.0, rel=1e-8)
    coarse = CENTRAL.estimate(lambda x: np.array([x @ x], np.float32), X)
    assert (np.abs(coarse.value - 2 * X) <= coarse.error).all()
    assert coarse.error.min() > 1e-3
    np.testing.assert_allclose(CENTRAL.jacobian(lambda x: np.array([x @ x]), X), [2 * X], rtol=1e-8)
