"""torch: activations, losses, distributions, special functions and linear algebra, differentiated by torch.autograd."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.automatic import (
    torch_activations,
    torch_distributions,
    torch_losses,
    torch_matrices,
    torch_special,
)
from examples.benchmarks.in_the_wild.automatic.torch_tensors import Functional, Tensor
from examples.benchmarks.in_the_wild.case import Case, box, gradient, hessian, jacobian
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array


def cases() -> Iterator[Case]:
    """Each function with its gradient, and its Hessian where torch has one."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    for table in (torch_activations, torch_losses, torch_distributions, torch_special, torch_matrices):
        for name, fun, low, high, shape in table.rows(torch):
            yield from _both(torch, name, fun, box(name, low, high, shape))
    yield from _several(torch)


def _tensor(torch: ModuleType, x: npt.ArrayLike) -> Tensor:
    made: Tensor = torch.tensor(np.asarray(x), dtype=torch.float64, requires_grad=True)
    return made


def _array(tensor: Tensor) -> Float64Array:
    return np.array(tensor.detach().numpy())


def _both(torch: ModuleType, name: str, fun: Functional, at: tuple[Float64Array, ...]) -> Iterator[Case]:
    def slopes(x: Float64Array) -> Float64Array:
        start = _tensor(torch, x)
        (found,) = torch.autograd.grad(fun(start).sum(), start)
        return _array(found)

    yield gradient(f"grad({name})", lambda x: float(_array(fun(_tensor(torch, x)).sum())), slopes, at)
    yield hessian(
        f"hessian({name})",
        slopes,
        lambda x: _array(torch.autograd.functional.hessian(lambda t: fun(t).sum(), _tensor(torch, x))),
        at,
    )


def _several(torch: ModuleType) -> Iterator[Case]:
    functions: dict[str, Functional] = {
        "softmax": lambda x: torch.softmax(x, 0),
        "outer": lambda x: torch.outer(x, torch.sin(x)),
        "cumsum": lambda x: torch.cumsum(x**2, 0),
        "matrix_exp": lambda x: torch.linalg.matrix_exp(torch.outer(x, x)),
        "layer_norm": lambda x: torch.nn.functional.layer_norm(x, (4,)),
    }
    for name, fun in functions.items():
        for mode in ("reverse-mode", "forward-mode"):
            yield jacobian(
                f"jacobian({name}), {mode}",
                given(lambda x, f: _array(f(_tensor(torch, x))), fun),
                given(
                    lambda x, f, m: _array(
                        torch.autograd.functional.jacobian(
                            f, _tensor(torch, x), strategy=m, vectorize=m == "forward-mode"
                        )
                    ),
                    fun,
                    mode,
                ),
                box(name, 0.2, 1.5, (4,)),
            )
