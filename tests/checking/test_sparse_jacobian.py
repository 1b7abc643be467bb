"""``check_jacobian`` of sparse matrices and with ``sparsity=``: what is compared, and what lies outside."""

from __future__ import annotations

from typing import final

import numpy as np
import pytest
from scipy import sparse

import minigrad as mg
from minigrad.arrays import AnyArray, Float64Array, FloatArray
from minigrad.checking import FindingKind
from tests.counted import Counted
from tests.differentiators.sparse.problems import PROBLEMS, broyden, broyden_jacobian

X = np.random.default_rng(5).normal(size=12)


def banded(x: FloatArray) -> sparse.csr_array:
    """The Jacobian of Broyden's function."""
    one = np.ones(x.size - 1)
    return sparse.csr_array(sparse.diags_array([-one, 3 - 4 * x, -2 * one], offsets=[-1, 0, 1]))


def changed(changes: dict[tuple[int, int], float]) -> AnyArray:
    """It at X, dense, with other entries at some places."""
    matrix = broyden_jacobian(X)
    for place, value in changes.items():
        matrix[place] = value
    return matrix


def failing(report: mg.GradientReport) -> set[str]:
    return {entry.name for entry in report.worst if entry.verdict is mg.Verdict.FAIL}


def kinds(report: mg.GradientReport) -> set[FindingKind]:
    return {finding.kind for finding in report.findings}


@final
class NeverDense:
    """A sparse matrix that has no dense form."""

    def __init__(self, matrix: sparse.csr_array) -> None:
        self.matrix = matrix

    def tocoo(self) -> object:
        return self.matrix.tocoo()

    def toarray(self) -> Float64Array:
        raise AssertionError("it was made dense")


def test_a_thousand_unknowns_within_sixty_evaluations_and_never_dense() -> None:
    x, values = np.linspace(-1.0, 1.5, 1000), Counted(broyden)
    report = mg.check_jacobian(values, lambda x: NeverDense(banded(x)), x)
    assert report.passed
    assert report.evaluations == values.calls == 24
    assert report.counts == (2998, 0, 0)
    assert report.shape == report.analytic.shape == (2998,)
    assert report.names[:3] == ("f[0] / x[0]", "f[0] / x[1]", "f[1] / x[0]")


@pytest.mark.each("problem", [name for name in PROBLEMS if name != "one"])
@pytest.mark.each("form", ["dense", "sparse", "its own"])
def test_right_jacobians_pass_and_one_wrong_entry_is_named(problem: str, form: str) -> None:
    fun, jacobian, x, sparsity, _ = PROBLEMS[problem]
    m = fun(x).size

    def jac(point: FloatArray, factor: float = 1.0) -> AnyArray | sparse.coo_array:
        dense = jacobian(point).reshape(m, -1)
        rows, columns = np.nonzero(dense)
        dense[rows[-1], columns[-1]] *= factor
        return dense.reshape(jacobian(point).shape) if form == "dense" else sparse.coo_array(dense)

    pattern = None if form == "its own" else sparsity
    right = mg.check_jacobian(fun, jac, x, sparsity=pattern, rng=0)
    assert right.passed, str(right)
    assert mg.GradientReport.from_json(right.to_json()) == right
    wrong = mg.check_jacobian(fun, lambda point: jac(point, 1.001), x, sparsity=pattern, rng=0)
    assert failing(wrong) == {right.names[-1]}


@pytest.mark.each("source", ["sparsity", "own"])
def test_what_fun_depends_on_outside_is_named_and_blames_no_other_entry(source: str) -> None:
    def fun(x: Float64Array) -> Float64Array:
        y = broyden(x)
        y[3] += 0.01 * x[9]
        return y

    pattern = "tridiagonal" if source == "sparsity" else None
    report = mg.check_jacobian(fun, banded, X, sparsity=pattern, rng=0)
    assert report.verdict is mg.Verdict.FAIL
    assert failing(report) == {"f[3] / x[9]"}
    assert report.counts == (34, 1, 0)
    assert report.worst[0].numeric == pytest.approx(0.01, rel=1e-6)
    who = "`sparsity`" if source == "sparsity" else "the sparse matrix that jac returned"
    assert f"fun depends on more than the pattern: f[3] / x[9] is not 0, but {who} leaves it out" in str(report)


def test_what_jac_claims_outside_is_named_whether_it_is_right_or_wrong() -> None:
    report = mg.check_jacobian(broyden, lambda x: changed({(2, 9): 0.5}), X, sparsity="tridiagonal", rng=0)
    assert failing(report) == {"f[2] / x[9]"}
    assert "jac is not 0 outside of the pattern: it claims f[2] / x[9], which `sparsity` leaves out" in str(report)
    right = mg.check_jacobian(broyden, banded, X, sparsity="diagonal", rng=0)
    assert right.verdict is mg.Verdict.FAIL
    assert not failing(right)
    assert kinds(right) == {FindingKind.JAC_OUTSIDE_PATTERN}
    assert "f[0] / x[1], f[1] / x[0], f[1] / x[2], f[2] / x[1], f[2] / x[3] and 17 more" in str(right)
    stored = sparse.coo_array(([0.0], ([2], [9])), (12, 12)) + banded(X).tocoo()
    assert mg.check_jacobian(broyden, lambda x: stored, X, sparsity="tridiagonal", rng=0).passed


