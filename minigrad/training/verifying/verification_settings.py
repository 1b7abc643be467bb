"""The settings of what a trainer's verification does beyond a check: numeric gradients, and the parts of a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class VerificationSettings:
    """Chosen from the rounding errors of float64 and float32, not calibrated.

    Attributes:
        reaches: how far a formula may evaluate, in units of the step that it reports; each twice the one before.
        formula_roundings: the rounding error of a formula, in units of epsilon times f.
        shortest_step: a reported step of fewer spacings of x counts as none.
        random_sizes: the range of the sizes of random directions and cotangents: none is close to 0.
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

    reaches: tuple[float, ...] = (0.25, 0.5, 1.0, 2.0, 4.0)
    formula_roundings: float = 16.0
    shortest_step: float = 8.0
    random_sizes: tuple[float, float] = (0.5, 1.5)
    unchanged_step: float = 1e-5
    same_product: float = 1e-9
    other_product: float = 1e-3
    ratio: float = 4.0
    steps: int = 12
    roundings: float = 8.0
    negligible: float = 1e-9


VERIFICATION: Final = VerificationSettings()
