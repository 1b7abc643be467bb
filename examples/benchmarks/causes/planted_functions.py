"""Functions of a vector or a matrix, and mistakes in their derivatives."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.causes.network_formulas import Activation
from examples.benchmarks.causes.planted import Mistake, Planted
from minigrad.arrays import FloatArray
from minigrad.layout import Layout


def function(seed: int) -> Planted:
    """The function of this seed."""
    return (_sines, _quadratic, _rosenbrock, _pairs, _elementwise, _determinant)[
        np.random.default_rng([7, seed]).integers(6)
    ](seed)


def _sines(seed: int) -> Planted:
    rng = np.random.default_rng([8, seed])
    shape = tuple(int(n) for n in rng.integers(2, 5, 2)) if rng.random() < 0.6 else (int(rng.integers(2, 9)),)
    layout = Layout(("x",), (shape,))
    c, x = rng.lognormal(size=layout.size) * rng.choice([-1, 1], layout.size), rng.normal(size=layout.size)
    own = (Mistake("no kind: cosine for sine", lambda x: c * np.sin(x)),)
    return Planted("functions", lambda x: float(c @ np.sin(x)), lambda x: c * np.cos(x), x, layout, own)


def _quadratic(seed: int) -> Planted:
    rng = np.random.default_rng([9, seed])
    n = int(rng.integers(2, 9))
    a, b, x = rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n)
    own = (
        Mistake("no kind: A not symmetric", lambda x: 2.0 * a @ x + b),
        Mistake("no kind: a term forgotten", lambda x: (a + a.T) @ x),
    )
    layout = Layout(("x",), ((n,),))
    return Planted("functions", lambda x: float(x @ a @ x + b @ x), lambda x: (a + a.T) @ x + b, x, layout, own)


def _rosenbrock(seed: int) -> Planted:
    rng = np.random.default_rng([10, seed])
    n = int(rng.integers(2, 9))

    def fun(x: FloatArray) -> float:
        return float(np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2))

    def jac(x: FloatArray) -> FloatArray:
        g = np.zeros_like(x)
        g[1:] += 200.0 * (x[1:] - x[:-1] ** 2)
        g[:-1] -= 400.0 * x[:-1] * (x[1:] - x[:-1] ** 2) + 2.0 * (1.0 - x[:-1])
        return g

    def overwritten(x: FloatArray) -> FloatArray:
        g = np.zeros_like(x)
        g[1:] = 200.0 * (x[1:] - x[:-1] ** 2)
        g[:-1] = -400.0 * x[:-1] * (x[1:] - x[:-1] ** 2) - 2.0 * (1.0 - x[:-1])
        return g

    own = (Mistake("no kind: set instead of added", overwritten),)
    return Planted("functions", fun, jac, rng.normal(size=n), Layout(("x",), ((n,),)), own)


def _pairs(seed: int) -> Planted:
    """Maxima of neighbours: slopes 0, 1 and 2."""
    rng = np.random.default_rng([11, seed])
    x = rng.normal(size=int(rng.integers(5, 12)))

    def jac(x: FloatArray, most: float = 2.0) -> FloatArray:
        g = np.zeros_like(x)
        first = np.arange(x.size - 1)
        np.add.at(g, first + (x[1:] > x[:-1]), 1.0)
        return np.minimum(g, most)

    own = (Mistake("no kind: set instead of added", lambda x: jac(x, 1.0)),)
    return Planted(
        "functions", lambda x: float(np.maximum(x[1:], x[:-1]).sum()), jac, x, Layout(("x",), ((x.size,),)), own
    )


def _elementwise(seed: int) -> Planted:
    """A sum of activations with a parameter: where it is forgotten, a factor is missing, in some entries or in all."""
    rng = np.random.default_rng([12, seed])
    beta, n = float(rng.choice([0.3, 0.7, 1.7, 2.5, 3.0])), int(rng.integers(6, 14))
    own = Activation(str(rng.choice(["tanh", "softplus", "swish", "elu"])), beta)
    x = rng.normal(size=n)
    factor = own.name != "swish"
    words = (f"{1.0 / beta:.6g} times", f"1/{beta:.4g} of") if factor else ()
    mistake = Mistake(
        "beta of the activation" if factor else "no kind: beta of swish, ELU", lambda x: own.slope(x, 1.0), words
    )
    return Planted(
        "functions",
        lambda x: float(own.value(x).sum()),
        lambda x: own.slope(x, beta),
        x,
        Layout(("x",), ((n,),)),
        (mistake,),
    )


def _determinant(seed: int) -> Planted:
    """log |det A|, of which the gradient is the transposed inverse."""
    rng = np.random.default_rng([13, seed])
    n = int(rng.integers(2, 5))

    def fun(x: FloatArray) -> float:
        return float(np.linalg.slogdet(x.reshape(n, n))[1])

    def inverse(x: FloatArray) -> FloatArray:
        return np.asarray(np.linalg.inv(x.reshape(n, n)))

    own = (Mistake("transposed", lambda x: inverse(x).reshape(-1), ("transposed", "Fortran")),)
    layout = Layout(("x",), ((n, n),))
    return Planted(
        "functions",
        fun,
        lambda x: inverse(x).T.reshape(-1),
        rng.normal(size=n * n) + 2 * np.eye(n).reshape(-1),
        layout,
        own,
    )
