"""What decides whether a function depends on what its sparsity pattern leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class SparseSettings:
    """How entries outside of a pattern are looked for. All numbers were chosen, not calibrated; the tests in
    ``tests/differentiators/sparse`` show what they lead to.

    Attributes:
        rounding: how many times its rounding error or noise an output must deviate from J v to be looked at.
        truncation: the same for what a difference of second order leaves out along v.
        noisy: how many times the expected rounding error the scatter of f is, from which on all steps are lengthened.
        blind: the part of the slope along v that truncation may hide; where it hides more, steps are shortened.
        nearest: the least of these factors where x is not tiny: closer to x, noise may look like a slope.
        curved: what looks like noise, and falls below this part of itself with the shortest steps, was curvature.
        closer: how much shorter they are made, one after the other, there and where f is nowhere finite along v.
        examined: outputs that are looked at without result before the search ends; those that deviate most come first.
        named: entries that a message names.
        shorter: factors of the steps with which a dependence must be as large, per step, as with the whole one.
        linear: by which fraction it may differ.
        seed: of the random directions, where there is no generator.
    """

    rounding: float = 30.0
    truncation: float = 10.0
    noisy: float = 100.0
    blind: float = 0.01
    nearest: float = 2.0**-10
    curved: float = 1e-3
    closer: tuple[float, ...] = (2.0**-5, 2.0**-10, 2.0**-15, 2.0**-20)
    examined: int = 8
    named: int = 5
    shorter: tuple[float, ...] = (0.37, 0.11)
    linear: float = 0.5
    seed: int = 0


SPARSE: Final = SparseSettings()
