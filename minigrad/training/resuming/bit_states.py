"""The state of a random generator as plain data, and back, bit for bit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np

from minigrad.arguments import shown
from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_list, to_object, to_text

BitState: TypeAlias = Mapping[str, object]
"""The state of a bit generator, as ``rng.bit_generator.state`` returns it."""

KINDS: Final[dict[str, type[np.random.BitGenerator]]] = {
    kind.__name__: kind
    for kind in (np.random.PCG64, np.random.PCG64DXSM, np.random.MT19937, np.random.Philox, np.random.SFC64)
}

WORDS: Final = ("uint32", "uint64")
"""The types of the arrays in such states."""


def bits_to_json(state: BitState) -> JsonObject:
    """The state as plain data.

    Raises:
        TypeError: the generator is none of numpy's own.
    """
    if state.get("bit_generator") not in KINDS:
        raise TypeError(
            f"a run can be kept in a file with an `rng` of {', '.join(KINDS)}, got {shown(state.get('bit_generator'))}"
        )
    return {name: _to_json(value) for name, value in state.items()}


def generator_of(data: JsonObject) -> np.random.Generator:
    """A generator in the state that :func:`bits_to_json` wrote.

    Raises:
        ValueError: ``data`` are no such state.

    >>> rng = np.random.Generator(np.random.MT19937(5))
    >>> again = generator_of(bits_to_json(rng.bit_generator.state))
    >>> bool(again.random() == rng.random())
    True
    """
    try:
        bits = KINDS[to_text(data["bit_generator"])](0)
        bits.state = {name: _from_json(value) for name, value in data.items()}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"the state of the random generator is damaged ({error})") from error
    return np.random.Generator(bits)


def generator_in(state: BitState) -> np.random.Generator:
    """A generator of numpy's own in this state."""
    return generator_of(bits_to_json(state))


def _to_json(value: object) -> JsonValue:
    if isinstance(value, Mapping):
        return {str(name): _to_json(own) for name, own in value.items()}
    if isinstance(value, np.ndarray):
        return {value.dtype.name: [int(word) for word in value]}
    return value if isinstance(value, str) else int(np.asarray(value))


def _from_json(value: JsonValue) -> object:
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and (dtype := next(iter(value))) in WORDS:
        return np.array([to_int(word) for word in to_list(value[dtype])], dtype=dtype)
    return {name: _from_json(own) for name, own in to_object(value).items()}
