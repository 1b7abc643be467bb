"""A check at x and at further points, which must be like x."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, cast

import numpy.typing as npt

from minigrad.arguments import as_items, shown
from minigrad.arrays import Shape, as_float_array
from minigrad.checking.contracts.question import Terms
from minigrad.checking.points.joined import joined
from minigrad.checking.reporting.report import GradientReport
from minigrad.structures import Structure

CheckAt: TypeAlias = Callable[[object, Terms], GradientReport]
"""One check at one point."""


def at_points(check: CheckAt, x: object, points: object, terms: Terms) -> GradientReport:
    """The report of a check at x, or one report on x and on further points.

    The first check announces what all of them cost, and a budget is shared out evenly.

    Args:
        check: the check at one point, on given terms.
        x: the first point.
        points: the others, called ``points[0]`` and so on; None where there are none.
        terms: of all checks.

    Raises:
        TypeError, ValueError: ``points`` is no sequence of points like x.
    """
    if points is None:
        return check(x, terms)
    others = as_items("points", points, "points like x")
    for number, point in enumerate(others):
        _require_like(f"points[{number}]", point, x)
    count = 1 + len(others)
    shared = replace(terms, budget=None if terms.budget is None else max(1, terms.budget // count))
    reports = [check(x, replace(shared, announced=count))]
    for number, point in enumerate(others):
        try:
            reports.append(check(point, replace(shared, announced=0)))
        except Exception as error:  # raised again, with a note
            error.add_note(f"It was raised at points[{number}].")
            raise
    return joined(reports)


def _require_like(name: str, point: object, x: object) -> None:
    """A point must have the shape of x, or its structure."""
    structure, own = Structure.of_point("x", x), Structure.of_point(name, point)
    if structure is not None and own is not None:
        structure.join(name, point)
    elif structure is None and own is None:
        shape, due = _shape(name, point), _shape("x", x)
        if shape != due:
            raise ValueError(f"`{name}` must have the shape {due} of `x`, got shape {shape}")
    else:
        wanted = "an array" if structure is None else "a structure"
        raise TypeError(f"`{name}` must be {wanted} like `x`, got {shown(point)}")


def _shape(name: str, point: object) -> Shape:
    return as_float_array(name, cast("npt.ArrayLike", point)).shape
