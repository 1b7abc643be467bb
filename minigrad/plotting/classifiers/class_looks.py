"""How the classes of a classifier look: their names, markers, and regions of distinct brightness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from minigrad.arguments import as_names
from minigrad.plotting.drawing.shortened_names import short
from minigrad.plotting.drawing.styles import STYLES, Style, style

DARKEST, BRIGHTEST = 0.6, 0.95
"""Brightness of the regions of the first and the last class; the markers on them are darker."""

BRIGHTNESS = np.array([0.299, 0.587, 0.114])
"""Weights of red, green and blue in the brightness of a colour. Source: ITU-R Recommendation BT.601."""

FEW = 4
"""So many levels of brightness can be told apart; the regions of more classes carry their names."""


def class_names(names: Sequence[str], count: int, *, argument: str = "target_names") -> tuple[str, ...]:
    """``names``, long ones without their middle, or the numbers of the classes where there are none.

    Raises:
        TypeError: they are no sequence, or a single string.
        ValueError: there are names, but not ``count``.

    >>> class_names((), 3)
    ('0', '1', '2')
    """
    items = as_names(argument, names)
    if len(items) not in (0, count):
        raise ValueError(f"`{argument}` must have {count} names, or none, got {len(items)}")
    return tuple(short(name) for name in items) or tuple(map(str, range(count)))


def class_look(number: int, count: int) -> Style:
    """How samples of one class among ``count`` are marked: by its number, where there are more classes than styles."""
    return Style("black", "", f"${number}$") if count > len(STYLES) else style(number)


def region_color(number: int, count: int) -> tuple[float, float, float]:
    """The class's colour, whitened or darkened so that brightness grows evenly from the first class to the last."""
    from matplotlib.colors import to_rgb

    goal = DARKEST + (BRIGHTEST - DARKEST) * number / max(1, count - 1)
    color = np.array(to_rgb(style(number).color))
    own = float(BRIGHTNESS @ color)
    mixed = color * goal / own if goal < own else 1.0 - (1.0 - color) * (1.0 - goal) / (1.0 - own)
    red, green, blue = mixed.tolist()
    return red, green, blue
