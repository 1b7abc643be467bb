"""A failing gradient made as small as it can be and still fail, as a test to paste.

Rows and columns are dropped as long as the failure survives, then numbers are rounded: to one digit, to whole numbers,
to 0 and 1. What is left shows the mistake without the noise around it.

Source: delta debugging, Zeller and Hildebrandt (2002), IEEE Transactions on Software Engineering 28, 183-200.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import AnyArray, FloatArray, as_array, as_float_array, require_rows
from minigrad.checking.check import check_gradient
from minigrad.checking.components import verify_layer, verify_objective
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.probes.function_types import ScalarFunction
from minigrad.testing.pasting import Arrays, require_expression, source_of_test, written

Axes: TypeAlias = Mapping[str, tuple[str, ...]]
"""For each array what its axes mean; axes of the same meaning are cut together."""

MOST_TRIES = 400


@final
@dataclass(frozen=True)
class SmallestCase:
    """What is left of a failing case.

    Attributes:
        arrays: the arrays by name.
        report: the verdict on them, still FAIL.
        source: a file with one test, which fails until the gradient is right; it lacks the imports of what is tested.
    """

    arrays: Arrays
    report: GradientReport
    source: str

    @override
    def __str__(self) -> str:
        return self.source


def shrink_gradient(
    fun: ScalarFunction,
    jac: Callable[[FloatArray], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    name: str = "fun",
    jac_name: str = "jac",
) -> SmallestCase:
    """The smallest x at which ``jac`` fails; shorter ones are tried where fun takes them.

    Args:
        fun, jac, x: as for :func:`~minigrad.check_gradient`.
        name, jac_name: what the two are called in the test that is printed.

    Raises:
        TypeError, ValueError: an argument is not what it should be, or the gradient does not fail at x.

    >>> print(shrink_gradient(lambda x: float(x @ x), lambda x: x.copy(), [0.31, -2.72, 4.0]))
    import numpy as np
    <BLANKLINE>
    import minigrad.testing
    <BLANKLINE>
    <BLANKLINE>
    def test_gradient_of_fun() -> None:
        x = np.array([1.0])
        minigrad.testing.assert_gradient(fun, jac, x)
    """
    require_expression("name", name)
    require_expression("jac_name", jac_name)
    start = as_float_array("x", x)
    arrays, report = _smallest(
        {"x": start},
        {"x": tuple(f"axis {k}" for k in range(start.ndim))},
        lambda parts: check_gradient(fun, jac, _floats(parts["x"]), rng=0),
    )
    test = f"minigrad.testing.assert_gradient({name}, {jac_name}, x)"
    return SmallestCase(arrays, report, source_of_test(f"gradient_of_{name}", arrays, test))


def shrink_objective(objective: Objective, outputs: npt.ArrayLike, targets: npt.ArrayLike) -> SmallestCase:
    """The fewest samples and classes, and the roundest numbers, on which an objective's gradient fails.

    Raises:
        ValueError: the gradient does not fail there.
    """
    start: Arrays = {"outputs": as_float_array("outputs", outputs), "targets": as_array("targets", targets)}
    require_rows("outputs", start["outputs"])
    labels = start["targets"].ndim < start["outputs"].ndim
    axes = {"outputs": ("sample", "class"), "targets": ("sample",) if labels else ("sample", "class")}
    arrays, report = _smallest(
        start, axes, lambda parts: verify_objective(objective, _floats(parts["outputs"]), parts["targets"], rng=0)
    )
    test = f"minigrad.verify_objective({written(objective)}, outputs, targets).raise_if_failed()"
    return SmallestCase(arrays, report, source_of_test(f"gradient_of_{type(objective).__name__}", arrays, test))


def shrink_layer(layer: Layer, inputs: npt.ArrayLike) -> SmallestCase:
    """The fewest samples and features, and the roundest inputs, on which a layer's pullback fails.

    Where the layer has a field ``n_inputs``, it changes with the inputs.

    Raises:
        ValueError: the pullback does not fail there.
    """
    start: Arrays = {"inputs": as_float_array("inputs", inputs)}
    require_rows("inputs", start["inputs"])
    arrays, report = _smallest(
        start, {"inputs": ("sample", "feature")}, lambda parts: _layer_report(layer, _floats(parts["inputs"]))
    )
    fitted = _fitted(layer, arrays["inputs"].shape[-1])
    test = f"minigrad.verify_layer({written(fitted)}, inputs, rng=0).raise_if_failed()"
    return SmallestCase(arrays, report, source_of_test(f"pullback_of_{type(layer).__name__}", arrays, test))


def _layer_report(layer: Layer, inputs: FloatArray) -> GradientReport:
    return verify_layer(_fitted(layer, inputs.shape[-1]), inputs, rng=0)


def _fitted(layer: Layer, features: int) -> Layer:
    """The layer for another number of features, where it has one."""
    if getattr(layer, "n_inputs", features) == features:
        return layer
    fitted = copy(layer)
    object.__setattr__(
        fitted, "n_inputs", features
    )  # layers are frozen; this one is ours, and nobody else has seen it yet
    return fitted


def _smallest(start: Arrays, axes: Axes, verdict: Callable[[Arrays], GradientReport]) -> tuple[Arrays, GradientReport]:
    """Accept every simpler case that still fails, until none is left."""
    best, report = start, verdict(start)
    if report.verdict is not Verdict.FAIL:
        raise ValueError(f"there is nothing to shrink: the verdict is {report.verdict.name}, not FAIL")
    tries = 0
    progress = True
    while progress and tries < MOST_TRIES:
        progress = False
        for simpler in _simpler(best, axes):
            tries += 1
            found = _attempt(verdict, simpler)
            if found is not None:
                best, report, progress = simpler, found, True
                break
    return best, report


def _attempt(verdict: Callable[[Arrays], GradientReport], arrays: Arrays) -> GradientReport | None:
    try:
        with np.errstate(all="ignore"):
            report = verdict(arrays)
    except Exception:  # a case that cannot be evaluated is no simpler version of one that fails
        return None
    return report if report.verdict is Verdict.FAIL else None


def _simpler(arrays: Arrays, axes: Axes) -> Iterator[Arrays]:
    """Versions with less in them, the boldest first."""
    for meaning in dict.fromkeys(meaning for meanings in axes.values() for meaning in meanings):
        yield from _cuts(arrays, axes, meaning)
    for name, array in arrays.items():
        if array.dtype.kind == "f":
            for rounder in _rounder(_floats(array)):
                if not np.array_equal(rounder, array):
                    yield {**arrays, name: rounder}


def _cuts(arrays: Arrays, axes: Axes, meaning: str) -> Iterator[Arrays]:
    """One half or the other, then all but one."""
    places = {name: meanings.index(meaning) for name, meanings in axes.items() if meaning in meanings}
    length = next(arrays[name].shape[axis] for name, axis in places.items())
    kept = [range(length // 2), range(length // 2, length)] if length > 2 else []
    singles = [[i for i in range(length) if i != gone] for gone in range(min(length, 20))] if length > 1 else []
    for keep in [*kept, *singles]:
        yield {
            name: np.take(array, list(keep), axis=places[name]) if name in places else array
            for name, array in arrays.items()
        }


def _rounder(array: FloatArray) -> Iterator[FloatArray]:
    yield np.ones_like(array)
    yield np.round(array)
    yield np.round(array, 1)
    yield np.round(array, 2)


def _floats(array: AnyArray) -> FloatArray:
    return array.astype(np.float64)
