"""A finite-difference formula as data: at which offsets f is evaluated, and with which weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import factorial, prod
from typing import final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import require_count, shown
from minigrad.arrays import Float64Array, as_float_array, as_real_array, require_shape


@final
@dataclass(frozen=True)
class Stencil:
    """Offsets and weights of the formula f^(d)(x) = sum_k weights[k] f(x + offsets[k] h) / h^d + O(h^order).

    Attributes:
        offsets: distinct numbers, in units of the step h.
        weights: one for each offset.
        derivative: d, the derivative that is approximated.
        order: the power of h with which the formula's error shrinks.

    >>> print(Stencil.from_offsets((-1, 1)))
    f'(x) = [-1/2 f(x - h) + 1/2 f(x + h)] / h + O(h^2)
    >>> print(Stencil.from_offsets((0, 1, 2)))
    f'(x) = [-3/2 f(x) + 2 f(x + h) - 1/2 f(x + 2h)] / h + O(h^2)
    """

    offsets: tuple[float, ...]
    weights: tuple[float, ...]
    derivative: int
    order: int

    @staticmethod
    def from_offsets(offsets: Sequence[float], derivative: int = 1) -> Stencil:
        """The weights of the highest order that these offsets allow.

        They solve sum_k w_k o_k^j / j! = [j == d] for j = 0 .. len(offsets) - 1 (Taylor's theorem, term by term), in
        exact rational arithmetic.

        Args:
            offsets: at least ``derivative + 1`` distinct finite numbers.
            derivative: 1 or more.

        Raises:
            TypeError: ``derivative`` is not a whole number, or an offset no number.
            ValueError: too few offsets, two that are equal, or one that is not finite.

        Source: Fornberg (1988), Mathematics of Computation 51, 699-706, solves the same equations by recursion.
        """
        numbers = as_float_array("offsets", offsets)
        if numbers.ndim != 1:
            raise ValueError(f"`offsets` must be a row of numbers, got shape {numbers.shape}")
        return _stencil(tuple(float(offset) for offset in numbers), require_count("derivative", derivative))

    def __post_init__(self) -> None:
        for name, numbers in (("offsets", self.offsets), ("weights", self.weights)):
            object.__setattr__(self, name, tuple(as_float_array(name, numbers).ravel().tolist()))
        if len(self.offsets) != len(self.weights):
            raise ValueError(
                f"`offsets` and `weights` must be equally many, got {len(self.offsets)} and {len(self.weights)}"
            )
        if len(set(self.offsets)) < len(self.offsets):
            raise ValueError(f"`offsets` must all be different, got {self.offsets}")
        object.__setattr__(self, "derivative", require_count("derivative", self.derivative))
        object.__setattr__(self, "order", require_count("order", self.order))

    @cached_property
    def reach(self) -> float:
        """The largest distance from x, in steps."""
        return max(abs(offset) for offset in self.offsets)

    @cached_property
    def moves(self) -> Float64Array:
        """The offsets other than 0, read-only: where f must be evaluated besides at x."""
        moves = np.array([offset for offset in self.offsets if offset])
        moves.setflags(write=False)
        return moves

    @cached_property
    def noise_gain(self) -> float:
        """Sum of |weights|: noise of size e in f becomes at most noise_gain e / h^d in the derivative."""
        return sum(abs(weight) for weight in self.weights)

    @cached_property
    def barycentric(self) -> tuple[float, ...]:
        """1 / product of (o_k - o_j) over all other offsets and 0, for each offset o_k; 0 for the offset 0 itself."""
        nodes = {0.0, *self.offsets}
        gaps = [[offset - node for node in nodes if node != offset] for offset in self.offsets]
        return tuple(1.0 / prod(gap) if offset else 0.0 for offset, gap in zip(self.offsets, gaps, strict=True))

    def apply(self, values: npt.ArrayLike, step: npt.ArrayLike) -> Float64Array:
        """The derivative from ``values`` of f.

        Args:
            values: (len(offsets), n); where one is NaN, so is the derivative.
            step: (n,) the steps h that they were taken with.

        Raises:
            TypeError, ValueError: the values are no real numbers or have another shape, or a step is 0.

        >>> Stencil.from_offsets((-1, 1)).apply([[1.0], [9.0]], [1.0])  # f = x^2 at 1 and 3
        array([4.])
        """
        steps, table = as_float_array("step", step), as_real_array("values", values).astype(np.float64)
        require_shape("values", table, (len(self.weights), *(table.shape[1:2] or steps.shape)))
        require_shape("step", steps, table.shape[1:])
        if not steps.all():
            raise ValueError(f"`step` must not be 0, got {shown(step)}")
        return self.combined(table, steps.astype(np.float64))

    def combined(self, values: Float64Array, step: Float64Array) -> Float64Array:
        """:meth:`apply` without its checks, for the inner loop."""
        result: Float64Array = self.weights[0] * values[0]
        for index in range(1, len(self.weights)):
            result += self.weights[index] * values[index]
        result /= step if self.derivative == 1 else step**self.derivative
        return result

    @override
    def __str__(self) -> str:
        terms = [_term(weight, offset) for weight, offset in zip(self.weights, self.offsets, strict=True)]
        total = " + ".join(terms).replace("+ -", "- ")
        primes = "'" * self.derivative
        power = "h" if self.derivative == 1 else f"h^{self.derivative}"
        return f"f{primes}(x) = [{total}] / {power} + O(h^{self.order})"


@lru_cache(maxsize=256)
def _stencil(offsets: tuple[float, ...], derivative: int) -> Stencil:
    if not len(set(offsets)) == len(offsets) > derivative:
        raise ValueError(f"`offsets` must be at least {derivative + 1} distinct finite numbers, got {offsets}")
    nodes = [Fraction(offset) for offset in offsets]
    weights = _solve(
        [[node**power for node in nodes] for power in range(len(nodes))],
        [Fraction(factorial(derivative) if power == derivative else 0) for power in range(len(nodes))],
    )
    return Stencil(offsets, tuple(float(w) for w in weights), derivative, _order(nodes, weights, derivative))


def _order(nodes: list[Fraction], weights: list[Fraction], derivative: int) -> int:
    """The first power of h that does not cancel, less d: symmetric stencils gain one for free."""
    power = len(nodes)
    while sum(w * node**power for w, node in zip(weights, nodes, strict=True)) == 0:
        power += 1
    return power - derivative


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Gauss-Jordan elimination in exact arithmetic."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = next(index for index in range(column, len(rows)) if rows[index][column] != 0)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for index, row in enumerate(rows):
            if index != column:
                rows[index] = [a - row[column] * b for a, b in zip(row, rows[column], strict=True)]
    return [row[-1] for row in rows]


def _term(weight: float, offset: float) -> str:
    size = "" if abs(offset) == 1 else f"{abs(offset):g}"
    where = "x" if offset == 0 else f"x {'-' if offset < 0 else '+'} {size}h"
    return f"{Fraction(weight).limit_denominator(10**6)} f({where})"
