"""How each kind of claim is handed to minigrad."""

from __future__ import annotations

from typing import Protocol, cast

import minigrad as mg
from minigrad import GradientReport


class Check(Protocol):
    """A check of minigrad, whatever it takes."""

    def __call__(self, *arguments: object, **options: object) -> GradientReport:
        """What it says of a claim."""
        ...


class NotThereYet(Exception):
    """minigrad has no check of this kind."""


def check(name: str, *arguments: object, **options: object) -> GradientReport:
    """What the check of this name says.

    Raises:
        NotThereYet: there is none.
    """
    found = cast("Check | None", getattr(mg, name, None))
    if found is None:
        raise NotThereYet(name)
    return found(*arguments, **options)
