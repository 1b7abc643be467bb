"""torch: linear algebra of 3 x 3 matrices."""

from __future__ import annotations

from types import ModuleType

import numpy as np

from examples.benchmarks.in_the_wild.automatic.torch_tensors import Functional, Row, Tensor


def rows(torch: ModuleType) -> list[Row]:
    """Each with the box of its points."""
    algebra = torch.linalg
    weights = torch.tensor(np.random.default_rng(91).standard_normal((3, 3)))
    square = (3, 3)

    def definite(x: Tensor) -> Tensor:
        unit: Tensor = torch.eye(3, dtype=torch.float64)
        return x @ x.T + unit * 2.0

    functions: dict[str, Functional] = {
        "det": lambda x: algebra.det(x),
        "slogdet": lambda x: algebra.slogdet(x)[1],
        "inv": lambda x: algebra.inv(definite(x)) * weights,
        "solve": lambda x: algebra.solve(definite(x), weights) * weights,
        "cholesky": lambda x: algebra.cholesky(definite(x)) * weights,
        "eigvalsh": lambda x: algebra.eigvalsh(definite(x)) ** 2 * weights[0],
        "eigh: vectors": lambda x: algebra.eigh(definite(x))[1] ** 2 * weights,
        "svdvals": lambda x: algebra.svdvals(x) ** 3,
        "svd: vectors": lambda x: algebra.svd(x)[0] ** 2 * weights,
        "qr": lambda x: algebra.qr(x)[1] * weights,
        "lu": lambda x: algebra.lu(x)[2] * weights,
        "lstsq": lambda x: algebra.lstsq(x[:, :2], weights).solution ** 2,
        "pinv": lambda x: algebra.pinv(x[:, :2]) ** 2,
        "matrix_exp": lambda x: algebra.matrix_exp(x) * weights,
        "matrix_power": lambda x: algebra.matrix_power(x, 3) * weights,
        "norm, fro": lambda x: algebra.norm(x),
        "norm, nuc": lambda x: algebra.norm(x, "nuc"),
        "norm, 2": lambda x: algebra.norm(x, 2),
        "norm, 1": lambda x: algebra.norm(x, 1) ** 2,
        "vector_norm, 3": lambda x: algebra.vector_norm(x, 3.0),
        "cond": lambda x: algebra.cond(x),
        "eigvals": lambda x: algebra.eigvals(definite(x) + weights).abs() ** 2,
        "householder_product": lambda x: algebra.householder_product(x, weights[0]) ** 2,
        "ldl_factor": lambda x: algebra.cholesky_ex(definite(x))[0] * weights,
        "solve_triangular": lambda x: (
            algebra.solve_triangular(torch.tril(x) + 2.0 * torch.eye(3, dtype=torch.float64), weights, upper=False) ** 2
        ),
        "logdet": lambda x: torch.logdet(definite(x)),
        "cross": lambda x: algebra.cross(x[0], x[1]) * weights[0],
        "multi_dot": lambda x: algebra.multi_dot([x, weights, x]) ** 2,
    }
    return [(f"linalg.{name}", fun, -1.5, 1.5, square) for name, fun in functions.items()]
