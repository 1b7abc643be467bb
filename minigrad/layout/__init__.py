"""Names, shapes and places of arrays in one flat vector.

- ``block``: The place of one array in the vector, and the names of its entries.
- ``layout``: The places of all arrays; from arrays to the vector and back.
"""

from __future__ import annotations

from minigrad.layout.block import Block as Block
from minigrad.layout.layout import Layout as Layout
