"""A function with a gradient by hand as torch takes them: an ``autograd.Function`` of one tensor."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

import numpy as np

from examples.benchmarks.numeric_gradient.peers import Tensor
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac


class Context(Protocol):
    """What torch hands from the forward pass to the backward pass."""

    @property
    def saved_tensors(self) -> tuple[Tensor]:
        """What was saved in the forward pass."""

    def save_for_backward(self, x: Tensor) -> None:
        """Keep ``x`` for the backward pass."""


class MakeTensor(Protocol):
    """``torch.tensor``."""

    def __call__(self, data: object, *, dtype: object = None, requires_grad: bool = False) -> Tensor:
        """A tensor with these numbers."""


def node(fun: Fun, jac: Jac, like: AnyFloats) -> Callable[[Tensor], Tensor]:
    """``fun`` with ``jac`` as its derivative; ``jac`` gets points of the type of this one.

    Raises:
        ImportError: torch is not installed.
    """
    library = import_module("torch")
    tensor: MakeTensor = library.tensor

    def forward(context: Context, x: Tensor) -> Tensor:
        context.save_for_backward(x)
        return tensor(float(fun(x.detach().numpy().copy())), dtype=library.float64)

    def backward(context: Context, gradient: Tensor) -> Tensor:
        (x,) = context.saved_tensors
        point = x.detach().numpy().astype(like.dtype)
        return tensor(np.asarray(jac(point), dtype=np.float64), dtype=library.float64) * gradient

    parts = {"forward": staticmethod(forward), "backward": staticmethod(backward)}
    kind = type("Shown", (library.autograd.Function,), parts)
    apply: Callable[[Tensor], Tensor] = getattr(kind, "apply")
    return apply
