"""Writes ``torch_layers.json``: values and derivatives of layers by torch, in double precision.

``python -m tests.references.torch_layers`` needs torch. The names are those of minigrad's layers, as their ``repr`` has
them; parameters are named as there, and transposed where torch has them the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, Shape

PATH = Path(__file__).with_suffix(".json")
INPUTS = np.array([[-3.0, -0.5, 0.0, 1.25], [0.75, 2.0, -1.5, 4.0], [6.0, -7.5, 0.1, -0.01]])


class Tensor(Protocol):
    """What is used of a torch tensor."""

    grad: Tensor
    shape: Shape
    T: Tensor
    requires_grad: bool

    def backward(self, gradient: Tensor) -> None: ...
    def tolist(self) -> list[object]: ...


Function: TypeAlias = Callable[[Tensor, Mapping[str, Tensor]], Tensor]


def short(shape: Shape, start: float) -> Float64Array:
    """Numbers between -1 and 1 with two digits, which a file holds exactly."""
    numbers: Float64Array = np.cos(start + np.arange(np.prod(shape))).round(2)
    return numbers.reshape(shape)


def functions() -> dict[str, tuple[Function, dict[str, Shape]]]:
    """For each layer the function of torch, and the shapes of the parameters."""
    f = import_module("torch.nn.functional")
    return {
        "Dense(n_inputs=4, n_outputs=3, bias=True, initializer=GlorotUniform())": (
            lambda x, own: f.linear(x, own["weight"].T, own["bias"]),
            {"weight": (4, 3), "bias": (3,)},
        ),
        "ReLU()": (lambda x, own: f.relu(x), {}),
        "LeakyReLU(negative_slope=0.2)": (lambda x, own: f.leaky_relu(x, 0.2), {}),
        "Sigmoid()": (lambda x, own: f.sigmoid(x), {}),
        "Tanh()": (lambda x, own: f.tanh(x), {}),
        "GELU(approximate='none')": (lambda x, own: f.gelu(x), {}),
        "GELU(approximate='tanh')": (lambda x, own: f.gelu(x, approximate="tanh"), {}),
        "Softplus()": (lambda x, own: f.softplus(x), {}),
        "Softmax()": (lambda x, own: f.softmax(x, dim=-1), {}),
        "LayerNorm(n_features=4, epsilon=1e-05)": (
            lambda x, own: f.layer_norm(x, (4,), own["scale"], own["shift"], 1e-5),
            {"scale": (4,), "shift": (4,)},
        ),
    }


def result(function: Function, shapes: Mapping[str, Shape], inputs: AnyArray) -> dict[str, object]:
    """Everything that goes into a function and comes out of it; no derivative by whole numbers."""
    tensor = import_module("torch").tensor
    x: Tensor = tensor(inputs, requires_grad=inputs.dtype.kind == "f")
    values = {name: short(shape, 1.0) for name, shape in shapes.items()}
    params: dict[str, Tensor] = {name: tensor(value, requires_grad=True) for name, value in values.items()}
    outputs = function(x, params)
    d_outputs = short(tuple(outputs.shape), 2.0)
    outputs.backward(tensor(d_outputs))
    return {
        "inputs": inputs.tolist(),
        "params": {name: value.tolist() for name, value in values.items()},
        "d_outputs": d_outputs.tolist(),
        "outputs": outputs.tolist(),
        "d_params": {name: own.grad.tolist() for name, own in params.items()},
        "d_inputs": x.grad.tolist() if x.requires_grad else np.zeros(inputs.shape).tolist(),
    }


def normalization(shape: Shape, training: bool) -> dict[str, object]:
    """A batch normalisation of inputs (samples, 2, ...) with other running statistics than at first: what it computes,
    and what it remembers after this batch and another one."""
    f, tensor = import_module("torch.nn.functional"), import_module("torch").tensor
    running = {"running_mean": np.array([0.5, -0.25]), "running_variance": np.array([2.0, 0.5])}
    state: dict[str, Tensor] = {name: tensor(value) for name, value in running.items()}

    def apply(x: Tensor, own: Mapping[str, Tensor]) -> Tensor:
        outputs: Tensor = f.batch_norm(x, *state.values(), own["scale"], own["shift"], training, 0.1, 1e-5)
        return outputs

    inputs = 3.0 * short(shape, 4.0)
    found = result(apply, {"scale": (2,), "shift": (2,)}, inputs)
    apply(tensor(inputs[::-1] + 1.0), {name: tensor(np.ones(2)) for name in ("scale", "shift")})
    kept = {name: value.tolist() for name, value in running.items()}
    return found | {"state": kept, "state_after_two": {name: value.tolist() for name, value in state.items()}}


def main() -> None:
    """Write the file, a line for each layer."""
    cases = {name: result(*each, INPUTS) for name, each in functions().items()}
    embedding = import_module("torch.nn.functional").embedding
    cases["Embedding(n_symbols=5, n_features=3, initializer=Normal(scale=1.0))"] = result(
        lambda x, own: embedding(x, own["table"]), {"table": (5, 3)}, np.array([[1, 4, 1, 0], [2, 2, 4, 1]])
    )
    for axes, shape in ((1, (4, 2)), (3, (3, 2, 2, 2))):
        for training in (False, True):
            name = f"BatchNorm(n_features=2, epsilon=1e-05, momentum=0.9, input_axes={axes})"
            cases[f"{name} in training" if training else name] = normalization(shape, training)
    lines = [f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items()]
    PATH.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
