"""Pairs of numbers that must be equal: what each map says, and by how much rounding may have moved them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, IntArray, filled
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.linear_map import LinearMap
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.adjoints.space import dot, norm
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Judgement


@final
@dataclass(frozen=True)
class Compared:
    """Numbers of both maps side by side.

    Attributes:
        names: of each pair of numbers.
        adjoint, forward: (n,) what each of the two maps says.
        bound: (n,) by how much rounding may have moved them.
        size: (n,) what a relative error is relative to.
        rtol: (n,) the part of it that they may differ by in any case.
    """

    names: tuple[str, ...]
    adjoint: Float64Array
    forward: Float64Array
    bound: Float64Array
    size: Float64Array
    rtol: Float64Array

    @property
    def gap(self) -> Float64Array:
        """(n,) how far apart the two numbers are."""
        return np.asarray(np.abs(self.adjoint - self.forward))

    @property
    def suspicious(self) -> bool:
        """Whether rounding does not explain a difference."""
        return bool((self.gap > CHECK.inside * self.bound + self.rtol * self.size).any())

    @property
    def refuted(self) -> Float64Array:
        """(n,) the difference from which on there is an error."""
        return np.asarray(CHECK.outside * self.bound + self.rtol * self.size)

    def judge(self) -> Judgement:
        """Where they agree, and where they do not; neither where rounding is as large as the numbers."""
        agree = self.gap <= CHECK.inside * self.bound + self.rtol * self.size
        narrow = self.bound <= np.maximum(CHECK.resolved, self.rtol) * self.size
        return Judgement(agree & narrow, self.gap > self.refuted)

    def take(self, which: IntArray) -> Compared:
        """Some of them."""
        columns = (self.adjoint, self.forward, self.bound, self.size, self.rtol)
        return Compared(tuple(self.names[i] for i in which), *(column[which] for column in columns))

    def joined(self, others: Compared) -> Compared:
        """These and others."""
        names, *columns = (
            (getattr(self, field.name), getattr(others, field.name)) for field in fields(self)
        )
        return Compared((*names[0], *names[1]), *map(np.concatenate, columns))

    @staticmethod
    def of(
        names: tuple[str, ...],
        adjoint: Float64Array,
        forward: Float64Array,
        bound: Float64Array,
        size: Float64Array,
        rtol: float,
    ) -> Compared:
        """With one relative tolerance for all."""
        return Compared(names, adjoint, forward, bound, size, filled(len(names), rtol))


def products(forward: LinearMap, adjoint: LinearMap, probing: Probing, rtol: float) -> Compared:
    """The products <A x, y> and <x, A' y>; of complex maps real and imaginary part.

    The bound is what the linearity of both maps shows of their rounding, and some roundings of each term in any case.
    """
    turns = [("", lambda vector, _: vector)]
    if probing.complex_linear:
        turns = [(".real", lambda vector, _: vector), (".imag", lambda vector, space: space.times_i(vector))]
    rows = []
    for part, turn in turns:
        for k, (x, y, ax, by) in enumerate(zip(probing.x, probing.y, probing.ax, probing.by, strict=True)):
            ax, error, x = (turn(v, forward.codomain) for v in (ax, probing.ax_error[k], x))
            sizes = norm(ax * y), norm(x * by)
            floor = ADJOINT.roundings * np.hypot(forward.epsilon * sizes[0], adjoint.epsilon * sizes[1])
            shown = ADJOINT.sigmas * np.hypot(norm(error * y), norm(probing.by_error[k] * x))
            rows.append((f"<A x{k + 1}, y{k + 1}>{part}", dot(x, by), dot(ax, y), floor + shown, max(sizes)))
    names, *columns = zip(*rows, strict=True)
    adjoint_says, forward_says, bound, size = (np.array(column) for column in columns)
    return Compared.of(names, adjoint_says, forward_says, bound, size, rtol)
