"""``Weights``: what a network has learned."""

from __future__ import annotations

from typing import NamedTuple

from minigrad.arrays import FloatArray


class Weights(NamedTuple):
    """The two vectors of a network; they are never written to."""

    theta: FloatArray
    """The parameters, (P,)."""
    state: FloatArray
    """What layers remember, such as running means; empty in most networks."""
