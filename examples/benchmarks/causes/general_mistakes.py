"""Mistakes that can be made in any gradient: signs, factors, terms, stale values, and errors of no kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from examples.benchmarks.causes.array_mistakes import array_mistakes, changed, decayed, nearly
from examples.benchmarks.causes.planted import Mistake, Planted


def general_mistakes(planted: Planted, rng: np.random.Generator) -> Iterator[Mistake]:
    """All of them, in the whole gradient and in one of its arrays."""
    yield from _everywhere(planted, rng)
    yield from array_mistakes(planted, rng)
    yield from _of_no_kind(planted, rng)


def _everywhere(planted: Planted, rng: np.random.Generator) -> Iterator[Mistake]:
    jac, x = planted.jac, planted.x
    n, factor = int(rng.integers(5, 200)), float(np.exp(rng.normal()))
    large = float(np.quantile(np.abs(jac(x)), rng.uniform(0.3, 0.8)))
    offset = float(rng.normal()) * large
    stale = np.array(jac(x * (1.0 + 0.3 * rng.random(x.size))))
    yield Mistake("sign", changed(jac, np.negative), ("the sign is wrong",))
    yield Mistake("factor 2", changed(jac, lambda g: 2.0 * g), ("factor 2 too many",))
    yield Mistake("factor 1/2", changed(jac, lambda g: 0.5 * g), ("factor 2 is missing",))
    yield Mistake("sum for mean", changed(jac, lambda g: n * g), (f"N = {n} is missing",))
    yield Mistake("mean twice", changed(jac, lambda g: g / n), (f"N = {n} once too often",))
    yield Mistake("any factor", changed(jac, lambda g: factor * g), (f"{factor:.6g}"[:4], f"{factor:.3g}"))
    yield Mistake("zeros", changed(jac, np.zeros_like), ("zero everywhere",))
    yield Mistake("signs lost", changed(jac, np.abs), ("signs are lost", "the sign is wrong"))
    yield Mistake("clipped", changed(jac, lambda g: np.clip(g, -large, large)), (f"cut off at {large:.4g}",))
    yield Mistake(
        "offset",
        changed(jac, lambda g: g + offset),
        tuple(f"off by the same {number:.4g}" for number in nearly(offset)),
    )
    decay = float(10.0 ** rng.uniform(-4, -1))
    yield Mistake(
        "weight decay of all, only in jac",
        decayed(jac, decay),
        tuple(f"{number:.4g} x that fun lacks" for number in nearly(decay)),
    )
    yield Mistake(
        "weight decay of all, only in fun",
        decayed(jac, -decay),
        tuple(f"{number:.4g} x that jac lacks" for number in nearly(decay)),
    )
    yield Mistake("float32", lambda x: jac(x.astype(np.float32)).astype(np.float32).astype(np.float64), ("float32",))
    yield Mistake("stale", lambda x: stale.copy(), ("stale",))


def _of_no_kind(planted: Planted, rng: np.random.Generator) -> Iterator[Mistake]:
    jac, n = planted.jac, planted.x.size
    noise, one = 1.0 + 0.3 * rng.normal(size=n), np.ones(n)
    one[int(rng.integers(n))] = 1.0 + rng.normal()
    some = np.where(rng.random(n) < 0.4, 1.0 + rng.normal(size=n), 1.0)
    mixed, bent = rng.normal(size=(n, n)) / np.sqrt(n), float(rng.uniform(0.1, 1.0))
    yield Mistake("no kind: every entry", changed(jac, lambda g: noise * g))
    yield Mistake("no kind: one entry", changed(jac, lambda g: one * g))
    yield Mistake("no kind: some entries", changed(jac, lambda g: some * g))
    yield Mistake("no kind: mixed", changed(jac, lambda g: mixed @ g))
    yield Mistake("no kind: a bent factor", lambda x: np.asarray(jac(x) * (1.0 + bent * x**2)))
    yield Mistake("no kind: another slope", lambda x: np.asarray(jac(x) + bent * np.cos(3.0 * x)))
    yield Mistake("no kind: random numbers", changed(jac, lambda g: (noise - 1.0) * np.abs(g).sum()))
    yield Mistake("no kind: rounded", changed(jac, lambda g: np.round(g, 2)))
