"""A function of several outputs, its Jacobian by hand, and the wrong Jacobians that people write for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import final

import numpy as np

from examples.benchmarks.derivatives.case import Case, Inexact, Kind, Numbers, Vector, label_of
from examples.benchmarks.derivatives.checks import check
from examples.benchmarks.derivatives.complex_step import complex_step
from examples.benchmarks.derivatives.forms import MatrixFun, Product, dense

LENGTH = 3.0
"""Products are asked for vectors of this length: with 1 a product that normalises its vector would look right."""


@final
@dataclass(frozen=True)
class JacobianProblem:
    """A function at a point, and claims about its Jacobian.

    Attributes:
        name: what it is.
        formula: takes real and complex arrays, and gives the piece of the function that x lies in.
        x: the point.
        claims: Jacobians by what they are: "right ...", "undecidable ...", or the mistake. Arrays of shape
            F.shape + x.shape, or sparse matrices.
        products: claims of the form (x, v) -> J v.
        fun: what the check is shown, where this is not the formula itself.
        precision: how exactly a right claim is known.
        joined: whether fun is complex: the formula then gives its real and its imaginary part.
    """

    name: str
    formula: Vector
    x: Inexact
    claims: Mapping[str, MatrixFun] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    fun: Vector | None = None
    precision: float = 1.2e-7
    joined: bool = False

    def cases(self) -> list[Case]:
        """Each claim as a case."""
        dense = [self._case(claim, jac, partial(twice, jac, self.x)) for claim, jac in self.claims.items()]
        products = [
            self._case(claim, product, partial(columns, product, self.x)) for claim, product in self.products.items()
        ]
        return dense + products

    def _case(self, claim: str, jac: MatrixFun | Product, claimed: Callable[[], Numbers]) -> Case:
        fun = self.fun or self.formula
        return Case(
            self.name,
            claim,
            Kind.JACOBIAN,
            label_of(claim),
            lambda: check("check_jacobian", fun, jac, self.x, rng=0),
            claimed,
            self._truth,
            self.x.size,
            self.precision,
        )

    def _truth(self) -> Numbers:
        slopes = complex_step(self.formula, self.x)
        return np.asarray(slopes[0] + 1j * slopes[1]) if self.joined else slopes


def twice(jac: MatrixFun, x: Inexact) -> Numbers:
    """The Jacobian that a second call with the same array gives, after a call beside x.

    It shows whether jac writes into x, adds up, or returns the same array every time.
    """
    given = x.copy()
    jac(given)
    matrix = dense(jac(given))
    jac(1.001 * x)
    return matrix.astype(np.complex128)


def columns(product: Product, x: Inexact) -> Numbers:
    """The Jacobian that products with coordinate vectors make up."""
    vectors = LENGTH * np.eye(x.size).reshape(x.size, *x.shape)
    stacked = np.stack([np.asarray(product(x.copy(), v)) / LENGTH for v in vectors], axis=-1)
    return stacked.reshape(stacked.shape[:-1] + x.shape).astype(np.complex128)
