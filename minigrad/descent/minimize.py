"""``minimize``: follow an optimizer from a starting point, and report how that ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, SupportsFloat, TypeVarTuple, cast, get_args, overload

import numpy.typing as npt

from minigrad.arguments import (
    require_callable,
    require_choice,
    require_count,
    require_instance,
    require_positive,
    shown,
)
from minigrad.arrays import as_float_array
from minigrad.descent.descend import Callback, OnDivergence, descend
from minigrad.descent.one_call import OneCall, PairFunction, PairFunctionOf
from minigrad.descent.oracle import Oracle
from minigrad.descent.result import DescentResult, DescentStep
from minigrad.descent.run import Run
from minigrad.descent.structured import StructuredDescent, flat_functions
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.fixed.difference import CentralDifference
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.optimizers.optimizer_step import require_method
from minigrad.probes.function_types import ArrayFunction, ArrayFunctionOf, ScalarFunction, ScalarFunctionOf
from minigrad.probes.signatures.extra_arguments import with_args
from minigrad.structures import Structure, StructureLike, StructureT

Ts = TypeVarTuple("Ts")


@overload
def minimize(
    fun: ScalarFunction,
    x0: npt.ArrayLike,
    optimizer: Method[State],
    *,
    jac: ArrayFunction | None = ...,
    differentiator: Differentiator | None = ...,
    steps: int = ...,
    tol: float | None = ...,
    callback: Callback | None = ...,
    divergence: OnDivergence = ...,
) -> DescentResult: ...
@overload
def minimize(
    fun: ScalarFunctionOf[*Ts],
    x0: npt.ArrayLike,
    optimizer: Method[State],
    *,
    args: tuple[*Ts],
    jac: ArrayFunctionOf[*Ts] | None = ...,
    differentiator: Differentiator | None = ...,
    steps: int = ...,
    tol: float | None = ...,
    callback: Callback | None = ...,
    divergence: OnDivergence = ...,
) -> DescentResult: ...
@overload
def minimize(
    fun: PairFunction,
    x0: npt.ArrayLike,
    optimizer: Method[State],
    *,
    jac: Literal[True],
    steps: int = ...,
    tol: float | None = ...,
    callback: Callback | None = ...,
    divergence: OnDivergence = ...,
) -> DescentResult: ...
@overload
def minimize(
    fun: PairFunctionOf[*Ts],
    x0: npt.ArrayLike,
    optimizer: Method[State],
    *,
    args: tuple[*Ts],
    jac: Literal[True],
    steps: int = ...,
    tol: float | None = ...,
    callback: Callback | None = ...,
    divergence: OnDivergence = ...,
) -> DescentResult: ...
@overload
def minimize(
    fun: Callable[[StructureT], SupportsFloat],
    x0: StructureT,
    optimizer: Method[State],
    *,
    jac: Callable[[StructureT], StructureLike] | None = ...,
    differentiator: Differentiator | None = ...,
    steps: int = ...,
    tol: float | None = ...,
    callback: Callable[[DescentStep[StructureT]], object] | None = ...,
    divergence: OnDivergence = ...,
) -> StructuredDescent[StructureT]: ...
@overload
def minimize(
    fun: Callable[[StructureT, *Ts], tuple[SupportsFloat, StructureLike]],
    x0: StructureT,
    optimizer: Method[State],
    *,
    args: tuple[*Ts] = ...,
    jac: Literal[True],
    steps: int = ...,
    tol: float | None = ...,
    callback: Callable[[DescentStep[StructureT]], object] | None = ...,
    divergence: OnDivergence = ...,
) -> StructuredDescent[StructureT]: ...
@overload
def minimize(
    fun: Callable[[StructureT, *Ts], SupportsFloat],
    x0: StructureT,
    optimizer: Method[State],
    *,
    args: tuple[*Ts],
    jac: Callable[[StructureT, *Ts], StructureLike] | None = ...,
    differentiator: Differentiator | None = ...,
    steps: int = ...,
    tol: float | None = ...,
    callback: Callable[[DescentStep[StructureT]], object] | None = ...,
    divergence: OnDivergence = ...,
) -> StructuredDescent[StructureT]: ...
def minimize(
    fun: object,
    x0: object,
    optimizer: Method[State],
    *,
    args: object = (),
    jac: object = None,
    differentiator: Differentiator | None = None,
    steps: int = 100,
    tol: float | None = None,
    callback: object = None,
    divergence: OnDivergence = "raise",
) -> DescentResult | StructuredDescent[StructureT]:
    """Make at most ``steps`` steps of ``optimizer`` from ``x0``: the article's ``gradient_descent``, with its path.

    Args:
        fun: what to minimise; it gets a new float64 array of x0's shape, or a structure like x0, at each call.
        args: what ``fun`` and ``jac`` are called with after x, a tuple; any other object is taken for the only one.
        x0: where to start, an array of any shape, in which float32 stays float32, or a :mod:`structure
            <minigrad.structures>` such as a dict of arrays; copied.
        optimizer: the rule for the steps, an Optimizer or a Method such as LBFGS; it gets x as one flat vector.
        jac: the gradient of ``fun``, x -> an array of x's shape, or a structure like x; True where ``fun`` returns
            (value, gradient); without it the gradient is numeric.
        differentiator: estimates the gradient where ``jac`` is not given; ``CentralDifference()`` by default.
        steps: the largest number of steps.
        tol: stop when the largest absolute gradient entry is at most this; by default all steps are made.
        callback: gets a :class:`~minigrad.descent.DescentStep` after each step; may raise ``StopIteration`` to end it.
        divergence: "raise" a DivergenceError, "return" the path so far, or "ignore" it while all is finite.

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
    alone = with_args(cast("ScalarFunction", fun), args)
    require_method("optimizer", optimizer)
    _check_ways_to_the_gradient(jac, differentiator)
    require_count("steps", steps, minimum=0)
    tol = None if tol is None else require_positive("tol", tol)
    if callback is not None:
        require_callable("callback", callback)
    require_choice("divergence", divergence, get_args(OnDivergence))
    structure = Structure[StructureT].of("x0", cast("StructureT", x0))
    start = as_float_array("x0", cast("npt.ArrayLike", x0)) if structure is None else structure.vector
    own = flat_functions(alone, _alone(jac, args), callback, structure)
    oracle = _oracle(own.fun, own.jac, differentiator or CentralDifference())
    flat = descend(Run(oracle, start), optimizer, steps, tol, own.callback, divergence)
    return flat if structure is None else StructuredDescent(flat, structure)


def _oracle(fun: ScalarFunction, jac: ArrayFunction | Literal[True] | None, differentiator: Differentiator) -> Oracle:
    """Where values and gradients come from."""
    if jac is True:
        both = OneCall(cast("PairFunction", fun))
        return Oracle(both.value, both.gradient, gradient_name="fun(x)[1]")
    return Oracle(fun, differentiator if jac is None else jac)


def _alone(jac: object, args: object) -> ArrayFunction | Literal[True] | None:
    """``jac`` as a function of x alone, if it is one."""
    return jac if jac is None or jac is True else with_args(cast("ArrayFunction", jac), args)


def _check_ways_to_the_gradient(jac: object, differentiator: object) -> None:
    if jac is not None and differentiator is not None:
        raise ValueError("give `jac` or `differentiator`, not both: each gives the gradient")
    if differentiator is not None:
        require_instance("differentiator", differentiator, Differentiator)
    if jac is not None and jac is not True and (isinstance(jac, type) or not callable(jac)):
        raise TypeError(
            f"`jac` must be a function from x to the gradient, or True where `fun` returns (value, gradient), got "
            f"{shown(jac)}; a method goes into `differentiator`"
        )
