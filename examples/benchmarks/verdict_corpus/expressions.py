"""Random expressions with derivatives from the complex step, in random surroundings and with random mistakes.

``drawn(seed)`` gives one right gradient and, where a mistake shows, one wrong one. Nothing here shares code with the
hand-made corpus, so seeds that were never looked at tell how the verdicts do on problems that nobody tuned them for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Case, Fun, Inexact, Jac, Label, number

Rule: TypeAlias = Callable[[Inexact], Inexact]

UNARY: dict[str, Rule] = {
    "sin": lambda a: np.sin(a),
    "cos": lambda a: np.cos(a),
    "exp": lambda a: np.exp(0.5 * a),
    "log": lambda a: np.log(a * a + 0.5),
    "sqrt": lambda a: np.sqrt(a * a + 0.3),
    "tanh": lambda a: np.tanh(a),
    "square": lambda a: np.asarray(a * a),
    "cube": lambda a: np.asarray(0.2 * a * a * a),
    "sigmoid": lambda a: np.asarray(1.0 / (1.0 + np.exp(-a))),
    "atan": lambda a: np.arctan(a),
}
BINARY: dict[str, Callable[[Inexact, Inexact], Inexact]] = {
    "+": lambda a, b: np.asarray(a + b),
    "-": lambda a, b: np.asarray(a - b),
    "*": lambda a, b: np.asarray(a * b),
    "/": lambda a, b: np.asarray(a / (2.0 + b * b)),
}


@final
@dataclass(frozen=True)
class Tree:
    """An expression of x as a tree of operations."""

    operation: str
    index: int = 0
    constant: float = 0.0
    parts: tuple[Tree, ...] = ()

    def __call__(self, x: Inexact) -> Inexact:
        """Its value at x, real or complex."""
        if self.operation == "x":
            return np.asarray(x[self.index])
        if self.operation == "c":
            return np.asarray(self.constant)
        values = [part(x) for part in self.parts]
        return UNARY[self.operation](values[0]) if len(values) == 1 else BINARY[self.operation](*values)


@final
@dataclass(frozen=True)
class Sum:
    """A sum of trees, with its gradient by the complex step (exact to rounding: no subtraction takes place)."""

    trees: tuple[Tree, ...]

    def value(self, x: AnyFloats) -> float:
        """f(x)."""
        return float(np.real(sum(number(tree(x)) for tree in self.trees)))

    def gradient(self, x: AnyFloats) -> AnyFloats:
        """f'(x)."""
        moves = np.eye(x.size) * 1e-30j
        return np.array([sum(number(tree(x + move)) for tree in self.trees).imag for move in moves]) / 1e-30


def _tree(rng: np.random.Generator, depth: int, n: int) -> Tree:
    if depth == 0 or rng.random() < 0.12:
        return (
            Tree("x", index=int(rng.integers(n)))
            if rng.random() < 0.75
            else Tree("c", constant=float(rng.uniform(-3, 3)))
        )
    names = [*BINARY, *UNARY]
    operation = names[int(rng.integers(len(names)))]
    return Tree(operation, parts=tuple(_tree(rng, depth - 1, n) for _ in range(2 if operation in BINARY else 1)))


def _hash(x: AnyFloats) -> float:
    return int.from_bytes(hashlib.md5(np.ascontiguousarray(x).tobytes()).digest()[:4], "little") / 2**31 - 1.0


@final
@dataclass(frozen=True)
class Setting:
    """A function pair in its surroundings."""

    name: str
    fun: Fun
    jac: Jac
    x: AnyFloats


