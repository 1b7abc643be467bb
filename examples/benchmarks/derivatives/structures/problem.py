"""A loss of named arrays, and gradients with the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar, final

import numpy as np

from examples.benchmarks.derivatives.case import Case, Inexact, Kind, Numbers, label_of
from examples.benchmarks.derivatives.checks import check
from examples.benchmarks.derivatives.complex_step import STEP
from examples.benchmarks.derivatives.structures.tree import leaves, rebuilt

S = TypeVar("S")
Loss: TypeAlias = Callable[[S], complex]
"""A loss that takes real leaves and complex ones, for the complex step."""


@final
@dataclass(frozen=True)
class StructureProblem(Generic[S]):
    """A loss of a structure at a point, and claims about its gradient.

    Attributes:
        name: what it is.
        loss: of real and complex leaves.
        x: the structure.
        claims: gradients by what they are; what they return need not have x's structure.
        precision: how exactly a right claim is known.
    """

    name: str
    loss: Loss[S]
    x: S
    claims: Mapping[str, Callable[[S], object]] = field(default_factory=dict)
    precision: float = 1.2e-7

    def cases(self) -> list[Case]:
        """Each claim as a case."""
        return [self._case(claim, jac) for claim, jac in self.claims.items()]

    def fun(self, x: S) -> float:
        """The loss as an ordinary function."""
        return float(np.real(self.loss(x)))

    def _case(self, claim: str, jac: Callable[[S], object]) -> Case:
        return Case(
            self.name,
            claim,
            Kind.STRUCTURE,
            label_of(claim),
            lambda: check("check_gradient", self.fun, jac, self.x, rng=0),
            lambda: _flat(jac(self.x), leaves(self.x)),
            self._truth,
            sum(leaf.size for leaf in leaves(self.x).values()),
            self.precision,
        )

    def _truth(self) -> Numbers:
        """By the complex step, leaf by leaf."""
        arrays = list(leaves(self.x).values())
        slopes = []
        for place, array in enumerate(arrays):
            for entry in range(array.size):
                moved = [np.array(each, dtype=np.complex128) for each in arrays]
                moved[place].reshape(-1)[entry] += STEP * 1j
                slopes.append(np.imag(self.loss(rebuilt(self.x, iter(moved)))) / STEP)
        return np.array(slopes, dtype=np.complex128)


def _flat(gradient: object, like: Mapping[str, Inexact]) -> Numbers:
    """Its leaves in the order of x's; an empty array where names or shapes differ."""
    found = leaves(gradient)
    if found.keys() != like.keys() or any(found[path].shape != leaf.shape for path, leaf in like.items()):
        return np.zeros(0, dtype=np.complex128)
    return np.concatenate([np.ravel(found[path]) for path in like]).astype(np.complex128)
