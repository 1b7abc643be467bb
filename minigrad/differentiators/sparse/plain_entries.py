"""The entries of a sparse Jacobian by central differences with steps of usual length: what its pattern is verified
with.

They depend on no other entry's step, and :class:`~minigrad.differentiators.fixed.difference.CentralDifference` takes
the same points.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.differentiators.fixed.formula_values import try_formula
from minigrad.differentiators.fixed.stencil_choice import choices_for, choose, groups_for
from minigrad.differentiators.fixed.step_length import Step, realised_steps
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.probe import Probe

CENTRAL: Final = Stencil.from_offsets((-1, 1))
"""(f(x + h) - f(x - h)) / 2h"""


class PlainEntries(NamedTuple):
    """The entries of a pattern, (k,) each.

    Attributes:
        value: the entry; not finite outside the domain of f.
        gain: by how much noise in f is multiplied in it.
    """

    value: Float64Array
    gain: Float64Array


def plain_entries(probe: Probe, stretch: float = 1.0) -> PlainEntries:
    """Two evaluations for each colour, with ``stretch`` times the usual steps; one-sided where a bound is near.

    Raises:
        ValueError: bounds leave no room for a step.
    """
    if not probe.size:
        return PlainEntries(np.zeros(0), np.zeros(0))
    geometry, choices = probe.geometry, choices_for(CENTRAL)
    choice, h = choose(geometry, choices, stretch * Step().lengths(geometry, CENTRAL))
    h, _ = realised_steps(probe, h, choices.reach[choice] if geometry.bounded else CENTRAL.reach, exact=True)
    value = try_formula(probe, groups_for(choices, choice, geometry.bounded), h)
    return PlainEntries(value, choices.noise_gain[choice] / h)
