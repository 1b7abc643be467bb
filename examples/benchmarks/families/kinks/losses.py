"""Losses of a network's outputs by hand: value, gradient, change along a direction, and distance to the next kink.

Each is a mean over samples. Everything keeps the precision of its arguments, so that the same lines serve in
longdouble.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np
from typing_extensions import override

from examples.benchmarks.verdict_corpus.case import AnyFloats
from minigrad.arrays import BoolArray, IntArray


class Loss(ABC):
    """A loss of outputs (N, C); directions are (m, N, C)."""

    @abstractmethod
    def value(self, outputs: AnyFloats) -> AnyFloats:
        """The mean loss, a number in the precision of the outputs."""

    @abstractmethod
    def gradient(self, outputs: AnyFloats) -> AnyFloats:
        """(N, C) with the slope 0 of a hinge at its kink."""

    @abstractmethod
    def rounded(self, outputs: AnyFloats) -> float:
        """The mean over samples of the largest number that is rounded on the way to the loss."""

    def along(self, outputs: AnyFloats, direction: AnyFloats) -> AnyFloats:
        """(m,) one-sided derivatives along each direction."""
        return np.asarray(np.sum(self.gradient(outputs) * direction, axis=(1, 2)))

    def room(self, outputs: AnyFloats, direction: AnyFloats) -> AnyFloats:
        """(m,) how far one can go along each direction before a hinge is crossed."""
        del outputs
        return np.full(len(direction), np.inf, direction.dtype)


@final
@dataclass(frozen=True)
class CrossEntropy(Loss):
    """-log of the softmax of the label's logit."""

    labels: IntArray

    @override
    def value(self, outputs: AnyFloats) -> AnyFloats:
        shifted = outputs - np.asarray(outputs.max(axis=1, keepdims=True))
        chosen = shifted[np.arange(len(shifted)), self.labels]
        total = np.asarray(np.sum(np.exp(shifted), axis=1))
        return np.asarray(np.mean(np.log(total) - chosen))

    @override
    def gradient(self, outputs: AnyFloats) -> AnyFloats:
        powers = np.exp(outputs - np.asarray(outputs.max(axis=1, keepdims=True)))
        shares: AnyFloats = powers / np.asarray(np.sum(powers, axis=1, keepdims=True))
        rows = np.arange(len(shares))
        rest = np.array(shares)
        rest[rows, self.labels] = 0.0
        shares[rows, self.labels] = -np.sum(rest, axis=1)  # p - 1 without cancellation, where p is almost 1
        return shares / len(shares)

    @override
    def rounded(self, outputs: AnyFloats) -> float:
        largest = np.abs(outputs).max(axis=1)
        return float(np.mean(1.0 + largest))


@final
@dataclass(frozen=True)
class Squares(Loss):
    """The mean over samples and outputs of (output - target)^2."""

    targets: AnyFloats

    @override
    def value(self, outputs: AnyFloats) -> AnyFloats:
        return np.asarray(np.mean((outputs - self.targets) ** 2))

    @override
    def gradient(self, outputs: AnyFloats) -> AnyFloats:
        return 2.0 * (outputs - self.targets) / outputs.size

    @override
    def rounded(self, outputs: AnyFloats) -> float:
        misses = np.abs(outputs - self.targets)
        rounded = misses * (np.abs(outputs) + np.abs(self.targets))
        return float(np.mean(rounded.max(axis=1)))


@final
@dataclass(frozen=True)
class Hinge(Loss):
    """The sum over the wrong classes of max(0, 1 + their output - the label's)."""

    labels: IntArray

    @override
    def value(self, outputs: AnyFloats) -> AnyFloats:
        return np.asarray(np.sum(np.maximum(self._margins(outputs), 0.0)) / len(outputs))

    @override
    def gradient(self, outputs: AnyFloats) -> AnyFloats:
        active = (self._margins(outputs) > 0.0).astype(outputs.dtype)
        active[np.arange(len(outputs)), self.labels] = -np.sum(active, axis=1)
        return active / len(outputs)

    @override
    def along(self, outputs: AnyFloats, direction: AnyFloats) -> AnyFloats:
        moves = np.asarray(direction - self._chosen(direction))
        return np.asarray(np.sum(ramp(self._margins(outputs), moves), axis=(1, 2)) / len(outputs))

    @override
    def room(self, outputs: AnyFloats, direction: AnyFloats) -> AnyFloats:
        return first_crossing(self._margins(outputs), np.asarray(direction - self._chosen(direction)))

    @override
    def rounded(self, outputs: AnyFloats) -> float:
        largest = np.abs(outputs).max(axis=1)
        return float(np.mean(1.0 + largest))

    def _chosen(self, outputs: AnyFloats) -> AnyFloats:
        return np.asarray(outputs[..., np.arange(outputs.shape[-2]), self.labels][..., np.newaxis])

    def _margins(self, outputs: AnyFloats) -> AnyFloats:
        margins = np.asarray(1.0 + outputs - self._chosen(outputs))
        margins[np.arange(len(margins)), self.labels] = -1.0  # the label is no mistake; far from the kink
        return margins


def ramp(z: AnyFloats, moves: AnyFloats) -> AnyFloats:
    """How max(z, 0) changes when z starts to move: with z above 0, only upwards at 0, not at all below."""
    return np.asarray(np.where(z > 0.0, moves, np.where(z == 0.0, np.maximum(moves, 0.0), 0.0)))


def first_crossing(z: AnyFloats, moves: AnyFloats) -> AnyFloats:
    """(m,) the least distance at which an element of z (N, w) that moves at these speeds (m, N, w) reaches 0."""
    towards: BoolArray = np.asarray((z > 0.0) & (moves < 0.0) | (z < 0.0) & (moves > 0.0))
    distance = np.full(moves.shape, np.inf, moves.dtype)
    np.divide(-z, moves, out=distance, where=towards)
    return np.asarray(distance.min(axis=(1, 2)))
