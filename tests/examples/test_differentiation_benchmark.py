"""The benchmark runs, and what it prints can be read."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from examples.benchmarks.differentiation import orders
from examples.benchmarks.differentiation.__main__ import main
from examples.benchmarks.differentiation.contenders import ask, contenders
from examples.benchmarks.differentiation.report import report
from examples.benchmarks.differentiation.under_noise import three_point_floor, with_noise
from examples.benchmarks.expressions.functions import sin
from examples.benchmarks.expressions.higher_derivatives import derivatives
from examples.benchmarks.expressions.tree import Variable
from examples.benchmarks.problems.catalogue import catalogue, halves
from examples.benchmarks.problems.univariate import FAMILIES


def test_a_small_run() -> None:
    result = main(limit=30, repeat=5)
    ours = result.scores["minigrad AdaptiveDifference"]
    assert ours.median < 1e-12
    assert ours.silent == 0.0
    fixed = [s for name, s in result.scores.items() if "Difference" in name and "Adaptive" not in name]
    assert len(fixed) == 3
    assert all(s.resolved == 1.0 for s in fixed)
    assert 0.1 < result.two_numbers < 10.0
    assert set(result.best) == set(result.families)
    assert [noisy.level for noisy in result.noisy] == [1e-12, 1e-9, 1e-6]
    text = report(result)
    assert all(name in text for name in result.scores)


def test_a_small_run_of_higher_derivatives(capsys: pytest.CaptureFixture[str]) -> None:
    scores = orders.main(every=160, highest=4)
    for n in (3, 4):
        assert scores[n]["AdaptiveDifference"].covered == scores[n]["ComplexStep"].covered == 1.0
        assert scores[n]["ComplexStep"].median < scores[n]["AdaptiveDifference"].median < 1e-6
    assert "n = 4" in capsys.readouterr().out


def test_higher_derivatives_of_a_formula_have_25_digits() -> None:
    """sin(x)^3 = (3 sin x - sin 3x) / 4."""
    found = derivatives(sin(Variable(0)) ** 3.0, 0.6, 6)
    with mpmath.workdps(60):
        x = mpmath.mpf(0.6)
        for n, each in enumerate(found):
            shift = n * mpmath.pi / 2
            truth = (3 * mpmath.sin(x + shift) - 3**n * mpmath.sin(3 * x + shift)) / 4
            assert abs(each - truth) <= mpmath.mpf("1e-25") * abs(truth)


@pytest.mark.parametrize(
    ("package", "name", "rtol"),
    [
        ("jacobi", "jacobi.jacobi", 1e-10),
        ("derivkit", "derivkit adaptive", 1e-8),
        ("derivkit", "derivkit default", 1e-3),
    ],
)
def test_packages_that_are_asked_by_their_own_interface(package: str, name: str, rtol: float) -> None:
    pytest.importorskip(package)
    contender = next(c for c in contenders() if c.name == name)
    answer = ask(contender, np.sin, 1.0)
    assert answer.value == pytest.approx(math.cos(1.0), rel=rtol)
    assert answer.evaluations > 2
    assert 0.0 <= answer.bound < 1e-2


def test_the_problems_are_as_many_as_promised() -> None:
    problems = catalogue()
    counts = {name: sum(p.family == name for p in problems) for name in {p.family for p in problems}}
    assert counts["random"] >= 1000
    assert sum(counts[family.name] for family in FAMILIES) >= 300
    assert counts["gradient"] > 100
    tune, tell = halves()
    assert len(tune) + len(tell) == len(problems)


def test_noise_is_a_function_of_x_with_the_level_that_was_asked_for() -> None:
    noisy = with_noise(np.ones_like, 1e-6)
    x = np.linspace(1.0, 2.0, 10_000)
    assert np.array_equal(noisy(x), noisy(x))
    assert float(np.std(np.real(noisy(x)))) == pytest.approx(1e-6, rel=0.03)


def test_the_floor_of_a_central_difference() -> None:
    """For e^x at 1 it is near the textbook's (9 level^2 / 32)^(1/3) f, in which noise is counted fully."""
    problem = next(p for p in catalogue() if p.name == "exp(x0)" and p.x == 1.0)
    floor = three_point_floor(problem, 1e-6) / math.e
    assert 0.3 < floor / (9e-12 / 32) ** (1 / 3) < 1.5


def test_expressions_print_as_they_are() -> None:
    assert str(sin(2.0 * Variable(0)) ** 2.0) == "(sin((2.0 * x0)) ** 2.0)"
