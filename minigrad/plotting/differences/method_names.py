"""The name of a differentiator in a legend: its class, with the settings that are not the defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass

from minigrad.arguments import require_instance
from minigrad.differentiators import Differentiator


def short_name(method: object) -> str:
    """The class and the settings that differ from the defaults, as a call.

    >>> from minigrad.differentiators import CentralDifference, ForwardDifference, Richardson
    >>> short_name(CentralDifference(order=4)), short_name(Richardson(ForwardDifference()))
    ('CentralDifference(order=4)', 'Richardson(ForwardDifference())')
    """
    settings = []
    for field in fields(method) if is_dataclass(method) else ():
        value: object = getattr(method, field.name)
        if field.init and field.repr and (field.default is MISSING or value != field.default):
            text = short_name(value) if is_dataclass(value) else repr(value)
            settings.append(f"{field.name}={text}" if field.kw_only else text)
    return f"{type(method).__name__}({', '.join(settings)})"


def named_methods(methods: Sequence[Differentiator] | Mapping[str, Differentiator]) -> list[tuple[str, Differentiator]]:
    """Each method with its label: the caller's, or its short name.

    Raises:
        TypeError: ``methods`` is no sequence or mapping of differentiators.
        ValueError: it is empty.
    """
    keyed: list[tuple[object, Differentiator]]
    if isinstance(methods, Mapping):
        keyed = list(methods.items())
    elif isinstance(methods, Sequence):
        keyed = list(enumerate(methods))
    else:
        raise TypeError(
            f"`methods` must be a sequence of differentiators, or a mapping from labels to them, got {methods!r}"
        )
    if not keyed:
        raise ValueError("`methods` must name at least one differentiator, got none")
    for key, method in keyed:
        require_instance(f"methods[{key!r}]", method, Differentiator)
    return [(str(key) if isinstance(methods, Mapping) else short_name(method), method) for key, method in keyed]
