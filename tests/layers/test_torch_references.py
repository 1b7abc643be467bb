"""Values and derivatives of layers against torch's, in double precision: tests/references/torch_layers.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.layers import Layer
from tests.registry import LAYERS

Numbers = list[list[float]]


class Case(TypedDict):
    inputs: Numbers
    params: dict[str, Numbers]
    d_outputs: Numbers
    outputs: Numbers
    d_params: dict[str, Numbers]
    d_inputs: Numbers


FILE = Path(__file__).parents[1] / "references" / "torch_layers.json"
CASES: dict[str, Case] = json.loads(FILE.read_text("utf-8"))
BY_NAME: Mapping[str, Layer] = {repr(layer): layer for layer in LAYERS}


def require_close(what: str, found: FloatArray, expected: Numbers) -> None:
    """Within 1e-12 of the largest."""
    wanted = np.array(expected)
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12 * np.abs(wanted).max(), err_msg=what)


@pytest.mark.each(("name", "case"), list(CASES.items()))
def test_a_layer_computes_what_torch_computes(name: str, case: Case) -> None:
    outputs, pullback = BY_NAME[name].forward(
        {key: np.array(value) for key, value in case["params"].items()}, np.array(case["inputs"])
    )
    require_close("outputs", outputs, case["outputs"])
    d_params, d_inputs = pullback(np.array(case["d_outputs"]))
    require_close("d_inputs", d_inputs, case["d_inputs"])
    assert d_params.keys() == case["d_params"].keys()
    for key, expected in case["d_params"].items():
        require_close(f"d_{key}", d_params[key], expected)
