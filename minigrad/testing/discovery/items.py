"""The items found in a module: pairs, layers, components, and what cannot be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, final

import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.differentiators.base import Differentiator
from minigrad.layers.base import Layer
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import NoState
from minigrad.optimizers.method import Method
from minigrad.plain_data.json_values import JsonObject
from minigrad.probes.function_types import ScalarFunction
from minigrad.testing.passes.base import Passes

Jac: TypeAlias = Callable[[FloatArray], npt.ArrayLike]
Part: TypeAlias = Layer | Objective | Method[NoState] | Differentiator


@final
@dataclass(frozen=True)
class Written:
    """How a test refers to a pair.

    Attributes:
        fun, jac: expressions for the two.
        imports: the names that they need from their module.
        setup: a statement that comes before them, or empty.
    """

    fun: str
    jac: str
    imports: tuple[str, ...]
    setup: str = ""


@final
@dataclass(frozen=True)
class Pair:
    """A function and its claimed gradient or Jacobian, or a gradient and its claimed Hessian.

    Attributes:
        name: for reports.
        fun, jac: both take one array.
        labels: the names of the two in messages.
        written: how a test refers to them.
        known_as: other names by which a user may ask for it.
        hessian: whether ``fun`` is a gradient and ``jac`` its Hessian.
    """

    name: str
    fun: ScalarFunction
    jac: Jac
    labels: tuple[str, str]
    written: Written
    known_as: tuple[str, ...] = ()
    hessian: bool = False


@final
@dataclass(frozen=True)
class TwoPasses:
    """A layer in plain numpy: a forward pass and its backward pass."""

    name: str
    passes: Passes
    known_as: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class Component:
    """An instance of a layer, objective, optimizer or differentiator of minigrad's."""

    name: str
    part: Part
    known_as: tuple[str, ...] = ()


@final
@dataclass(frozen=True)
class NotChecked:
    """An item that was not checked.

    Attributes:
        name: its name in the module.
        reason: why.
        claimed: whether it looks like a gradient, so that the module cannot be said to pass.
    """

    name: str
    reason: str
    claimed: bool = True
    known_as: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        return f"NOT CHECKED  {self.name}: {self.reason}"

    def to_dict(self) -> JsonObject:
        """The item as JSON."""
        return {"name": self.name, "reason": self.reason, "looks_like_a_gradient": self.claimed}


Item: TypeAlias = Pair | TwoPasses | Component | NotChecked


def is_called(item: Item, name: str) -> bool:
    """Whether a user who asks for ``name`` means this item."""
    return name in (item.name, *item.known_as)
