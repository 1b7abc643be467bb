"""Forward, backward and central differences: one evaluator, three ways of choosing the offsets.

``CentralDifference(abs_step=1e-4)`` is the article's numerical gradient, (f(x + h) - f(x - h)) / 2h with h = 1e-4.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_flag, require_positive, shown
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.fixed.formula_estimate import estimate_by_formula
from minigrad.differentiators.fixed.step_length import Step
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.probe import Probe


@dataclass(frozen=True, kw_only=True)
class StencilDifference(Differentiator):
    """What all fixed differences share: a formula, an order that it comes in, and a step.

    The value is the formula's, whatever f does within the step. Estimates repeat it with another step and evaluate f at
    four points closer to x, so they cost twice as much and 4 more for each coordinate, and f(x). CONVERGED and
    ONE_SIDED are claims that the error bound holds; where f closer to x is not what the formula takes it for, because
    of a kink, a fast component, noise, or numbers that are rounded inside, the status is NOT_RESOLVED.
    """

    order: int
    rel_step: float | None = None
    abs_step: float | None = None
    exact_steps: bool = True

    orders: ClassVar[tuple[int, ...]]
    """The orders that the formula comes in."""

    def __post_init__(self) -> None:
        order: object = self.order
        if isinstance(order, bool) or not isinstance(order, (int, np.integer)) or order not in self.orders:
            raise ValueError(f"{type(self).__name__}: `order` must be one of {self.orders}, got {shown(order)}")
        object.__setattr__(self, "order", int(order))
        if self.rel_step is not None and self.abs_step is not None:
            raise ValueError(
                f"give `rel_step` or `abs_step`, not both; got {shown(self.rel_step)} and {shown(self.abs_step)}"
            )
        for name, step in (("rel_step", self.rel_step), ("abs_step", self.abs_step)):
            if step is not None:
                object.__setattr__(self, name, require_positive(name, step))
        require_flag("exact_steps", self.exact_steps)

    @abstractmethod
    def stencil(self, derivative: int = 1) -> Stencil:
        """The formula that is used where no bound is in the way."""

    @final
    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        step = Step(self.rel_step, self.abs_step, self.exact_steps)
        return estimate_by_formula(probe, self.stencil(derivative), step, with_error=with_error)


@final
@dataclass(frozen=True, kw_only=True)
class ForwardDifference(StencilDifference):
    """Derivatives from x and points above it: (f(x + h) - f(x)) / h, with an error that shrinks as h^order.

    Costs ``order`` evaluations per coordinate and one for f(x). f is never evaluated below x, so at a kink the slope
    and its error bound are those of the upper side.

    Args:
        order: accuracy order, 1 to 4.
        rel_step: h = rel_step |x| (where x is 0, the default step).
        abs_step: h itself. At most one of the two may be given; by default h = eps^(1 / (order + d)) max(1, |x|) for
            the d-th derivative, which balances the formula's error against rounding, with eps of the type of x.
        exact_steps: divide by the step that the machine really took, (x + h) - x, and raise
            :class:`~minigrad.errors.StepLostError` where it is 0. False is the textbook formula to the letter: it
            divides by the nominal h, and where x + h == x it returns 0.

    Raises:
        ValueError, TypeError: an argument is out of range.

    >>> ForwardDifference(abs_step=1e-5).derivative(lambda x: 0.01 * x**2 + 0.1 * x, 5.0)
    0.20000010001111052
    >>> print(ForwardDifference(order=2).stencil())
    f'(x) = [-3/2 f(x) + 2 f(x + h) - 1/2 f(x + 2h)] / h + O(h^2)

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.3.1; weights of all orders by Fornberg (1988).
    """

    order: int = 1
    orders: ClassVar[tuple[int, ...]] = (1, 2, 3, 4)

    @override
    def stencil(self, derivative: int = 1) -> Stencil:
        return _one_sided(self.order, require_count("derivative", derivative), 1)


@final
@dataclass(frozen=True, kw_only=True)
class BackwardDifference(StencilDifference):
    """Derivatives from x and points below it: (f(x) - f(x - h)) / h.

    Arguments, cost and errors as :class:`ForwardDifference`.

    >>> print(BackwardDifference().stencil())
    f'(x) = [1 f(x) - 1 f(x - h)] / h + O(h^1)
    """

    order: int = 1
    orders: ClassVar[tuple[int, ...]] = (1, 2, 3, 4)

    @override
    def stencil(self, derivative: int = 1) -> Stencil:
        return _one_sided(self.order, require_count("derivative", derivative), -1)


@final
@dataclass(frozen=True, kw_only=True)
class CentralDifference(StencilDifference):
    """Derivatives from points on both sides: (f(x + h) - f(x - h)) / 2h, with an error that shrinks as h^order.

    Costs ``order`` evaluations per coordinate. Where a bound lies within reach of x it turns one-sided, with a formula
    of the same order.

    Args:
        order: accuracy order, 2, 4, 6 or 8.
        rel_step, abs_step, exact_steps: as :class:`ForwardDifference`.

    The article's numbers:

    >>> article = CentralDifference(abs_step=1e-4)
    >>> article.derivative(lambda x: 0.01 * x**2 + 0.1 * x, 5.0)
    0.1999999999990898
    >>> article.gradient(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0])
    array([6., 8.])

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.3.1; weights of all orders by Fornberg (1988).
    """

    order: int = 2
    orders: ClassVar[tuple[int, ...]] = (2, 4, 6, 8)

    @override
    def stencil(self, derivative: int = 1) -> Stencil:
        return _central(self.order, require_count("derivative", derivative))


@lru_cache(maxsize=32)
def _one_sided(order: int, derivative: int, side: int) -> Stencil:
    return Stencil.from_offsets([side * offset for offset in range(order + derivative)], derivative)


@lru_cache(maxsize=32)
def _central(order: int, derivative: int) -> Stencil:
    width = (order + derivative - 1) // 2
    centre = [0] if derivative % 2 == 0 else []
    return Stencil.from_offsets([*range(-width, 0), *centre, *range(1, width + 1)], derivative)
