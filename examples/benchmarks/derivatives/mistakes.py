"""Mistakes that turn a right matrix of derivatives into a wrong one, as people make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from examples.benchmarks.derivatives.case import Inexact, Vector

if TYPE_CHECKING:
    Part: TypeAlias = slice[int | None, int | None, None]


def at(jac: Vector, index: int | Part | tuple[int | Part, ...], factor: complex) -> Vector:
    """An entry, a row or, with ``(slice(None), j)``, a column is off by a factor."""

    def wrong(x: Inexact) -> Inexact:
        matrix = np.array(jac(x))
        matrix[index] = matrix[index] * factor
        return matrix

    return wrong


def column(jac: Vector, j: int, factor: complex) -> Vector:
    """Column j is off by a factor."""
    return at(jac, (slice(None), j), factor)


def plus(jac: Vector, index: tuple[int | Part, ...], value: float) -> Vector:
    """Something is added to an entry, a row or a column."""

    def wrong(x: Inexact) -> Inexact:
        matrix = np.array(jac(x))
        matrix[index] += value
        return matrix

    return wrong


def times(jac: Vector, factor: float) -> Vector:
    """All of it is off by a factor."""
    return lambda x: factor * np.asarray(jac(x))


def transposed(jac: Vector) -> Vector:
    """Rows and columns exchanged; the same shape where there are as many of both."""
    return lambda x: np.ascontiguousarray(np.asarray(jac(x)).T)


def swapped(jac: Vector, j: int, k: int) -> Vector:
    """Columns j and k exchanged."""

    def wrong(x: Inexact) -> Inexact:
        matrix = np.array(jac(x))
        matrix[:, [j, k]] = matrix[:, [k, j]]
        return matrix

    return wrong


def stale_row(jac: Vector, i: int, before: Inexact) -> Vector:
    """Row i was computed at another point and not again."""

    def wrong(x: Inexact) -> Inexact:
        matrix = np.array(jac(x))
        matrix[i] = np.asarray(jac(np.asarray(before)))[i]
        return matrix

    return wrong


def one_triangle(hessian: Vector) -> Vector:
    """The entries above the diagonal were never filled in."""
    return lambda x: np.tril(np.asarray(hessian(x)))
