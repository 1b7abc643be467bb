"""scipy.sparse.linalg: linear operators and solvers, and their adjoints."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.case import Case, adjoint
from minigrad.arrays import Float64Array


def cases() -> Iterator[Case]:
    """Operators, then solvers and products with matrix functions."""
    yield from _linear_operators(import_module("scipy.sparse"), import_module("scipy.sparse.linalg"))
    yield from _solvers(import_module("scipy.sparse"), import_module("scipy.sparse.linalg"))


def matrix(*shape: int) -> Float64Array:
    """The same random numbers for each shape."""
    return np.random.default_rng(11).standard_normal(shape)


def _linear_operators(sparse: ModuleType, linalg: ModuleType) -> Iterator[Case]:
    a, b = linalg.aslinearoperator(matrix(4, 6)), linalg.aslinearoperator(sparse.csr_array(matrix(4, 6)))
    square = linalg.aslinearoperator(matrix(5, 5))
    lsq = import_module("scipy.optimize._lsq.common")
    lbfgs = import_module("scipy.optimize").LbfgsInvHessProduct
    s = matrix(3, 5)
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
    square = sparse.csc_array(matrix(6, 6) + 6.0 * np.eye(6))
    lu, ilu = linalg.splu(square), linalg.spilu(square)
    yield adjoint("splu().solve", lu.solve, lambda w: lu.solve(w, "T"), (6,), (6,))
    yield adjoint("splu().solve, H", lu.solve, lambda w: lu.solve(w, "H"), (6,), (6,))
    yield adjoint("spilu().solve", ilu.solve, lambda w: ilu.solve(w, "T"), (6,), (6,))
    yield adjoint(
        "spsolve", lambda v: linalg.spsolve(square, v), lambda w: linalg.spsolve(square.T.tocsc(), w), (6,), (6,)
    )
    yield adjoint(
        "expm_multiply",
        lambda v: linalg.expm_multiply(square, v),
        lambda w: linalg.expm_multiply(square.T, w),
        (6,),
        (6,),
    )
    lower = sparse.csr_array(np.tril(matrix(6, 6)) + 6.0 * np.eye(6))
    yield adjoint(
        "spsolve_triangular",
        lambda v: linalg.spsolve_triangular(lower, v),
        lambda w: linalg.spsolve_triangular(lower.T.tocsr(), w, lower=False),
        (6,),
        (6,),
    )
