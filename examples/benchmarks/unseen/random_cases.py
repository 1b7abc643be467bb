"""Random expressions with derivatives from the complex step, in random surroundings and with random mistakes.

``drawn(seed)`` gives one right gradient and, where a mistake shows, one wrong one. None of these functions is in the
hand-made corpus, so seeds that were never used show how verdicts are on problems that the check was not tuned for.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np

from examples.benchmarks.expressions.complex_step import gradient, value
from examples.benchmarks.expressions.functions import arctan, cos, exp, log, sin, sqrt, tanh
from examples.benchmarks.expressions.generator import Branch, Grammar
from examples.benchmarks.expressions.tree import Expression
from examples.benchmarks.unseen.surroundings import Setting, settings
from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Case, Label
from examples.benchmarks.wrong_gradients import Mistake, arranged, in_largest_entry, moved, rolled, scaled

BINARY: Final[dict[str, Callable[[Expression, Expression], Expression]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda a, b: a / (2.0 + b * b),
}
UNARY: Final[dict[str, Callable[[Expression], Expression]]] = {
    "sin": sin,
    "cos": cos,
    "exp": lambda a: exp(0.5 * a),
    "log": lambda a: log(a * a + 0.5),
    "sqrt": lambda a: sqrt(a * a + 0.3),
    "tanh": tanh,
    "square": lambda a: a * a,
    "cube": lambda a: 0.2 * a * a * a,
    "sigmoid": lambda a: 1.0 / (1.0 + exp(-a)),
    "atan": arctan,
}
"""Operations that are smooth for all arguments: what could be singular is kept away from there."""
MISTAKES: Final[dict[str, Mistake]] = {
    "sign": scaled(-1.0),
    "factor 2": scaled(2.0),
    "factor 1.01": scaled(1.01),
    "factor 1.001": scaled(1.001),
    "zero": scaled(0.0),
    "shifted": arranged(rolled),
    "one dropped": in_largest_entry(0.0),
    "one 1.05": in_largest_entry(1.05),
    "offset": moved(1e-3),
}


def _operation(rng: np.random.Generator, branch: Branch) -> Expression:
    names = [*BINARY, *UNARY]
    name = names[int(rng.integers(len(names)))]
    return BINARY[name](branch(), branch()) if name in BINARY else UNARY[name](branch())


GRAMMAR: Final = Grammar(leaf=0.12, variable=0.75, constant=lambda rng: float(rng.uniform(-3, 3)), operation=_operation)


def drawn(seed: int) -> list[Case]:
    """A right case and a wrong one, or nothing where the expression came out flat or overflows."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 7))
    f = [GRAMMAR.draw(rng, int(rng.integers(2, 5)), n) for _ in range(int(rng.integers(1, 4)))]
    x = rng.normal(size=n) * float(10.0 ** rng.uniform(-1, 0.7))
    with np.errstate(all="ignore"):
        slopes, size = gradient(f, x), abs(value(f, x))
    if not (np.isfinite(slopes).all() and size < 1e6 and float(np.abs(slopes).max()) > 1e-6):
        return []
    surroundings = settings(partial(value, f), partial(gradient, f), x, rng)
    setting = surroundings[int(rng.integers(len(surroundings)))]
    truth = np.asarray(setting.jac(setting.x.copy()), dtype=np.float64)
    name, fun, jac, at = setting.name, setting.fun, setting.jac, setting.x
    right = Case(f"expression {seed}", name, Label.RIGHT, fun, jac, at, "complex step", truth)
    return [right, *_wrong(seed, setting, truth, rng)]


def _wrong(seed: int, setting: Setting, truth: Array, rng: np.random.Generator) -> list[Case]:
    name = list(MISTAKES)[int(rng.integers(len(MISTAKES)))]
    change = MISTAKES[name](truth)
    if float(np.abs(change(truth) - truth).max()) < 9e-4 * float(np.abs(truth).max()):
        return []  # such as shifting a single entry

    def jac(y: AnyFloats) -> AnyFloats:
        right = setting.jac(y)
        return change(right).astype(right.dtype)

    why = f"the complex step's gradient with a mistake: {name}"
    return [Case(f"expression {seed}", f"{name}, {setting.name}", Label.WRONG, setting.fun, jac, setting.x, why, truth)]


def unseen(seeds: range) -> list[Case]:
    """All cases of these seeds."""
    return [case for seed in seeds for case in drawn(seed)]
