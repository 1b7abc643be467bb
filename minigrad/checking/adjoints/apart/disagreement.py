"""What to make of products that differ by more than rounding: the entries it lies in, and what mistake explains it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.apart.adjoint_causes import (
    few_entries,
    misplaced,
    missing_entries,
    of_a_factor,
    of_another_map,
)
from minigrad.checking.adjoints.apart.halving import halved
from minigrad.checking.adjoints.apart.matrix_entries import affordable, all_entries, matrices
from minigrad.checking.adjoints.apart.solve_rounding import solved
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linear_map import Pair
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.explaining.causes import Cause
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict

SOLVED = (
    "the maps differ as the solutions of an ill-conditioned system and of the transposed one do: by rounding inside of "
    "them, which single calls hide"
)
"""The note on such maps."""


class Disagreement(NamedTuple):
    """What became of it.

    Attributes:
        compared: the products, and the entries that differ.
        cause: the mistake that explains it, where one does.
        note: a sentence about entries, or nothing.
    """

    compared: Compared
    cause: Cause | None = None
    note: str = ""


def explain(pair: Pair, probing: Probing, compared: Compared, rtol: float) -> Disagreement:
    """Look at the entries of both maps.

    Args:
        pair: the map and its adjoint.
        probing: what they returned.
        compared: the products.
        rtol: what entries may differ by, relative to the larger one.
    """
    x, y = pair[0].domain, pair[1].domain
    cause = of_a_factor(pair, probing, compared) or of_another_map(pair, probing)
    if cause is not None and (compared.gap > ADJOINT.inside_solutions * compared.size).any():
        return Disagreement(compared, cause)
    known = matrices(*pair) if affordable(x, y) else None
    if known is not None:
        entries, complete = all_entries(pair, probing, known), True
    else:
        worst = int(np.argmax((compared.gap / compared.bound)[: len(probing.x)]))
        entries, complete = halved(pair, probing, worst, float(compared.bound[worst]))
    table = entries.compared(pair, rtol)
    wrong = np.flatnonzero(table.judge().failed)
    if not wrong.size:
        return _small(compared, rtol, "all" if complete else "the")
    if known is not None:
        explained = solved(*known, float(np.max(table.bound)), pair[0].epsilon)
        if explained is not Verdict.FAIL:
            return _of_a_solution(compared, explained)
    found = entries.take(wrong)
    if cause is None and complete:
        cause = few_entries(found, pair)
    if known is not None:
        cause = cause or missing_entries(found, pair) or misplaced(*known, pair)
    return Disagreement(compared.joined(table.take(wrong)), cause)


def _small(compared: Compared, rtol: float, which: str) -> Disagreement:
    """What is said of differences that are larger than rounding, and small in each entry."""
    largest = float(np.max(compared.gap / compared.size))
    note = (
        f"products differ by up to {largest:.1g} of their size, which is more than rounding of single calls; {which} "
    )
    note += f"entries that were compared agree to {rtol:.1g}"
    return Disagreement(replace(compared, rtol=np.maximum(compared.rtol, rtol)), None, note)


def _of_a_solution(compared: Compared, explained: Verdict) -> Disagreement:
    """What is said where rounding inside of the maps explains the difference, for sure or possibly."""
    least = 2.0 * CHECK.resolved * compared.size if explained is Verdict.INCONCLUSIVE else 0.0
    bound = np.maximum(np.maximum(compared.bound, compared.gap), least)
    return Disagreement(replace(compared, bound=bound), None, SOLVED)
