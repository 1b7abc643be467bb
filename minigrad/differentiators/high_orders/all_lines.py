"""All lines at once, each with a search of its own: what they ask for next is evaluated together."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.high_orders.agreement import Found, best_of_line
from minigrad.differentiators.high_orders.line import Line
from minigrad.differentiators.high_orders.window_search import Asking, Grids, WindowSearch
from minigrad.probes.function_types import Catch
from minigrad.probes.probe import Probe


def best_of_lines(
    probe: Probe, lines: dict[int, Line], grids: Grids, budget: int, witness: float, catch: Catch
) -> dict[int, Found]:
    """The derivative on each of these lines of ``probe``, as :class:`WindowSearch` looks for it.

    Args:
        probe: gives the values of f.
        lines: what is known of them, by their numbers.
        grids, budget, witness: as there.
        catch: exceptions of f that mean that a point is outside its domain.
    """
    searches = {k: best_of_line(WindowSearch(probe, line, grids, budget, witness)) for k, line in lines.items()}
    with np.errstate(all="ignore"):
        return _together(probe, searches, catch)


def _together(probe: Probe, searches: dict[int, Asking[Found]], catch: Catch) -> dict[int, Found]:
    """What each search finds."""
    found: dict[int, Found] = {}
    answers: dict[int, Float64Array] = {}
    while searches:
        asked: dict[int, Float64Array] = {}
        for k, search in searches.items():
            try:
                asked[k] = search.send(answers[k]) if answers else next(search)
            except StopIteration as end:
                found[k] = end.value
        searches = {k: searches[k] for k in asked}
        answers = _answers(probe, asked, catch)
    return found


def _answers(probe: Probe, asked: dict[int, Float64Array], catch: Catch) -> dict[int, Float64Array]:
    """The values at real steps, then those at complex ones: exceptions there say that f takes no complex numbers."""
    answers: dict[int, Float64Array] = {}
    for kind, expected in (("f", catch), ("c", ())):
        steps = {k: each for k, each in asked.items() if each.dtype.kind == kind}
        if steps:
            sizes = [each.size for each in steps.values()]
            line, step = np.repeat(np.array(list(steps)), sizes), np.concatenate(list(steps.values()))
            parts = np.split(probe.values(line, step, catch=expected), np.cumsum(sizes)[:-1])
            answers.update(zip(steps, parts, strict=True))
    return answers


def as_estimate(probe: Probe, found: dict[int, Found]) -> Estimate:
    """What was found, as arrays; nothing is known of lines that are not among it."""
    rows = [found.get(k, Found()) for k in range(probe.size)]
    value, error, step = (np.array([row[part] for row in rows]) for part in range(3))
    return Estimate(value, error, step, np.array([row.status for row in rows], np.int8), probe.evaluations)
