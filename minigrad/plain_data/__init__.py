"""Results as plain data: what JSON can hold, with one rule for NaN and infinity, and back.

- ``json_values``: Numbers and arrays as JSON, and reading them with the expected type.
- ``base``: ``PlainData``, the base class of results, with ``to_dict`` and ``from_dict``.
"""

from __future__ import annotations

from minigrad.plain_data.base import PlainData as PlainData
