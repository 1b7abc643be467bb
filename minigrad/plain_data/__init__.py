"""Results as plain data: what JSON can hold, with one rule for NaN and infinity, and back.

- ``base``: the base class of results, with ``to_dict`` and ``from_dict``
- ``json_values``: numbers and arrays as JSON, and reading them with the type that is expected
"""

from __future__ import annotations

from minigrad.plain_data.base import PlainData as PlainData
