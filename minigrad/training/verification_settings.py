"""The numbers by which the gradients of a trainer are verified beside the values of the loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class VerificationSettings:
    """Chosen from the rounding errors of float64 and float32, not calibrated.

    Attributes:
        unchanged_step: a step, in units of the usual length, over which outputs of size 1 that depend on a parameter
            change by many rounding errors, also those of float32.
        same_product: the relative difference up to which two products count as the same: both have the same formula,
            one scaled by a power of two.
        other_product: the relative difference from which on they count as different, more than any order of summation
            explains.
        ratio: the ratio of neighbouring steps along the outputs of a sample.
        steps: their number, from a quarter of the size of the outputs down to 6e-8 of it.
        roundings: the rounding error of a sample's value, in units of epsilon times the largest number that it is
            computed from.
        negligible: the error of a slope, as a part of the largest one, that is small enough: saturated samples have
            slopes that small.
    """

    unchanged_step: float = 1e-5
    same_product: float = 1e-9
    other_product: float = 1e-3
    ratio: float = 4.0
    steps: int = 12
    roundings: float = 8.0
    negligible: float = 1e-9


VERIFICATION: Final = VerificationSettings()
