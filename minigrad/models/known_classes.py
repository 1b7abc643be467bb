"""The classes that a file may name: minigrad's own, and those that the caller passes.

Only these are ever called when a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Final

import minigrad.layers as layers
from minigrad.arguments import as_items, require_distinct, shown
from minigrad.layers import Initializer, Layer

OWN: Final = "minigrad."
"""The beginning of the names of minigrad's classes in a file; those of others have no dot."""


@cache
def own_classes() -> Mapping[str, type[object]]:
    """The layers and initializers of minigrad by name.

    >>> own_classes()["Dense"].__name__
    'Dense'
    """
    kinds: list[type[object]] = [kind for kind in vars(layers).values() if isinstance(kind, type)]
    parts = [kind for kind in kinds if issubclass(kind, (Layer, Initializer))]
    return {kind.__name__: kind for kind in parts if _is_dataclass(kind)}


def _is_dataclass(kind: object) -> bool:
    return is_dataclass(kind)


def name_of(kind: type[object]) -> str:
    """The name that a class has in a file.

    >>> name_of(layers.Dense), name_of(dict)
    ('minigrad.Dense', 'dict')
    """
    name = kind.__name__
    return f"{OWN}{name}" if own_classes().get(name) is kind else name


def callers_classes(given: Iterable[type[object]]) -> dict[str, type[object]]:
    """The classes that a caller passes as ``layers``, by name.

    >>> callers_classes([layers.Dense(2, 3)])
    Traceback (most recent call last):
        ...
    TypeError: `layers` must hold classes that are dataclasses, got Dense(n_inputs=2, n_outputs=3, bias=True,
    initializer=GlorotUniform()); pass its class, Dense
    """
    items = as_items("layers", given, "classes")
    kinds = [item for item in items if isinstance(item, type) and is_dataclass(item)]
    if len(kinds) < len(items):
        wrong = next(item for item in items if item not in kinds)
        hint = "" if isinstance(wrong, type) else f"; pass its class, {type(wrong).__name__}"
        raise TypeError(f"`layers` must hold classes that are dataclasses, got {shown(wrong)}{hint}")
    require_distinct("layers", tuple(kind.__name__ for kind in kinds))
    return {kind.__name__: kind for kind in kinds}
