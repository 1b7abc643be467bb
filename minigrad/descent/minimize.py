"""Descent: follow an optimizer from a point, and say where that led."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from minigrad.arguments import (
    require_callable,
    require_choice,
    require_count,
    require_instance,
    require_positive,
    shown,
)
from minigrad.arrays import FloatArray, as_float_array
from minigrad.descent import endings
from minigrad.descent.divergence import DivergenceError
from minigrad.descent.oracle import Oracle
from minigrad.descent.result import DescentResult, DescentStep
from minigrad.descent.run import Run
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.fixed.difference import CentralDifference
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.taken import take_step
from minigrad.probes.function_types import ArrayFunction, ScalarFunction

OnDivergence: TypeAlias = Literal["raise", "return", "ignore"]
Callback: TypeAlias = Callable[[DescentStep], object]


def minimize(
    fun: ScalarFunction,
    x0: npt.ArrayLike,
    optimizer: Optimizer[State],
    *,
    jac: ArrayFunction | None = None,
    differentiator: Differentiator | None = None,
    steps: int = 100,
    tol: float | None = None,
    callback: Callback | None = None,
    divergence: OnDivergence = "raise",
) -> DescentResult:
    """Make ``steps`` steps of ``optimizer`` from ``x0``: the article's ``gradient_descent``, with its path and how it
    ended.

    How the run ended is the result's ``outcome``; :class:`~minigrad.DescentOutcome` says when it is which. ``success``
    is that it converged.

    Args:
        fun: what to minimise; called with float64 arrays of x0's shape, of its own each time.
        x0: where to start, of any shape; copied, integers promoted. float32 stays float32.
        optimizer: the rule for the steps; it sees x as one flat vector.
        jac: the gradient of ``fun``, x -> an array of x's shape. Without it the gradient is numeric.
        differentiator: how to estimate the gradient where ``jac`` is not given; ``CentralDifference()`` by default.
        steps: how many steps to make at most.
        tol: the largest absolute gradient entry at which to stop; by default the steps are made, all of them.
        callback: called with a :class:`DescentStep` after each step; it may raise ``StopIteration`` to end the run.
        divergence: "raise" a :class:`DivergenceError`, "return" the run so far, or "ignore": run on as long as the
            point and ``fun`` are finite, and return.

    Raises:
        DivergenceError: the run diverged; names the step, the growth and a learning rate that descends, and carries the
            run.
        NonFiniteError: ``fun`` is not finite at x0, or was not where its gradient was to be estimated.
        StepLostError: the differentiator's step vanished in rounding.
        TypeError, ValueError: an argument is out of range, or ``fun`` or ``jac`` returned something of the wrong shape.

    >>> from minigrad.optimizers import GradientDescent
    >>> result = minimize(lambda x: x[0] ** 2 + x[1] ** 2, [-3.0, 4.0], GradientDescent(learning_rate=0.1))
    >>> result.x.round(11), result.path.shape, result.success
    (array([-6.1e-10,  8.1e-10]), (101, 2), True)
    >>> minimize(lambda x: x[0] ** 2 + x[1] ** 2, [-3.0, 4.0], GradientDescent(learning_rate=10.0))
    Traceback (most recent call last):
        ...
    minigrad.descent.divergence.DivergenceError: diverged at step 4: each step is 19 times as long as the one before,
    and `fun` went from 25 to 4.24589e+11. Gradient descent descends here with learning rates below about 1 (2 / lambda,
    with lambda = 2 the curvature along the last step)

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.1.
    """
    require_callable("fun", fun)
    require_instance("optimizer", optimizer, Optimizer)
    _check_ways_to_the_gradient(jac, differentiator)
    require_count("steps", steps, minimum=0)
    tol = None if tol is None else require_positive("tol", tol)
    if callback is not None:
        require_callable("callback", callback)
    require_choice("divergence", divergence, get_args(OnDivergence))
    method = jac if jac is not None else differentiator if differentiator is not None else CentralDifference()
    run = Run(Oracle(fun, method), as_float_array("x0", x0))
    state = optimizer.init(run.x.flatten())
    while run.nit < steps and not run.arrived(tol):
        x, state = _step(optimizer, run.x, run.slope.gradient, state)
        diverges = run.arrive(x)
        if run.broken or (diverges and divergence != "ignore"):
            return _runaway(run, divergence)
        stop = _wants_to_stop(callback, run)
        run.look()
        if stop:
            return run.result(endings.interrupted(run.nit))
    return run.result(run.judged_ending(tol, steps))


def _check_ways_to_the_gradient(jac: object, differentiator: object) -> None:
    if jac is not None and differentiator is not None:
        raise ValueError("give `jac` or `differentiator`, not both: they are two ways to the same gradient")
    if differentiator is not None:
        require_instance("differentiator", differentiator, Differentiator)
    if jac is not None and (isinstance(jac, type) or not callable(jac)):
        raise TypeError(
            f"`jac` must be a function from x to the gradient, got {shown(jac)}; a method goes into `differentiator`"
        )


def _step(optimizer: Optimizer[State], x: FloatArray, gradient: FloatArray, state: State) -> tuple[FloatArray, State]:
    """The next point. The optimizer gets copies, and its answer is copied: nothing that it does can change the path."""
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is noticed, and reported in words
        theta, state = take_step(optimizer, x.flatten(), gradient.flatten(), state)
    return theta.reshape(x.shape).copy(), state


def _wants_to_stop(callback: Callback | None, run: Run) -> bool:
    if callback is None:
        return False
    try:
        callback(DescentStep(run.x.copy(), run.values[-1], run.nit))
    except StopIteration:
        return True
    return False


def _runaway(run: Run, divergence: OnDivergence) -> DescentResult:
    advice = run.advice()
    result = run.result(endings.diverged(run.values, run.watch.growth, advice), known=False)
    if divergence == "raise":
        raise DivergenceError(result, run.watch.growth, advice.learning_rate)
    return result
