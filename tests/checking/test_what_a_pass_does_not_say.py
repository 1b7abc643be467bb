"""The README's section "What a PASS does not say", proven: each sentence by a case that passes although something is
wrong, and by the way to see it. The docstring of a test is the sentence.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad import Verdict
from minigrad.arrays import Float64Array, FloatArray

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SECTION = README.split("## What a PASS does not say\n")[1].split("\n## ")[0]


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def test_the_readme_has_the_sentences_of_these_tests() -> None:
    written = [_plain(entry) for entry in re.findall(r"^- (.+(?:\n  .+)*)", SECTION, re.MULTILINE)]
    proven = [_plain(test.__doc__) for name, test in globals().items() if name.startswith("test_that") and test.__doc__]
    assert written == proven
    assert len(proven) >= 14


def test_that_it_is_right_elsewhere() -> None:
    """That ``jac`` is right at another point: in a branch of the code that this x does not take, beyond a kink, under
    another dropout mask. ``points=mg.around(x, 8)`` looks there."""

    def branches(x: FloatArray) -> float:
        return float(np.sum(np.where(x > 0.0, x**2, x**3)))

    x = [0.5, 1.5]
    assert mg.check_gradient(branches, lambda x: 2 * x, x, rng=0).passed
    assert not mg.check_gradient(branches, lambda x: 2 * x, x, points=mg.around(x, 8, 0, scale=1.0), rng=0).passed

    def kinked(x: FloatArray) -> float:
        return float(np.maximum(x, 0.0).sum())

    assert mg.check_gradient(kinked, np.ones_like, x, rng=0).passed
    assert not mg.check_gradient(kinked, np.ones_like, x, points=[[-0.5, 1.0]], rng=0).passed

    def masked(x: FloatArray, mask: FloatArray) -> float:
        return float(np.sum((mask * x) ** 2))

    def wrong(x: FloatArray, mask: FloatArray) -> FloatArray:
        return 2.0 * mask * x * [1.0, 3.0]

    assert mg.check_gradient(masked, wrong, x, args=(np.array([1.0, 0.0]),)).passed
    assert not mg.check_gradient(masked, wrong, x, args=(np.array([0.0, 1.0]),)).passed


def test_that_factors_show_where_the_slope_is_zero() -> None:
    """That a factor or a sign is right where the slope is zero. Where all slopes are, the first line says so; take
    another point."""

    def fun(x: FloatArray) -> float:
        return float(np.sum((x - 1.0) ** 2))

    def wrong(x: FloatArray) -> FloatArray:
        return -20.0 * (x - 1.0)

    report = mg.check_gradient(fun, wrong, [1.0, 1.0], rng=0)
    assert report.passed
    assert str(report).startswith("PASS (x is stationary: check another point too)")
    assert not mg.check_gradient(fun, wrong, [1.0, 1.0], points=mg.around([1.0, 1.0], 1, 0), rng=0).passed


def test_that_errors_below_rtol_are_absent() -> None:
    """That there are no errors below ``rtol``, by default 3.3e-7 of an entry. ``rtol=1e-9`` is stricter."""

    def wrong(x: FloatArray) -> FloatArray:
        return np.exp(x) * (1.0 + 3e-7)

    assert mg.check_gradient(_exponential, wrong, [0.5], rng=0).passed
    assert not mg.check_gradient(_exponential, lambda x: np.exp(x) * (1.0 + 4e-7), [0.5], rng=0).passed
    assert not mg.check_gradient(_exponential, wrong, [0.5], rtol=1e-9, rng=0).passed


def _exponential(x: FloatArray) -> float:
    return float(np.exp(x).sum())


def test_that_entries_are_right_beyond_their_digits() -> None:
    """That entries are right beyond the digits that ``fun`` shows. In float32, or with ``noise=``, these are few, as
    the first line says; compute ``fun`` in float64."""

    def wrong(x: FloatArray) -> FloatArray:
        return np.exp(x) * (1.0 + 1e-6)

    single = mg.check_gradient(lambda x: float(np.exp(x.astype(np.float32)).sum()), wrong, [0.5, 1.5], rng=0)
    noisy = mg.check_gradient(_exponential, wrong, [0.5, 1.5], noise=1e-6, rng=0)
    for report in (single, noisy):
        assert str(report).startswith("PASS to 5 digits")
    assert not mg.check_gradient(_exponential, wrong, [0.5, 1.5], rng=0).passed


def test_that_slopes_show_below_rounding() -> None:
    """That slopes are right which the rounding errors of ``fun`` hide, such as a tiny one beside large values. Where
    ``fun`` takes complex numbers, ``differentiator=mg.ComplexStep(check=False)`` sees them."""

    def fun(x: Float64Array) -> np.float64:
        value: np.float64 = x[0] ** 2 + 1e-18 * x[1]  # complex where x is
        return value

    def wrong(x: FloatArray) -> Float64Array:
        return np.array([2.0 * x[0], 0.0])

    assert mg.check_gradient(fun, wrong, [1.0, 2.0], rng=0).passed
    report = mg.check_gradient(fun, wrong, [1.0, 2.0], differentiator=mg.ComplexStep(check=False), rng=0)
    assert report.verdict is Verdict.FAIL
    assert report.worst[0].name == "x[1]"
    assert report.worst[0].numeric == pytest.approx(1e-18)


def test_that_fun_is_what_was_meant() -> None:
    """That ``fun`` is what you meant: a wrong loss passes with its own gradient. Compare its value with one from
    elsewhere."""
    x, t = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]]), np.array([1.0, 0.0, 1.0])

    def summed(w: FloatArray) -> float:
        return float(np.sum(np.logaddexp(0.0, x @ w) - t * (x @ w)))

    assert mg.check_gradient(summed, lambda w: x.T @ (mg.sigmoid(x @ w) - t), [0.3, -0.2], rng=0).passed
    assert summed(np.zeros(2)) == pytest.approx(3.0 * math.log(2.0))  # the mean loss of a coin is log 2


def test_that_other_inputs_have_right_derivatives() -> None:
    """That derivatives are right with respect to ``args``, or to arrays that ``fun`` reads from outside. Put these into
    x, as a dict."""
    slope, offset = np.array([2.0, -1.0]), np.array([0.5])

    def fun(w: FloatArray, b: FloatArray) -> float:
        return float(np.sum((w + b) ** 2))

    def in_a_dict(params: dict[str, Float64Array]) -> float:
        return fun(params["w"], params["b"])

    def wrong(params: dict[str, Float64Array]) -> dict[str, Float64Array]:
        slopes = 2.0 * (params["w"] + params["b"])
        return {"w": slopes, "b": np.mean(slopes, keepdims=True)}  # the sum, if it is to be right

    assert mg.check_gradient(fun, lambda w, b: 2.0 * (w + b), slope, args=(offset,), rng=0).passed
    report = mg.check_gradient(in_a_dict, wrong, {"w": slope, "b": offset}, rng=0)
    assert [entry.name for entry in report.worst if entry.verdict is Verdict.FAIL] == ["b[0]"]


def test_that_jac_stays_right() -> None:
    """That ``jac`` stays right: it is called four times. Check it again later."""
    calls = []

    def soon_wrong(x: FloatArray) -> FloatArray:
        calls.append(x)
        return 2.0 * x if len(calls) <= 4 else 3.0 * x

    def fun(x: FloatArray) -> float:
        return float(x @ x)

    assert mg.check_gradient(fun, soon_wrong, [1.0, 2.0], rng=0).passed
    assert len(calls) == 4
    assert not mg.check_gradient(fun, soon_wrong, [1.0, 2.0], rng=0).passed


def test_that_a_hessian_is_that_of_fun() -> None:
    """That a Hessian is that of ``fun``: ``check_hessian`` compares it with the slopes of ``jac``. With ``fun=``, jac
    is checked too."""

    def jac(x: FloatArray) -> FloatArray:
        return x**3  # of the sum of x^4, without the 4

    def hess(x: FloatArray) -> Float64Array:
        return np.diag(3.0 * x**2)

    assert mg.check_hessian(jac, hess, [1.0, 2.0], rng=0).passed
    assert not mg.check_hessian(jac, hess, [1.0, 2.0], fun=lambda x: float(np.sum(x**4)), rng=0).passed


def test_that_products_show_every_entry() -> None:
    """That every entry is right behind a product (x, v) -> J v: along three random v, those below ``rtol`` of their
    row hide. The matrix, made by products with unit vectors, shows them."""
    right = np.diag([2.0, 3.0, 2.0]) + np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 1e-8], [0.0, 1e-8, 0.0]])
    wrong = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 2e-8], [0.0, 2e-8, 2.0]])

    def product(x: FloatArray, v: FloatArray) -> Float64Array:
        del x
        return np.asarray(wrong @ v)

    def matrix(x: FloatArray) -> Float64Array:
        return np.column_stack([product(x, v) for v in np.eye(3)])

    assert mg.check_hessian(lambda x: right @ x, product, np.ones(3), rng=0).passed
    report = mg.check_hessian(lambda x: right @ x, matrix, np.ones(3), rng=0)
    failed = sorted(entry.name for entry in report.worst if entry.verdict is Verdict.FAIL)
    assert failed == ["H[1, 2]", "H[2, 1]"]


def test_that_adjoints_agree_for_all_vectors() -> None:
    """That an operator and its adjoint agree for all vectors: ``check_adjoint`` tries random ones with entries near
    one, where a limit at a hundred does not show. Rescale it to the sizes that you use."""

    def limited(x: FloatArray) -> FloatArray:
        return np.clip(x, -100.0, 100.0)

    assert mg.check_adjoint(limited, np.copy, 3, 3, rng=0).passed
    assert not mg.check_adjoint(lambda x: limited(1e3 * x) / 1e3, np.copy, 3, 3, rng=0).passed


def test_that_nothing_lies_outside_a_pattern() -> None:
    """That all entries outside ``sparsity=`` are zero: random directions look for them, and those below ``rtol`` of
    their row hide. Without ``sparsity=``, each is compared."""

    def fun(x: FloatArray) -> Float64Array:
        return np.array([2.0 * x[0] ** 2 + 1e-9 * x[2], 2.0 * x[1] ** 2, 2.0 * x[2] ** 2])

    def jac(x: FloatArray) -> Float64Array:
        return np.diag(4.0 * x)

    assert mg.check_jacobian(fun, jac, [0.5, 1.0, 1.5], sparsity="diagonal", rng=0).passed
    report = mg.check_jacobian(fun, jac, [0.5, 1.0, 1.5], rng=0)
    assert (report.verdict, report.worst[0].name) == (Verdict.FAIL, "f[0] / x[2]")


def test_that_screening_sees_every_entry() -> None:
    """That each single entry is right after ``mode="screen"``: a tiny one among large ones hides. The report prints the
    chance that an entry of the usual size is missed; ``mode="full"`` compares each."""
    weights, x = np.ones(200), np.linspace(0.1, 1.0, 200)
    weights[7] = 1e-8

    def fun(x: FloatArray) -> float:
        return float(weights @ np.sin(x))

    def wrong(x: FloatArray) -> FloatArray:
        return np.where(np.arange(200) == 7, 2.0, 1.0) * weights * np.cos(x)

    screened = mg.check_gradient(fun, wrong, x, mode="screen", rng=0)
    assert screened.passed
    assert "one random entry doubled or dropped is missed with probability" in str(screened)
    report = mg.check_gradient(fun, wrong, x, rng=0)
    assert (report.verdict, report.worst[0].name) == (Verdict.FAIL, "x[7]")


def test_that_a_budget_leaves_nothing_out() -> None:
    """Anything, where a ``budget`` has run out: entries beyond it are unchecked, and the verdict is INCONCLUSIVE, or
    FAIL."""

    def wrong(x: FloatArray) -> FloatArray:
        return np.where(np.arange(40) == 39, 2.0, 1.0) * np.cos(x)

    def fun(x: FloatArray) -> float:
        return float(np.sin(x).sum())

    x = np.linspace(0.1, 1.0, 40)
    report = mg.check_gradient(fun, wrong, x, budget=60, rng=0)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert "x[39]" in report.unchecked
    assert mg.check_gradient(fun, wrong, x, rng=0).worst[0].name == "x[39]"
