"""Mistakes in one array of a gradient, in some of them, or between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from examples.benchmarks.causes.planted import Jac, Mistake, Planted
from minigrad.arrays import FloatArray
from minigrad.layout import Block

Change = Callable[[FloatArray], FloatArray]

BACKWARDS = ("reversed", "shifted", "exchanged", "sign is wrong")
"""Of two entries, or two rows, these are the same; and where they add up to 0, so is the wrong sign."""
TRANSPOSED = ("transposed", "Fortran")
"""Of a square matrix, these are the same."""


def array_mistakes(planted: Planted, rng: np.random.Generator) -> Iterator[Mistake]:
    """All that can be made here."""
    blocks = planted.layout.blocks
    if len(blocks) > 1:
        yield from _factors(planted.jac, blocks[int(rng.integers(len(blocks)))], rng)
        yield from _decays(planted, float(10.0 ** rng.uniform(-4, -1)))
    long = [block for block in blocks if block.size > 2]
    if long:
        yield from _places(planted, long[int(rng.integers(len(long)))])
    tables = [block for block in blocks if len(block.shape) == 2 and min(block.shape) > 1]
    for table in tables[:1]:
        yield from _orders(planted, table)
    pairs = [(a, b) for k, a in enumerate(blocks) for b in blocks[k + 1 :] if a.size == b.size]
    for one, other in pairs[:1]:
        yield from _between(planted.jac, one, other)


def changed(jac: Jac, change: Change) -> Jac:
    """The gradient after a change of the whole vector."""
    return lambda x: np.asarray(change(np.array(jac(x))))


def in_block(jac: Jac, block: Block, change: Change) -> Jac:
    """The gradient after a change of one of its arrays, which gets it in its shape."""

    def wrong(x: FloatArray) -> FloatArray:
        gradient = np.array(jac(x))
        gradient[block.place] = np.asarray(change(gradient[block.place].reshape(block.shape))).reshape(-1)
        return gradient

    return wrong


def decayed(jac: Jac, coefficient: FloatArray | float) -> Jac:
    """The gradient of a function with a penalty of half so much times x^2."""
    return lambda x: np.asarray(jac(x) + coefficient * x)


def nearly(number: float) -> tuple[float, float, float]:
    """A number, and those whose fourth digit may be one less or more."""
    return number, number * (1.0 - 1e-4), number * (1.0 + 1e-4)


def _factors(jac: Jac, block: Block, rng: np.random.Generator) -> Iterator[Mistake]:
    n, factor, one = int(rng.integers(5, 200)), float(np.exp(rng.normal())), (block.name,)
    for name, times, words in (
        ("sign", -1.0, ("the sign is wrong",)),
        ("factor 2", 2.0, ("factor 2 too many",)),
        ("sum for mean", float(n), (f"N = {n} is missing",)),
        ("any factor", factor, (f"{factor:.6g}"[:4], f"{factor:.3g}")),
        ("zeros", 0.0, ("zero everywhere",)),
    ):
        yield Mistake(f"{name}, one array", in_block(jac, block, partial(np.multiply, times)), words, one)


def _decays(planted: Planted, decay: float) -> Iterator[Mistake]:
    """The points of the biases are not 0 here, so that a decay that spares them shows."""
    for kind, weights in (("weights", True), ("biases", False)):
        chosen = [block for block in planted.layout.blocks if (len(block.shape) == 2) is weights]
        where = np.zeros(planted.x.size)
        for block in chosen:
            where[block.place] = decay
        names = (", ".join(block.name for block in chosen),)
        for place, sign, lacking in (("jac", 1.0, "fun"), ("fun", -1.0, "jac")):
            words = tuple(f"{number:.4g} x that {lacking} lacks" for number in nearly(decay))
            yield Mistake(f"weight decay of {kind}, only in {place}", decayed(planted.jac, sign * where), words, names)


def _places(planted: Planted, block: Block) -> Iterator[Mistake]:
    jac, here = planted.jac, _here(planted, block)
    yield Mistake("reversed", in_block(jac, block, lambda g: g.reshape(-1)[::-1]), BACKWARDS, here)
    yield Mistake("shifted", in_block(jac, block, lambda g: np.roll(g.reshape(-1), 1)), BACKWARDS, here)


def _orders(planted: Planted, block: Block) -> Iterator[Mistake]:
    jac, here = planted.jac, _here(planted, block)
    by_columns = in_block(jac, block, lambda g: g.reshape(-1).reshape(block.shape, order="F"))
    yield Mistake("transposed", in_block(jac, block, np.transpose), TRANSPOSED, here)
    yield Mistake("Fortran order", by_columns, TRANSPOSED, here)
    yield Mistake("rows reversed", in_block(jac, block, np.flipud), BACKWARDS, here)
    yield Mistake("columns shifted", in_block(jac, block, lambda g: np.roll(g, 1, 1)), BACKWARDS, here)


def _here(planted: Planted, block: Block) -> tuple[str, ...]:
    """What a report may call the place; the whole where there is only this."""
    return (block.name,) if len(planted.layout.blocks) > 1 else (block.name, "")


def _between(jac: Jac, one: Block, other: Block) -> Iterator[Mistake]:
    def copied(g: FloatArray) -> FloatArray:
        result = g.copy()
        result[one.place] = g[other.place]
        return result

    def exchanged(g: FloatArray) -> FloatArray:
        result = copied(g)
        result[other.place] = g[one.place]
        return result

    both = (f"`{one.name}` and `{other.name}` are exchanged", "reversed", "shifted")
    yield Mistake("two arrays exchanged", changed(jac, exchanged), both)
    yield Mistake("gradient of another array", changed(jac, copied), (f"gradient of `{other.name}`",), (one.name,))
