"""All problems with their references, in two halves: one to tune a method on, one to report."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, final

import numpy as np

from examples.benchmarks.expressions.tree import Expression, Values
from examples.benchmarks.problems.gradients import GRADIENTS
from examples.benchmarks.problems.random_expressions import draws
from examples.benchmarks.problems.univariate import FAMILIES
from minigrad.arrays import Float64Array

REFERENCES: Final = Path(__file__).with_name("references.csv")


@final
@dataclass(frozen=True)
class Reference:
    """A number to 32 digits, as the float next to it and what is left."""

    high: float
    low: float

    @staticmethod
    def read(digits: str) -> Reference:
        """The reference that these digits write down."""
        high = float(digits)
        return Reference(high, float(Decimal(digits) - Decimal(high)))

    def error(self, value: float) -> float:
        """|value - reference|, also where they agree to the last digit."""
        return abs((value - self.high) - self.low)


@final
@dataclass(frozen=True)
class Problem:
    """One number to find: the derivative of ``expression`` at ``point`` with respect to one coordinate.

    Attributes:
        family: the kind of difficulty.
        name: the formula, or the name of a gradient problem.
        expression: the function.
        point: where it is differentiated.
        coordinate: with respect to what.
        value: f at the point, rounded.
        first, second: the exact derivatives.
    """

    family: str
    name: str
    expression: Expression
    point: tuple[float, ...]
    coordinate: int
    value: float
    first: Reference
    second: Reference

    @property
    def x(self) -> float:
        """The coordinate with respect to which f is differentiated."""
        return self.point[self.coordinate]

    def values(self, x: Values) -> Values:
        """f with the coordinate at each of these places, and all others at the point."""
        variables: list[Values] = [np.full(x.shape, other) for other in self.point]
        variables[self.coordinate] = x
        with np.errstate(all="ignore"):
            return self.expression.values(variables) + np.zeros(x.shape)

    def __call__(self, x: float) -> float:
        """f with the coordinate at ``x``, and all others at the point."""
        return float(self.values(np.array(x)).real)


@cache
def catalogue() -> tuple[Problem, ...]:
    """Every problem: hand-written ones, then gradients coordinate by coordinate, then random ones."""
    with REFERENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written, stream = _written(), draws()
    return tuple(_problem(row, *(_next(stream, row) if row["set"] == "random" else next(written))) for row in rows)


def halves() -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """(to tune on, to report): every other problem."""
    everything = catalogue()
    return everything[::2], everything[1::2]


def _written() -> Iterator[tuple[Expression, tuple[float, ...]]]:
    for family in FAMILIES:
        for expression, points in family.problems:
            yield from ((expression, (point,)) for point in points)
    for problem in GRADIENTS:
        yield from ((problem.expression, problem.point) for _ in problem.point)


def _next(stream: Iterator[tuple[Expression, float]], row: dict[str, str]) -> tuple[Expression, tuple[float, ...]]:
    """The next formula of the stream that was found worth keeping."""
    return next(
        (expression, (point,))
        for expression, point in stream
        if row["point"] == repr(point) and row["problem"] == str(expression)
    )


def _problem(row: dict[str, str], expression: Expression, point: tuple[float, ...]) -> Problem:
    if row["point"] != " ".join(map(repr, point)):
        raise ValueError(
            f"references.csv is out of date at {row['problem']}; run examples.benchmarks.problems.references"
        )
    first, second = Reference.read(row["first"]), Reference.read(row["second"])
    coordinate, value = int(row["coordinate"]), float(row["value"])
    return Problem(row["set"], row["problem"], expression, point, coordinate, value, first, second)


def exact_values(problems: Sequence[Problem]) -> Float64Array:
    """The first derivatives, rounded."""
    return np.array([problem.first.high for problem in problems])
