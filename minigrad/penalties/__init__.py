"""Penalties: a price for each parameter, which is part of the loss, of its gradient, and of every check.

- ``base``: The abstract ``Penalty``: a price for each number by itself, and its derivative.
- ``l2``: ``L2``: half the squares, which keeps parameters small.
- ``l1``: ``L1``: the absolute values, which makes many of them zero.
- ``penalized``: Which penalty each stretch of a vector of parameters bears.
"""

from __future__ import annotations

from minigrad.penalties.base import Penalty as Penalty
from minigrad.penalties.l1 import L1 as L1
from minigrad.penalties.l2 import L2 as L2
