"""The exact derivatives that the benchmark refers to are right: by hand, and by another method. All of it needs
mpmath."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("mpmath")  # before the imports that need it

import mpmath

from examples.benchmarks.expressions.functions import cos, exp
from examples.benchmarks.expressions.jets import jet
from examples.benchmarks.expressions.tree import Variable
from examples.benchmarks.problems.catalogue import catalogue


def test_jets_by_hand() -> None:
    x, y = Variable(0), Variable(1)
    value, first, second = (float(part) for part in jet(exp(x * y) + cos(x), [1.0, 2.0], [1.0, 0.0]))
    e = math.exp(2.0)  # in x alone: y e^{xy} - sin x, y^2 e^{xy} - cos x
    assert (value, first, second) == pytest.approx((e + math.cos(1), 2 * e - math.sin(1), 4 * e - math.cos(1)))


@pytest.mark.parametrize("number", range(0, 1688, 97))
def test_references_against_another_method(number: int) -> None:
    """mpmath's own derivative, which is a difference at high precision, of the tree evaluated at high precision."""
    problem = catalogue()[number]
    with mpmath.workdps(60):
        point = [mpmath.mpf(v) for v in problem.point]

        def along(t: mpmath.mpf) -> mpmath.mpf:
            moved = [v + t * (k == problem.coordinate) for k, v in enumerate(point)]
            return _value_at(problem.expression, moved)

        scale = abs(point[problem.coordinate]) or mpmath.mpf(1)
        first = mpmath.diff(along, 0, 1, h=scale * mpmath.mpf(10) ** -20)
        assert problem.first.high == pytest.approx(float(first), rel=1e-15)


def _value_at(expression: object, point: list[mpmath.mpf]) -> mpmath.mpf:
    """Evaluate the printed formula with mpmath's functions: independent of the trees' own arithmetic."""
    names = {
        name: getattr(mpmath, name) for name in ("exp", "log", "sin", "cos", "tan", "sqrt", "tanh", "sinh", "cosh")
    }
    names |= {"arctan": mpmath.atan, "arcsin": mpmath.asin}
    names |= {f"x{k}": value for k, value in enumerate(point)}
    return eval(str(expression), {"__builtins__": {}}, names)  # the text is this repository's own
