"""Warns of a function that ignores its argument: its derivative is correctly zero, and not what its author meant."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np

from minigrad.arrays import AnyArray, Float64Array
from minigrad.differentiators.captured_array import captured_array
from minigrad.differentiators.estimate import Estimate
from minigrad.errors import IgnoredArgumentWarning, levels_to_the_caller
from minigrad.probes.probe import Given, Probe
from minigrad.probes.signatures.extra_arguments import WithArgs
from minigrad.structures import OnStructures

FAR_POINTS = ((1.3, 0.7), (0.6, -0.4))
"""Two points far from x, each as a factor and a shift of x."""

ADVICE = "compute the value from the argument, as `EmpiricalRisk` does for a network of minigrad"


def warn_if_ignored(probe: Probe, estimate: Estimate) -> Estimate:
    """``estimate``, after a warning where ``fun`` is the same everywhere and holds an array with x's numbers or memory.

    The array is searched for where all values that the differentiator got are equal. Where there is one, ``fun`` is
    evaluated up to five times more. Functions that this package makes of a caller's are not searched.
    """
    before = probe.evaluations
    warn_if_array_is_used_instead(probe)
    return replace(estimate, evaluations=estimate.evaluations + probe.evaluations - before)


def warn_if_array_is_used_instead(probe: Probe) -> str | None:
    """The array that ``fun`` uses instead of its argument, after the warning; None where it uses its argument, or no
    array."""
    given = probe.given
    if given is None or probe.moves is not False or _is_ours(given.fun):
        return None
    name = captured_array(given.fun, given.x)
    if name is None:
        return None
    if not _ignored(probe, given):
        return None
    warnings.warn(
        "`fun` ignores its argument: it returns the same value wherever x is moved, so its derivative is 0. "
        f"It uses the array `{name}`, which holds the same numbers as x; {ADVICE}",
        IgnoredArgumentWarning,
        stacklevel=levels_to_the_caller(),
    )
    return name


def _is_ours(fun: object) -> bool:
    while isinstance(fun, WithArgs | OnStructures):
        fun = fun.fun
    return str(getattr(fun, "__module__", "")).startswith("minigrad.")


def _ignored(probe: Probe, given: Given) -> bool:
    """Whether ``fun`` has the same value at x and far from it, even at NaN."""
    x = given.origin.x
    places = ((1.0, 0.0), *FAR_POINTS)
    values = [_value(probe, given, given.origin.clip(np.asarray(factor * x + shift))) for factor, shift in places]
    if _all_the_same(values):  # x comes last, so that a function that stores its argument is left with that
        values += [_value(probe, given, np.full_like(x, np.nan)), _value(probe, given, x.copy())]
    return _all_the_same(values)


def _value(probe: Probe, given: Given, point: Float64Array) -> AnyArray | None:
    """None outside of the domain, which a function that ignores its argument cannot leave."""
    probe.count(1)
    try:
        with np.errstate(all="ignore"):
            return np.array(given.value(point))
    except Exception:
        return None


def _all_the_same(values: list[AnyArray | None]) -> bool:
    first = values[0]
    return first is not None and all(value is not None and np.array_equal(value, first) for value in values[1:])
