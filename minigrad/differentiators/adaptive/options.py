"""What is to be computed on lines of one kind, and what it may cost."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.differentiators.adaptive.extrapolation.table_matrices import TableMatrices
from minigrad.probes.function_types import Catch


class Options(NamedTuple):
    """What stays the same while lines of one kind are differentiated.

    Attributes:
        matrices: the extrapolation table for this kind of line and derivative.
        derivative: 1 or 2.
        two_sided: whether f is evaluated on both sides of x.
        epsilon: machine epsilon of the type of x.
        budget: evaluations that one line may cost.
        rtol: the relative error that is good enough.
        domain_errors: exceptions of f that mark the edge of its domain.
    """

    matrices: TableMatrices
    derivative: int
    two_sided: bool
    epsilon: float
    budget: int
    rtol: float
    domain_errors: Catch
