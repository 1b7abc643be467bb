"""The hand-written problems: functions of one variable, each at a few points that make it hard in its own way.

Scales of x and of the function from 1e-8 to 1e8, edges of domains, oscillation, cancellation, saturation, large
constant offsets and sums of very different scales.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from examples.benchmarks.expressions.functions import arcsin, arctan, cos, cosh, exp, log, sin, sinh, sqrt, tan, tanh
from examples.benchmarks.expressions.tree import Expression, Variable

X: Final = Variable(0)


class Family(NamedTuple):
    """One kind of difficulty."""

    name: str
    problems: tuple[tuple[Expression, tuple[float, ...]], ...]


POLYNOMIALS: Final = Family(
    "polynomial",
    (
        (X**2, (1e-8, 1e-3, 0.7, 3.0, 1e4, 1e8)),
        (X**3 - 2.0 * X + 1.0, (1e-5, 0.3, 1.5, 100.0, 1e6)),
        (X**5, (1e-8, 1e-2, 2.2, 1e5)),
        (3.0 * X - 7.0, (1e-8, 0.1, 1.0, 1e8)),
        (X**4 - 8.0 * X**3 + 24.0 * X**2 - 32.0 * X + 16.0, (0.5, 1.1, 7.0)),
        (X**12 - X**7, (0.4, 1.3, 20.0)),
        ((X - 1.0) * (X - 2.0) * (X - 3.0) * (X - 4.0) * (X - 5.0), (0.1, 2.5, 4.9, 40.0)),
        (X**20, (0.5, 1.0, 3.0)),
        (X + 1e-6 * X**3, (1e-3, 1.0, 1e3)),
    ),
)

EXPONENTIALS: Final = Family(
    "exp, log, powers",
    (
        (exp(X), (1e-8, 1e-4, 0.1, 1.0, 10.0, 100.0)),
        (exp(-X), (1e-6, 1e-2, 1.0, 8.0, 30.0)),
        (exp(100.0 * X), (1e-6, 0.01, 0.5)),
        (exp(-(X**2)), (1e-4, 0.2, 1.0, 3.0, 5.0)),
        (exp(1e-5 * X), (1e-3, 1.0, 1e4, 1e6)),
        (log(X), (1e-8, 1e-4, 0.5, 2.0, 1e3, 1e8)),
        (log(1.0 + X), (1e-6, 1e-3, 1.0, 1e5)),
        (sqrt(X), (1e-8, 1e-3, 1.0, 1e4, 1e8)),
        (X**1.5, (1e-8, 1e-2, 4.0, 1e6)),
        (X ** (-0.5), (1e-6, 0.3, 1e3)),
        (X**0.1, (1e-7, 1e-1, 50.0, 1e7)),
        (X * log(X), (1e-6, 0.2, 3.0, 1e5)),
        (exp(1.0 / X), (0.05, 0.5, 10.0, 1e4)),
        (2.0 * exp(X) / (1.0 + exp(X)), (0.01, 1.0, 6.0)),
    ),
)

EDGES: Final = Family(
    "near a domain edge",
    (
        (log(X - 1.0), (1.0 + 1e-6, 1.0 + 1e-3, 1.1, 50.0)),
        (sqrt(X - 2.0), (2.0 + 1e-5, 2.01, 2.5)),
        (sqrt(1.0 - X**2), (0.2, 0.9, 0.999, 1.0 - 1e-6)),
        (arcsin(X), (0.1, 0.8, 0.999)),
        (log(1.0 - X), (1e-4, 0.5, 0.999, 1.0 - 1e-5)),
        ((X - 3.0) ** 2.5, (3.0001, 3.1, 8.0)),
        (log(log(X)), (1.0001, 1.5, 30.0)),
        (1.0 / log(X), (1.001, 2.0, 1e4)),
        (sqrt(X * (10.0 - X)), (0.01, 5.5, 9.999)),
        (log(sin(X)), (0.001, 1.0, 3.14)),
    ),
)

OSCILLATIONS: Final = Family(
    "oscillating",
    (
        (sin(X), (1e-6, 0.5, 1.5, 10.0, 1e3, 1e5)),
        (cos(X), (1e-2, 1.0, 3.0, 100.0, 1e4)),
        (sin(1e4 * X), (1e-5, 0.01, 1.0, 3.3)),
        (cos(1e3 * X), (1e-4, 0.7, 5.0)),
        (sin(1e-4 * X), (1e-2, 1.0, 1e3, 1e5)),
        (sin(X**2), (0.1, 3.0, 30.0)),
        (sin(1.0 / X), (0.01, 0.1, 1.0, 1e3)),
        (exp(-X) * sin(20.0 * X), (0.1, 1.0, 6.0)),
        (sin(exp(X)), (0.5, 3.0, 7.0)),
        (sin(X) + sin(30.0 * X) / 30.0, (0.2, 1.0, 12.0)),
        (X * cos(50.0 * X), (0.1, 2.0, 9.0)),
        (tan(X), (0.1, 1.5, 1.57, 4.0)),
        (cos(1e6 * X), (1e-7, 1e-3, 0.1)),
    ),
)

RATIONALS: Final = Family(
    "rational",
    (
        (1.0 / X, (1e-8, 1e-3, 0.7, 20.0, 1e8)),
        (1.0 / (1.0 + X**2), (1e-3, 0.5, 3.0, 1e3)),
        (1.0 / (1.0 + 1e6 * X**2), (1e-5, 1e-3, 0.1, 2.0)),
        (X / (1e-4 + X**2), (1e-3, 0.02, 1.0)),
        ((X**2 - 1.0) / (X**2 + X + 1.0), (0.1, 2.0, 500.0)),
        (1.0 / (X - 1.0), (0.9, 1.001, 1.0 + 1e-6, 3.0)),
        (1.0 / (X - 0.3) ** 2, (0.2999, 0.31, 0.5)),
        (X**3 / (1.0 + X), (1e-6, 1.0, 1e4)),
        (1.0 / (1e-8 + X), (1e-9, 1e-6, 1e-2)),
    ),
)

CANCELLATIONS: Final = Family(
    "cancelling",
    (
        ((exp(X) - 1.0) / X, (1e-3, 0.1, 2.0)),
        ((1.0 - cos(X)) / X**2, (0.03, 0.5, 4.0)),
        (sqrt(X + 1.0) - sqrt(X), (0.5, 100.0, 1e4)),
        (X - sin(X), (0.1, 1.0, 5.0)),
        (log(1.0 + X) / X, (1e-3, 0.1, 10.0)),
        (exp(X) - exp(-X), (1e-4, 0.1, 3.0)),
        ((1.0 + X) ** 3 - 1.0 - 3.0 * X, (0.01, 0.5)),
        (tan(X) - X, (0.05, 0.7)),
        (X**2 - (X - 1.0) * (X + 1.0) + X, (0.5, 30.0)),
    ),
)

SATURATIONS: Final = Family(
    "saturating",
    (
        (tanh(X), (1e-6, 0.1, 1.0, 3.0, 7.0)),
        (tanh(1e3 * X), (1e-6, 1e-4, 2e-3)),
        (arctan(X), (1e-4, 0.9, 10.0, 1e3)),
        (arctan(1e4 * X), (1e-6, 1e-4, 0.1)),
        (1.0 / (1.0 + exp(-X)), (0.05, 2.0, 10.0)),
        (log(1.0 + exp(X)), (0.1, 3.0, 15.0)),
        (X / sqrt(1.0 + X**2), (0.01, 1.0, 20.0)),
        (1.0 / (1.0 + exp(-50.0 * (X - 1.0))), (0.8, 1.0, 1.1)),
        (exp(-exp(-X)), (0.2, 2.0, 6.0)),
    ),
)

OFFSETS: Final = Family(
    "large constant offset",
    (
        (1e3 + sin(X), (0.1, 2.0)),
        (1e6 + exp(X), (0.5, 3.0)),
        (1e8 + X**2, (1.0, 30.0)),
        (1e4 + log(X), (0.1, 10.0)),
        (1e6 + 1.0 / X, (0.01, 1.0)),
        (-1e5 + X**3, (0.7, 12.0)),
        (1e2 + tanh(X), (0.3, 1.5)),
    ),
)

SCALES: Final = Family(
    "very different scales",
    (
        (X + 1e-4 * sin(1e3 * X), (0.1, 2.0)),
        (exp(X) + 1e-3 * cos(200.0 * X), (0.3, 1.2)),
        (1e-8 * X**4 + X, (0.1, 10.0, 1e3)),
        (log(X) + 1e-6 * X**2, (0.01, 1.0, 1e3)),
        (X + exp(-100.0 * X), (0.001, 0.05, 1.0)),
        (tanh(1e3 * (X - 1.0)) + X, (0.9, 0.9995, 1.002)),
        (1e-6 / (X - 1.0) + X**2, (1.001, 1.1, 3.0)),
        (sinh(X) - cosh(1e-2 * X), (0.01, 1.0, 20.0)),
        (sqrt(X**2 + 1e-8), (1e-5, 1e-3, 1.0)),
        (sqrt(X**2 + 1e-2), (0.01, 0.2, 5.0)),
        (exp(-1e4 * (X - 0.5) ** 2) + X, (0.49, 0.505, 0.6)),
        (1e5 * X + sin(X), (0.3, 40.0)),
        (log(1e-6 + X), (1e-8, 1e-5, 0.1)),
    ),
)

FAMILIES: Final = (
    POLYNOMIALS,
    EXPONENTIALS,
    EDGES,
    OSCILLATIONS,
    RATIONALS,
    CANCELLATIONS,
    SATURATIONS,
    OFFSETS,
    SCALES,
)
