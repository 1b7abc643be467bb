"""Which outputs change along a random direction by more, or less, than the entries of the pattern say.

The difference of f along v is compared with J v. An output that depends on nothing outside of the pattern deviates by
rounding, noise and truncation alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array
from minigrad.differentiators.sparse.moves import Moves
from minigrad.differentiators.sparse.plain_entries import PlainEntries, plain_entries
from minigrad.differentiators.sparse.sparse_settings import SPARSE
from minigrad.differentiators.stencil import Stencil
from minigrad.probes.outputs.coloured_probe import ColouredProbe

FOURTH_DIFFERENCE: Final = np.array([1.0, -4.0, 6.0, -4.0, 1.0])
"""Of five evenly spaced values: of a smooth function nothing but noise is left."""


@final
@dataclass(frozen=True, eq=False)
class Screen:
    """How f behaves along a random direction v, (m,) each, in units of f.

    Attributes:
        moves: the direction.
        deviation: the difference of f along v less J v; NaN where that is not known.
        allowance: the size that it may have without a reason outside of the pattern.
        noise: how much of f is rounding or noise.
        scatter: how many times its rounding error the noise of f is.
        blind: whether some output is so curved along v that an entry of some size would not show.
    """

    moves: Moves
    deviation: Float64Array
    allowance: Float64Array
    noise: Float64Array
    scatter: float
    blind: bool

    @property
    def suspicious(self) -> BoolArray:
        """The outputs that deviate by more than they may."""
        result: BoolArray = np.abs(self.deviation) > self.allowance
        return result


def screens(probe: ColouredProbe, rng: np.random.Generator) -> Iterator[Screen]:
    """Two evaluations for each colour and four along a direction; as many again with longer steps for a noisy f, and
    with shorter ones near the edge of its domain and where f is too curved for an entry of some size to show."""
    usual = float(np.cbrt(max(1.0, probe.value_epsilon / probe.geometry.epsilon)))
    nearer = _nearer(probe)
    for closer in (1.0, *nearer):
        along = Along.random(probe, rng, usual * closer)
        screen = _screen(along)
        if not np.isfinite(screen.deviation).any():
            continue
        noisy = screen.scatter > SPARSE.noisy
        if noisy and closer == 1.0:
            noisy = _is_curvature(along, Along.random(probe, rng, usual * nearer[-1]))
            longer = _screen(Along.random(probe, rng, usual * float(np.cbrt(screen.scatter))))
            screen = longer if np.isfinite(longer.deviation).any() else screen
        yield screen
        if not (screen.blind or noisy):
            return


class Along(NamedTuple):
    """A direction v and the values of f along it.

    Attributes:
        moves: v.
        places: (5,) multiples of v, evenly spaced; 0 is one of them.
        values: (5, m) the outputs there.
        stretch: how many times the usual steps v was made for.
    """

    moves: Moves
    places: Float64Array
    values: Float64Array
    stretch: float

    @staticmethod
    def random(probe: ColouredProbe, rng: np.random.Generator, stretch: float) -> Along:
        """Four evaluations."""
        moves = Moves.random(probe, rng, stretch)
        values, places = moves.outputs(moves.everything, moves.offsets), np.array(moves.offsets)
        before = int(np.count_nonzero(places < 0))
        return Along(moves, np.insert(places, before, 0.0), np.insert(values, before, probe.outputs, axis=0), stretch)

    def slope(self, points: list[int]) -> Float64Array:
        """The derivative at x of the polynomial through the values at these points."""
        return Stencil.from_offsets(self.places[points].tolist()).combined(self.values[points], np.ones(1))


@np.errstate(all="ignore")
def _screen(along: Along) -> Screen:
    probe, moves, values = along.moves.probe, along.moves, along.values
    if not np.isfinite(values).all(axis=0).any():
        unknown = np.full(values.shape[1], np.nan)
        return Screen(moves, unknown, unknown, unknown, 0.0, False)
    entries, steps = plain_entries(probe, along.stretch), moves.steps[probe.sparsity.columns]
    noise, scatter = _noise(probe, entries, values)
    slope = along.slope([0, 1, 2, 3, 4])
    truncation = SPARSE.truncation * np.abs(along.slope([0, 2, 4]) - slope)
    allowance = SPARSE.rounding * noise * (1.0 + _row_sums(probe, np.abs(steps) * entries.gain))
    deviation = slope - _row_sums(probe, entries.value * steps)
    blind = (truncation > SPARSE.blind * np.abs(slope)) & (truncation > allowance)
    return Screen(moves, deviation, allowance + truncation, noise, scatter, bool(blind.any()))


def _noise(probe: ColouredProbe, entries: PlainEntries, values: Float64Array) -> tuple[Float64Array, float]:
    """The rounding error or noise of each output; and how many times its rounding error the noise of most is."""
    inside = _row_sums(probe, np.abs(entries.value * probe.geometry.magnitude))
    rounding = probe.value_epsilon * (np.abs(values).max(axis=0) + inside)
    scatter = np.abs(FOURTH_DIFFERENCE @ values) / float(np.linalg.norm(FOURTH_DIFFERENCE))
    ratio = scatter / rounding
    ratio = ratio[np.isfinite(ratio) & (ratio > 0)]
    typical = float(np.median(ratio)) if ratio.size else 0.0
    return np.maximum(rounding * max(1.0, typical), scatter), typical


def _nearer(probe: ColouredProbe) -> list[float]:
    """How much shorter steps may be made; the shortest ones where x is tiny beside the unit alone."""
    size = np.abs(probe.origin.x)
    tiny = float(np.median(size / np.maximum(size, 1.0)))
    return [closer for closer in SPARSE.closer if closer >= SPARSE.nearest * tiny]


def _is_curvature(along: Along, closer: Along) -> bool:
    """Whether what looks like noise is far less with shorter steps."""
    far, near = (np.abs(FOURTH_DIFFERENCE @ each.values) for each in (along, closer))
    return bool(np.any(near < SPARSE.curved * far))


def _row_sums(probe: ColouredProbe, terms: Float64Array) -> Float64Array:
    """(m,) the sum over each row of the pattern."""
    sums: Float64Array = np.bincount(probe.sparsity.rows, terms, probe.sparsity.shape[0]).astype(np.float64, copy=False)
    return sums
