"""The numbers of numeric gradients that compute again only what a moved parameter reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class StructuredSettings:
    """How many parameters move at once, and how results are compared with the whole network.

    Sizes were chosen by the times that ``python -m examples.benchmarks.numeric_gradient`` prints; what concerns samples
    was chosen, not calibrated.

    Attributes:
        group: the most parameters that move at once: with more, the cost of a call no longer matters.
        stack_bytes: memory that one stack of activations may take, in bytes, so that it stays in the processor's cache.
        kept_bytes: blocks of memory up to this size, in bytes, are never handed back to the system.
        untouched_bytes: size of a block that is allocated and freed, untouched, before stacks that are larger than
            that. The C library of Linux hands freed blocks back to the system if they are larger than the largest that
            it has seen freed (128 KiB at first, at most 32 MiB); each stack would be paged in anew, at three times the
            cost of computing it.
        long_request: number of points from which on samples for each parameter array do not matter for the cost.
        most_samples: the most samples for one parameter array in one request; so many in turn, spread by the golden
            ratio, meet each stretch of 15 % of an array's elements.
        agreement: how far two ways of computing one loss may differ, relative to the largest activation.
        visible: how far a loss must move, on the same scale, for its agreement to be conclusive about slopes.
        long_move: how far an element is moved, relative to itself or 1, where the steps of a request are too short for
            that.
    """

    group: int = 128
    stack_bytes: int = 2**20
    kept_bytes: int = 2**17
    untouched_bytes: int = 2**24
    long_request: int = 64
    most_samples: int = 8
    agreement: float = 1e-10
    visible: float = 1e3 * agreement
    long_move: float = 1e-3


STRUCTURED: Final = StructuredSettings()
