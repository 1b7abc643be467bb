"""Richardson's extrapolation of any fixed finite difference: more accuracy from the same formula at several steps.

Each column of the extrapolation table combines two neighbours of the one before, and removes one error term:

    D(h)
    D(h/2)   T_1
    D(h/4)   T_1'   T_2      and T_levels is the result.

The corner of the extrapolation table is itself a finite difference, with more points and a higher order, so this class
only finds its stencil, and the evaluator of all fixed differences does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, final, runtime_checkable

from typing_extensions import override

from minigrad.arguments import require_count, shown
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.fixed.formula_estimate import estimate_by_formula
from minigrad.differentiators.fixed.step_length import Step
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.probe import Probe

MAX_LEVELS = 6


@runtime_checkable
class FixedDifference(Protocol):
    """What can be extrapolated: a formula and a step, such as :class:`~minigrad.CentralDifference`."""

    @property
    def rel_step(self) -> float | None:
        """The step relative to the size of x, if it was chosen."""

    @property
    def abs_step(self) -> float | None:
        """The step itself, if it was chosen."""

    @property
    def exact_steps(self) -> bool:
        """Whether steps are rounded so that x + h is exact."""

    def stencil(self, derivative: int = 1) -> Stencil:
        """The offsets and weights for the first or second derivative."""


@final
@dataclass(frozen=True)
class Richardson(Differentiator):
    """Extrapolates a fixed finite difference to h = 0.

    D(h) has the error c_1 h^p + c_2 h^q + ... with known powers, p = 2, q = 4 for a central difference. Two steps give
    (2^p D(h/2) - D(h)) / (2^p - 1), in which c_1 is gone, and so on, once for each level.
    The points of D(h), D(h/2), ..., D(h / 2^levels) allow exactly one formula of that order, so it is found from them
    directly. Error bounds and statuses are those of all fixed differences.

    Args:
        base: ``ForwardDifference``, ``BackwardDifference``, ``CentralDifference`` or anything else with a ``stencil``.
            Its step, where it names one, is the longest; by default the one in the middle suits the final order.
        levels: how often the step is halved, 1 to 6. Each costs as much as ``base``, less what the steps share.

    Raises:
        TypeError: ``base`` is not a fixed difference.
        ValueError: ``levels`` is out of range.

    >>> from minigrad.differentiators.fixed.difference import CentralDifference
    >>> richardson = Richardson(CentralDifference(abs_step=0.5), levels=1)
    >>> round(richardson.derivative(lambda x: x**4, 1.0), 12)  # D(h) = 5, D(h/2) = 4.25
    4.0
    >>> print(richardson.stencil())
    f'(x) = [1/6 f(x - h) - 4/3 f(x - 0.5h) + 4/3 f(x + 0.5h) - 1/6 f(x + h)] / h + O(h^4)

    Source: Richardson and Gaunt (1927), Philosophical Transactions A 226, 299-361.
    """

    base: FixedDifference
    levels: int = 2

    def __post_init__(self) -> None:
        base: object = self.base
        if isinstance(base, type) or not isinstance(base, FixedDifference):
            hint = f"; call it: {base.__name__}()" if isinstance(base, type) else ""
            raise TypeError(f"`base` must be a finite difference with a fixed stencil, got {shown(base)}{hint}")
        require_count("levels", self.levels)
        if self.levels > MAX_LEVELS:
            raise ValueError(f"`levels` must be at most {MAX_LEVELS}, got {self.levels}")

    def stencil(self, derivative: int = 1) -> Stencil:
        """The formula as a whole, in units of a step in the middle of the halvings."""
        offsets = self.base.stencil(derivative).offsets
        points = {self._longest * offset / 2**level for offset in offsets for level in range(self.levels + 1)}
        return Stencil.from_offsets(sorted(points), derivative)

    @property
    def _longest(self) -> int:
        """The longest step in these units."""
        return 1 << (self.levels // 2)

    @override
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        return estimate_by_formula(probe, self.stencil(derivative), self._middle_step(), with_error=with_error)

    def _middle_step(self) -> Step:
        rel_step = None if self.base.rel_step is None else self.base.rel_step / self._longest
        abs_step = None if self.base.abs_step is None else self.base.abs_step / self._longest
        return Step(rel_step, abs_step, self.base.exact_steps)
