"""Writes ``references.csv``: the first two derivatives of every problem, to 40 digits (needs mpmath).

Run ``python -m examples.benchmarks.problems.references``. The tests check a sample against a second method, mpmath's
diff().
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

import mpmath
import numpy as np

from examples.benchmarks.expressions.jets import DIGITS, Jet, jet
from examples.benchmarks.expressions.tree import Expression
from examples.benchmarks.problems.catalogue import REFERENCES
from examples.benchmarks.problems.gradients import GRADIENTS
from examples.benchmarks.problems.random_expressions import draws
from examples.benchmarks.problems.univariate import FAMILIES
from minigrad.files import write_atomically

RANDOM_COUNT: Final = 1200
"""How many random formulas are kept."""
COLUMNS: Final = ("set", "problem", "point", "coordinate", "value", "first", "second")


def rows() -> Iterator[tuple[str, ...]]:
    """One row for each coordinate of each problem."""
    for family in FAMILIES:
        for expression, points in family.problems:
            for point in points:
                yield _row(family.name, str(expression), (point,), 0, jet(expression, [point], [1.0]))
    for problem in GRADIENTS:
        for index in range(len(problem.point)):
            axis = [float(k == index) for k in range(len(problem.point))]
            yield _row("gradient", problem.name, problem.point, index, jet(problem.expression, problem.point, axis))
    for expression, point, exact in islice(_acceptable(), RANDOM_COUNT):
        yield _row("random", str(expression), (point,), 0, exact)


def _acceptable() -> Iterator[tuple[Expression, float, Jet]]:
    for expression, point in draws():
        exact = _visible(expression, point)
        if exact is not None:
            yield expression, point, exact


def _visible(expression: Expression, point: float) -> Jet | None:
    """The derivatives, if float64 values of f can show them.

    f is real, smooth and of a size between 1e-100 and 1e100, numpy evaluates it to 1e-12, and it moves by more than
    1e-6 of itself when x doubles.
    """
    try:
        exact = jet(expression, [point], [1.0])
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    value, first = float(exact.value), float(exact.first)
    if not (1e-100 < abs(value) < 1e100 and 1e-100 < abs(first) < 1e100):
        return None
    with np.errstate(all="ignore"):
        computed = float(expression.values([np.array(point)]).real)
    return exact if abs(computed - value) <= 1e-12 * abs(value) and abs(first * point) > 1e-6 * abs(value) else None


def _row(family: str, problem: str, point: tuple[float, ...], coordinate: int, exact: Jet) -> tuple[str, ...]:
    digits = [mpmath.nstr(part, 40) for part in exact]
    return family, problem, " ".join(map(repr, point)), str(coordinate), *digits


def main() -> int:
    """Write the file; returns the number of rows."""
    with mpmath.workdps(DIGITS):
        lines = list(rows())
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    write_atomically(REFERENCES, text.getvalue())
    return len(lines)


if __name__ == "__main__":
    print(f"{main()} rows written to {REFERENCES.name}")
