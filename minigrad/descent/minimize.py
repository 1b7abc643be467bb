"""``minimize``: follow an optimizer from a starting point, and report how that ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, SupportsFloat, TypeAlias, TypeVar, cast, get_args, overload

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
from minigrad.descent.structured import StructuredDescent, flat_functions
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.fixed.difference import CentralDifference
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.method import Method
from minigrad.optimizers.optimizer_step import require_method, take_advance, take_step
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.structures import Structure, StructureLike, StructureT

S = TypeVar("S")

OnDivergence: TypeAlias = Literal["raise", "return", "ignore"]
Callback: TypeAlias = Callable[[DescentStep], object]


@overload
def minimize(
    fun: ScalarFunction,
    x0: npt.ArrayLike,
    optimizer: Method[State],
    *,
    jac: ArrayFunction | None = None,
    differentiator: Differentiator | None = None,
    steps: int = 100,
    tol: float | None = None,
    callback: Callback | None = None,
    divergence: OnDivergence = "raise",
) -> DescentResult: ...
@overload
def minimize(
    fun: Callable[[StructureT], SupportsFloat],
    x0: StructureT,
    optimizer: Method[State],
    *,
    jac: Callable[[StructureT], StructureLike] | None = None,
    differentiator: Differentiator | None = None,
    steps: int = 100,
    tol: float | None = None,
    callback: Callable[[DescentStep[StructureT]], object] | None = None,
    divergence: OnDivergence = "raise",
) -> StructuredDescent[StructureT]: ...
def minimize(
    fun: ScalarFunction | Callable[[S], SupportsFloat],
    x0: npt.ArrayLike | S,
    optimizer: Method[State],
    *,
    jac: ArrayFunction | Callable[[S], object] | None = None,
    differentiator: Differentiator | None = None,
    steps: int = 100,
    tol: float | None = None,
    callback: Callback | Callable[[DescentStep[S]], object] | None = None,
    divergence: OnDivergence = "raise",
) -> DescentResult | StructuredDescent[S]:
    """Make at most ``steps`` steps of ``optimizer`` from ``x0``: the article's ``gradient_descent``, with its path.

    Args:
        fun: what to minimise; it gets a new float64 array of x0's shape, or a structure like x0, at each call.
        x0: where to start, an array of any shape, in which float32 stays float32, or a :mod:`structure
            <minigrad.structures>` such as a dict of arrays; copied.
        optimizer: the rule for the steps, an Optimizer or a Method such as LBFGS; it gets x as one flat vector.
        jac: the gradient of ``fun``, x -> an array of x's shape, or a structure like x; without it the gradient is
            numeric.
        differentiator: estimates the gradient where ``jac`` is not given; ``CentralDifference()`` by default.
        steps: the largest number of steps.
        tol: stop when the largest absolute gradient entry is at most this; by default all steps are made.
        callback: gets a :class:`DescentStep` after each step; it may raise ``StopIteration`` to end the run.
        divergence: "raise" a :class:`DivergenceError`, "return" the path so far, or "ignore" it while all is finite.

    Returns:
        a :class:`DescentResult`; a :class:`~minigrad.descent.StructuredDescent` where x0 is a structure.

    Raises:
        DivergenceError: the run diverged; it names a learning rate that descends.
        NonFiniteError, StepLostError: ``fun`` is not finite, or the difference step was lost to rounding.
        TypeError, ValueError: an argument is out of range, or a result of ``fun`` or ``jac`` has the wrong shape.

    >>> from minigrad.optimizers import GradientDescent
    >>> result = minimize(lambda x: x[0] ** 2 + x[1] ** 2, [-3.0, 4.0], GradientDescent(learning_rate=0.1))
    >>> result.x.round(11), result.path.shape, result.outcome.name
    (array([-6.1e-10,  8.1e-10]), (101, 2), 'CONVERGED')

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.1.
    """
    require_callable("fun", fun)
    require_method("optimizer", optimizer)
    _check_ways_to_the_gradient(jac, differentiator)
    require_count("steps", steps, minimum=0)
    tol = None if tol is None else require_positive("tol", tol)
    if callback is not None:
        require_callable("callback", callback)
    require_choice("divergence", divergence, get_args(OnDivergence))
    structure = Structure[S].of("x0", cast("S", x0))
    start = as_float_array("x0", cast("npt.ArrayLike", x0)) if structure is None else structure.vector
    own = flat_functions(fun, jac, callback, structure)
    method = own.jac if own.jac is not None else differentiator if differentiator is not None else CentralDifference()
    flat = _descend(Run(Oracle(own.fun, method), start), optimizer, steps, tol, own.callback, divergence)
    return flat if structure is None else StructuredDescent(flat, structure)


def _descend(
    run: Run,
    optimizer: Method[State],
    steps: int,
    tol: float | None,
    callback: Callback | None,
    divergence: OnDivergence,
) -> DescentResult:
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


def _check_ways_to_the_gradient(jac: object, differentiator: object) -> None:
    if jac is not None and differentiator is not None:
        raise ValueError("give `jac` or `differentiator`, not both: each gives the gradient")
    if differentiator is not None:
        require_instance("differentiator", differentiator, Differentiator)
    if jac is not None and (isinstance(jac, type) or not callable(jac)):
        raise TypeError(
            f"`jac` must be a function from x to the gradient, got {shown(jac)}; a method goes into `differentiator`"
        )


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
