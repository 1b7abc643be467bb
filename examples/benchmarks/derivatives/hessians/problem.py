"""A function of one output, its gradient and its Hessian by hand, and the wrong Hessians that people write for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import final

import numpy as np

from examples.benchmarks.derivatives.case import Case, Inexact, Kind, Numbers, Vector, label_of
from examples.benchmarks.derivatives.checks import check
from examples.benchmarks.derivatives.complex_step import complex_step
from examples.benchmarks.derivatives.forms import MatrixFun, Product
from examples.benchmarks.derivatives.jacobians.problem import columns, twice


@final
@dataclass(frozen=True)
class HessianProblem:
    """A function at a point, and claims about its Hessian.

    Attributes:
        name: what it is.
        formula: the function, of real and complex arrays.
        gradient: its gradient by hand, of real and complex arrays too.
        x: the point.
        claims: Hessians by what they are: arrays of shape (n, n) or x.shape + x.shape, or sparse matrices.
        products: claims of the form (x, v) -> H v.
        pairs: a gradient and the Hessian that belongs to it, by what they are.
        fun: what the check is shown besides the gradient: the formula, unless it is None.
        shown: gradient that the check is shown, where this is not the formula's own.
    """

    name: str
    formula: Vector
    gradient: Vector
    x: Inexact
    claims: Mapping[str, MatrixFun] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    pairs: Mapping[str, tuple[Vector, MatrixFun]] = field(default_factory=dict)
    with_fun: bool = True
    shown: Vector | None = None

    def cases(self) -> list[Case]:
        """Each claim as a case."""
        gradient = self.shown or self.gradient
        dense = [self._case(claim, gradient, hess, partial(twice, hess, self.x)) for claim, hess in self.claims.items()]
        products = [self._case(claim, gradient, p, partial(columns, p, self.x)) for claim, p in self.products.items()]
        pairs = [
            self._case(claim, jac, hess, partial(twice, hess, self.x)) for claim, (jac, hess) in self.pairs.items()
        ]
        return dense + products + pairs

    def _case(self, claim: str, jac: Vector, hess: MatrixFun | Product, matrix: Callable[[], Numbers]) -> Case:
        options = {"fun": _number(self.formula)} if self.with_fun else {}
        return Case(
            self.name,
            claim,
            Kind.HESSIAN,
            label_of(claim),
            lambda: check("check_hessian", jac, hess, self.x, rng=0, **options),
            lambda: _together(jac(self.x), matrix()),
            lambda: _together(complex_step(self.formula, self.x), complex_step(self.gradient, self.x)),
            self.x.size,
        )


def _number(formula: Vector) -> Callable[[Inexact], float]:
    return lambda x: float(np.real(formula(x)))


def _together(gradient: Inexact, hessian: Numbers) -> Numbers:
    """The Hessian, (n, n), with the gradient as one more column."""
    n = gradient.size
    square = hessian.reshape(n, n) if hessian.size == n * n else hessian
    return np.concatenate([square, np.asarray(gradient, dtype=np.complex128).reshape(n, 1)], axis=1)
