"""A map under observation: what it returns, and what it does besides computing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, ComplexArray, Float64Array, as_array
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.space import Space
from minigrad.checking.contracts.alike import same
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.rules.verdict import Verdict

MapFunction: TypeAlias = (
    Callable[[Float64Array], npt.ArrayLike]
    | Callable[[ComplexArray], npt.ArrayLike]
    | Callable[[npt.NDArray[np.float32]], npt.ArrayLike]
    | Callable[[npt.NDArray[np.complex64]], npt.ArrayLike]
)
"""From an array of one shape to an array of another."""


def nearly_real(array: AnyArray, epsilon: float) -> bool:
    """Whether imaginary parts are nothing but rounding."""
    size, imaginary = (float(np.max(np.abs(part), initial=0.0)) for part in (array, array.imag))
    return imaginary <= 1e3 * epsilon * size


@final
class Unreadable(Exception):
    """A map returned nothing that can be compared; there is a finding that says what."""


@final
class LinearMap:
    """A function from arrays of one space to those of another, with all its calls counted and watched.

    Attributes:
        name: what messages call it.
        domain: what it takes.
        codomain: what it returns.
        matrix: the letter of its matrix, or of that of the forward map.
        calls: how often it was called.
        epsilon: the rounding of what it returns.
    """

    def __init__(
        self, name: str, function: MapFunction, domain: Space, codomain: Space, remarks: Remarks, matrix: str = "A"
    ) -> None:
        self.name: str = name
        self.matrix: str = matrix
        self.domain: Space = domain
        self.codomain: Space = codomain
        self._remarks: Remarks = remarks
        self._function = cast("Callable[[AnyArray], npt.ArrayLike]", function)  # called with arrays of its domain
        self.calls: int = 0
        self.epsilon: float = max(domain.epsilon, codomain.epsilon)
        self._last: tuple[AnyArray, AnyArray] | None = None

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        return {"forward": "the forward map", "adjoint": "the adjoint"}.get(self.name, self.name)

    def first(self, vector: Float64Array) -> AnyArray:
        """What it returns, as it is."""
        self.calls += 1
        given = self.domain.array(vector)
        returned = as_array(f"{self.name}({self.domain.name})", self._function(given))
        if not np.array_equal(self.domain.vector(given), vector):
            self._remarks.note(
                FindingKind.WRITES_INTO_ARGUMENT,
                f"{self.name} changed the array passed to it; let it work on a copy",
            )
        self._note_memory(given, returned)
        return returned

    def __call__(self, vector: Float64Array) -> Float64Array:
        """The vector of what it returns.

        Raises:
            Unreadable: it returns no such array of finite numbers.
        """
        result = self.read(self.first(vector))
        if not np.isfinite(result).all():
            place = int(np.argmin(np.isfinite(result))) // (2 if self.codomain.complex else 1)
            self._refuse(
                FindingKind.NOT_FINITE,
                f"{self.name} returned {self.codomain.array(result).reshape(-1)[place]} at index "
                f"{self.codomain.place(place)} for an argument of random numbers",
            )
        return result

    def read(self, returned: AnyArray) -> Float64Array:
        """The vector of an array that it returned."""
        if returned.dtype.kind not in "fiuc":
            self._refuse(FindingKind.WRONG_DTYPE, f"{self.name} returned dtype {returned.dtype}; return numbers")
        fits = returned.size == int(np.prod(self.codomain.shape))
        if returned.shape != self.codomain.shape:
            message = f"{self.name} returned shape {returned.shape}, where {self.codomain.name} has shape "
            message += f"{self.codomain.shape}{'; elements were compared in C order' if fits else ''}"
            if not fits:
                self._refuse(FindingKind.WRONG_SHAPE, message)
            self._remarks.note(FindingKind.WRONG_SHAPE, message)
        self._note_dtype(returned)
        return self.codomain.vector(returned)

    def _note_dtype(self, returned: AnyArray) -> None:
        """A narrower type has larger roundings; an imaginary part that the space has no place for is an error."""
        if returned.dtype.char in "fF" and self.epsilon < np.finfo(np.float32).eps:
            self.epsilon = float(np.finfo(np.float32).eps)
            self._remarks.note(
                FindingKind.WRONG_DTYPE,
                f"{self.name} returned {returned.dtype} for an argument in {self.domain.type_name}",
                Verdict.PASS,
            )
        if returned.dtype.kind == "c" and not self.codomain.complex:
            instead = (
                "return the real part" if self.name != "adjoint" else "return the real part, or pass dtype=complex"
            )
            self._remarks.note(
                FindingKind.WRONG_DTYPE,
                f"{self.name} returned {returned.dtype}, where {self.codomain.name} is real, and its real part was "
                f"compared; {instead}",
                Verdict.PASS if nearly_real(returned, self.epsilon) else Verdict.FAIL,
            )

    def _refuse(self, kind: FindingKind, message: str) -> None:
        self._remarks.note(kind, message)
        raise Unreadable

    def _note_memory(self, given: AnyArray, returned: AnyArray) -> None:
        """Whether the result before this one has been overwritten, and whether this one is the argument."""
        if self._last is not None and not same(*self._last):
            self._remarks.note(
                FindingKind.OVERWRITES_RESULT,
                f"a later call of {self.name} changed the array that an earlier call had returned; return a new array "
                "each time",
            )
        if np.shares_memory(returned, given):
            self._remarks.note(
                FindingKind.RETURNS_ALIAS,
                f"{self.name} returned (part of) its own argument; who writes into the result changes the argument",
                Verdict.PASS,
            )
        self._last = (returned, returned.copy())


Pair: TypeAlias = tuple[LinearMap, LinearMap]
"""A map and what is claimed to be its adjoint."""
