"""Writes ``torch_images.json``: values and derivatives of convolutions and poolings by torch, in double precision.

``python -m tests.references.torch_images`` needs torch. What goes in are whole numbers, so that the file is short; many
windows hold equal ones, which shows where the derivative of a maximum goes.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias

import numpy as np

from minigrad.arrays import Float64Array, Shape

Pair: TypeAlias = tuple[int, int]

PATH: Final = Path(__file__).with_suffix(".json")


class Geometry(NamedTuple):
    """A window of (height, width), and how it moves."""

    kernel_size: Pair
    stride: Pair
    padding: Pair


INPUTS: Final = 2, 2, 4, 5

GEOMETRIES: Final = (
    Geometry((3, 3), (1, 1), (0, 0)),
    Geometry((3, 3), (1, 1), (1, 1)),
    Geometry((2, 2), (2, 2), (0, 0)),  # a row and a column are left over
    Geometry((2, 3), (1, 2), (1, 0)),
    Geometry((3, 2), (3, 1), (1, 1)),
)


class Tensor(Protocol):
    """What is used of a torch tensor."""

    grad: Tensor
    shape: Shape

    def backward(self, gradient: Tensor) -> None: ...
    def tolist(self) -> list[object]: ...


class Function(Protocol):
    """A function of torch.nn.functional."""

    def __call__(self, *arrays: Tensor, stride: Pair, padding: Pair, **window: Pair) -> Tensor: ...


def some(shape: Shape, start: float) -> Float64Array:
    """Whole numbers from -4 to 4."""
    numbers: Float64Array = (4.0 * np.cos(start + np.arange(np.prod(shape)) ** 1.5)).round()
    return numbers.reshape(shape)


def given(geometry: Geometry, *, filters: bool) -> list[Float64Array]:
    """The inputs, and for a convolution the weight and the bias."""
    shapes: list[Shape] = [(3, 2, *geometry.kernel_size), (3,)] if filters else []
    return [some(shape, k) for k, shape in enumerate([INPUTS, *shapes])]


def result(function: Function, geometry: Geometry, *, filters: bool = False) -> dict[str, object]:
    """Outputs and derivatives."""
    tensor = import_module("torch").tensor
    arrays: list[Tensor] = [tensor(array, requires_grad=True) for array in given(geometry, filters=filters)]
    window = {} if filters else {"kernel_size": geometry.kernel_size}
    outputs = function(*arrays, stride=geometry.stride, padding=geometry.padding, **window)
    outputs.backward(tensor(some(tuple(outputs.shape), 9.0)))
    return {
        **geometry._asdict(),
        "outputs": outputs.tolist(),
        "derivatives": [each.grad.tolist() for each in arrays],
    }


def main() -> None:
    """Write the file, a line for each layer and geometry."""
    f = import_module("torch.nn.functional")
    cases = {
        "Conv2D": [result(f.conv2d, each, filters=True) for each in GEOMETRIES],
        "MaxPool2D": [result(f.max_pool2d, each) for each in GEOMETRIES],
        "AveragePool2D": [result(f.avg_pool2d, each) for each in GEOMETRIES],
    }
    lines = [json.dumps([name, row]) for name, rows in cases.items() for row in rows]
    text = re.sub(r"\.0(?=[],])", "", ",\n".join(lines))
    PATH.write_text(f"[\n{text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
