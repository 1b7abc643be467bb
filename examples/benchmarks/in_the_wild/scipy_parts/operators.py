"""scipy.sparse.linalg, scipy.fft, scipy.ndimage, scipy.signal and scipy.linalg: linear operators and their adjoints."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, adjoint, jacobian, normal
from minigrad.arrays import Float64Array


def cases() -> Iterator[Case]:
    """Operators first, then the derivative of the matrix exponential."""
    yield from _linear_operators(import_module("scipy.sparse"), import_module("scipy.sparse.linalg"))
    yield from _solvers(import_module("scipy.sparse"), import_module("scipy.sparse.linalg"))
    yield from _transforms(import_module("scipy.fft"))
    yield from _filters(import_module("scipy.ndimage"), import_module("scipy.signal"))
    yield from _matrix_functions(import_module("scipy.linalg"))


def _matrix(*shape: int) -> Float64Array:
    return np.random.default_rng(11).standard_normal(shape)


def _linear_operators(sparse: ModuleType, linalg: ModuleType) -> Iterator[Case]:
    a, b = linalg.aslinearoperator(_matrix(4, 6)), linalg.aslinearoperator(sparse.csr_array(_matrix(4, 6)))
    square = linalg.aslinearoperator(_matrix(5, 5))
    lsq = import_module("scipy.optimize._lsq.common")
    lbfgs = import_module("scipy.optimize").LbfgsInvHessProduct
    s = _matrix(3, 5)
    operators = {
        "aslinearoperator(array)": a,
        "aslinearoperator(csr_array)": b,
        "A.T": a.T,
        "A.H": a.H,
        "A + B": a + b,
        "A @ B.T": a @ b.T,
        "2 A": 2.0 * a,
        "-A": -a,
        "A**3": square**3,
        "(A**3).H": (square**3).H,
        "IdentityOperator": linalg.aslinearoperator(np.eye(4)),
        "regularized_lsq_operator": lsq.regularized_lsq_operator(a, np.arange(1.0, 7.0)),
        "left_multiplied_operator": lsq.left_multiplied_operator(a, np.arange(1.0, 5.0)),
        "right_multiplied_operator": lsq.right_multiplied_operator(a, np.arange(1.0, 7.0)),
        "LbfgsInvHessProduct": lbfgs(s, s + 0.1 * s[:, ::-1]),
        "SumOperator.T": (a + b).T,
        **{
            f"LaplacianNd, {kind}": linalg.LaplacianNd((4, 3), boundary_conditions=kind, dtype=np.float64)
            for kind in ("dirichlet", "neumann", "periodic")
        },
    }
    special = import_module("scipy.sparse.linalg._special_sparse_arrays")
    operators |= {
        "Sakurai": special.Sakurai(6, dtype=np.float64),
        "MikotaK": special.MikotaPair(6, dtype=np.float64).k,
        "MikotaM": special.MikotaPair(6, dtype=np.float64).m,
    }
    for name, operator in operators.items():
        m, n = operator.shape
        backward = operator.matvec if name == "LbfgsInvHessProduct" else operator.rmatvec  # symmetric, without rmatvec
        yield adjoint(name, operator.matvec, backward, (n,), (m,))


def _solvers(sparse: ModuleType, linalg: ModuleType) -> Iterator[Case]:
    matrix = sparse.csc_array(_matrix(6, 6) + 6.0 * np.eye(6))
    lu, ilu = linalg.splu(matrix), linalg.spilu(matrix)
    yield adjoint("splu().solve", lu.solve, lambda w: lu.solve(w, "T"), (6,), (6,))
    yield adjoint("splu().solve, H", lu.solve, lambda w: lu.solve(w, "H"), (6,), (6,))
    yield adjoint("spilu().solve", ilu.solve, lambda w: ilu.solve(w, "T"), (6,), (6,))
    yield adjoint(
        "spsolve", lambda v: linalg.spsolve(matrix, v), lambda w: linalg.spsolve(matrix.T.tocsc(), w), (6,), (6,)
    )
    yield adjoint(
        "expm_multiply",
        lambda v: linalg.expm_multiply(matrix, v),
        lambda w: linalg.expm_multiply(matrix.T, w),
        (6,),
        (6,),
    )
    lower = sparse.csr_array(np.tril(_matrix(6, 6)) + 6.0 * np.eye(6))
    yield adjoint(
        "spsolve_triangular",
        lambda v: linalg.spsolve_triangular(lower, v),
        lambda w: linalg.spsolve_triangular(lower.T.tocsr(), w, lower=False),
        (6,),
        (6,),
    )


def _transforms(fft: ModuleType) -> Iterator[Case]:
    for kind in (1, 2, 3, 4):
        turned = {1: 1, 2: 3, 3: 2, 4: 4}[kind]
        yield adjoint(
            f"dct, ortho, {kind}",
            lambda v, k=kind: fft.dct(v, k, norm="ortho", orthogonalize=True),
            lambda w, k=turned: fft.dct(w, k, norm="ortho", orthogonalize=True),
            (8,),
            (8,),
        )
        yield adjoint(
            f"dst, ortho, {kind}",
            lambda v, k=kind: fft.dst(v, k, norm="ortho", orthogonalize=True),
            lambda w, k=turned: fft.dst(w, k, norm="ortho", orthogonalize=True),
            (8,),
            (8,),
        )
        yield adjoint(
            f"idct, ortho, {kind}",
            lambda v, k=kind: fft.idct(v, k, norm="ortho"),
            lambda w, k=kind: fft.dct(w, k, norm="ortho"),
            (8,),
            (8,),
        )
    yield adjoint(
        "dctn, ortho", lambda v: fft.dctn(v, norm="ortho"), lambda w: fft.idctn(w, norm="ortho"), (4, 3), (4, 3)
    )
    yield adjoint(
        "fft, ortho: real part",
        lambda v: fft.fft(v, norm="ortho").real,
        lambda w: fft.ifft(w, norm="ortho").real,
        (8,),
        (8,),
    )


def _filters(ndimage: ModuleType, signal: ModuleType) -> Iterator[Case]:
    kernel, plane = np.array([0.2, 0.5, -0.3]), _matrix(3, 3)
    yield adjoint(
        "signal.convolve, full",
        lambda v: signal.convolve(v, kernel),
        lambda w: signal.correlate(w, kernel, "valid"),
        (7,),
        (9,),
    )
    yield adjoint(
        "signal.fftconvolve, valid",
        lambda v: signal.fftconvolve(v, kernel, "valid"),
        lambda w: signal.fftconvolve(w, kernel[::-1]),
        (7,),
        (5,),
    )
    yield adjoint(
        "signal.convolve2d, same",
        lambda v: signal.convolve2d(v, plane, "same"),
        lambda w: signal.correlate2d(w, plane, "same"),
        (5, 6),
        (5, 6),
    )
    yield adjoint(
        "signal.convolve2d, wrap",
        lambda v: signal.convolve2d(v, plane, "same", "wrap"),
        lambda w: signal.correlate2d(w, plane, "same", "wrap"),
        (5, 6),
        (5, 6),
    )
    for mode in ("constant", "wrap"):
        yield adjoint(
            f"ndimage.convolve, {mode}",
            lambda v, m=mode: ndimage.convolve(v, plane, mode=m),
            lambda w, m=mode: ndimage.correlate(w, plane, mode=m),
            (5, 6),
            (5, 6),
        )
    for mode in ("constant", "wrap", "reflect"):
        yield adjoint(
            f"ndimage.gaussian_filter, {mode}",
            lambda v, m=mode: ndimage.gaussian_filter(v, 0.8, mode=m),
            lambda w, m=mode: ndimage.gaussian_filter(w, 0.8, mode=m),
            (7, 6),
            (7, 6),
        )
    yield adjoint(
        "ndimage.laplace, wrap",
        lambda v: ndimage.laplace(v, mode="wrap"),
        lambda w: ndimage.laplace(w, mode="wrap"),
        (5, 6),
        (5, 6),
    )
    yield adjoint(
        "signal.lfilter",
        lambda v: signal.lfilter([0.3, 0.2], [1.0, -0.4], v),
        lambda w: signal.lfilter([0.3, 0.2], [1.0, -0.4], w[::-1])[::-1],
        (9,),
        (9,),
    )


def _matrix_functions(linalg: ModuleType) -> Iterator[Case]:
    """The Frechet derivative, direction by direction; transposed and inverse matrices."""

    def columns(x: Float64Array) -> Float64Array:
        units = np.eye(x.size).reshape(-1, *x.shape)
        return np.stack([linalg.expm_frechet(x, unit, compute_expm=False) for unit in units], -1).reshape(
            x.shape + x.shape
        )

    at = normal("expm", 3, 3)
    yield jacobian("expm_frechet", linalg.expm, columns, at)
    yield jacobian("inv", linalg.inv, lambda x: -np.einsum("ij,kl->iljk", linalg.inv(x), linalg.inv(x)), at)
    right = _matrix(3)
    yield jacobian(
        "solve",
        lambda x: linalg.solve(x, right),
        lambda x: -np.einsum("ij,k->ijk", linalg.inv(x), linalg.solve(x, right)),
        at,
    )
    yield jacobian("det", lambda x: [linalg.det(x)], lambda x: [linalg.det(x) * linalg.inv(x).T], at)
