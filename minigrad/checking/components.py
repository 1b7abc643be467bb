"""The same verdict for a single layer or objective, with respect to everything that it can be differentiated by.

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
from minigrad.arrays import Float64Array, FloatArray, Rng, as_float_array
from minigrad.checking.check import Mode, check_gradient
from minigrad.checking.contracts.returned import Returned
from minigrad.checking.reporting.report import GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.layers.base import Layer, Pullback
from minigrad.networks.parameters import ParameterLayout
from minigrad.objectives.base import Objective
from minigrad.probes.lines import coordinate_name


def verify_layer(
    layer: Layer,
    inputs: npt.ArrayLike,
    *,
    params: Mapping[str, npt.ArrayLike] | None = None,
    mode: Mode = "full",
    rng: Rng = None,
    differentiator: Differentiator | None = None,
) -> GradientReport:
    """Check a layer's pullback: the derivative by every parameter and by the inputs, for a random cotangent.

    What is differentiated is the sum of c * outputs, with c drawn at random: with c = 1 some errors cancel.

    Args:
        layer: what is checked.
        inputs: (samples, features).
        params: its parameters; freshly initialised by default.
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
    arrays = returned.initialize(generator) if params is None else returned.params(params)
    arrays["inputs"] = as_float_array("inputs", inputs).astype(np.float64)
    layout = ParameterLayout(tuple(arrays), tuple(array.shape for array in arrays.values()))

    def forward(vector: FloatArray) -> tuple[FloatArray, Pullback]:
        parts = layout.unflatten(vector.copy())
        features = parts.pop("inputs")
        return returned.forward(parts, features)

    cotangent = generator.normal(size=forward(_joined(arrays, arrays))[0].shape)

    def fun(vector: FloatArray) -> float:
        return float(np.sum(cotangent * forward(vector)[0]))

    def jac(vector: FloatArray) -> FloatArray:
        d_params, d_inputs = returned.pulled(forward(vector)[1], cotangent.copy())
        return _joined({**d_params, "inputs": d_inputs}, arrays)

    return check_gradient(
        fun,
        jac,
        _joined(arrays, arrays),
        names=layout.name,
        mode=mode,
        rng=generator,
        differentiator=differentiator,
    )


def _joined(arrays: Mapping[str, FloatArray], like: Mapping[str, FloatArray]) -> Float64Array:
    """The arrays end to end, in the order of ``like``; each must have the shape that it has there."""
    for name, array in like.items():
        if name not in arrays or arrays[name].shape != array.shape:
            got = arrays[name].shape if name in arrays else "nothing"
            raise ValueError(f"the pullback must return a derivative of shape {array.shape} for `{name}`, got {got}")
    return np.concatenate([np.asarray(arrays[name], dtype=np.float64).reshape(-1) for name in like])


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
        names=lambda index: coordinate_name(point, index).replace("x", "outputs", 1),
        rng=rng,
        differentiator=differentiator,
    )
