"""Values and derivatives of layers against torch's, in double precision: tests/references/torch_layers.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NotRequired, TypedDict

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.layers import BatchNorm, Layer
from tests.registry import LAYERS, SYMBOL_LAYERS

Numbers = list[list[float]]


class Case(TypedDict):
    inputs: Numbers
    params: dict[str, Numbers]
    d_outputs: Numbers
    outputs: Numbers
    d_params: dict[str, Numbers]
    d_inputs: Numbers
    state: NotRequired[dict[str, Numbers]]
    state_after_two: NotRequired[dict[str, Numbers]]


FILE = Path(__file__).parents[1] / "references" / "torch_layers.json"
CASES: dict[str, Case] = json.loads(FILE.read_text("utf-8"))
NORMALIZATIONS = (BatchNorm(2), BatchNorm(2, input_axes=3))
BY_NAME: Mapping[str, Layer] = {
    **{repr(layer): layer for layer in (*LAYERS, *SYMBOL_LAYERS, *NORMALIZATIONS)},
    **{f"{layer!r} in training": layer.in_training(np.random.default_rng(0)) for layer in NORMALIZATIONS},
}


def arrays(numbers: Mapping[str, Numbers]) -> dict[str, FloatArray]:
    return {name: np.array(value) for name, value in numbers.items()}


def require_close(what: str, found: Mapping[str, FloatArray], expected: Mapping[str, Numbers]) -> None:
    """Within 1e-12 of the largest."""
    assert found.keys() == expected.keys()
    for name, wanted in arrays(expected).items():
        size = float(np.abs(wanted).max())
        np.testing.assert_allclose(found[name], wanted, rtol=1e-12, atol=1e-12 * size, err_msg=f"{what}{name}")


@pytest.mark.each(("name", "case"), list(CASES.items()))
def test_a_layer_computes_what_torch_computes(name: str, case: Case) -> None:
    params = arrays({**case["params"], **case.get("state", {})})
    outputs, pullback = BY_NAME[name].forward(params, np.array(case["inputs"], dtype=np.float64))
    d_params, d_inputs = pullback(np.array(case["d_outputs"]))
    require_close("", {"outputs": outputs, "d_inputs": d_inputs}, {k: case[k] for k in ("outputs", "d_inputs")})
    require_close("d_", d_params, case["d_params"])


@pytest.mark.each("layer", NORMALIZATIONS)
def test_running_statistics_move_as_torch_moves_them(layer: BatchNorm) -> None:
    case = CASES[f"{layer!r} in training"]
    params, inputs = arrays(case["params"]), np.array(case["inputs"])
    state: dict[str, FloatArray] = arrays(case["state"])
    for batch in (inputs, inputs[::-1] + 1.0):
        _, _, state = layer.in_training(np.random.default_rng(0)).forward_and_state({**params, **state}, batch)
    require_close("", state, case["state_after_two"])
