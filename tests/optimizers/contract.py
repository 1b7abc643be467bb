"""What every optimizer must do, as plain functions of a gradient and a starting point, whatever its state is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers import Optimizer, StateValue
from minigrad.optimizers.base import State

Gradient: TypeAlias = Callable[[FloatArray], FloatArray]
Leaf: TypeAlias = FloatArray | float
Trace: TypeAlias = list[tuple[FloatArray, list[Leaf]]]
"""The point and the leaves of the state after each step."""


class OptimizerContract(Protocol):
    """One optimizer of the registry, with its state's type out of sight."""

    @property
    def optimizer(self) -> object: ...

    @property
    def quadratic_steps(self) -> int: ...

    @property
    def rosenbrock_steps(self) -> int: ...

    def trace(self, gradient: Gradient, theta: FloatArray, steps: int) -> Trace: ...

    def resumed(self, gradient: Gradient, theta: FloatArray, leaves: list[Leaf], steps: int) -> Trace: ...

    def end(self, gradient: Gradient, theta: FloatArray, steps: int) -> FloatArray: ...


@final
@dataclass(frozen=True)
class OptimizerCase(Generic[State]):
    """``optimizer``, and the steps within which it reaches the two minima of the contract suite."""

    optimizer: Optimizer[State]
    quadratic_steps: int
    rosenbrock_steps: int

    def trace(self, gradient: Gradient, theta: FloatArray, steps: int) -> Trace:
        return self._walk(gradient, theta, self.optimizer.init(theta), steps)

    def resumed(self, gradient: Gradient, theta: FloatArray, leaves: list[Leaf], steps: int) -> Trace:
        return self._walk(gradient, theta, rebuilt(self.optimizer.init(theta), iter(leaves)), steps)

    def end(self, gradient: Gradient, theta: FloatArray, steps: int) -> FloatArray:
        state = self.optimizer.init(theta)
        for _ in range(steps):
            theta, state = self.optimizer.step(theta, gradient(theta), state)
        return theta

    def _walk(self, gradient: Gradient, theta: FloatArray, state: State, steps: int) -> Trace:
        trace: Trace = []
        for _ in range(steps):
            slope = gradient(theta)
            lock([theta, slope, *flat(state)])
            theta, state = self.optimizer.step(theta, slope, state)
            trace.append((theta, list(flat(state))))
        return trace


def flat(state: tuple[StateValue, ...]) -> Iterator[Leaf]:
    """The arrays and numbers of a state, those of nested states included; a TypeError for anything else."""
    for value in state:
        if isinstance(value, tuple):
            yield from flat(value)
        elif isinstance(value, (np.ndarray, float, int)):
            yield value
        else:
            raise TypeError(f"a state holds arrays, numbers and states, got {type(value)}")


def rebuilt(template: State, leaves: Iterator[Leaf]) -> State:
    """A state like ``template`` from plain arrays and numbers, as a checkpoint would give them."""
    values = [rebuilt(value, leaves) if isinstance(value, tuple) else next(leaves) for value in template]
    return tuple.__new__(type(template), values)


def lock(leaves: Iterable[Leaf]) -> None:
    for leaf in leaves:
        if isinstance(leaf, np.ndarray):
            leaf.setflags(write=False)
