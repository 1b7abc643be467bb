"""The one method that a differentiator writes, for n functions of one variable."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import final

from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.ignored_argument import warn_if_ignored
from minigrad.probes.probe import Probe


class LineDifferentiator(ABC):
    """How the derivatives of functions of one variable are estimated from their values.

    Gradients, Jacobians and Hessians are reduced to such functions by the subclasses in this folder;
    :class:`~minigrad.Differentiator` is all of them.
    """

    @abstractmethod
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        """Differentiate every line of ``probe`` at t = 0.

        Args:
            probe: gives the values phi_k(t) of n functions of one variable.
            derivative: n for the n-th derivative of phi_k at 0; Hessians are made of second ones.
            with_error: whether error bounds are wanted; without, a method may save evaluations and return infinity.

        Returns:
            an :class:`Estimate` of flat arrays (n,).

        Raises:
            NotImplementedError: it has no n-th derivatives, or keeps no bounds (``probe.geometry``).
        """

    @final
    def _solve(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        """:meth:`differentiate`, and a warning where the function ignores its argument."""
        return warn_if_ignored(probe, self.differentiate(probe, derivative=derivative, with_error=with_error))
