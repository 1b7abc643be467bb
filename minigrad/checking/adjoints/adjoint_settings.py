"""The numbers of a check of linear maps.

``tests/checking/test_adjoints.py`` prints the cases that another number lets pass, or fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True)
class AdjointSettings:
    """How many products are compared, what rounding explains, and how entries are found.

    Attributes:
        pairs: random pairs (x, y) of each of the two kinds.
        sigmas: how many times the measured rounding the bound of a product is.
        roundings: roundings of the terms of a product that are allowed for in any case.
        noise: a row or column whose rounding is a larger part of it is weighted as if it were as large as that allows.
            Chosen, not calibrated.
        nonlinear: times its rounding that a map must be off by before it is called not linear. Chosen, not calibrated.
        all_entries: calls up to which all entries of both maps are compared once products differ; beyond, the entries
            that differ are found by halving. Chosen, not calibrated.
        found: entries that are looked for by halving. Chosen, not calibrated.
        solved: backward errors of a solution, in roundings, that may differ from those of the transposed system; for
            random systems they differ by 1 at most.
        inside_solutions: the largest relative difference that rounding inside of solutions is considered for, where
            their condition is too large to be seen. Chosen, not calibrated.
        same: relative difference up to which two vectors are the same, when a mistake is recognised. Chosen, not
            calibrated.
    """

    pairs: int = 3
    sigmas: float = 4.0
    roundings: float = 8.0
    noise: float = 1e-8
    nonlinear: float = 1e3
    all_entries: int = 256
    found: int = 4
    solved: float = 30.0
    inside_solutions: float = 0.01
    same: float = 1e-6


ADJOINT = AdjointSettings()
