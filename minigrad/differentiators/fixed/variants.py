"""A stencil and its one-sided relatives: which of them a line uses, so that all of its points lie inside the bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.geometry import Geometry

Plan: TypeAlias = tuple[Stencil, IntArray]
"""A stencil and the lines that it is used on."""


@final
@dataclass(frozen=True)
class Variants:
    """A stencil, one of the same order above x and one below x; and four numbers on each, as arrays (3,)."""

    stencils: tuple[Stencil, Stencil, Stencil]
    lowest: Float64Array
    highest: Float64Array
    reach: Float64Array
    nearest: Float64Array
    noise_gain: Float64Array


@lru_cache(maxsize=64)
def variants_of(stencil: Stencil) -> Variants:
    """The stencil and its relatives."""
    above = Stencil.from_offsets(range(stencil.order + stencil.derivative), stencil.derivative)
    below = Stencil.from_offsets([-offset for offset in above.offsets], stencil.derivative)
    stencils = (stencil, above, below)
    return Variants(
        stencils,
        lowest=np.array([min(*variant.offsets, 0.0) for variant in stencils]),
        highest=np.array([max(*variant.offsets, 0.0) for variant in stencils]),
        reach=np.array([variant.reach for variant in stencils]),
        nearest=np.array([float(np.abs(variant.moves).min()) for variant in stencils]),
        noise_gain=np.array([variant.noise_gain for variant in stencils]),
    )


def fits_inside(geometry: Geometry, variants: Variants, choice: IntArray, h: Float64Array) -> BoolArray:
    """Whether all points of the chosen variant lie inside the bounds when its step is ``h``."""
    if not geometry.bounded:
        return np.ones(h.size, np.bool_)
    lowest, highest = variants.lowest[choice], variants.highest[choice]
    inside: BoolArray = (lowest * h >= geometry.lower) & (highest * h <= geometry.upper)
    return inside


def choose(geometry: Geometry, variants: Variants, h: Float64Array) -> tuple[IntArray, Float64Array]:
    """Which variant each line uses, and its step: shortened only where neither side has room for it."""
    choice = np.zeros(h.size, np.int64)
    if not geometry.bounded:
        return choice, h
    fits = [fits_inside(geometry, variants, choice, h)]
    if fits[0].all():
        return choice, h
    fits += [fits_inside(geometry, variants, choice + k, h) for k in (1, 2)]
    wider_side = np.where(geometry.upper >= -geometry.lower, 1, 2)
    choice = np.select(fits, [0, 1, 2], default=wider_side).astype(np.int64)
    cramped = np.flatnonzero(~(fits[0] | fits[1] | fits[2]))
    h = np.array(h)
    h[cramped] = _room(geometry.take(cramped), choice[cramped], variants.stencils[1].reach)
    return choice, h


def _room(geometry: Geometry, choice: IntArray, reach: float) -> Float64Array:
    """The longest step on the chosen side that takes ``reach`` steps to points of the machine; 0 where it has too
    few."""
    edge = np.where(choice == 1, geometry.upper, -geometry.lower)
    spacing = np.spacing(geometry.magnitude + edge)
    room: Float64Array = np.floor(edge / reach / spacing) * spacing
    return room


def plans_for(variants: Variants, choice: IntArray, bounded: bool) -> list[Plan]:
    """The lines of each variant that is in use; without bounds it is the first."""
    if not bounded or not choice.any():
        return [(variants.stencils[0], np.arange(choice.size))]
    plans = [(variant, np.flatnonzero(choice == k)) for k, variant in enumerate(variants.stencils)]
    return [(variant, lines) for variant, lines in plans if lines.size]


def joined(plans: list[Plan], parts: list[Float64Array]) -> Float64Array:
    """One number for each line, from those of each plan's lines."""
    if len(plans) == 1:
        return parts[0]
    result: Float64Array = np.empty(sum(part.size for part in parts))
    for (_, lines), part in zip(plans, parts, strict=True):
        result[lines] = part
    return result
