"""One gradient with its verdict, and the formula that it belongs to.

A :class:`Problem` is a formula with its hand-written gradient at a point; a :class:`Case` is what a checker is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray

Array: TypeAlias = npt.NDArray[np.float64]
AnyFloats: TypeAlias = FloatArray
Inexact: TypeAlias = npt.NDArray[np.inexact]  # type: ignore[explicit-any]  # numpy's default precision is Any
Formula: TypeAlias = Callable[[Inexact], complex]
"""A formula that takes real or complex arrays, so that the complex step can confirm its gradient."""
Fun: TypeAlias = Callable[[AnyFloats], float]
Jac: TypeAlias = Callable[[AnyFloats], AnyFloats]


@final
class Label(Enum):
    """What a checker ought to say."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDABLE = "undecidable"


@final
@dataclass(frozen=True)
class Problem:
    """A formula, its gradient by hand, and the point where both are looked at."""

    name: str
    formula: Formula
    gradient: Jac
    x: Array

    def fun(self, x: AnyFloats) -> float:
        """The formula as an ordinary function of real numbers."""
        return float(np.real(self.formula(x)))

    def truth(self) -> Array:
        """The right gradient at x."""
        return np.array(self.gradient(self.x.copy()), dtype=np.float64)


@final
@dataclass(frozen=True)
class Case:
    """A gradient that a checker is shown, with the label that it deserves and the reason for the label."""

    name: str
    kind: str
    label: Label
    fun: Fun
    jac: Jac
    x: AnyFloats
    why: str
    truth: Array | None = None


def number(value: npt.ArrayLike) -> complex:
    """A 0-d array or numpy scalar as a number that keeps its real or complex value in full."""
    array = np.asarray(value)
    return complex(array) if array.dtype.kind == "c" else float(array)


CLOSED = "closed form of the piece that the point lies in"


def place(
    name: str,
    kind: str,
    fun: Fun,
    jac: Jac,
    x: Sequence[float] | AnyFloats,
    why: str = CLOSED,
) -> Case:
    """A right case whose truth is what jac says at x."""
    point = np.asarray(x, dtype=np.float64)
    return Case(name, kind, Label.RIGHT, fun, jac, point, why, np.array(jac(point.copy()), dtype=np.float64))


def unknown(
    name: str,
    kind: str,
    fun: Fun,
    jac: Jac,
    x: Sequence[float] | AnyFloats,
) -> Case:
    """A case without a truth."""
    return Case(name, kind, Label.UNDECIDABLE, fun, jac, np.asarray(x, dtype=np.float64), kind)


def mistake(
    name: str,
    fun: Fun,
    jac: Jac,
    x: Sequence[float] | AnyFloats,
    why: str,
    truth: Array | None = None,
) -> Case:
    """A wrong case."""
    return Case(name, name, Label.WRONG, fun, jac, np.asarray(x, dtype=np.float64), why, truth)
