"""``check_hessian``: matrices and products, symmetry, and which of a gradient and its Hessian is at fault."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import rosen, rosen_der, rosen_hess, rosen_hess_prod

import minigrad as mg

Vector = mg.FloatArray
X = np.array([-1.2, 1.0, 0.7, 1.3])


def value(x: Vector) -> float:
    return float(rosen(x))


def gradient(x: Vector) -> Vector:
    return np.asarray(rosen_der(x))


def hessian(x: Vector) -> Vector:
    return np.asarray(rosen_hess(x))


def product(x: Vector, v: Vector) -> Vector:
    return np.asarray(rosen_hess_prod(x, v))


def kinds(report: mg.GradientReport) -> set[mg.FindingKind]:
    return {finding.kind for finding in report.findings}


def test_the_hessian_of_rosenbrocks_function_passes_as_matrix_sparse_matrix_and_product() -> None:
    report = mg.check_hessian(gradient, hessian, X, fun=value, rng=0)
    assert report.passed
    assert report.counts == (16, 0, 0)
    assert "jac against values of fun: PASS: 4 of 4 entries pass" in str(report)
    assert mg.check_hessian(gradient, lambda x: sparse.csr_array(hessian(x)), X, rng=0).passed
    by_vector = mg.check_hessian(gradient, product, X, rng=0)
    assert by_vector.passed
    assert by_vector.evaluations <= 15
    assert by_vector.names[0] == "(H v1)[0]"


def test_wrong_entries_and_asymmetry_are_named() -> None:
    lower = mg.check_hessian(gradient, lambda x: np.tril(hessian(x)), X, rng=0)
    wrong = {entry.name for entry in lower.worst if entry.verdict is mg.Verdict.FAIL}
    assert wrong == {"H[0, 1]", "H[1, 2]", "H[2, 3]"}
    assert mg.FindingKind.NOT_SYMMETRIC in kinds(lower)
    assert "H[0, 1] = 0 and H[1, 0] = 480; a Hessian is symmetric" in str(lower)


def test_a_product_that_is_not_symmetric() -> None:
    report = mg.check_hessian(gradient, lambda x, v: np.tril(hessian(x)) @ v, X, rng=0)
    assert report.verdict is mg.Verdict.FAIL
    assert mg.FindingKind.NOT_SYMMETRIC in kinds(report)
    assert "; a Hessian is symmetric" in str(report)


def test_a_gauss_newton_matrix_is_no_hessian_away_from_zero_residuals() -> None:
    def residuals(x: Vector) -> Vector:
        return np.array([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0]])

    def jacobian(x: Vector) -> Vector:
        return np.array([[-20.0 * x[0], 10.0], [-1.0, 0.0]])

    def slope(x: Vector) -> Vector:
        return jacobian(x).T @ residuals(x)

    def gauss_newton(x: Vector) -> Vector:
        return jacobian(x).T @ jacobian(x)

    far = mg.check_hessian(slope, gauss_newton, [-1.2, 1.0], rng=0)
    assert {entry.name for entry in far.worst if entry.verdict is mg.Verdict.FAIL} == {"H[0, 0]"}
    assert mg.check_hessian(slope, gauss_newton, [1.0, 1.0], rng=0).passed


def test_the_report_says_which_of_the_two_is_at_fault() -> None:
    doubled = mg.check_hessian(lambda x: 2.0 * gradient(x), hessian, X, fun=value, rng=0)
    assert mg.FindingKind.GRADIENT_IS_WRONG in kinds(doubled)
    assert "mend jac first; hess agrees with the second differences of fun" in str(doubled)
    both = mg.check_hessian(lambda x: 2.0 * gradient(x), lambda x: 3.0 * hessian(x), X, fun=value, rng=0)
    assert "mend jac first" in str(both)
    assert "hess agrees" not in str(both)
    only_hess = mg.check_hessian(gradient, lambda x: 2.0 * hessian(x), X, fun=value, rng=0)
    assert only_hess.verdict is mg.Verdict.FAIL
    assert mg.FindingKind.GRADIENT_IS_WRONG not in kinds(only_hess)


def test_a_field_that_is_no_gradient_shows_without_its_function() -> None:
    report = mg.check_hessian(lambda x: np.array([x[1], -x[0]]), lambda x: np.array([[0.0, 1.0], [-1.0, 0.0]]), X[:2])
    assert report.verdict is mg.Verdict.FAIL
    assert "jac is not the gradient of any function" in str(report)


def test_names_of_arrays_and_points_of_several_axes() -> None:
    def cubes(x: Vector) -> Vector:
        return 3.0 * x**2

    def diagonal(x: Vector) -> Vector:
        return np.diag(6.0 * x.ravel())

    square = mg.check_hessian(cubes, diagonal, X.reshape(2, 2), rng=0)
    assert square.passed
    assert "H[x[0, 0], x[1, 1]]" in square.names
    stacked = mg.check_hessian(cubes, lambda x: diagonal(x).reshape(2, 2, 2, 2), X.reshape(2, 2), rng=0)
    assert stacked.passed


def test_arguments_after_x() -> None:
    def slope(x: Vector, a: float) -> Vector:
        return 2.0 * a * x

    assert mg.check_hessian(slope, lambda x, a: 2.0 * a * np.eye(4), X, args=(3.0,), rng=0).passed
    assert mg.check_hessian(slope, lambda x, v, a: 2.0 * a * v, X, args=(3.0,), rng=0).passed
    assert mg.check_hessian(slope, lambda x, a: 2.0 * a * np.eye(4), X, fun=lambda x, a: a * x @ x, args=(3.0,)).passed
    with pytest.raises(TypeError, match=r"`hess` must be called as hess\(x\), or as hess\(x, v\) for products"):
        mg.check_hessian(slope, lambda x, v, a, b: v, X, args=(3.0,))  # type: ignore[arg-type]  # the point


def test_what_is_wrong_is_said_of_hess_and_jac_not_of_jac_and_fun() -> None:
    report = mg.check_hessian(gradient, gradient, X, rng=0)
    message = "hess returns a wrong shape: it returned shape (4,), and must return (4, 4): the shape (4,) of jac(x)"
    assert message in str(report)
    assert message in str(mg.GradientReport.from_json(report.to_json()))
    assert report.worst[0].reason == "not compared: hess gave no number for it"
    jump = mg.check_hessian(np.sign, lambda x: np.zeros((2, 2)), [0.0, 0.0], order=False, rng=0)
    assert jump.worst[0].reason.startswith("jump: jac does not settle down")


def test_the_function_itself_and_a_dict_are_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"got shape \(\); the function itself is passed as `fun=`"):
        mg.check_hessian(value, hessian, X)
    with pytest.raises(TypeError, match=r"`x` must be an array, as no Hessian is checked for a structure"):
        mg.check_hessian(gradient, hessian, {"a": X})  # type: ignore[call-overload]  # what is tested
