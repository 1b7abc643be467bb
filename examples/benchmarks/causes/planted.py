"""A right gradient, the mistakes that are made in it, and what a report may say of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, cast, final

import numpy as np

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.layout import Layout

Fun: TypeAlias = Callable[[FloatArray], float | FloatArray]
Jac: TypeAlias = Callable[[FloatArray], FloatArray]


@final
class Said(StrEnum):
    """What a report said of the cause."""

    RIGHT = "right"
    WRONG = "wrong"
    NOTHING = "nothing"
    UNSEEN = "unseen"
    """The check did not fail: the mistake changes nothing here."""


@final
@dataclass(frozen=True)
class Mistake:
    """One way to be wrong.

    Attributes:
        name: of the kind of mistake.
        jac: the wrong gradient.
        words: what the cause may say, any of these; empty where any cause is a false one.
        where: the arrays that it may be said of, any of these; empty where that is left open.
        fun: the function, where the mistake lies in that.
    """

    name: str
    jac: Jac
    words: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    fun: Fun | None = None


@final
@dataclass(frozen=True)
class Planted:
    """A function with its right gradient, or Jacobian, at x.

    Attributes:
        group: of functions.
        fun, jac: the function and its derivative, of one vector.
        x: (n,) the point.
        layout: the arrays that the vector consists of.
        own: mistakes in the formulas of this function.
    """

    group: str
    fun: Fun
    jac: Jac
    x: Float64Array
    layout: Layout
    own: tuple[Mistake, ...] = ()


def said_of(planted: Planted, mistake: Mistake) -> tuple[Said, str]:
    """What the report says, and its words."""
    with np.errstate(all="ignore"):
        report = _checked(planted, mistake)
    if report.verdict is not mg.Verdict.FAIL:
        return Said.UNSEEN, ""
    cause = report.cause
    if cause is None:
        return Said.NOTHING, ""
    named = any(words in cause.message for words in mistake.words)
    placed = not mistake.where or cause.where in mistake.where
    return Said.RIGHT if named and placed else Said.WRONG, f"{cause.message} [{cause.where}]"


def _checked(planted: Planted, mistake: Mistake) -> mg.GradientReport:
    """The check of a gradient, or of a Jacobian."""
    fun = cast("Callable[[FloatArray], FloatArray]", mistake.fun or planted.fun)
    check = mg.check_gradient if isinstance(fun(planted.x.copy()), float) else mg.check_jacobian
    return check(fun, mistake.jac, planted.x, names=planted.layout, order=False, rng=0)