def _settings(f: Sum, x: Array, rng: np.random.Generator) -> list[Setting]:
    scale, unit, offset, level = (float(10.0 ** rng.uniform(*span)) for span in ((-8, 8), (-12, 12), (2, 8), (-12, -6)))
    noise = np.random.default_rng(rng.integers(2**32))
    single = x.astype(np.float32)
    slope, place = float(rng.uniform(0.1, 3.0)), x[0] + float(10.0 ** rng.uniform(-7, -2)) * max(1.0, abs(x[0]))

    def kinked(y: AnyFloats) -> AnyFloats:
        gradient = f.gradient(y)
        gradient[0] += slope * float(np.sign(y[0] - place))
        return gradient

    return [
        Setting("plain", f.value, f.gradient, x),
        Setting("squared", lambda y: 0.5 * f.value(y) ** 2, lambda y: f.value(y) * f.gradient(y), x),
        Setting(
            "scaled",
            lambda y: f.value(np.asarray(y / scale)),
            lambda y: f.gradient(np.asarray(y / scale)) / scale,
            x * scale,
        ),
        Setting("in other units", lambda y: unit * f.value(y), lambda y: unit * f.gradient(y), x),
        Setting("lifted", lambda y: f.value(y) + offset, f.gradient, x),
        Setting("noisy", lambda y: f.value(y) * (1.0 + level * _hash(y)), f.gradient, x),
        Setting("restless", lambda y: f.value(y) * (1.0 + level * float(noise.standard_normal())), f.gradient, x),
        Setting(
            "float32 inside",
            lambda y: float(np.float32(f.value(y.astype(np.float32).astype(np.float64)))),
            f.gradient,
            single.astype(np.float64),
        ),
        Setting(
            "float32 x",
            lambda y: f.value(y.astype(np.float64)),
            lambda y: f.gradient(y.astype(np.float64)).astype(np.float32),
            single,
        ),
        Setting("near a kink", lambda y: f.value(y) + slope * float(np.abs(y[0] - place)), kinked, x),
    ]


def _mistakes(size: float, largest: int, n: int) -> dict[str, Callable[[AnyFloats], AnyFloats]]:
    one = np.arange(n) == largest
    return {
        "sign": lambda g: -g,
        "factor 2": lambda g: np.asarray(2.0 * g),
        "factor 1.01": lambda g: np.asarray(1.01 * g),
        "factor 1.001": lambda g: np.asarray(1.001 * g),
        "zero": lambda g: np.asarray(0.0 * g),
        "shifted": lambda g: np.roll(g, 1),
        "one dropped": lambda g: np.where(one, 0.0, g),
        "one 1.05": lambda g: np.where(one, 1.05 * g, g),
        "offset": lambda g: np.asarray(g + 1e-3 * size),
    }


def drawn(seed: int) -> list[Case]:
    """A right case and a wrong one, or nothing where the expression came out flat or overflows."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 7))
    f = Sum(tuple(_tree(rng, int(rng.integers(2, 5)), n) for _ in range(int(rng.integers(1, 4)))))
    x = rng.normal(size=n) * float(10.0 ** rng.uniform(-1, 0.7))
    with np.errstate(all="ignore"):
        slopes, value = f.gradient(x), f.value(x)
    if not (np.isfinite(slopes).all() and abs(value) < 1e6 and float(np.abs(slopes).max()) > 1e-6):
        return []
    settings = _settings(f, x, rng)
    setting = settings[int(rng.integers(len(settings)))]
    truth = np.asarray(setting.jac(setting.x.copy()), dtype=np.float64)
    cases = [
        Case(
            f"expression {seed}", setting.name, Label.RIGHT, setting.fun, setting.jac, setting.x, "complex step", truth
        )
    ]
    return cases + _spoilt(seed, setting, truth, rng)


def _spoilt(seed: int, setting: Setting, truth: Array, rng: np.random.Generator) -> list[Case]:
    mistakes = _mistakes(float(np.abs(truth).max()), int(np.argmax(np.abs(truth))), truth.size)
    name = list(mistakes)[int(rng.integers(len(mistakes)))]
    spoil = mistakes[name]
    if float(np.abs(spoil(truth) - truth).max()) < 9e-4 * float(np.abs(truth).max()):
        return []  # such as shifting a single entry

    def jac(y: AnyFloats) -> AnyFloats:
        gradient = setting.jac(y)
        return np.asarray(spoil(gradient)).astype(gradient.dtype)

    why = f"the complex step's gradient with a mistake: {name}"
    return [Case(f"expression {seed}", f"{name}, {setting.name}", Label.WRONG, setting.fun, jac, setting.x, why, truth)]


def unseen(seeds: range) -> list[Case]:
    """All cases of these seeds."""
    return [case for seed in seeds for case in drawn(seed)]
