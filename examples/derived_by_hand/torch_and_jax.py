"""A module of torch and a function of jax, checked from numpy.

Automatic differentiation is right about the code that it sees, which may not be what was meant: a ``detach`` in the
wrong place cuts a gradient off, and a branch of ``where`` that is not taken can still make it NaN. Two adapters of a
few lines turn a loss of either library into numpy functions; the parameters of a module become a dict of arrays, so
that the report names them as torch does. Each part runs where its library is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Protocol, TypeAlias

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray

Arrays: TypeAlias = dict[str, FloatArray]


class Tensor(Protocol):
    """What is used of a tensor of torch, and of an array of jax."""

    def item(self) -> float:
        """Its only number."""

    def __gt__(self, other: float, /) -> object: ...


Loss: TypeAlias = "Callable[[dict[str, Tensor]], Tensor]"
"""A function of the named tensors of a module."""


def library(name: str) -> ModuleType:
    """The module, or an error that names the extra which brings it."""
    try:
        return import_module(name)
    except ImportError as error:
        message = f'{name} is not installed; run `pip install ".[{name}]"` in minigrad\'s folder, and this again'
        raise mg.MissingExtraError(message) from error


def from_torch(loss: Loss) -> Callable[[Arrays], tuple[float, Arrays]]:
    """The loss as a function of named arrays that returns (value, gradient), for ``jac=True``."""
    torch = library("torch")

    def value_and_gradient(params: Arrays) -> tuple[float, Arrays]:
        tensors = {name: torch.tensor(array, requires_grad=True) for name, array in params.items()}
        value = loss(tensors)
        slopes = torch.autograd.grad(value, tensors.values(), materialize_grads=True)  # zeros for unused tensors
        return value.item(), {name: slope.numpy() for name, slope in zip(params, slopes, strict=True)}

    return value_and_gradient


def from_jax(
    fun: Callable[[Tensor], Tensor],
) -> tuple[Callable[[Float64Array], float], Callable[[FloatArray], Float64Array]]:
    """The function and its ``jax.grad`` for numpy arrays, in double precision."""
    jax = library("jax")
    jax.config.update("jax_enable_x64", True)  # otherwise jax computes in float32, whatever it gets
    slope = jax.grad(fun)
    return lambda x: fun(jax.numpy.asarray(x)).item(), lambda x: np.asarray(slope(jax.numpy.asarray(x)))


def check_torch() -> None:
    """A network, and the same one with a hook that returns its record of the hidden layer, which is detached."""
    torch = library("torch")
    torch.manual_seed(0)
    layers = torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1)
    network, x = torch.nn.Sequential(*layers).double(), torch.randn(5, 3, dtype=torch.float64)
    params = {name: tensor.detach().numpy() for name, tensor in network.named_parameters()}

    def loss(tensors: dict[str, Tensor]) -> Tensor:
        value: Tensor = (torch.func.functional_call(network, tensors, (x,)) ** 2).mean()
        return value

    print("torch:", mg.check_gradient(from_torch(loss), True, params, rng=0, order=False))
    layers[1].register_forward_hook(lambda module, inputs, output: output.detach())
    print("torch, detached:", mg.check_gradient(from_torch(loss), True, params, rng=0, order=False))


def check_jax() -> None:
    """The sum of ELUs, with and without a guard in the branch for negative numbers."""
    numpy, x = library("jax").numpy, np.array([-1.0, 0.5, 800.0])

    def elu(z: Tensor) -> Tensor:
        value: Tensor = numpy.where(z > 0.0, z, numpy.expm1(z)).sum()  # expm1(800) is infinite
        return value

    def guarded(z: Tensor) -> Tensor:
        value: Tensor = numpy.where(z > 0.0, z, numpy.expm1(numpy.minimum(z, 0.0))).sum()
        return value

    print("jax:", mg.check_gradient(*from_jax(guarded), x, rng=0, order=False))
    print("jax, unguarded:", mg.check_gradient(*from_jax(elu), x, rng=0, order=False))


def main() -> None:
    """Check what can be imported."""
    for check in (check_torch, check_jax):
        try:
            check()
        except mg.MissingExtraError as error:
            print(error)


if __name__ == "__main__":
    main()
