"""The contract of an optimizer, as one line of a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, final

import numpy as np

from minigrad.arguments import require_count, require_instance
from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer, State, StateValue
from minigrad.testing.contract import Clause, like, locked, require, same

START = (1.0, -2.0, 0.5)
CURVATURES = (1.0, 3.0, 0.3)


def check_optimizer(optimizer: Optimizer[State], *, steps: int = 200) -> None:
    """Check everything that an :class:`~minigrad.Optimizer` promises.

    It writes to nothing; the same arguments give the same result; theta keeps shape and dtype; states hold arrays and
    numbers only and are as good when copied, so that a run can be resumed; and it descends.

    Args:
        optimizer: what is checked.
        steps: within which the value of a small quadratic must fall.

    Raises:
        ContractError: the message lists every broken clause.

    >>> import minigrad as mg
    >>> check_optimizer(mg.Adam())
    """
    require_instance("optimizer", optimizer, Optimizer)
    trial = _Trial(optimizer, require_count("steps", steps))
    clauses: list[Clause] = [
        ("writes to nothing that it is given", trial.purity),
        ("the same arguments give the same result", trial.repeatability),
        ("theta keeps its shape and dtype", trial.shapes),
        ("a state is made of arrays and numbers, and a copy of it is as good", trial.resumption),
        (f"the value of a quadratic falls within {steps} steps", trial.descent),
    ]
    require(optimizer, clauses)


def _gradient(theta: FloatArray) -> FloatArray:
    return np.asarray(theta * np.array(CURVATURES, dtype=theta.dtype))


def _value(theta: FloatArray) -> float:
    return float(0.5 * np.sum(np.array(CURVATURES) * theta**2))


def copied(state: State) -> State:
    """A copy of a state whose arrays are new and read-only.

    Raises:
        TypeError: it holds something other than arrays, numbers and states.
    """
    return tuple.__new__(type(state), tuple(_copies(state)))


def _copies(values: tuple[StateValue, ...]) -> Iterator[StateValue]:
    for value in values:
        if isinstance(value, np.ndarray):
            yield locked(value)
        elif isinstance(value, tuple):
            yield copied(value)
        elif isinstance(value, (int, float)):
            yield value
        else:
            raise TypeError(f"a state must hold arrays, numbers and states, got {type(value).__name__}")


@final
@dataclass(frozen=True)
class _Trial(Generic[State]):
    optimizer: Optimizer[State]
    steps: int

    def purity(self) -> str | None:
        theta = locked(np.array(START))
        state = copied(self.optimizer.init(theta))
        for _ in range(3):
            theta, state = self.optimizer.step(locked(theta), locked(_gradient(theta)), copied(state))
        return None

    def repeatability(self) -> str | None:
        one, two = (self._walk(np.array(START), 5, resume=False) for _ in range(2))
        return same("theta of two identical runs", one, two)

    def shapes(self) -> str | None:
        thetas: tuple[FloatArray, ...] = (np.array(START), np.array(START, dtype=np.float32))
        for theta in thetas:
            wrong = like("theta", self._walk(theta, 2, resume=False), theta)
            if wrong:
                return wrong
        return None

    def resumption(self) -> str | None:
        straight, resumed = (self._walk(np.array(START), 6, resume=resume) for resume in (False, True))
        return same("theta of a run and of the same run resumed from copies of its state", straight, resumed)

    def descent(self) -> str | None:
        before, after = _value(np.array(START)), _value(self._walk(np.array(START), self.steps, resume=False))
        return None if after < before else f"it went from {before:.4g} to {after:.4g}"

    def _walk(self, theta: FloatArray, steps: int, *, resume: bool) -> FloatArray:
        state = self.optimizer.init(theta)
        for _ in range(steps):
            theta, state = self.optimizer.step(theta, _gradient(theta), copied(state) if resume else state)
        return theta
