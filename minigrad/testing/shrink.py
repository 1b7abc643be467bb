"""Shrinks a failing gradient to the smallest case that still fails, as a test to paste."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import final

import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import require_instance
from minigrad.arrays import Float64Array, FloatArray, as_array, as_float_array, require_rows
from minigrad.checking.check import check_gradient
from minigrad.checking.components import verify_layer, verify_objective
from minigrad.checking.reporting.report import GradientReport
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.probes.function_types import ScalarFunction
from minigrad.testing.clauses.comparing import as_samples
from minigrad.testing.pasting import Arrays, require_expression, source_of_test, written
from minigrad.testing.smaller_cases import floats, smallest


@final
@dataclass(frozen=True)
class SmallestCase:
    """The smallest failing case that was found.

    Attributes:
        arrays: the arrays by name.
        report: the verdict on them, still FAIL.
        source: a file with one test, which fails until the gradient is right, without the imports of the tested
            functions.
    """

    arrays: Arrays
    report: GradientReport
    source: str

    @override
    def __str__(self) -> str:
        return self.source


def shrink_gradient(
    fun: ScalarFunction,
    jac: Callable[[Float64Array], npt.ArrayLike],
    x: npt.ArrayLike,
    *,
    name: str = "fun",
    jac_name: str = "jac",
) -> SmallestCase:
    """The smallest x at which ``jac`` fails; shorter ones are tried if fun accepts them.

    Args:
        fun, jac, x: as for :func:`~minigrad.check_gradient`.
        name, jac_name: the names of the two in the test.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, or the gradient does not fail at x.

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
    arrays, report = smallest(
        {"x": start},
        {"x": tuple(f"axis {k}" for k in range(start.ndim))},
        lambda parts: check_gradient(fun, jac, floats(parts["x"]), rng=0),
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
    arrays, report = smallest(
        start, axes, lambda parts: verify_objective(objective, floats(parts["outputs"]), parts["targets"], rng=0)
    )
    test = f"minigrad.verify_objective({written(objective)}, outputs, targets).raise_if_failed()"
    return SmallestCase(arrays, report, source_of_test(f"gradient_of_{type(objective).__name__}", arrays, test))


def shrink_layer(layer: Layer, inputs: npt.ArrayLike) -> SmallestCase:
    """The fewest samples and features, or channels, and the roundest inputs, on which a layer's pullback fails.

    Where the layer has a field ``n_inputs``, it changes with the inputs.

    Raises:
        ValueError: the pullback does not fail there.
    """
    require_instance("layer", layer, Layer)
    start: Arrays = {"inputs": as_samples("inputs", inputs, layer.input_axes)}
    axes = ("sample", "feature", *(f"axis {k}" for k in range(2, start["inputs"].ndim)))
    arrays, report = smallest(start, {"inputs": axes}, lambda parts: _layer_report(layer, floats(parts["inputs"])))
    fitted = _fitted(layer, arrays["inputs"].shape[1])
    test = f"minigrad.verify_layer({written(fitted)}, inputs, rng=0).raise_if_failed()"
    return SmallestCase(arrays, report, source_of_test(f"pullback_of_{type(layer).__name__}", arrays, test))


def _layer_report(layer: Layer, inputs: FloatArray) -> GradientReport:
    return verify_layer(_fitted(layer, inputs.shape[1]), inputs, rng=0)


def _fitted(layer: Layer, features: int) -> Layer:
    """The layer for another number of features, where it has one."""
    if getattr(layer, "n_inputs", features) == features:
        return layer
    fitted = copy(layer)
    object.__setattr__(fitted, "n_inputs", features)  # layers are frozen, but this copy is used nowhere else
    return fitted
