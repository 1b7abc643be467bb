"""Which entries of the vector belong to the parameters that a pattern of names means."""

from __future__ import annotations

from fnmatch import fnmatchcase

import numpy as np

from minigrad.arguments import as_names, require_instance
from minigrad.arrays import BoolArray
from minigrad.layout.layout import Layout


def as_patterns(argument: str, patterns: object) -> tuple[str, ...]:
    """One name, or several, as a tuple.

    >>> as_patterns("names", "*.weight"), as_patterns("names", ["dense1.bias", "dense2.*"])
    (('*.weight',), ('dense1.bias', 'dense2.*'))
    """
    return (patterns,) if isinstance(patterns, str) else as_names(argument, patterns)


def matching_names(layout: Layout, patterns: object, argument: str = "names") -> tuple[str, ...]:
    """The names of the layout that a pattern matches, in its order.

    Args:
        layout: the names that there are.
        patterns: one name or a sequence; ``*`` stands for any characters, as in ``"dense1.*"`` and ``"*.weight"``.
        argument: the caller's name for ``patterns``, for the message.

    Raises:
        TypeError: ``patterns`` are not names. ValueError: one of them matches nothing.

    >>> layout = Layout(("dense1.weight", "dense1.bias", "dense2.weight"), ((2, 3), (3,), (3, 1)))
    >>> matching_names(layout, "*.weight")
    ('dense1.weight', 'dense2.weight')
    >>> matching_names(layout, ["dense3.*"])
    Traceback (most recent call last):
        ...
    ValueError: `names` must name parameters, got 'dense3.*'; there are dense1.weight, dense1.bias, dense2.weight
    """
    require_instance("layout", layout, Layout)
    wanted = as_patterns(argument, patterns)
    for pattern in wanted:
        if not any(fnmatchcase(name, pattern) for name in layout.names):
            raise ValueError(f"`{argument}` must name parameters, got {pattern!r}; there are {', '.join(layout.names)}")
    return tuple(name for name in layout.names if any(fnmatchcase(name, pattern) for pattern in wanted))


def matching_entries(layout: Layout, patterns: object, argument: str = "names") -> BoolArray:
    """(size,) whether each entry of the vector belongs to a parameter that :func:`matching_names` returns.

    >>> matching_entries(Layout(("weight", "bias"), ((2,), (1,))), "bias").tolist()
    [False, False, True]
    """
    names = matching_names(layout, patterns, argument)
    mask = np.zeros(layout.size, np.bool_)
    for name in names:
        mask[layout.slices[name]] = True
    return mask
