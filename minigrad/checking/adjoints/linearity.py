"""Whether a map is linear, and the rounding that it shows: A(a x + b z) - a A(x) - b A(z) is nothing else if it is.

Multiplying by -2 rounds nothing, so A(-2 x) = -2 A(x) holds exactly in the arithmetic of computers, whatever the
condition of A; and A(0) = 0.
"""

from __future__ import annotations

from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.linear_map import LinearMap, Unreadable
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.repeats import variation
from minigrad.checking.adjoints.space import norm, times_i
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict

Vectors: TypeAlias = tuple[Float64Array, ...]
"""Arguments of a map, or what it returned."""


@final
class Linearity:
    """The tests of one map.

    Attributes:
        linear: the map.
        varies: (m,) how much its results for one argument differ, once that is known.
        errors: for each group of arguments, (m,) what a combination of them shows of its rounding.
    """

    def __init__(self, linear: LinearMap, remarks: Remarks) -> None:
        self.linear: LinearMap = linear
        self._remarks: Remarks = remarks
        self.varies: Float64Array | float = 0.0
        self.errors: list[Float64Array] = []

    def test(self, x: Float64Array, y: Float64Array, rng: np.random.Generator) -> None:
        """Call it with 0 and -2 x, and note what shows that it is not linear.

        Args:
            x: an argument with which it was called.
            y: what it returned.
            rng: for changes of x by some roundings.
        """
        name, of = self.linear.name, self.linear.domain.name
        error = self.linear(-2.0 * x) + 2.0 * y
        if not (self._at_zero(y) or self._off(error, x, y, f"{name}(-2 {of}) differs from -2 {name}({of})", rng)):
            both = f"{name}(a {of} + b z) differs from a {name}({of}) + b {name}(z)"
            self._off(self.errors[0], x, y, both, rng, additive=True)

    def commutes_with_i(self, x: Float64Array, y: Float64Array) -> bool:
        """Whether A(1j x) = 1j A(x); noted where not."""
        turned = times_i(y)
        off = norm(self.linear(times_i(x)) - turned) / max(norm(y), 5e-324)
        if off <= CHECK.resolved or off <= 10.0 * self._variation(y):
            return True
        name, of = self.linear.name, self.linear.domain.name
        inside = (
            "its result has no imaginary part" if not y[1::2].any() else "a conjugate or a real part is taken inside"
        )
        message = f"{name}(1j {of}) is not 1j {name}({of}): it is linear in real and imaginary parts only; {inside}"
        self._remarks.note(FindingKind.NOT_LINEAR, message)
        return False

    def combine(self, arguments: Vectors, results: Vectors, rng: np.random.Generator) -> None:
        """Add to ``errors`` what a random combination of these arguments shows."""
        weights = rng.uniform(0.5, 1.5, size=len(arguments)) * rng.choice([-1.0, 1.0], size=len(arguments))
        combined = self.linear(self.linear.domain.rounded(_sum(weights, arguments)))
        self.errors.append(np.abs(combined - _sum(weights, results)))

    def _at_zero(self, y: Float64Array) -> bool:
        """Whether it adds a constant."""
        name = self.linear.name
        try:
            constant = self.linear.read(self.linear.first(np.zeros(self.linear.domain.size)))
        except ArithmeticError:
            constant = np.full(self.linear.codomain.size, np.nan)
        if not np.isfinite(constant).all():
            message = f"{name}(0) is not finite; a method that divides by the norm of its argument must return 0 there"
            self._remarks.note(FindingKind.NOT_FINITE, message, Verdict.PASS)
            return False
        if norm(constant) <= max(CHECK.same_roundings * self.linear.epsilon, 10.0 * self._variation(y)) * norm(y):
            return False
        message = f"{name}(0) is not 0, but as large as {float(np.max(np.abs(constant))):.2g}: it adds a constant"
        if norm(constant - y) <= CHECK.same_roundings * self.linear.epsilon * norm(y):
            message = f"{name} returns the same for every {self.linear.domain.name}: it ignores it"
        self._remarks.note(FindingKind.NOT_LINEAR, message)
        return True

    def _off(
        self,
        error: Float64Array,
        x: Float64Array,
        y: Float64Array,
        what: str,
        rng: np.random.Generator,
        *,
        additive: bool = False,
    ) -> bool:
        """Whether an identity does not hold, by far more than rounding; noted."""
        off = norm(error) / max(norm(y), 5e-324)
        if off <= ADJOINT.nonlinear * self.linear.epsilon or off <= 10.0 * self._variation(y):
            return False
        rounding = self._rounding(x, y, rng)
        if off <= ADJOINT.nonlinear * rounding:
            return False
        verdict = Verdict.FAIL if off > CHECK.resolved else Verdict.PASS if additive else Verdict.INCONCLUSIVE
        message = f"{what} by {off:.1g} of its size, where rounding explains {rounding:.0e}"
        self._remarks.note(FindingKind.NOT_LINEAR, message, verdict)
        return True

    def _rounding(self, x: Float64Array, y: Float64Array, rng: np.random.Generator) -> float:
        """By what part of its size the result moves where the argument moves by a few roundings."""
        signs = rng.choice([-4.0, 4.0], size=x.size)
        near = self.linear.domain.rounded(x * (1.0 + self.linear.epsilon * signs))
        return norm(self.linear(near) - y) / max(norm(y), 5e-324)

    def _variation(self, y: Float64Array) -> float:
        return norm(np.asarray(self.varies)) / max(norm(y), 5e-324)


def _sum(weights: Float64Array, vectors: Vectors) -> Float64Array:
    """The weighted sum."""
    total: Float64Array = weights[0] * vectors[0]
    for weight, vector in zip(weights[1:], vectors[1:], strict=True):
        total += weight * vector
    return total


def observe(linear: LinearMap, rng: np.random.Generator, remarks: Remarks) -> bool:
    """Note whether a map is not linear, writes into its argument or keeps state, in seven calls.

    Returns:
        whether it returns arrays of finite numbers of the right size.
    """
    try:
        x, other = linear.domain.draw(rng), linear.domain.draw(rng)
        first, second, third = linear(x), linear(x), linear(other)
        test = Linearity(linear, remarks)
        test.varies = variation(linear, x, (first, second, linear(x)), remarks)
        if not remarks.noted(FindingKind.KEEPS_STATE):
            test.combine((x, other), (first, third), rng)
            test.test(x, first, rng)
    except Unreadable:
        return False
    return True
