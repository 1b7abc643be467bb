"""Which stencil a line uses, so that all points lie inside the bounds: the formula itself, or a one-sided one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.geometry import Geometry

StencilGroup: TypeAlias = tuple[Stencil, IntArray]
"""A stencil and the lines that it is used on."""


@final
@dataclass(frozen=True)
class StencilChoices:
    """A stencil, one of the same order above x and one below x; and properties of the three, as arrays (3,)."""

    stencils: tuple[Stencil, Stencil, Stencil]
    lowest: Float64Array
    highest: Float64Array
    reach: Float64Array
    nearest: Float64Array
    noise_gain: Float64Array


@lru_cache(maxsize=64)
def choices_for(stencil: Stencil) -> StencilChoices:
    """The stencil and its one-sided forms."""
    above = Stencil.from_offsets(range(stencil.order + stencil.derivative), stencil.derivative)
    below = Stencil.from_offsets([-offset for offset in above.offsets], stencil.derivative)
    stencils = (stencil, above, below)
    return StencilChoices(
        stencils,
        lowest=np.array([min(*variant.offsets, 0.0) for variant in stencils]),
        highest=np.array([max(*variant.offsets, 0.0) for variant in stencils]),
        reach=np.array([variant.reach for variant in stencils]),
        nearest=np.array([float(np.abs(variant.moves).min()) for variant in stencils]),
        noise_gain=np.array([variant.noise_gain for variant in stencils]),
    )


def fits_inside(geometry: Geometry, choices: StencilChoices, choice: IntArray, h: Float64Array) -> BoolArray:
    """Whether all points of the chosen variant lie inside the bounds when its step is ``h``."""
    if not geometry.bounded:
        return np.ones(h.size, np.bool_)
    lowest, highest = choices.lowest[choice], choices.highest[choice]
    inside: BoolArray = (lowest * h >= geometry.lower) & (highest * h <= geometry.upper)
    return inside


def choose(geometry: Geometry, choices: StencilChoices, h: Float64Array) -> tuple[IntArray, Float64Array]:
    """Which variant each line uses, and its step: shortened only where neither side has room for it."""
    choice = np.zeros(h.size, np.int64)
    if not geometry.bounded:
        return choice, h
    fits = [fits_inside(geometry, choices, choice, h)]
    if fits[0].all():
        return choice, h
    fits += [fits_inside(geometry, choices, choice + k, h) for k in (1, 2)]
    wider_side = np.where(geometry.upper >= -geometry.lower, 1, 2)
    choice = np.select(fits, [0, 1, 2], default=wider_side).astype(np.int64)
    short = np.flatnonzero(~(fits[0] | fits[1] | fits[2]))
    h = np.array(h)
    h[short] = _room(geometry.take(short), choice[short], choices.stencils[1].reach)
    return choice, h


def _room(geometry: Geometry, choice: IntArray, reach: float) -> Float64Array:
    """The longest step on the chosen side that takes ``reach`` steps to points of the machine; 0 where it has too
    few."""
    edge = np.where(choice == 1, geometry.upper, -geometry.lower)
    spacing = np.spacing(geometry.magnitude + edge)
    room: Float64Array = np.floor(edge / reach / spacing) * spacing
    return room


def groups_for(choices: StencilChoices, choice: IntArray, bounded: bool) -> list[StencilGroup]:
    """The lines of each variant that is in use; without bounds it is the first."""
    if not bounded or not choice.any():
        return [(choices.stencils[0], np.arange(choice.size))]
    groups = [(variant, np.flatnonzero(choice == k)) for k, variant in enumerate(choices.stencils)]
    return [(variant, lines) for variant, lines in groups if lines.size]


def joined(groups: list[StencilGroup], parts: list[Float64Array]) -> Float64Array:
    """One number for each line, from those of each plan's lines."""
    if len(groups) == 1:
        return parts[0]
    result: Float64Array = np.empty(sum(part.size for part in parts))
    for (_, lines), part in zip(groups, parts, strict=True):
        result[lines] = part
    return result