def test_a_jacobian_that_forgets_a_coordinate_and_one_of_zeros() -> None:
    forgets = mg.check_jacobian(lambda x: broyden(x) * (1 + 0.1 * x[4]), banded, X, rng=0)
    assert FindingKind.FUN_OUTSIDE_PATTERN in kinds(forgets)
    assert "f[0] / x[4], f[1] / x[4], f[2] / x[4], f[6] / x[4], f[7] / x[4] and 4 more are not 0" in str(forgets)
    zeros = mg.check_jacobian(broyden, lambda x: sparse.csr_array((12, 12)), X, rng=0)
    assert zeros.verdict is mg.Verdict.FAIL
    assert "more outputs deviate and were not looked at" in str(zeros)
    assert mg.check_jacobian(lambda x: 0.0 * x + 1.0, lambda x: sparse.csr_array((12, 12)), X, rng=0).passed


def test_matrices_of_another_shape_or_transposed() -> None:
    more = mg.check_jacobian(broyden, lambda x: sparse.csr_array((13, 12)), X, rng=0)
    assert kinds(more) == {FindingKind.JAC_SHAPE}
    assert "it returned shape (13, 12), and must return (12, 12)" in str(more)
    given = mg.check_jacobian(broyden, lambda x: x, X, sparsity="tridiagonal", rng=0)
    assert kinds(given) == {FindingKind.JAC_SHAPE}
    transposed = mg.check_jacobian(broyden, lambda x: banded(x).T, X, rng=0)
    assert transposed.counts == (12, 22, 0)
    assert transposed.cause is not None
    assert transposed.cause.message == "it is transposed"
    double = mg.check_jacobian(broyden, lambda x: 2 * banded(x), X, rng=0)
    assert double.cause is not None
    assert "twice the slope" in double.cause.message


def test_complex_outputs_differentiators_budgets_and_the_gradient_check() -> None:
    waves = mg.check_jacobian(
        lambda x: broyden(x) * (1 + 2j), lambda x: broyden_jacobian(x) * (1 + 2j), X, sparsity="tridiagonal", rng=0
    )
    assert waves.passed
    assert waves.counts[0] == 2 * 34
    assert waves.names[2] == "f[0].imag / x[0]"
    for method in (mg.CentralDifference(), mg.AdaptiveDifference(), mg.ComplexStep()):
        report = mg.check_jacobian(broyden, banded, X, differentiator=method, rng=0)
        assert report.passed
        assert report.evaluations < 100
    half = mg.check_jacobian(broyden, banded, X, budget=8, rng=0)
    assert half.verdict is mg.Verdict.INCONCLUSIVE
    assert len(half.unchecked) == half.counts[2]
    assert half.counts[2] in (11, 12)  # the entries of one colour
    assert mg.check_gradient(broyden, banded, X, rng=0).counts == (34, 0, 0)


def test_noise_and_kinks_do_not_fail() -> None:
    rng = np.random.default_rng(0)
    noisy = mg.check_jacobian(lambda x: broyden(x) + 1e-9 * rng.normal(size=12), banded, X, rng=0)
    assert noisy.counts[1] == 0
    assert kinds(noisy) == {FindingKind.FUN_NOT_DETERMINISTIC}
    own = np.arange(12)
    x = np.where(own == 5, 0.0, X)
    kink = mg.check_jacobian(lambda x: np.abs(x), lambda x: sparse.coo_array((np.sign(x), (own, own))), x, rng=0)
    assert kink.verdict is mg.Verdict.INCONCLUSIVE
    assert kink.counts == (11, 0, 1)
    assert kink.worst[0].name == "f[5] / x[5]"


def test_several_points_at_which_other_entries_are_zero_and_parts_by_output() -> None:
    other = X.copy()
    other[2] = 0.75
    report = mg.check_jacobian(broyden, lambda x: sparse.csr_array(broyden_jacobian(x)), X, points=[other], rng=0)
    assert report.passed
    assert report.shape == (34 + 33,)
    assert "points[0]: f[2] / x[2]" not in report.names
    wrong = mg.check_jacobian(broyden, lambda x: changed({(2, 3): 1.0}), X, sparsity="tridiagonal", rng=0)
    assert "f[2]: 1 of 3 fail" in str(wrong)


def test_what_a_pattern_does_not_go_with() -> None:
    with pytest.raises(ValueError, match=r"`sparsity` must be None for a product \(x, v\) -> J v, and with mode="):
        mg.check_jacobian(broyden, lambda x, v: banded(x) @ v, X, sparsity="tridiagonal")
    with pytest.raises(ValueError, match="`sparsity` must be None"):
        mg.check_jacobian(broyden, banded, X, sparsity="tridiagonal", mode="screen")
    with pytest.raises(ValueError, match=r"`sparsity` must have shape \(12, 12\)"):
        mg.check_jacobian(broyden, banded, X, sparsity=np.eye(11))
