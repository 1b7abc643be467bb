"""Descents of functions of structures, such as a dict of arrays: a vector descends, and the caller sees structures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, SupportsFloat, TypeVar, cast, final

from typing_extensions import override

from minigrad.arrays import Float64Array
from minigrad.descent.outcome import DescentOutcome
from minigrad.descent.result import DescentResult, DescentStep
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.probes.signatures.pairs import as_pair
from minigrad.structures import OnStructures, Structure

S = TypeVar("S")


@final
@dataclass(frozen=True, eq=False, repr=False)
class StructuredDescent(Generic[S]):
    """Where a descent over a structure went and how it ended.

    Attributes:
        flat: the descent of the vector, with the numbers of all steps; its entries follow each other array by array,
            in the order in which the structure holds them.
        structure: makes structures from such vectors.

    >>> import numpy as np
    >>> import minigrad as mg
    >>> start = {"w": np.array([3.0, -1.0]), "b": 2.0}
    >>> fun = lambda p: float(np.sum((p["w"] - 1.0) ** 2) + p["b"] ** 2)
    >>> result = mg.minimize(fun, start, mg.GradientDescent(learning_rate=0.1))
    >>> result.x["w"].round(6), result.outcome.name, result.path["w"].shape
    (array([1., 1.]), 'CONVERGED', (101, 2))
    """

    flat: DescentResult
    structure: Structure[S]

    @property
    def x(self) -> S:
        """The last point, a new structure in double precision."""
        return self.structure.build(self.flat.x)

    @property
    def jac(self) -> S:
        """The gradient there, a structure like x; NaN where the run ended before it was computed."""
        return self.structure.build(self.flat.jac)

    @property
    def path(self) -> S:
        """Every point from x0 to x: a structure in which each array has an axis of length nit + 1 in front."""
        return self.structure.build(self.flat.path)

    @property
    def fun(self) -> float:
        """The value at x."""
        return self.flat.fun

    @property
    def values(self) -> Float64Array:
        """The value at each point, (nit + 1,)."""
        return self.flat.values

    @property
    def nfev(self) -> int:
        """How many times ``fun`` was evaluated, for numeric gradients too."""
        return self.flat.nfev

    @property
    def njev(self) -> int:
        """How many gradients were computed."""
        return self.flat.njev

    @property
    def nit(self) -> int:
        """How many steps were made."""
        return self.flat.nit

    @property
    def outcome(self) -> DescentOutcome:
        """How the run ended."""
        return self.flat.outcome

    @property
    def message(self) -> str:
        """The same as a sentence with numbers."""
        return self.flat.message

    @property
    def success(self) -> bool:
        """Whether the run converged, as :class:`~minigrad.DescentOutcome` defines it."""
        return self.flat.success

    @override
    def __repr__(self) -> str:
        names = ", ".join(self.structure.layout.names)
        return f"<StructuredDescent {self.outcome.value}: fun = {self.fun:.6g} after {self.nit} steps, x of {names}>"

    @override
    def __str__(self) -> str:
        return str(self.flat)


@final
@dataclass(frozen=True, eq=False)
class JoinedGradient(Generic[S]):
    """The gradient of a function of a structure, as one vector."""

    jac: Callable[[S], object]
    structure: Structure[S]

    def __call__(self, vector: Float64Array) -> Float64Array:
        """The vector of what jac returns at the structure with these numbers."""
        return self.structure.join("jac(x)", self.jac(self.structure.build(vector)))


@final
@dataclass(frozen=True, eq=False)
class JoinedPair(Generic[S]):
    """The value of a function of a structure, with its gradient as one vector."""

    both: Callable[[S], tuple[SupportsFloat, object]]
    structure: Structure[S]

    def __call__(self, vector: Float64Array) -> tuple[SupportsFloat, Float64Array]:
        """Both at the structure with these numbers."""
        value, gradient = as_pair(self.both(self.structure.build(vector)))
        return value, self.structure.join("fun(x)[1]", gradient)


@final
@dataclass(frozen=True, eq=False)
class OnSteps(Generic[S]):
    """Hands a callback the steps of a vector as steps of its structure."""

    callback: Callable[[DescentStep[S]], object]
    structure: Structure[S]

    def __call__(self, step: DescentStep) -> object:
        """What the callback returns."""
        return self.callback(DescentStep(self.structure.build(step.x), step.fun, step.nit))


class FlatFunctions(NamedTuple):
    """What a descent of one vector works with."""

    fun: ScalarFunction
    jac: ArrayFunction | Literal[True] | None
    callback: Callable[[DescentStep], object] | None


def flat_functions(fun: object, jac: object, callback: object, structure: Structure[S] | None) -> FlatFunctions:
    """``fun``, ``jac`` and ``callback`` of the vector of a structure; as they are where x0 is an array."""
    own = FlatFunctions(
        cast("ScalarFunction", fun),
        cast("ArrayFunction | Literal[True] | None", jac),
        cast("Callable[[DescentStep], object] | None", callback),
    )
    if structure is None:
        return own
    steps = None if callback is None else OnSteps(cast("Callable[[DescentStep[S]], object]", callback), structure)
    if jac is True:
        pair = JoinedPair(cast("Callable[[S], tuple[SupportsFloat, object]]", fun), structure)
        return FlatFunctions(cast("ScalarFunction", pair), True, steps)
    value = OnStructures(cast("Callable[[S], SupportsFloat]", fun), structure)
    gradient = None if jac is None else JoinedGradient(cast("Callable[[S], object]", jac), structure)
    return FlatFunctions(value, gradient, steps)
