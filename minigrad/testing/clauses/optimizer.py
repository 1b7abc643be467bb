"""The promises of an optimizer, and how each is checked on a small quadratic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.optimizers.base import Optimizer
from minigrad.optimizers.method import Method, State
from minigrad.testing.clauses.comparing import UNSEEN, first, frozen, like, same, writes
from minigrad.testing.clauses.remembered import changed_by
from minigrad.testing.clauses.states import changed_value, copied, kind_of, leaves, shares_memory, values_in

START = (1.0, -2.0, 0.5)
CURVATURES = (1.0, 3.0, 0.3)


def gradient(theta: FloatArray) -> FloatArray:
    """The gradient of the quadratic, whose curvatures repeat."""
    return np.asarray(theta * np.resize(CURVATURES, theta.shape).astype(theta.dtype))


def value(theta: FloatArray) -> float:
    """The value of the quadratic."""
    return float(0.5 * np.sum(gradient(theta) * theta))


@final
@dataclass(frozen=True)
class OptimizerTrial(Generic[State]):
    """The checks of an optimizer, over ``steps`` steps from ``theta``; None for vectors of any length."""

    optimizer: Method[State]
    steps: int
    theta: FloatArray | None

    @property
    def start(self) -> FloatArray:
        """Where each run begins: a new array."""
        return np.array(START) if self.theta is None else self.theta.copy()

    def _step(self, theta: FloatArray, slope: FloatArray, state: State) -> tuple[FloatArray, State]:
        """One step; a method that asks itself gets ``slope`` at theta, and the gradient of the quadratic elsewhere."""
        if isinstance(self.optimizer, Optimizer):
            return self.optimizer.step(theta, slope, state)

        def function(point: FloatArray) -> tuple[float, FloatArray]:
            return value(point), slope if np.array_equal(point, theta) else gradient(point)

        return self.optimizer.advance(function, theta, state)

    def results(self) -> str | None:
        """``init`` returns a state, and ``step`` a new theta and a state."""
        state: object = self.optimizer.init(self.start)
        if not isinstance(state, tuple):
            return f"init returns {type(state).__name__}, not a NamedTuple"
        copied(self.optimizer.init(self.start))  # raises for anything else in it
        given: object = self._step(self.start, gradient(self.start), self.optimizer.init(self.start))
        if not isinstance(given, tuple) or len(given) != 2 or not isinstance(given[1], tuple):
            return f"step returns {type(given).__name__}, not a tuple of theta and a state"
        return None

    def purity(self) -> str | None:
        """``step`` writes into none of its arguments, and returns new arrays."""
        theta = self.start
        state = self.optimizer.init(theta)
        if same("", theta, self.start):
            return "init writes into theta"
        for _ in range(3):
            slope, before = gradient(theta), (theta.copy(), copied(state))
            following, next_state = self._step(theta, slope, state)
            found = {"theta": same("", theta, before[0]), "the gradient": same("", slope, gradient(before[0]))}
            found |= {
                name: changed_value(part, old)
                for (name, part), (_, old) in zip(leaves(state), leaves(before[1]), strict=True)
            }
            written = next((name for name, how in found.items() if how), None)
            if written:
                return f"step writes into {written}"
            kept = [
                name for name, part in [("theta", following), *leaves(next_state)] if shares_memory(part, theta, slope)
            ]
            if kept:
                return f"the {kept[0]} that step returns is not a new array, but theta or the gradient itself"
            theta, state = following, next_state
        return self._write_that_changes_nothing(state)

    def _write_that_changes_nothing(self, state: State) -> str | None:
        """Runs with theta and gradient read-only."""
        theta = self.start
        slope = gradient(theta)
        found = [
            name
            for name, given in (("theta", (frozen(theta), slope)), ("the gradient", (theta.copy(), frozen(slope))))
            if writes(partial(self._step, *given, state))
        ]
        return f"step writes into {found[0]}{UNSEEN}" if found else None

    def repetition(self) -> str | None:
        """Each step is made twice, which reveals anything remembered outside of the state."""
        theta = self.start
        state = self.optimizer.init(theta)
        for number in range(1, 6):
            once, again = (self._step(theta.copy(), gradient(theta), copied(state)) for _ in range(2))
            found = first(same("", again[0], once[0]), *map(changed_value, values_in(again[1]), values_in(once[1])))
            if found:
                return f"step {number} with the same theta, gradient and state gives another result the second time"
            theta, state = once
        return changed_by(self.optimizer, lambda: self._walk(-self.start, 3, resume=False))

    def shapes(self) -> str | None:
        """Also for a single number, which broadcasts to any shape, and for gradients in float64 with theta in
        float32."""
        starts = [self.start, self.start.astype(np.float32)]
        if self.theta is None:
            starts.insert(1, self.start[:1].copy())
        for theta in starts:
            state, moved = self.optimizer.init(theta), theta
            for number in (1, 2):
                moved, state = self._step(moved, gradient(moved).astype(np.float64), state)
                wrong = like(f"theta after step {number}", moved, theta)
                if wrong:
                    return wrong
        return None

    def states(self) -> str | None:
        """The state keeps the names, shapes and dtypes of its parts."""
        theta = self.start
        state = self.optimizer.init(theta)
        at_first = list(leaves(state))
        for number in (1, 2, 3):
            theta, state = self._step(theta, gradient(theta), state)
            now = list(leaves(state))
            if [name for name, _ in now] != [name for name, _ in at_first]:
                return (
                    f"it has {[name for name, _ in at_first]} at first and {[name for name, _ in now]} after "
                    f"step {number}"
                )
            kinds = [(name, kind_of(old), kind_of(new)) for (name, old), (_, new) in zip(at_first, now, strict=True)]
            changed = [
                f"{name} is {old} at first and {new} after step {number}" for name, old, new in kinds if old != new
            ]
            if changed:
                return changed[0]
        return None

    def resumption(self) -> str | None:
        """A run continued from copies of its state ends where an unbroken one does."""
        straight, resumed = (self._walk(self.start, 6, resume=resume) for resume in (False, True))
        return same("theta of a run and of the same run resumed from copies of its state", straight, resumed)

    def refusal(self) -> str | None:
        """A gradient of another shape than theta raises ValueError."""
        theta = self.start
        for wrong in (theta[:1], np.stack([theta, theta])):
            if wrong.shape == theta.shape:
                continue
            try:
                self._step(theta, wrong, self.optimizer.init(theta))
            except ValueError:
                continue
            return f"it takes a gradient of shape {wrong.shape} for theta of shape {theta.shape}"
        return None

    def descent(self) -> str | None:
        """The value falls within the steps allowed."""
        before, after = value(self.start), value(self._walk(self.start, self.steps, resume=False))
        return None if after < before else f"it went from {before:.4g} to {after:.4g}"

    def _walk(self, theta: FloatArray, steps: int, *, resume: bool) -> FloatArray:
        state = self.optimizer.init(theta.copy())
        for _ in range(steps):
            theta, state = self._step(theta.copy(), gradient(theta), copied(state) if resume else state)
        return theta
