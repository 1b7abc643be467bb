"""What a file may hold, and what opens it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["network", "model", "checkpoint", "mismatch"]

OPENED_BY: Final[dict[str, str]] = {
    "network": "network.load(path)",
    "model": "Model.load(path) or minigrad predict",
    "checkpoint": "Trainer.resume(path, ...) or minigrad train --resume",
    "mismatch": "Mismatch.load(path)",
}


def require_kind(found: str, wanted: Kind) -> None:
    """Raise a ``ValueError`` unless a file holds what is wanted.

    >>> require_kind("model", "network")
    Traceback (most recent call last):
        ...
    ValueError: this file holds a model, not a network; open it with Model.load(path) or minigrad predict
    """
    if found == wanted:
        return
    if found not in OPENED_BY:
        raise ValueError(f"this file holds a {found!r}, which this version of minigrad does not know; update minigrad")
    raise ValueError(f"this file holds a {found}, not a {wanted}; open it with {OPENED_BY[found]}")
