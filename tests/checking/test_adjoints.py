"""check_adjoint: right pairs pass, wrong ones fail, and a report says which entries and why."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.checking import FindingKind, GradientReport, Verdict
from tests.checking.adjoint_cases.case import Case, changed, dense
from tests.checking.adjoint_cases.right_cases import right_cases
from tests.checking.adjoint_cases.wrong_cases import wrong_cases

EXPECTED = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.INCONCLUSIVE}
RNG = np.random.default_rng(4)
A = RNG.normal(size=(7, 7))
Z = A + 1j * RNG.normal(size=(7, 7))


def check(case: Case, rng: int = 0) -> GradientReport:
    """The report on a case."""
    return mg.check_adjoint(case.forward, case.adjoint, case.x_shape, case.y_shape, dtype=case.dtype, rng=rng)


@pytest.mark.each("case", [*right_cases(), *wrong_cases()])
def test_right_pairs_pass_and_wrong_ones_fail(case: Case) -> None:
    verdict = check(case).verdict
    assert verdict in (EXPECTED[case.right], Verdict.INCONCLUSIVE if case.name == "solve, Hilbert 11" else None)


def test_what_a_right_pair_costs() -> None:
    """Six products, two combinations, the first arguments again, 0 and -2 x: for each of the two maps."""
    report = check(dense("", True, A, A.T))
    assert report.evaluations <= 26
    assert report.counts == (6, 0, 0)
    assert report.max_relative_error < 1e-13
    assert "in every row and column" in str(report)
    assert mg.GradientReport.from_json(report.to_json()) == report


FORTRAN = np.arange(12).reshape(3, 4).T.reshape(-1)
SCALED = np.linspace(1.0, 2.0, 7)[:, np.newaxis] * A
CAUSES: list[tuple[Case, str]] = [
    (dense("", False, A, -A.T), "the adjoint has the wrong sign"),
    (dense("", False, A, 0.5 * A.T), "the adjoint is half of what it must be"),
    (dense("", False, A, 0.2 * A.T), "the adjoint is 0.2 times what it must be"),
    (dense("", False, A, 0.0 * A), "the adjoint is zero everywhere"),
    (dense("", False, A, A), "the adjoint does what the forward map does: it is not transposed"),
    (dense("", False, A, np.linalg.inv(A)), "the adjoint is the inverse of the forward map"),
    (dense("", False, Z, Z.T, "D"), "the adjoint is transposed but not conjugated"),
    (dense("", False, Z, Z.conj(), "D"), "the adjoint is conjugated but not transposed"),
    (dense("", False, A, changed(A, (2, 3), 2.0).T), "only A[2, 3] is wrong"),
    (dense("", False, A, changed(A, (4,), 1.001).T), "only row 4 of A is wrong"),
    (dense("", False, A, changed(A, (6,), 0.0).T), "only row 6 of A is wrong, at the end of an axis: a boundary?"),
    (dense("", False, A.T, changed(A, (0,), 2.0)), "only column 0 of A is wrong, at the end of an axis: a boundary?"),
    (dense("", False, np.tril(A), A.T), "the forward map lacks 21 entries that the adjoint has"),
    (dense("", False, SCALED, A.T), "each row of A has a factor of its own, from 0.5 to 1"),
    (dense("", False, A, np.roll(A.T, 1, axis=0)), "the adjoint shifts the result by +1"),
    (Case("", False, np.ravel, lambda y: y[FORTRAN].reshape(3, 4), (3, 4), (12,)), "the adjoint takes the result in F"),
]


@pytest.mark.each("case, message", CAUSES)
def test_mistakes_are_recognised(case: Case, message: str) -> None:
    cause = check(case).cause
    assert cause is not None
    assert cause.message.startswith(message)


def test_the_entries_of_large_maps_are_found_by_halving() -> None:
    """Of 100,000 rows one is forgotten; log2 of the sizes more calls find it."""

    def adjoint(y: Float64Array) -> Float64Array:
        out = np.zeros(30_000)
        out[1:] += y
        out[:-1] -= y
        out[21_000] -= y[21_000 - 1]
        return out

    report = mg.check_adjoint(lambda x: x[1:] - x[:-1], adjoint, 30_000, 29_999, rng=0)
    assert report.evaluations <= 26 + 2 * 15 + 8
    assert (report.worst[0].name, report.worst[0].numeric, report.worst[0].analytic) == ("A[20999, 21000]", 1.0, 0.0)
    assert report.cause is not None
    assert report.cause.message == "only A[20999, 21000] is wrong"


def test_entries_of_arrays_and_of_complex_maps_have_their_places() -> None:
    image = mg.check_adjoint(lambda x: x.T, lambda y: np.tril(y.T, 1), (2, 3), (3, 2), rng=0)
    assert image.worst[0].name == "A[(2, 0), (0, 2)]"
    other = Z.copy()
    other[1, 2] *= 1j
    report = check(dense("", False, Z, other.conj().T, "D"))
    assert {entry.name for entry in report.worst[:20]} >= {"A[1, 2].real", "A[1, 2].imag"}


def stateful() -> Callable[[Float64Array], Float64Array]:
    """A map whose every result is added to the one before."""
    total = np.zeros(7)

    def forward(x: Float64Array) -> Float64Array:
        total[:] += A @ x
        return total.copy()

    return forward


def keeping() -> Callable[[Float64Array], Float64Array]:
    """A map that answers in an array of its own."""
    buffer = np.zeros(7)
    return lambda x: np.matmul(A, x, out=buffer)


def writing(x: Float64Array) -> Float64Array:
    """A map that changes its argument."""
    y = A @ x
    x[0] = 0.0
    return y


BROKEN = [
    (writing, FindingKind.WRITES_INTO_ARGUMENT, "forward changed the array passed to it"),
    (keeping(), FindingKind.OVERWRITES_RESULT, "a later call of forward changed the array"),
    (stateful(), FindingKind.KEEPS_STATE, "forward adds each result to the one before"),
    (lambda x: A @ x + 0.5, FindingKind.NOT_LINEAR, "forward(0) is not 0, but as large as 0.5: it adds a constant"),
    (lambda x: np.abs(A @ x), FindingKind.NOT_LINEAR, "forward(-2 x) differs from -2 forward(x) by"),
    (lambda x: np.sort(A @ x), FindingKind.NOT_LINEAR, "forward(-2 x) differs from -2 forward(x) by"),
    (lambda x: (A @ x)[:3], FindingKind.WRONG_SHAPE, "forward returned shape (3,), where y has shape (7,)"),
    (lambda x: ["a"] * 7, FindingKind.WRONG_DTYPE, "forward returned dtype <U1"),
    (lambda x: (A @ x) / 0.0, FindingKind.NOT_FINITE, "forward returned"),
]


@pytest.mark.each("forward, kind, message", BROKEN)
def test_broken_contracts_are_findings(
    forward: Callable[[Float64Array], Float64Array], kind: FindingKind, message: str
) -> None:
    report = mg.check_adjoint(forward, lambda y: A.T @ y, 7, 7, rng=0)
    assert report.verdict is Verdict.FAIL
    assert [found.message.startswith(message) for found in report.findings if found.kind is kind] == [True]


def test_a_view_of_the_argument_is_told_and_passes() -> None:
    report = mg.check_adjoint(lambda x: x[::-1], lambda y: y[::-1], 5, 5, rng=0)
    assert report.passed
    assert [str(found.kind) for found in report.findings] == ["returns an alias"] * 2


def test_rounding_is_measured() -> None:
    """(x + 1e8 x) - 1e8 x is x to eight digits, and the bounds say so; a solution is known to fewer digits still."""
    rough = mg.check_adjoint(lambda x: (x + 1e8 * x) - 1e8 * x, lambda y: y.copy(), 50, 50, rng=0)
    assert rough.passed
    assert 1e-9 < float(np.median(rough.bound / np.abs(rough.numeric))) < 1e-5
    hilbert = 1.0 / (np.arange(11)[:, None] + np.arange(11) + 1.0)
    case = Case("", True, lambda x: np.linalg.solve(hilbert, x), lambda y: np.linalg.solve(hilbert.T, y), (11,), (11,))
    report = check(case)
    assert report.verdict is not Verdict.FAIL
    assert "ill-conditioned" in " ".join(report.notes)


def test_a_tolerance_of_ones_own() -> None:
    near = dense("", True, A, (A * (1.0 + 1e-4 * RNG.normal(size=A.shape))).T)
    assert check(near).verdict is Verdict.FAIL
    report = mg.check_adjoint(near.forward, near.adjoint, 7, 7, rtol=1e-3, rng=0)
    assert str(report).startswith(("PASS to 3 digits", "PASS to 4 digits"))


def test_operators_of_scipy_work_as_they_are() -> None:
    linalg = pytest.importorskip("scipy.sparse.linalg")
    assert mg.testing.assert_adjoint(linalg.aslinearoperator(np.diag([1, 2, 3]))).passed
    operator = linalg.LinearOperator((7, 7), matvec=lambda x: Z @ x, rmatvec=lambda y: Z.T @ y, dtype=complex)
    with pytest.raises(mg.GradientCheckError, match="transposed but not conjugated"):
        mg.testing.assert_adjoint(operator)
