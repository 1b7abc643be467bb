"""The optimizers of the registry, with their states' types out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers import Optimizer, StateValue
from minigrad.optimizers.base import State
from minigrad.testing import Clause, optimizer_clauses

Gradient: TypeAlias = Callable[[FloatArray], FloatArray]
Leaf: TypeAlias = FloatArray | float


class OptimizerContract(Protocol):
    """One optimizer of the registry."""

    @property
    def optimizer(self) -> object: ...

    @property
    def quadratic_steps(self) -> int: ...

    @property
    def rosenbrock_steps(self) -> int: ...

    def clauses(self) -> tuple[Clause, ...]: ...

    def end(self, gradient: Gradient, theta: FloatArray, steps: int) -> FloatArray: ...


@final
@dataclass(frozen=True)
class OptimizerCase(Generic[State]):
    """``optimizer``, and the steps within which it reaches two minima."""

    optimizer: Optimizer[State]
    quadratic_steps: int = 0
    rosenbrock_steps: int = 0
    more: int = 0
    """How many entries theta has after the two that move."""

    def clauses(self) -> tuple[Clause, ...]:
        return optimizer_clauses(self.optimizer, theta=np.arange(1.0, 3.0 + self.more) if self.more else None)

    def end(self, gradient: Gradient, theta: FloatArray, steps: int) -> FloatArray:
        theta = np.append(theta, np.ones(self.more))
        state, moving = self.optimizer.init(theta), len(theta) - self.more
        for _ in range(steps):
            slope = np.append(gradient(theta[:moving]), np.ones(self.more))
            theta, state = self.optimizer.step(theta, slope, state)
        return theta[:moving]


def flat(state: tuple[StateValue, ...]) -> Iterator[Leaf]:
    """The arrays and numbers of a state, those of nested states included; a TypeError for anything else."""
    for value in state:
        if isinstance(value, tuple):
            yield from flat(value)
        elif isinstance(value, (np.ndarray, float, int)):
            yield value
        else:
            raise TypeError(f"a state holds arrays, numbers and states, got {type(value)}")
