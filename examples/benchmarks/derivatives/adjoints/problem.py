"""A linear operator, the adjoint that somebody wrote for it, and the wrong ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.derivatives.case import Case, Kind, Numbers, Vector, label_of
from examples.benchmarks.derivatives.checks import check

Shape: TypeAlias = tuple[int, ...]
DType: TypeAlias = type[np.float64] | type[np.float32] | type[np.complex128]
LENGTH = 3.0
"""Of the vectors that show an operator's matrix: with 1, one that normalises would look linear."""


@final
@dataclass(frozen=True)
class Operator:
    """A pair of products as scipy's LinearOperator has it."""

    shape: tuple[int, int]
    matvec: Vector
    rmatvec: Vector
    dtype: DType = np.float64


@final
@dataclass(frozen=True)
class AdjointProblem:
    """A linear operator, and claims about its adjoint.

    Attributes:
        name: what it is.
        forward: x -> A x.
        x_shape, y_shape: of x and of A x.
        claims: adjoints by what they are: y -> A' y.
        forwards: operators that are wrong themselves, beside the adjoint of the right one ("right").
        dtype: of x and y.
        as_operator: handed over as one object with matvec and rmatvec.
        precision: how exactly a right claim is known.
    """

    name: str
    forward: Vector
    x_shape: Shape
    y_shape: Shape
    claims: Mapping[str, Vector] = field(default_factory=dict)
    forwards: Mapping[str, Vector] = field(default_factory=dict)
    dtype: DType = np.float64
    as_operator: bool = False
    precision: float = 1.2e-7

    def cases(self) -> list[Case]:
        """Each claim as a case."""
        found = [self._case(claim, self.forward, adjoint) for claim, adjoint in self.claims.items()]
        return found + [self._case(claim, wrong, self.claims["right"]) for claim, wrong in self.forwards.items()]

    def _case(self, claim: str, forward: Vector, adjoint: Vector) -> Case:
        return Case(
            self.name,
            claim,
            Kind.ADJOINT,
            label_of(claim),
            lambda: check("check_adjoint", *self._handed(forward, adjoint), rng=0, **self._options()),
            lambda: matrix(adjoint, self.y_shape, self.dtype),
            lambda: np.conj(_turned(matrix(forward, self.x_shape, self.dtype))),
            int(np.prod(self.x_shape)),
            self.precision,
        )

    def _handed(self, forward: Vector, adjoint: Vector) -> tuple[object, ...]:
        if self.as_operator:
            return (Operator((self.y_shape[0], self.x_shape[0]), forward, adjoint, self.dtype),)
        return forward, adjoint, self.x_shape, self.y_shape

    def _options(self) -> dict[str, object]:
        return {} if self.as_operator else {"dtype": self.dtype}


def _turned(both: Numbers) -> Numbers:
    return np.swapaxes(both, 1, 2)


def matrix(operator: Vector, shape: Shape, dtype: DType) -> Numbers:
    """The matrix of a linear operator, (k, out, in): from real vectors, and for complex ones from imaginary ones.

    The two agree where it is linear in complex numbers.
    """
    size = int(np.prod(shape))
    factors = (LENGTH, LENGTH * 1j) if dtype is np.complex128 else (LENGTH,)
    found = []
    for factor in factors:
        vectors = (factor * np.eye(size)).astype(dtype).reshape(size, *shape)
        images = [np.ravel(np.asarray(operator(v.copy()))) / factor for v in vectors]
        found.append(np.stack(images, axis=1))
    return np.stack(found).astype(np.complex128)
