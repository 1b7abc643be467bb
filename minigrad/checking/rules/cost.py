"""What a check will cost, before it is spent, and how far a given budget goes."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import SupportsFloat, cast, final, overload

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import require_callable
from minigrad.arrays import Float64Array, as_float_array
from minigrad.checking.rules.check_settings import CHECK
from minigrad.errors import levels_to_the_caller
from minigrad.probes.function_types import DOMAIN_ERRORS, ScalarFunction
from minigrad.probes.line_probe import LineProbe
from minigrad.probes.probe import Probe
from minigrad.probes.returned_values import read_number
from minigrad.structures import OnStructures, PointT, Structure


@final
class CostWarning(UserWarning):
    """A check is going to take long, and no budget was given."""


@final
@dataclass(frozen=True)
class Forecast:
    """What check_gradient will cost.

    Attributes:
        evaluations: calls of fun if all goes smoothly.
        at_most: calls of fun if every entry is in doubt.
        seconds: time for ``evaluations``, from one timed call.
    """

    evaluations: int
    at_most: int
    seconds: float

    @override
    def __str__(self) -> str:
        return (
            f"{self.evaluations} evaluations, about {self.seconds:.2g} s; at most {self.at_most} if every entry "
            "is in doubt"
        )


def forecast(n: int, seconds_per_call: float) -> Forecast:
    """The cost for n entries."""
    evaluations = CHECK.quick_evaluations * n + 2
    return Forecast(
        evaluations, (2 * CHECK.quick_evaluations + CHECK.robust_evaluations) * n + 2, evaluations * seconds_per_call
    )


@overload
def forecast_check(fun: ScalarFunction, x: npt.ArrayLike) -> Forecast: ...
@overload
def forecast_check(fun: Callable[[PointT], SupportsFloat], x: PointT) -> Forecast: ...
def forecast_check(fun: object, x: object) -> Forecast:
    """What ``check_gradient(fun, jac, x)`` would cost; calls fun twice to time it.

    >>> forecast_check(lambda x: float(np.sum(x**2)), np.zeros(1000)).evaluations
    4002
    """
    require_callable("fun", fun)
    structure, function = Structure.of_point("x", x), cast("ScalarFunction", fun)
    if structure is not None:
        function, point = OnStructures(function, cast("Structure[Float64Array]", structure)), structure.vector
    else:
        point = as_float_array("x", cast("npt.ArrayLike", x)).astype(np.float64)
    read_number(function(point.copy()))
    start = perf_counter()
    read_number(function(point.copy()))
    return forecast(point.size, perf_counter() - start)


def warn_if_long(probe: Probe, seconds_per_call: float, points: int = 1) -> None:
    """Say what is coming when it is a lot, also for a probe that gets many values faster than one by one.

    Args:
        probe: the values of f.
        seconds_per_call: the time that one value takes.
        points: at how many points it is to be checked; nothing is said of 0.
    """
    n = probe.columns * points
    expected = forecast(n, seconds_per_call)
    if expected.seconds > CHECK.long_seconds and isinstance(probe, LineProbe):
        expected = forecast(n, _seconds_per_value(probe))
    if points and expected.seconds > CHECK.long_seconds:
        where = f" at {points} points" if points > 1 else ""
        warnings.warn(
            f'checking {probe.size} entries{where} takes {expected}; pass `budget` to bound it, or mode="screen"',
            CostWarning,
            stacklevel=levels_to_the_caller(),
        )


def _seconds_per_value(probe: LineProbe) -> float:
    """The time that one of a few values takes when they are asked for together."""
    line = np.arange(probe.size)[max(0, probe.size // 2 - 4) :][:8]
    geometry = probe.geometry.take(line)
    step = np.clip(CHECK.nearby * np.maximum(geometry.unit, geometry.magnitude), geometry.lower, geometry.upper)
    with np.errstate(all="ignore"):
        return probe.seconds(line, step, catch=DOMAIN_ERRORS) / line.size


@final
class Budget:
    """Evaluations that may still be spent."""

    def __init__(self, budget: int | None) -> None:
        self._left = budget

    def affordable(self, wanted: int, price: int) -> int:
        """How many of ``wanted`` items at this price can be paid for."""
        return wanted if self._left is None else max(0, min(wanted, self._left // price))

    def pay(self, evaluations: int) -> None:
        """Take evaluations out."""
        if self._left is not None:
            self._left -= evaluations
