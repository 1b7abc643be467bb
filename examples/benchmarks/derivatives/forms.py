"""Forms in which a right matrix may be handed over: as products, as a sparse matrix, as an operator, in float32."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, final

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Vector
from examples.benchmarks.derivatives.sparse import Sparse, sparse


@final
@dataclass(frozen=True)
class Operator:
    """A matrix that is given by its products, as scipy's LinearOperator is."""

    matrix: Inexact

    @property
    def shape(self) -> tuple[int, int]:
        """Of the matrix."""
        return int(self.matrix.shape[0]), int(self.matrix.shape[1])

    def matvec(self, v: Inexact) -> Inexact:
        """The product with v."""
        return np.asarray(np.dot(self.matrix, v))


Matrix: TypeAlias = Inexact | Sparse | Operator
MatrixFun: TypeAlias = Callable[[Inexact], Matrix]
Product: TypeAlias = Callable[[Inexact, Inexact], Inexact]
"""(x, v) -> J(x) v, of the shape of fun's value."""
Form = Literal["sparse", "operator", "float32"]
FORMS: Final[Mapping[Form, Callable[[Inexact], Matrix]]] = MappingProxyType(
    {"sparse": sparse, "operator": Operator, "float32": lambda matrix: np.asarray(matrix, dtype=np.float32)}
)


def in_form(jac: Vector, form: Form) -> MatrixFun:
    """The same matrix in another form."""
    return lambda x: FORMS[form](jac(x))


def product(jac: Vector) -> Product:
    """Its products, for any shapes of x and of fun's value."""
    return lambda x, v: np.tensordot(jac(x), v, axes=x.ndim)


def dense(matrix: Matrix) -> Inexact:
    """The matrix as an array."""
    if isinstance(matrix, Sparse):
        return matrix.toarray()
    return matrix.matrix if isinstance(matrix, Operator) else matrix
