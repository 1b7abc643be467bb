"""``check_jacobian``: functions with several outputs, sparse matrices, products with vectors, and how it is called."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import sparse

import minigrad as mg

Vector = mg.FloatArray
X = np.array([-1.2, 1.0, 0.3])
RNG = np.random.default_rng(20261126)
A = RNG.normal(size=(20, 30))


def residuals(x: Vector) -> Vector:
    return np.array([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0], np.exp(x[2]) * x[1], 7.0])


def matrix(x: Vector) -> Vector:
    rows = [[-20.0 * x[0], 10.0, 0.0], [-1.0, 0.0, 0.0], [0.0, np.exp(x[2]), np.exp(x[2]) * x[1]], [0.0, 0.0, 0.0]]
    return np.array(rows)


def names_that_fail(report: mg.GradientReport) -> set[str]:
    return {entry.name for entry in report.worst if entry.verdict is mg.Verdict.FAIL}


def test_a_right_jacobian_passes_and_each_wrong_entry_is_named() -> None:
    right = mg.check_jacobian(residuals, matrix, X, rng=0)
    assert right.passed
    assert right.counts == (12, 0, 0)
    assert right.shape == (4, 3)
    wrong = mg.check_jacobian(residuals, lambda x: matrix(x) + np.eye(4, 3), X, rng=0)
    assert names_that_fail(wrong) == {"f[0] / x[0]", "f[1] / x[1]", "f[2] / x[2]"}
    assert wrong.worst[0].index in {(0, 0), (1, 1), (2, 2)}


def test_one_evaluation_serves_all_rows() -> None:
    calls = 0

    def fun(x: Vector) -> Vector:
        nonlocal calls
        calls += 1
        return np.tanh(A @ x)

    report = mg.check_jacobian(
        fun, lambda x: (1.0 - np.tanh(A @ x) ** 2)[:, np.newaxis] * A, np.linspace(-0.1, 0.1, 30)
    )
    assert report.passed
    assert report.evaluations == calls <= 6 * 30


def test_an_output_is_judged_by_itself_whatever_the_sizes_of_the_others() -> None:
    scales = np.array([1e-12, 1.0, 1e9])

    def fun(x: Vector) -> Vector:
        return scales * np.sin(x)

    report = mg.check_jacobian(fun, lambda x: np.diag(scales * np.cos(x) * [1.001, 1.0, 1.0]), [0.3, 0.4, 0.5], rng=0)
    assert names_that_fail(report) == {"f[0] / x[0]"}
    assert report.counts == (8, 1, 0)


@pytest.mark.parametrize(
    "shape",
    [(), (1,), (2, 3)],
    ids=str,
)
def test_outputs_and_points_of_any_shape(shape: tuple[int, ...]) -> None:
    weights = np.arange(1.0, 1.0 + np.prod(shape, dtype=int)).reshape(shape)

    def fun(x: Vector) -> Vector:
        return np.asarray(weights * np.sum(x**3))

    def jac(x: Vector) -> Vector:
        return np.asarray(weights[..., np.newaxis, np.newaxis] * 3.0 * x**2)

    report = mg.check_jacobian(fun, jac, [[0.5, -1.0], [2.0, 0.1]], rng=0)
    assert report.passed
    assert report.counts[0] == 4 * weights.size
    place = f"[{', '.join('0' for _ in shape)}]" if shape else ""
    assert f"f{place} / x[0, 1]" in report.names


def test_sparse_matrices_operators_and_matrices_of_numpy() -> None:
    for kind in (sparse.csr_array, sparse.coo_matrix, lambda dense: sparse.csc_matrix(dense).todense()):
        assert mg.check_jacobian(residuals, lambda x, kind=kind: kind(matrix(x)), X, rng=0, product=False).passed
    wrong = mg.check_jacobian(residuals, lambda x: sparse.csr_array(2.0 * matrix(x)), X, rng=0)
    assert wrong.cause is not None
    assert "twice the slope" in wrong.cause.message


def test_a_matrix_of_another_shape_is_told_apart_from_its_transpose() -> None:
    square = mg.check_jacobian(lambda x: x[::-1] ** 2, lambda x: np.fliplr(np.diag(2.0 * x[::-1]))[::-1], X, rng=0)
    assert not square.passed
    report = mg.check_jacobian(residuals, lambda x: matrix(x).T, X, rng=0)
    message = "it returned shape (3, 4), and must return (4, 3): the shape (4,) of fun(x), followed by (3,) (return its"
    assert message in str(report)
    assert "must return (4, 3)" in str(mg.check_jacobian(residuals, lambda x: x, X, rng=0))


def test_products_with_vectors() -> None:
    right = mg.check_jacobian(residuals, lambda x, v: matrix(x) @ v, X, rng=0)
    assert right.passed
    assert right.evaluations <= 15
    assert right.names[:3] == ("(J v1)[0]", "(J v2)[0]", "(J v3)[0]")
    wrong = mg.check_jacobian(residuals, lambda x, v: matrix(x) @ v + [0.0, 0.0, 1e-3 * v[1], 0.0], X, rng=0)
    assert names_that_fail(wrong) == {"(J v1)[2]", "(J v2)[2]", "(J v3)[2]"}


def test_a_product_that_is_not_linear_or_writes_into_v() -> None:
    def constant(x: Vector, v: Vector) -> Vector:
        return matrix(x) @ v + (0.0 if np.abs(v).max() < 3.0 else 1.0)

    def writes(x: Vector, v: Vector) -> Vector:
        v *= 2.0
        return matrix(x) @ v / 2.0

    affine = mg.check_jacobian(residuals, lambda x, v: matrix(x) @ v + 1e-3, X, rng=0)
    assert "the product is not linear in v" in str(affine)
    assert "the product is not linear in v" in str(mg.check_jacobian(residuals, constant, X, rng=0))
    assert "the product writes into v" in str(mg.check_jacobian(residuals, writes, X, rng=0))


def test_complex_outputs_are_two_real_ones() -> None:
    def impedance(p: Vector) -> mg.arrays.ComplexArray:
        return np.array([p[0] + 1.0 / (1j * w * p[1]) for w in (1.0, 10.0)])

    def claimed(p: Vector) -> mg.arrays.ComplexArray:
        return np.array([[1.0, -1.0 / (1j * w * p[1] ** 2)] for w in (1.0, 10.0)])

    assert mg.check_jacobian(impedance, claimed, [3.0, 0.1], rng=0).passed
    assert mg.check_jacobian(impedance, lambda p, v: claimed(p) @ v, [3.0, 0.1], rng=0).passed
    report = mg.check_jacobian(impedance, lambda p: claimed(p).conj(), [3.0, 0.1], rng=0)
    assert names_that_fail(report) == {"f[0].imag / x[1]", "f[1].imag / x[1]"}
    number = mg.check_gradient(lambda x: x[0] ** 2 - 0.5j * x[1] ** 3, lambda x: [2 * x[0], -1.5j * x[1] ** 2], X[:2])
    assert number.passed
    assert number.names == ("f.real / x[0]", "f.real / x[1]", "f.imag / x[0]", "f.imag / x[1]")


def test_arguments_after_x_and_both_in_one() -> None:
    def line(t: Vector, a: float, b: Vector) -> Vector:
        return a * t**2 + b

    def slope(t: Vector, a: float, b: Vector) -> Vector:
        del b
        return np.diag(2.0 * a * t)

    more = (3.0, np.ones(3))
    assert mg.check_jacobian(line, slope, X, args=more, rng=0).passed
    assert mg.check_jacobian(line, lambda t, v, a, b: 2.0 * a * t * v + 0.0 * b, X, args=more, rng=0).passed
    assert mg.check_jacobian(lambda t: (line(t, *more), slope(t, *more)), True, X, rng=0).passed
    assert mg.check_gradient(lambda x, a: a * x @ x, lambda x, a: 2.0 * a * x, X, args=(3.0,), rng=0).passed
    assert mg.check_gradient(lambda x, a: (a * x @ x, 2.0 * a * x), True, X, args=(3.0,), rng=0).passed
    assert not mg.check_gradient(lambda x, a: (a * x @ x, a * x), True, X, args=(3.0,), rng=0).passed
    with pytest.raises(TypeError, match=r"`fun` must return \(value, gradient\) with jac=True, got 1\.0"):
        mg.check_gradient(lambda x: 1.0, True, X)  # type: ignore[call-overload]  # which is the point


def test_an_output_that_is_not_finite_leaves_its_own_row_open() -> None:
    def fun(x: Vector) -> Vector:
        return np.array([x[0] ** 2, np.nan, x[1]])

    report = mg.check_jacobian(fun, lambda x: np.array([[2.0 * x[0], 0.0], [1.0, 1.0], [0.0, 1.0]]), [1.0, 2.0], rng=0)
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert report.counts == (4, 0, 2)
    assert "it returned nan in f[1] at x" in str(report)


def test_contracts_hold_for_jacobians_too() -> None:
    buffer = np.zeros((4, 3))

    def reused(x: Vector) -> Vector:
        buffer[...] = matrix(x)
        return buffer

    def writes(x: Vector) -> Vector:
        found = matrix(x)
        x[0] = 0.0
        return found

    state = np.zeros(4)

    def drifts(x: Vector) -> Vector:
        state[1] += 1e-3
        return residuals(x) + state

    for fun, jac, kind in (
        (residuals, reused, mg.FindingKind.JAC_RETURNS_ALIAS),
        (residuals, writes, mg.FindingKind.JAC_WRITES_INTO_X),
        (drifts, matrix, mg.FindingKind.FUN_IS_STATEFUL),
    ):
        report = mg.check_jacobian(fun, jac, X, rng=0)
        assert kind in [finding.kind for finding in report.findings], kind
        assert report.verdict is mg.Verdict.FAIL
    assert "in f[1] at x at first" in str(mg.check_jacobian(drifts, matrix, X, rng=0))


def test_a_budget_is_spent_on_whole_columns() -> None:
    report = mg.check_jacobian(residuals, matrix, X, budget=8, rng=0)
    assert report.verdict is mg.Verdict.INCONCLUSIVE
    assert report.counts == (8, 0, 4)
    assert len({name.split(" / ")[1] for name in report.unchecked}) == 1


def test_screening_finds_one_wrong_entry_among_a_hundred_thousand() -> None:
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(50, 2000)) / np.sqrt(2000.0)

    def fun(x: Vector) -> Vector:
        return np.asarray(np.tanh(weights @ x))

    def jac(x: Vector) -> Vector:
        return np.asarray((1.0 - np.tanh(weights @ x) ** 2)[:, np.newaxis] * weights)

    def wrong(x: Vector) -> Vector:
        found = jac(x)
        found[7, 123] *= 1.01
        return found

    x = rng.normal(size=2000)
    right = mg.check_jacobian(fun, jac, x, mode="screen", rng=0)
    assert right.passed
    assert right.evaluations < 30
    report = mg.check_jacobian(fun, wrong, x, mode="screen", rng=0)
    assert names_that_fail(report) == {"f[7] / x[123]"}
    assert report.evaluations < 200


def test_screening_says_what_fun_and_jac_do_besides_computing() -> None:
    """A combination of the outputs shows none of this."""
    weights, buffer = np.arange(6.0).reshape(3, 2) + 1.0, np.zeros((3, 2))

    def again(x: Vector) -> Vector:
        buffer[...] = weights * x
        return buffer

    def screened(fun: Callable[[Vector], Vector], jac: Callable[[Vector], Vector]) -> str:
        report = mg.check_jacobian(fun, jac, [0.5, 2.0], mode="screen", rng=0)
        return f"{report.verdict.value}: {' and '.join(finding.kind for finding in report.findings)}"

    def half_known(x: Vector) -> Vector:
        return np.append(weights @ x, np.nan)

    assert screened(lambda x: weights @ x, lambda x: weights.reshape(2, 3)) == "fail: jac returns a wrong shape"
    assert screened(lambda x: weights @ (x**2 / 2.0), again) == "fail: jac returns an alias"
    assert screened(half_known, lambda x: np.vstack([weights, 0.0 * x])) == "inconclusive: fun is not finite"


def test_assertions_fail_with_the_report() -> None:
    assert mg.testing.assert_jacobian(residuals, matrix, X).passed
    with pytest.raises(mg.GradientCheckError, match=r"f\[0\] / x\[0\]"):
        mg.testing.assert_jacobian(residuals, lambda x: matrix(x) + np.eye(4, 3), X)
    assert mg.testing.assert_hessian(lambda x, a: 2.0 * a * x, lambda x, v, a: 2.0 * a * v, X, args=(3.0,)).passed
    with pytest.raises(mg.GradientCheckError, match="H v1"):
        mg.testing.assert_hessian(lambda x: 2.0 * x, lambda x, v: v, X)


def test_a_wrong_column_is_counted_by_the_entry_of_x() -> None:
    times = np.linspace(0.0, 3.0, 20)

    def residuals(x: Vector) -> Vector:
        return np.asarray(x[0] * np.exp(-x[1] * times) + x[2])

    def slopes(x: Vector) -> Vector:  # the time in the middle column is forgotten
        return np.stack([np.exp(-x[1] * times), -x[0] * np.exp(-x[1] * times), np.ones(20)], axis=1)

    report = mg.check_jacobian(residuals, slopes, [2.0, 1.0, 0.5], order=False, rng=0)
    assert "\n  x[1]: 20 of 20 fail; x[0]: all pass; x[2]: all pass\n" in str(report)


def test_a_jac_without_return_is_told_so() -> None:
    report = mg.check_jacobian(lambda x: x**2, lambda x: None, [1.0, 2.0])  # type: ignore[arg-type]  # what is tested
    assert "jac returns a wrong dtype: it returned None; does it end with a return statement?" in str(report)


def test_what_is_no_jacobian_is_told_in_the_words_of_the_call() -> None:
    calls = list[int]()

    def changing(x: Vector) -> Vector:
        calls.append(1)
        return np.full(len(calls) + 1, x[0])

    with pytest.raises(ValueError, match=r"`fun` must return arrays of one shape, got \(2,\) at x, and then another"):
        mg.check_jacobian(changing, lambda x: np.zeros((2, 3)), X)
    product = mg.check_jacobian(residuals, lambda x, v: np.ones(3), X, rng=0)
    assert "for a vector v it returned shape (3,), and must return (4,), that of fun(x)" in str(product)
    nothing = mg.check_jacobian(residuals, lambda x: np.array(None), X, rng=0)
    assert "it returned None; does it end with a return statement?" in str(nothing)


def test_a_product_that_is_right_for_vectors_of_one_sign_alone_is_not_linear() -> None:
    for seed in range(8):
        report = mg.check_jacobian(residuals, lambda x, v: matrix(x) @ v * np.sign(v[0]), X, rng=seed)
        assert "the product is not linear in v: the product with 3 v - 10 u differs" in str(report), seed
