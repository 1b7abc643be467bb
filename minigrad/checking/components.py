"""The same verdict for a single layer or objective, with respect to everything that it depends on.

>>> import numpy as np
>>> import minigrad as mg
>>> verify_layer(mg.Dense(3, 2), np.ones((4, 3)), rng=0).verdict
<Verdict.PASS: 'pass'>
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_choice, require_instance
from minigrad.arrays import FloatArray, Rng, as_float_array
from minigrad.checking.answer import Mode
from minigrad.checking.check import check_gradient
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.triangle.pullback import with_pullback
from minigrad.checking.triangle.returned import Returned
from minigrad.differentiators.base import Differentiator
from minigrad.layers.base import Layer, Pullback
from minigrad.layers.stages import TakesSymbols
from minigrad.layout import Layout
from minigrad.objectives.base import Objective


def verify_layer(
    layer: Layer,
    inputs: npt.ArrayLike,
    *,
    params: Mapping[str, npt.ArrayLike] | None = None,
    mode: Mode = "full",
    rng: Rng = None,
    differentiator: Differentiator | None = None,
) -> GradientReport:
    """Check a layer's pullback: its derivatives with respect to every parameter and the inputs, for a random cotangent.

    What is differentiated is the sum of c * outputs, with c drawn at random: with c = 1 some errors cancel. Inputs that
    are symbols are not differentiated with respect to. ``layer.in_training(rng)`` is checked like any other layer.
    That the derivatives are right for every c follows from the pullback's being linear in c, which is checked too.

    Args:
        layer: what is checked.
        inputs: (samples, features), or (samples, channels, ...).
        params: its parameters, freshly initialised by default, and its state, if it shall not be the initial one.
        mode: as for :func:`~minigrad.check_gradient`; "screen" is for layers of many thousands of parameters.
        rng: for the parameters and c.
        differentiator: as for :func:`~minigrad.check_gradient`.

    Returns:
        one report for everything, with names such as ``weight[0, 2]`` and ``inputs[1, 0]``.
    """
    require_instance("layer", layer, Layer)
    require_choice("mode", mode, get_args(Mode))
    returned = Returned(layer)
    generator = as_generator("rng", rng)
    arrays, state = returned.arrays(params, generator)
    given = as_float_array("inputs", inputs).astype(np.float64)
    if not isinstance(layer, TakesSymbols):
        arrays["inputs"] = given
    layout = Layout.of(arrays)
    point = layout.join(arrays, "the layer")

    def forward(vector: FloatArray) -> tuple[FloatArray, Pullback]:
        parts = layout.unflatten(vector.copy())
        features = parts.pop("inputs") if "inputs" in parts else given.copy()
        return returned.forward({**parts, **{name: array.copy() for name, array in state.items()}}, features)

    outputs, pullback = forward(point)
    cotangent = generator.normal(size=outputs.shape)

    def fun(vector: FloatArray) -> float:
        return float(np.sum(cotangent * forward(vector)[0]))

    def pulled(through: Pullback, d_outputs: FloatArray) -> FloatArray:
        d_params, d_inputs = returned.pulled(through, d_outputs)
        return layout.join({**d_params, "inputs": d_inputs} if "inputs" in arrays else d_params, "the pullback")

    def jac(vector: FloatArray) -> FloatArray:
        return pulled(forward(vector)[1], cotangent.copy())

    report = check_gradient(fun, jac, point, names=layout, mode=mode, rng=generator, differentiator=differentiator)
    shapes = outputs.shape, point.shape
    return with_pullback(report, lambda d_outputs: pulled(pullback, d_outputs), shapes, generator)


def verify_objective(
    objective: Objective,
    outputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    *,
    rng: Rng = None,
    differentiator: Differentiator | None = None,
) -> GradientReport:
    """Check that an objective's gradient is the derivative of its own value, at these outputs.

    Args:
        objective: what is checked.
        outputs: (samples, features).
        targets: labels (samples,) or rows (samples, features).
        rng: for the parts of the check that are random.
        differentiator: as for :func:`~minigrad.check_gradient`.

    >>> import minigrad as mg
    >>> verify_objective(mg.SoftmaxCrossEntropy(), [[0.3, 2.9, 4.0]], [1]).passed
    True
    """
    require_instance("objective", objective, Objective)
    point = as_float_array("outputs", outputs).astype(np.float64)
    objective.value(point, targets)  # what is wrong with the arguments is said here, and is no finding
    return check_gradient(
        lambda p: objective.value(p, targets),
        lambda p: objective.gradient(p, targets),
        point,
        names=Layout.of({"outputs": point}),
        rng=rng,
        differentiator=differentiator,
    )
