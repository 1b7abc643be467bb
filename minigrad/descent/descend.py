"""The steps of a descent, one after the other, until something ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.descent import endings
from minigrad.descent.divergence import DivergenceError
from minigrad.descent.result import DescentResult, DescentStep
from minigrad.descent.run import Run
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.method import Method
from minigrad.optimizers.optimizer_step import take_advance, take_step

OnDivergence: TypeAlias = Literal["raise", "return", "ignore"]
Callback: TypeAlias = Callable[[DescentStep], object]


def descend(
    run: Run,
    optimizer: Method[State],
    steps: int,
    tol: float | None,
    callback: Callback | None,
    divergence: OnDivergence,
) -> DescentResult:
    """Make the steps; arguments as those of :func:`~minigrad.minimize`."""
    state, asks = optimizer.init(run.x.flatten()), not isinstance(optimizer, Optimizer)
    while run.nit < steps and not run.arrived(tol):
        x, state = _next(optimizer, run, state)
        if asks and np.array_equal(x, run.x):
            return run.result(run.judged_ending(tol, steps, endings.NOTHING_LOWER))
        diverges = run.arrive(x)
        if run.stopped_being_finite or (diverges and divergence != "ignore"):
            return _diverged(run, divergence)
        stop = _wants_to_stop(callback, run)
        run.take_gradient()
        if stop:
            return run.result(endings.interrupted(run.nit))
    return run.result(run.judged_ending(tol, steps, endings.NO_RATE if asks else endings.CHANGE_RATE))


def _next(optimizer: Method[State], run: Run, state: State) -> tuple[FloatArray, State]:
    """The next point. The optimizer gets copies, and its result is copied, so that it cannot change the path."""
    x = run.x

    def function(theta: FloatArray) -> tuple[float, FloatArray]:
        value, gradient = run.ask(theta.reshape(x.shape))
        return value, gradient.ravel()

    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is detected and reported
        if isinstance(optimizer, Optimizer):
            theta, state = take_step(optimizer, x.flatten(), run.slope.gradient.flatten(), state)
        else:
            theta, state = take_advance(optimizer, function, x.flatten(), state)
    return theta.reshape(x.shape).copy(), state


def _wants_to_stop(callback: Callback | None, run: Run) -> bool:
    if callback is None:
        return False
    try:
        callback(DescentStep(run.x.copy(), run.values[-1], run.nit))
    except StopIteration:
        return True
    return False


def _diverged(run: Run, divergence: OnDivergence) -> DescentResult:
    advice = run.advice()
    result = run.result(endings.diverged(run.values, run.steps.growth, advice), known=False)
    if divergence == "raise":
        raise DivergenceError(result, run.steps.growth, advice.learning_rate)
    return result
