"""The leaves of a structure of arrays, and the same structure with other leaves; apart from minigrad's own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Protocol, TypeVar, cast

import numpy as np

from examples.benchmarks.derivatives.case import Inexact

S = TypeVar("S")


class Maker(Protocol):
    """A class of structures."""

    def __call__(self, *parts: object) -> object:
        """One with these parts."""
        ...


def parts(tree: object) -> list[tuple[str, object]] | None:
    """The named parts of a structure; None for a leaf."""
    if isinstance(tree, Mapping):
        return [(str(key), value) for key, value in tree.items()]
    if is_dataclass(tree):
        return [(field.name, getattr(tree, field.name)) for field in fields(tree)]
    if isinstance(tree, Sequence):
        return [(str(place), value) for place, value in enumerate(tree)]
    return None


def leaves(tree: object) -> dict[str, Inexact]:
    """Every leaf by its path."""
    inner = parts(tree)
    if inner is None:
        return {"": np.asarray(tree)}
    return {f"{name}.{path}": leaf for name, part in inner for path, leaf in leaves(part).items()}


def rebuilt(tree: S, values: Iterator[Inexact]) -> S:
    """The same structure with the next values as its leaves."""
    return cast("S", _rebuilt(tree, values))


def _rebuilt(tree: object, values: Iterator[Inexact]) -> object:
    inner = parts(tree)
    if inner is None:
        return next(values)
    new = {name: _rebuilt(part, values) for name, part in inner}
    if isinstance(tree, Mapping):
        return new
    make = cast("Maker", type(tree))
    return make(list(new.values())) if type(tree) in (list, tuple) else make(*new.values())
