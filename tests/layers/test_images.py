"""Conv2D, MaxPool2D, AveragePool2D, Flatten: against torch (tests/references/torch_images.py), in stacks, and with
inputs that do not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TypedDict

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.layers import AveragePool2D, Conv2D, Flatten, GlorotUniform, HeNormal, Layer, MaxPool2D
from minigrad.layers.stages import StartsFromData
from tests.numeric import read_only
from tests.references.torch_images import PATH, Geometry, given, some


class Case(TypedDict):
    kernel_size: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    outputs: list[float]
    derivatives: list[list[float]]


CASES: list[tuple[str, Case]] = json.loads(PATH.read_text("utf-8"))


def _layer(name: str, case: Case) -> Layer:
    size, stride, padding = case["kernel_size"], case["stride"], case["padding"]
    if name == "Conv2D":
        return Conv2D(2, 3, size, stride=stride, padding=padding)
    pooling = MaxPool2D if name == "MaxPool2D" else AveragePool2D
    return pooling(size, stride=stride, padding=padding)


def _close(found: FloatArray, expected: list[float]) -> None:
    np.testing.assert_allclose(found, np.array(expected), rtol=1e-12, atol=1e-12)


@pytest.mark.each(("name", "case"), CASES)
def test_it_computes_what_torch_computes(name: str, case: Case) -> None:
    geometry = Geometry(case["kernel_size"], case["stride"], case["padding"])
    inputs, *own = map(read_only, given(geometry, filters=name == "Conv2D"))
    params = dict(zip(("weight", "bias"), own, strict=False))
    outputs, pullback = _layer(name, case).forward(params, inputs)
    _close(outputs, case["outputs"])
    d_params, d_inputs = pullback(read_only(some(outputs.shape, 9.0)))
    _close(d_inputs, case["derivatives"][0])
    assert d_params.keys() == params.keys()
    for found, expected in zip(d_params.values(), case["derivatives"][1:], strict=True):
        _close(found, expected)


def test_the_first_layer_of_a_network_saves_the_derivative_of_the_data() -> None:
    layer: Layer = Conv2D(2, 3, 3, padding=1)
    assert isinstance(layer, StartsFromData)
    params = layer.initialize(np.random.default_rng(0))
    inputs, d_outputs = some((4, 2, 5, 5), 0.0), some((4, 3, 5, 5), 1.0)
    outputs, pullback = layer.forward_from_data(params, inputs)
    expected, whole = layer.forward(params, inputs)
    np.testing.assert_array_equal(outputs, expected)
    np.testing.assert_equal(pullback(d_outputs), whole(d_outputs)[0])


@pytest.mark.each(("initializer", "deviation"), [(HeNormal(), (2 / 90) ** 0.5), (GlorotUniform(), (2 / 270) ** 0.5)])
def test_an_initializer_counts_the_numbers_in_a_window(initializer: HeNormal | GlorotUniform, deviation: float) -> None:
    """Of 10 channels and 9 places in, 20 channels and 9 places out, as in Keras and torch."""
    weight = Conv2D(10, 20, 3, initializer=initializer).initialize(np.random.default_rng(0))["weight"]
    assert weight.shape == (20, 10, 3, 3)
    assert float(weight.std()) == pytest.approx(deviation, rel=0.06)  # 1800 draws: standard error 1.7 %


def test_a_bias_may_be_stacked_where_the_weight_is_not() -> None:
    params = {"weight": np.ones((1, 1, 1, 1)), "bias": np.array([[10.0], [20.0]])}
    outputs, pullback = Conv2D(1, 1, 1).forward(params, np.ones((1, 1, 1, 1)))
    assert outputs.ravel().tolist() == [11.0, 21.0]
    d_params, d_inputs = pullback(np.ones((2, 1, 1, 1, 1)))
    assert [d_params["weight"].tolist(), d_params["bias"].tolist()] == [[[[[2.0]]]], [[1.0], [1.0]]]
    assert d_inputs.tolist() == [[[[2.0]]]]


IMAGES = np.ones((2, 1, 5, 5))
UNIT = {"weight": np.ones((2, 1, 1, 1)), "bias": np.zeros(2)}

MISTAKES: list[tuple[Callable[[], object], str]] = [
    (lambda: Conv2D(0, 1, 3), "`n_inputs` must be a whole number of at least 1, got 0"),
    (lambda: Conv2D(1, 1, (3, 0)), "`kernel_size` must be a whole number of at least 1, got 0"),
    (lambda: Conv2D(1, 1, (1, 2, 3)), "`kernel_size` must be one whole number, or two for height and width, got (1, 2"),  # type: ignore[arg-type]  # what the test is about
    (lambda: Conv2D(1, 1, 3, padding=-1), "`padding` must be a whole number of at least 0, got -1"),
    (lambda: Conv2D(1, 1, 2**40), "`n_inputs`, `n_outputs` and `kernel_size` must give a weight that fits into memory"),
    (lambda: MaxPool2D(2, stride=0), "`stride` must be a whole number of at least 1, got 0"),
    (lambda: MaxPool2D((2, 3), padding=2), "`padding` must be at most half of `kernel_size`, (2, 3), got 2"),
    (lambda: Flatten(0), "`input_axes` must be a whole number of at least 1, got 0"),
    (
        lambda: Conv2D(3, 2, 1).forward({**UNIT, "weight": np.ones((2, 3, 1, 1))}, IMAGES),
        "must have shape (..., samples, 3, height, width), got (2, 1, 5, 5)",
    ),
    (lambda: Conv2D(1, 2, 1).forward(UNIT, np.ones((3, 5, 5, 1))), "height and width with np.moveaxis(x, -1, -3)"),
    (lambda: Conv2D(1, 2, 1).forward(UNIT, np.ones((1, 3, 5, 5))), "without channels get them by x[:, np.newaxis]"),
    (
        lambda: MaxPool2D(6, padding=(0, 1)).forward({}, IMAGES),
        "`kernel_size` must fit into the inputs with their padding, (5, 7), got (6, 6)",
    ),
    (
        lambda: Conv2D(1, 2, 2).forward(UNIT, IMAGES),
        "must have shape (..., 2, 1, 2, 2), got (2, 1, 1, 1)",
    ),
    (
        lambda: Conv2D(1, 2, 1).forward({**UNIT, "bias": np.ones(1)}, IMAGES),
        "must have shape (..., 2), got (1,)",
    ),
    (
        lambda: Conv2D(1, 2, 1).forward({"bias": np.zeros(2)}, IMAGES),
        "must have arrays named 'weight', 'bias', got {'bias'",
    ),
    (lambda: MaxPool2D(2).forward({}, np.ones((5, 64))), "(..., samples, channels, height, width), got (5, 64)"),
    (lambda: Flatten().forward({}, np.ones((8, 8, 8))), "`inputs` of Flatten(input_axes=3) must have at least 4 axes"),
    (
        lambda: AveragePool2D(2).forward({}, np.ones((1, 1, 4, 4)))[1](np.ones((1, 1, 4, 4))),
        "`d_outputs` must have the shape of the outputs, (1, 1, 2, 2), got (1, 1, 4, 4)",
    ),
]


@pytest.mark.each(("call", "message"), MISTAKES)
def test_a_mistake_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        call()
