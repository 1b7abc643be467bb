"""Shrinks what ``minigrad check`` found failing, into tests to paste."""

from __future__ import annotations

import numpy as np

from minigrad.checking.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.testing.audit import Finished
from minigrad.testing.discovery import Component, Pair
from minigrad.testing.layers import FEATURES, SAMPLES
from minigrad.testing.objectives import random_targets
from minigrad.testing.shrink import SmallestCase, shrink_gradient, shrink_layer, shrink_objective


def reduce_failure(item: Pair | Component, result: Finished) -> SmallestCase | None:
    """The smallest case on which it still fails; None where its derivative is not what fails."""
    if result.verdict is not Verdict.FAIL:
        return None
    try:
        return _pair(item, result) if isinstance(item, Pair) else _component(item)
    except ValueError:  # nothing to shrink: another clause of the contract is broken
        return None


def _pair(pair: Pair, result: Finished) -> SmallestCase:
    x = next(visit.point.x for visit in result.visits if visit.report.verdict is Verdict.FAIL)
    return shrink_gradient(pair.fun, pair.jac, x, name=pair.name, jac_name=getattr(pair.jac, "__name__", "jac"))


def _component(component: Component) -> SmallestCase | None:
    part, rng = component.part, np.random.default_rng(0)
    if isinstance(part, Layer):
        return shrink_layer(part, rng.normal(size=(SAMPLES, getattr(part, "n_inputs", FEATURES))))
    if isinstance(part, Objective):
        outputs = rng.normal(size=(SAMPLES, FEATURES))
        return shrink_objective(part, outputs, random_targets(part, outputs.shape, rng))
    return None
