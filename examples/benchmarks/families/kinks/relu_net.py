"""A ReLU network in plain numpy with its backward pass by hand, and its slope on each side of every entry.

Along one entry every preactivation is piecewise linear, so the rule max(z, 0)' = the part of the move that goes up
where z is exactly 0 gives both one-sided slopes, and |z / its speed| the distance to the next kink.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.families.kinks.losses import Loss, first_crossing, ramp
from examples.benchmarks.verdict_corpus.case import AnyFloats
from minigrad.arrays import IntArray

Pair: TypeAlias = tuple[AnyFloats, AnyFloats]


@final
@dataclass(frozen=True)
class ReluNet:
    """Dense layers with max(z, 0) between them; theta holds weight and bias of each layer in turn.

    Attributes:
        inputs: (N, widths[0]).
        widths: features before, between and after the layers.
        loss: of the outputs of the last layer, which has no max.
    """

    inputs: AnyFloats
    widths: tuple[int, ...]
    loss: Loss

    @property
    def size(self) -> int:
        """The number of entries of theta."""
        return sum((n + 1) * m for n, m in pairwise(self.widths))

    def layers(self, theta: AnyFloats) -> list[Pair]:
        """Views of theta: weight (n, m) and bias (m,) of each layer."""
        pairs, start = [], 0
        for n, m in pairwise(self.widths):
            end = start + n * m
            pairs.append((theta[start:end].reshape(n, m), theta[end : end + m]))
            start = end + m
        return pairs

    def preactivations(self, theta: AnyFloats) -> list[AnyFloats]:
        """The outputs of each layer before the max; the last are those of the network."""
        found, signal = list[AnyFloats](), self.inputs
        for weight, bias in self.layers(theta):
            found.append(np.asarray(signal @ weight + bias))
            signal = np.maximum(found[-1], 0.0)
        return found

    def value(self, theta: AnyFloats) -> AnyFloats:
        """The loss in the precision of theta."""
        return self.loss.value(self.preactivations(theta)[-1])

    def gradient(self, theta: AnyFloats) -> AnyFloats:
        """Backpropagation with the slope 0 of max(z, 0) at z = 0."""
        zs, parts = self.preactivations(theta), list[AnyFloats]()
        for k, moves in enumerate(self._backwards(theta, zs)):
            signal = np.maximum(zs[k - 1], 0.0) if k else self.inputs
            parts += [np.asarray(signal.T @ moves).reshape(-1), np.asarray(np.sum(moves, axis=0))]
        return np.concatenate(parts)

    def rounding(self, theta: AnyFloats) -> float:
        """About how far the loss is off in float64: what is rounded in it, and each preactivation times what it
        moves."""
        zs = self.preactivations(theta)
        carried = sum(float(np.sum(np.abs(z * moves))) for z, moves in zip(zs, self._backwards(theta, zs), strict=True))
        return 2.0**-52 * (abs(float(self.loss.value(zs[-1]))) + self.loss.rounded(zs[-1]) + carried)

    def _backwards(self, theta: AnyFloats, zs: list[AnyFloats]) -> list[AnyFloats]:
        """The derivative of the loss with respect to each layer's preactivations."""
        pairs, found = self.layers(theta), [self.loss.gradient(zs[-1])]
        for k in range(len(pairs) - 1, 0, -1):
            found.append(np.asarray((found[-1] @ pairs[k][0].T) * (zs[k - 1] > 0.0)))
        return found[::-1]

    def sides(self, theta: AnyFloats, entries: IntArray, sign: float) -> Pair:
        """For each of these entries the slope on its upper (sign 1) or lower (-1) side, and how far that side is
        smooth."""
        zs = self.preactivations(theta)
        slope, room = np.zeros(entries.size, theta.dtype), np.zeros(entries.size, theta.dtype)
        start = 0
        for k, (n, m) in enumerate(pairwise(self.widths)):
            own = np.flatnonzero((entries >= start) & (entries < start + (n + 1) * m))
            row, column = np.divmod(entries[own] - start, m)
            signal = np.maximum(zs[k - 1], 0.0) if k else self.inputs
            speeds = np.vstack([signal.T, np.ones((1, len(signal)), signal.dtype)])[row]
            moves = np.zeros((own.size, len(signal), m), theta.dtype)
            moves[np.arange(own.size), :, column] = sign * speeds
            if own.size:
                slope[own], room[own] = self._onwards(theta, zs, k, moves)
            start += (n + 1) * m
        return sign * slope, room

    def _onwards(self, theta: AnyFloats, zs: list[AnyFloats], k: int, moves: AnyFloats) -> Pair:
        """The slope of the loss and the way to the first kink when layer k's preactivations move so (entries, N,
        width)."""
        room = np.full(len(moves), np.inf, moves.dtype)
        for z, (weight, _) in zip(zs[k:], self.layers(theta)[k + 1 :], strict=False):
            room = np.minimum(room, first_crossing(z, moves))
            moves = np.asarray(ramp(z, moves) @ weight)
        return self.loss.along(zs[-1], moves), np.minimum(room, self.loss.room(zs[-1], moves))
