"""The error of a derivative as a function of the step, and what theory says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple, SupportsFloat, TypeAlias

import numpy as np

from minigrad.arrays import EPSILON, Float64Array
from minigrad.differentiators import AdaptiveDifference, ComplexStep, Differentiator
from minigrad.differentiators.fixed.difference import StencilDifference
from minigrad.probes.function_types import OUTSIDE
from minigrad.probes.problems import derivative_probe
from minigrad.quantities import as_number

NumberFunction: TypeAlias = Callable[[float], SupportsFloat]
"""A function of one number."""

WINDOW: Final = 10.0
"""The truncation is measured where error / h^order is most constant while h grows by this factor."""

CONSTANT: Final = 2.0
"""It is not measured if error / h^order varies there by more than this factor."""


class Truth(NamedTuple):
    """The derivative that errors are measured against, and a bound on its own error; 0 where the caller gave it."""

    value: float
    bound: float


class Sweep(NamedTuple):
    """The errors of one method.

    Attributes:
        errors: |error| at each of the steps, NaN where the method gave no value; None if it has no step to set.
        step: the step that the method chose by itself, NaN where that gave no value,
        error: the error there,
        failure: and what came instead of a value, such as the name of an exception, or nothing.
    """

    errors: Float64Array | None
    step: float
    error: float
    failure: str


def known_truth(fun: NumberFunction, x: float, derivative: SupportsFloat | NumberFunction | None) -> Truth:
    """The derivative as given, or else by a complex step if ``fun`` takes complex numbers, by adaptive differences if
    not.

    Raises:
        TypeError: the derivative that is given is no number.
        ValueError: it is not finite, or no derivative with a finite bound was found.
    """
    if derivative is not None:
        value = as_number("derivative", _called(derivative, x) if callable(derivative) else derivative)
        if not np.isfinite(value):
            raise ValueError(f"`derivative` must be finite, got {value}")
        return Truth(value, 0.0)
    estimate = ComplexStep(fallback=AdaptiveDifference()).estimate_derivative(fun, x)
    if not np.isfinite(estimate.value + estimate.error):
        raise ValueError(
            f"the derivative at x = {x} could not be estimated with an error bound; give it as `derivative`"
        )
    return Truth(float(estimate.value), float(estimate.error))


def _called(derivative: NumberFunction, x: float) -> SupportsFloat:
    try:
        return derivative(x)
    except Exception as error:
        error.add_note(f"`derivative` was called with {x!r}")
        raise


def sweep(method: Differentiator, fun: NumberFunction, x: float, steps: Float64Array, truth: Truth) -> Sweep:
    """The errors of a fixed difference at these steps, and where any method stands by itself."""
    errors, step, error, failure = None, np.nan, np.nan, ""
    try:
        with np.errstate(all="ignore"):
            own = method.estimate_derivative(fun, x)
        step, error = float(own.step), abs(float(own.value) - truth.value)
        failure = "" if np.isfinite(error) else "the estimate is not finite"
    except OUTSIDE as problem:
        failure = type(problem).__name__
    if isinstance(method, StencilDifference):
        values = [_value(replace(method, rel_step=None, abs_step=h), fun, x) for h in steps.tolist()]
        errors = np.abs(np.array(values) - truth.value)
    return Sweep(errors, step, error, failure)


def _value(method: Differentiator, fun: NumberFunction, x: float) -> float:
    """The derivative, NaN where the step is lost to rounding or leads out of the domain of ``fun``."""
    try:
        with np.errstate(all="ignore"):
            value = method.derivative(fun, x)
    except OUTSIDE:
        return np.nan
    return value if np.isfinite(value) else np.nan


def rounding_constant(method: StencilDifference, fun: NumberFunction, x: float) -> float:
    """c in the rounding error c / h: eps |f(x)| sum |w_k|, with the weights w of the formula and eps of the type of
    f(x)."""
    probe, _ = derivative_probe(fun, x, None)
    size = abs(float(probe.base()[0]))
    return probe.value_epsilon * size * method.stencil().noise_gain


def truncation_constant(order: int, steps: Float64Array, errors: Float64Array) -> float | None:
    """C in the truncation error C h^order, from the measured errors, whose part with that slope is looked for.

    None where there is none: the formula is exact for a polynomial, or noise covers everything.
    """
    best, constant = np.log(CONSTANT), None
    with np.errstate(all="ignore"):
        logs = np.log(errors) - order * np.log(steps)
    for first in range(len(steps)):
        part = logs[(steps >= steps[first]) & (steps / WINDOW <= steps[first])]
        if steps[first] <= steps[-1] / WINDOW and np.isfinite(part).all() and float(np.ptp(part)) < best:
            best, constant = float(np.ptp(part)), float(np.exp(part.mean()))
    return constant


def floor_of(truth: Truth) -> float:
    """The error that rounding the derivative itself to double precision may make, eps |f'(x)|."""
    return EPSILON["d"] * abs(truth.value)
