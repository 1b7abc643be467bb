"""Problems in many variables: the test set of More, Garbow and Hillstrom, and the two losses of classification.

Source: J. J. More, B. S. Garbow and K. E. Hillstrom (1981), Testing Unconstrained Optimization Software, ACM
Transactions on Mathematical Software 7(1), 17-41; the number of each function there is in its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from examples.benchmarks.expressions.functions import arctan, cos, exp, log, sin, sqrt, total
from examples.benchmarks.expressions.tree import Constant, Expression, Variable


class GradientProblem(NamedTuple):
    """A function of ``len(point)`` variables and where to differentiate it."""

    name: str
    expression: Expression
    point: tuple[float, ...]


def _squares(residuals: Sequence[Expression]) -> Expression:
    return total([residual**2 for residual in residuals])


def _variables(count: int) -> list[Expression]:
    return [Variable(index) for index in range(count)]


def _rosenbrock() -> Expression:
    x = _variables(2)
    return _squares([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0]])


def _freudenstein_roth() -> Expression:
    x = _variables(2)
    first = -13.0 + x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1]
    return _squares([first, -29.0 + x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1]])


def _powell_badly_scaled() -> Expression:
    x = _variables(2)
    return _squares([1e4 * x[0] * x[1] - 1.0, exp(-x[0]) + exp(-x[1]) - 1.0001])


def _brown_badly_scaled() -> Expression:
    x = _variables(2)
    return _squares([x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2.0])


def _beale() -> Expression:
    x = _variables(2)
    return _squares([y - x[0] * (1.0 - x[1] ** k) for k, y in ((1, 1.5), (2, 2.25), (3, 2.625))])


def _jennrich_sampson() -> Expression:
    x = _variables(2)
    return _squares([2.0 + 2.0 * k - (exp(float(k) * x[0]) + exp(float(k) * x[1])) for k in range(1, 11)])


def _helical_valley() -> Expression:
    x = _variables(3)
    turn = arctan(x[1] / x[0]) / (2.0 * np.pi) + 0.5  # the branch x0 < 0, where the standard start lies
    return _squares([10.0 * (x[2] - 10.0 * turn), 10.0 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1.0), x[2]])


def _gaussian() -> Expression:
    x = _variables(3)
    half = (0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521)
    ys = (*half, 0.3989, *half[::-1])
    return _squares([x[0] * exp(-x[1] * ((7.0 - k) / 2.0 - x[2]) ** 2 / 2.0) - y for k, y in enumerate(ys)])


def _box() -> Expression:
    x = _variables(3)
    ts = [0.1 * k for k in range(1, 11)]
    return _squares([exp(-t * x[0]) - exp(-t * x[1]) - x[2] * float(np.exp(-t) - np.exp(-10.0 * t)) for t in ts])


def _powell_singular() -> Expression:
    x = _variables(4)
    pairs = [x[0] + 10.0 * x[1], 5.0**0.5 * (x[2] - x[3])]
    return _squares([*pairs, (x[1] - 2.0 * x[2]) ** 2, 10.0**0.5 * (x[0] - x[3]) ** 2])


def _wood() -> Expression:
    x = _variables(4)
    valleys = [10.0 * (x[1] - x[0] ** 2), 1.0 - x[0], 90.0**0.5 * (x[3] - x[2] ** 2), 1.0 - x[2]]
    return _squares([*valleys, 10.0**0.5 * (x[1] + x[3] - 2.0), 10.0**-0.5 * (x[1] - x[3])])


def _brown_dennis() -> Expression:
    x = _variables(4)
    ts = [k / 5.0 for k in range(1, 21)]
    pairs = [(x[0] + t * x[1] - float(np.exp(t)), x[2] + x[3] * float(np.sin(t)) - float(np.cos(t))) for t in ts]
    return _squares([a**2 + b**2 for a, b in pairs])


def _biggs_exp6() -> Expression:
    x = _variables(6)
    terms = []
    for t in [0.1 * k for k in range(1, 14)]:
        y = float(np.exp(-t) - 5.0 * np.exp(-10.0 * t) + 3.0 * np.exp(-4.0 * t))
        terms.append(x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y)
    return _squares(terms)


def _trigonometric(n: int = 8) -> Expression:
    x = _variables(n)
    cosines = total([cos(v) for v in x])
    return _squares([float(n) - cosines + (i + 1.0) * (1.0 - cos(x[i])) - sin(x[i]) for i in range(n)])


def _variably_dimensioned(n: int = 8) -> Expression:
    x = _variables(n)
    weighted = total([(i + 1.0) * (x[i] - 1.0) for i in range(n)])
    return _squares([*[v - 1.0 for v in x], weighted, weighted**2])


def _penalty_one(n: int = 6) -> Expression:
    x = _variables(n)
    return _squares([*[1e-5**0.5 * (v - 1.0) for v in x], total([v**2 for v in x]) - 0.25])


def _broyden_tridiagonal(n: int = 8) -> Expression:
    x = [Constant(0.0), *_variables(n), Constant(0.0)]
    return _squares([(3.0 - 2.0 * x[i]) * x[i] - x[i - 1] - 2.0 * x[i + 1] + 1.0 for i in range(1, n + 1)])


def _discrete_boundary(n: int = 8) -> Expression:
    x = [Constant(0.0), *_variables(n), Constant(0.0)]
    h = 1.0 / (n + 1.0)
    return _squares(
        [2.0 * x[i] - x[i - 1] - x[i + 1] + h**2 * (x[i] + i * h + 1.0) ** 3 / 2.0 for i in range(1, n + 1)]
    )


def _softmax_loss() -> Expression:
    """The article's: 2 inputs, 3 classes, cross-entropy of softmax(x @ W) for one sample of class 1."""
    w = _variables(6)
    scores = [0.6 * w[c] + 0.9 * w[3 + c] for c in range(3)]
    return log(total([exp(score) for score in scores])) - scores[1]


