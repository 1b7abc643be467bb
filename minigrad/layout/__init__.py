"""Names, shapes and places of arrays in one flat vector.

- ``block``: The place of one array in the vector, and the names of its entries.
- ``layout``: The places of all arrays; from arrays to the vector and back.
- ``matching``: Which entries of the vector belong to the parameters that a pattern of names means.
"""

from __future__ import annotations

from minigrad.layout.block import Block as Block
from minigrad.layout.layout import Layout as Layout
from minigrad.layout.matching import as_patterns as as_patterns
from minigrad.layout.matching import matching_entries as matching_entries
from minigrad.layout.matching import matching_names as matching_names
