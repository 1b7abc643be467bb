"""Checks an item that was found, each kind in its own way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.probes.returned_values import read_array
from minigrad.testing.audit.audit_results import Finished
from minigrad.testing.audit.chosen_points import Choice, choose_points
from minigrad.testing.audit.contract_checks import audit_component
from minigrad.testing.audit.passes import audit_passes
from minigrad.testing.audit.shapes import Search, why_refused
from minigrad.testing.audit.visits import Question, visit_all
from minigrad.testing.discovery.items import Component, Item, NotChecked, Pair


def audit(item: Item, *, shape: Shape | None = None, seed: int = 0) -> Finished | NotChecked:
    """Check one item.

    Args:
        item: what was found.
        shape: of the argument of a function; found by trying by default.
        seed: of all random numbers.
    """
    if isinstance(item, Pair):
        return _audit_pair(item, shape, seed)
    if isinstance(item, Component):
        return audit_component(item)
    return item if isinstance(item, NotChecked) else audit_passes(item, shape, seed)


def _audit_pair(pair: Pair, shape: Shape | None, seed: int) -> Finished | NotChecked:
    """Check a function pair at several points."""
    search = Search(pair)
    taken = search.run() if shape is None else shape
    if taken is None:
        return search.reason(None)
    choice = choose_points(pair.fun, taken, np.random.default_rng(seed))
    if not choice.taken:
        return why_refused(pair, taken)
    another = search.another_length(taken) if shape is None else None
    if another is not None:
        choice = replace(choice, taken=(*choice.taken, another))

    def ask(x: Float64Array) -> Question:
        return Question(pair.fun, pair.jac, x, hessian=pair.hessian)

    return visit_all(pair.name, _kind(pair, choice), choice, ask, seed)


def _kind(pair: Pair, choice: Choice) -> str:
    """What the second of the two is called: by what the first returns."""
    if pair.hessian:
        return "Hessian"
    return "Jacobian" if read_array(pair.fun(choice.taken[0].x.copy())).size > 1 else "gradient"
