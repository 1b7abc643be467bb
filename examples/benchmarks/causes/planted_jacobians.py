"""Functions with several outputs, and mistakes in their Jacobians."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from examples.benchmarks.causes.array_mistakes import BACKWARDS, TRANSPOSED, changed
from examples.benchmarks.causes.network_formulas import softmax
from examples.benchmarks.causes.planted import Jac, Mistake, Planted
from minigrad.arrays import FloatArray
from minigrad.layout import Layout


def jacobian(seed: int) -> Planted:
    """The function of this seed."""
    rng = np.random.default_rng([15, seed])
    n = int(rng.integers(3, 6))
    x = rng.normal(size=n)
    fun, jac = (_layer, _residuals, _softmax)[int(rng.integers(3))](rng, n)
    shape = jac(x).shape
    own = (*_of_matrices(jac, shape, rng), *_without_a_kind(jac, shape, rng))
    return Planted("Jacobians", fun, jac, x, Layout(("x",), ((n,),)), own)


def _layer(rng: np.random.Generator, n: int) -> tuple[Jac, Jac]:
    a = rng.normal(size=(n if rng.random() < 0.5 else n + 2, n))
    return lambda x: np.tanh(a @ x), lambda x: (1.0 - np.tanh(a @ x) ** 2)[:, np.newaxis] * a


def _residuals(rng: np.random.Generator, n: int) -> tuple[Jac, Jac]:
    """Of a sum of waves with amplitudes x, and a frequency that is the last of them."""
    t = np.sort(rng.random(int(rng.integers(4, 9))))
    powers = t[:, np.newaxis] ** np.arange(n - 1)

    def jac(x: FloatArray) -> FloatArray:
        wave = np.sin(x[-1] * t)
        return np.column_stack([powers * wave[:, np.newaxis], powers @ x[:-1] * t * np.cos(x[-1] * t)])

    return lambda x: powers @ x[:-1] * np.sin(x[-1] * t), jac


def _softmax(rng: np.random.Generator, n: int) -> tuple[Jac, Jac]:
    scale = float(rng.uniform(0.5, 2.0))

    def p(x: FloatArray) -> FloatArray:
        return np.asarray(softmax(scale * x[np.newaxis])[0])

    return p, lambda x: scale * (np.diag(p(x)) - np.outer(p(x), p(x)))


def _of_matrices(jac: Jac, shape: tuple[int, ...], rng: np.random.Generator) -> Iterator[Mistake]:
    factor = float(np.exp(rng.normal()))
    row, column = np.ones(shape), np.ones(shape)
    row[int(rng.integers(shape[0]))], column[:, int(rng.integers(shape[1]))] = factor, -1.0
    numbers = (f"{factor:.6g}"[:4], f"{factor:.3g}")
    yield Mistake("Jacobian: sign", changed(jac, np.negative), ("the sign is wrong",))
    yield Mistake("Jacobian: factor 2", changed(jac, lambda j: 2.0 * j), ("factor 2 too many",))
    yield Mistake("Jacobian: any factor", changed(jac, lambda j: factor * j), numbers)
    yield Mistake("Jacobian: factor in a row", changed(jac, lambda j: row * j), numbers)
    yield Mistake("Jacobian: sign of a column", changed(jac, lambda j: column * j), ("the sign is wrong",))
    yield Mistake("Jacobian: transposed", changed(jac, lambda j: j.T.reshape(shape)), TRANSPOSED)
    yield Mistake("Jacobian: rows reversed", changed(jac, np.flipud), BACKWARDS)
    yield Mistake("Jacobian: columns shifted", changed(jac, lambda j: np.roll(j, 1, 1)), BACKWARDS)


def _without_a_kind(jac: Jac, shape: tuple[int, ...], rng: np.random.Generator) -> Iterator[Mistake]:
    noise, some = 1.0 + 0.3 * rng.normal(size=shape), np.where(rng.random(shape) < 0.3, rng.normal(size=shape), 1.0)
    scales, mixed = np.exp(rng.normal(size=(shape[0], 1))), rng.normal(size=(shape[1], shape[1]))
    yield Mistake("no kind: Jacobian, every entry", changed(jac, lambda j: noise * j))
    yield Mistake("no kind: Jacobian, some entries", changed(jac, lambda j: some * j))
    yield Mistake("no kind: Jacobian, a scale for each row", changed(jac, lambda j: scales * j))
    yield Mistake("no kind: Jacobian, columns mixed", changed(jac, lambda j: j @ mixed))
    yield Mistake(
        "no kind: Jacobian, only its diagonal", changed(jac, lambda j: np.where(np.eye(shape[0], shape[1]) > 0, j, 0.0))
    )
    yield Mistake("no kind: Jacobian at another point", lambda x: jac(1.2 * x + 0.1))
