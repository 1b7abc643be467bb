"""A smooth function in ten surroundings: in other units, on an offset, with noise, in float32, near a kink."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import final

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Fun, Jac


@final
@dataclass(frozen=True)
class Setting:
    """A function with its right gradient at a point, and a few words on what makes it hard."""

    name: str
    fun: Fun
    jac: Jac
    x: AnyFloats


def settings(fun: Fun, jac: Jac, x: Array, rng: np.random.Generator) -> list[Setting]:
    """All surroundings of one function; what they need of random numbers is drawn for each of them."""
    scale, unit, offset, level = (float(10.0 ** rng.uniform(*span)) for span in ((-8, 8), (-12, 12), (2, 8), (-12, -6)))
    noise = np.random.default_rng(rng.integers(2**32))
    return [
        Setting("plain", fun, jac, x),
        Setting("squared", lambda y: 0.5 * fun(y) ** 2, lambda y: fun(y) * jac(y), x),
        Setting("scaled", lambda y: fun(y / scale), lambda y: jac(y / scale) / scale, x * scale),
        Setting("in other units", lambda y: unit * fun(y), lambda y: unit * jac(y), x),
        Setting("lifted", lambda y: fun(y) + offset, jac, x),
        Setting("noisy", lambda y: fun(y) * (1.0 + level * _hash(y)), jac, x),
        Setting("restless", lambda y: fun(y) * (1.0 + level * float(noise.standard_normal())), jac, x),
        *_single(fun, jac, x),
        _near_a_kink(fun, jac, x, rng),
    ]


def _hash(x: AnyFloats) -> float:
    """A number in [-1, 1] that depends on every bit of x."""
    return int.from_bytes(hashlib.md5(np.ascontiguousarray(x).tobytes()).digest()[:4], "little") / 2**31 - 1.0


def _single(fun: Fun, jac: Jac, x: Array) -> list[Setting]:
    """The value computed from float32 numbers and rounded to one, and x and the gradient in float32."""
    single = x.astype(np.float32)

    def rounded(y: AnyFloats) -> float:
        return float(np.float32(fun(y.astype(np.float32).astype(np.float64))))

    def in_single(y: AnyFloats) -> AnyFloats:
        return jac(y.astype(np.float64)).astype(np.float32)

    return [
        Setting("float32 inside", rounded, jac, single.astype(np.float64)),
        Setting("float32 x", lambda y: fun(y.astype(np.float64)), in_single, single),
    ]


def _near_a_kink(fun: Fun, jac: Jac, x: Array, rng: np.random.Generator) -> Setting:
    """A multiple of |x0 - c| is added, with c between 1e-7 and 1e-2 above x0."""
    slope, place = float(rng.uniform(0.1, 3.0)), x[0] + float(10.0 ** rng.uniform(-7, -2)) * max(1.0, abs(x[0]))

    def kinked(y: AnyFloats) -> AnyFloats:
        gradient = jac(y)
        gradient[0] += slope * float(np.sign(y[0] - place))
        return gradient

    return Setting("near a kink", lambda y: fun(y) + slope * float(np.abs(y[0] - place)), kinked, x)
