"""The article's programs as it prints them, with type annotations added and nothing mended.

The article defines some names twice; the later definitions that differ carry a suffix here. Tests show with this code
which numbers the article gets, and where it goes wrong.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import AnyArray, FloatArray


def numerical_diff_forward(f: Callable[[float], float], x: float) -> float:
    h = 1e-5
    return (f(x + h) - f(x)) / (h)


def numerical_diff(f: Callable[[float], float], x: float) -> float:
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def function_1(x: float) -> float:
    return 0.01 * x**2 + 0.1 * x


def function_2(x: FloatArray) -> float:
    return float(np.sum(x**2))


def numerical_gradient_1d(f: Callable[[FloatArray], float], x: FloatArray) -> FloatArray:
    """The first version, for vectors."""
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in range(x.size):
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad


def gradient_descent(
    f: Callable[[FloatArray], float], init_x: FloatArray, lr: float = 0.01, step_num: int = 100
) -> FloatArray:
    x = init_x
    for _ in range(step_num):
        grad = numerical_gradient_1d(f, x)
        x -= lr * grad
    return x


def softmax(x: FloatArray) -> FloatArray:
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        y: FloatArray = np.exp(x) / np.sum(np.exp(x), axis=0)
        return y.T
    x = x - np.max(x)
    flat: FloatArray = np.exp(x) / np.sum(np.exp(x))
    return flat


def cross_entropy_error(y: FloatArray, t: AnyArray) -> float:
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    labels = t.astype(np.int64)  # only for the type checker: they are integers already
    return float(-np.sum(np.log(y[np.arange(batch_size), labels] + 1e-7)) / batch_size)


def numerical_gradient(f: Callable[[FloatArray], float], x: FloatArray) -> FloatArray:
    """The second version, for arrays of any shape."""
    h = 1e-4
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=("readwrite",))
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
        it.iternext()
    return grad


class simpleNet:
    """The article's network; ``W`` is drawn from numpy's global generator, as there."""

    def __init__(self) -> None:
        self.W: FloatArray = np.random.randn(2, 3)  # noqa: NPY002 (as in the article)

    def predict(self, x: FloatArray) -> FloatArray:
        z: FloatArray = np.dot(x, self.W)
        return z

    def loss(self, x: FloatArray, t: AnyArray) -> float:
        z = self.predict(x)
        y = softmax(z)
        loss = cross_entropy_error(y, t)
        return loss
