"""The results of one ``forward`` of a layer and its pullback, and how they are compared."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.arrays import FloatArray
from minigrad.layers.base import Params
from minigrad.testing.clauses.comparing import first, like, same


class Run(NamedTuple):
    """The results of one forward and its pullback."""

    outputs: FloatArray
    d_params: dict[str, FloatArray]
    d_inputs: FloatArray


def differences(what: str, one: Run, other: Run, rtol: float = 0.0) -> str | None:
    """How two results differ as a text, or None."""
    names = [same(f"d_{name} {what}", one.d_params[name], array, rtol=rtol) for name, array in other.d_params.items()]
    outputs = same(f"outputs {what}", one.outputs, other.outputs, rtol=rtol)
    return first(outputs, *names, same(f"d_inputs {what}", one.d_inputs, other.d_inputs, rtol=rtol))


def malformed(given: object, params: Params) -> str | None:
    """Why the result of a pullback is no pair of a dict of derivatives and d_inputs, or None."""
    if not isinstance(given, tuple) or len(given) != 2 or not isinstance(given[0], dict):
        return f"the pullback returns {type(given).__name__}, not a tuple of a dict of derivatives by name and d_inputs"
    if set(given[0]) != set(params):
        return f"the pullback returns derivatives for {sorted(given[0])}, parameters are {sorted(params)}"
    return None


def unlike(run: Run, params: Params, inputs: FloatArray) -> str | None:
    """Which derivative has another shape or dtype than the array it is taken with respect to, or None."""
    wrong = [like(f"d_{name}", run.d_params[name], array) for name, array in params.items()]
    return first(*wrong, like("d_inputs", run.d_inputs, inputs))
