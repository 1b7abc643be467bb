"""``LBFGS``: the method, and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_count, require_instance
from minigrad.arrays import EPSILON, FloatArray, require_shape
from minigrad.optimizers.base import matched
from minigrad.optimizers.lbfgs.inverse_hessian import inverse_hessian_times
from minigrad.optimizers.lbfgs.line import Line, Trial
from minigrad.optimizers.lbfgs.wolfe_search import wolfe_search
from minigrad.optimizers.method import Method, ValueAndGradient
from minigrad.optimizers.norm import euclidean_norm


class LBFGSState(NamedTuple):
    """The last steps; arrays of a fixed size, of which the last ``pairs`` rows are in use."""

    pairs: int
    """How many steps are remembered, at most ``history``."""
    steps: FloatArray
    """(history, P) s: how theta changed, oldest first."""
    changes: FloatArray
    """(history, P) y: how the gradient changed over each of them."""

    def with_pair(self, step: FloatArray, change: FloatArray) -> LBFGSState:
        """The state with one more step, in place of the oldest; only if the function curves up along it."""
        product, sizes = float(np.dot(step, change)), euclidean_norm(step) * euclidean_norm(change)
        if not product > EPSILON[step.dtype.char] * sizes:
            return self
        steps, changes = np.roll(self.steps, -1, axis=0), np.roll(self.changes, -1, axis=0)
        steps[-1], changes[-1] = step, change
        return LBFGSState(min(self.pairs + 1, len(steps)), steps, changes)


@final
@dataclass(frozen=True)
class LBFGS(Method[LBFGSState]):
    """theta <- theta + length * direction, with direction = -H gradient and a line search for the length.

    H is the inverse Hessian that the last ``history`` steps show (limited-memory BFGS); it takes 2 * history vectors.
    The length fulfils the strong Wolfe conditions, so there is no learning rate, and no step leads up. Each step asks
    for the value and the gradient at least twice, here and at the next point, of the same function: in a Trainer all
    samples are one batch. Where no lower point is found, as at a minimum, theta stays.

    PyTorch's ``LBFGS`` makes 20 such steps in one, with length 1 unless it is told to search a line.

    Args:
        history: how many steps are remembered.

    Raises:
        TypeError, ValueError: ``history`` is not a whole number of at least 1.

    >>> import minigrad as mg
    >>> result = mg.minimize(lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2, [-1.2, 1.0], LBFGS(), tol=1e-6)
    >>> result.x.round(7), result.nit
    (array([1., 1.]), 36)

    Source: Nocedal (1980), Mathematics of Computation 35, 773-782; Nocedal and Wright (2006), Numerical Optimization,
    Algorithm 7.5, with the line search of Algorithms 3.5 and 3.6.
    """

    history: int = 10

    def __post_init__(self) -> None:
        object.__setattr__(self, "history", require_count("history", self.history))

    @override
    def init(self, theta: FloatArray) -> LBFGSState:
        require_array("theta", theta)
        nothing = np.zeros((self.history, theta.size), theta.dtype)
        return LBFGSState(0, nothing, nothing.copy())

    @override
    def advance(
        self, function: ValueAndGradient, theta: FloatArray, state: LBFGSState
    ) -> tuple[FloatArray, LBFGSState]:
        self._require_state(state, theta)
        value, gradient = function(theta)
        here = Trial(0.0, float(value), 0.0, theta, matched(gradient, theta))
        found = _search(function, here, state) if state.pairs else None
        if found is None:  # nothing is remembered, or it misleads: begin again along the gradient
            state = self.init(theta)
            found = _search(function, here, state)
        if found is None:
            return theta.copy(), state
        return found.theta, state.with_pair((found.theta - theta).ravel(), (found.gradient - here.gradient).ravel())

    def _require_state(self, state: object, theta: FloatArray) -> None:
        require_array("theta", theta)
        require_instance("state", state, LBFGSState)
        if isinstance(state, LBFGSState):
            for array in (state.steps, state.changes):
                require_shape("state", array, (self.history, theta.size))


def _search(function: ValueAndGradient, here: Trial, state: LBFGSState) -> Trial | None:
    """The point to which the state's direction leads; None if it does not lead down."""
    if not (isfinite(here.value) and bool(np.isfinite(here.gradient).all()) and here.gradient.any()):
        return None
    gradient, rows = here.gradient.ravel(), slice(len(state.steps) - state.pairs, None)
    if state.pairs:
        direction, first = -inverse_hessian_times(gradient, state.steps[rows], state.changes[rows]), 1.0
    else:  # of length 1, so that its product with the gradient does not overflow
        size = euclidean_norm(gradient)
        direction, first = gradient / -size, min(1.0, size)
    line = Line.along(function, here.theta, here.value, here.gradient, direction.reshape(here.theta.shape))
    return wolfe_search(line, first) if line.start.slope < 0.0 else None