def _logistic_loss(samples: int = 12, features: int = 5) -> Expression:
    rng = np.random.default_rng(5)
    data = np.round(rng.normal(size=(samples, features)) * 10.0 ** np.arange(-2, features - 2), 6)
    w = _variables(features)
    signs = rng.choice((-1.0, 1.0), size=samples)
    margins = [total([float(s * row[k]) * w[k] for k in range(features)]) for s, row in zip(signs, data, strict=True)]
    return total([log(1.0 + exp(-margin)) for margin in margins]) / float(samples)


def _start(name: str, expression: Expression, *point: float) -> list[GradientProblem]:
    """Like the paper: the standard start, and a point moved away from it so that no coordinate is special."""
    rng = np.random.default_rng(len(name))
    away = tuple(float(f"{v * rng.uniform(0.5, 1.5) + rng.normal() * 0.1:.6g}") for v in point)
    return [GradientProblem(name, expression, point), GradientProblem(f"{name}, moved", expression, away)]


GRADIENTS: Final = (
    *_start("1 Rosenbrock", _rosenbrock(), -1.2, 1.0),
    *_start("2 Freudenstein and Roth", _freudenstein_roth(), 0.5, -2.0),
    *_start("3 Powell badly scaled", _powell_badly_scaled(), 0.1, 1.0),
    *_start("4 Brown badly scaled", _brown_badly_scaled(), 1.0, 1.0),
    *_start("5 Beale", _beale(), 1.0, 1.5),
    *_start("6 Jennrich and Sampson", _jennrich_sampson(), 0.3, 0.4),
    *_start("7 Helical valley", _helical_valley(), -1.0, 0.1, 0.2),
    *_start("9 Gaussian", _gaussian(), 0.4, 1.0, 0.1),
    *_start("12 Box", _box(), 0.5, 10.0, 20.0),
    *_start("13 Powell singular", _powell_singular(), 3.0, -1.0, 0.5, 1.0),
    *_start("14 Wood", _wood(), -3.0, -1.0, -3.0, -1.0),
    *_start("16 Brown and Dennis", _brown_dennis(), 25.0, 5.0, -5.0, -1.0),
    *_start("18 Biggs EXP6", _biggs_exp6(), 1.0, 2.0, 1.5, 1.2, 0.8, 0.9),
    *_start("23 Penalty I", _penalty_one(), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    *_start("25 Variably dimensioned", _variably_dimensioned(), *[1.0 - i / 8.0 for i in range(1, 8)], 0.05),
    *_start("26 Trigonometric", _trigonometric(), *[0.125] * 8),
    *_start("28 Discrete boundary value", _discrete_boundary(), *[i * (i - 9.0) / 81.0 for i in range(1, 9)]),
    *_start("30 Broyden tridiagonal", _broyden_tridiagonal(), *[-1.0] * 8),
    *_start("softmax loss", _softmax_loss(), 0.47, 0.99, 0.84, 0.85, 0.03, 0.69),
    *_start("logistic loss", _logistic_loss(), 1.5, -0.4, 0.2, 0.03, -0.002),
)
