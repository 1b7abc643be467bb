"""An image of numbers of both signs, whose middle colour is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.plotting.drawing.styles import SEQUENTIAL
from minigrad.plotting.drawing.ticks import count_along

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage


def signed_image(
    axes: Axes, image: FloatArray, *, label: str = "", aspect: Literal["auto", "equal"] = "auto"
) -> AxesImage:
    """Draw ``image`` (rows, columns), NaN for blank pixels, with a bar of its colours, limited by -m and m for m = max
    |image|."""
    limit = float(np.nanmax(np.abs(image))) or 1.0
    picture = axes.imshow(image, cmap=SEQUENTIAL, vmin=-limit, vmax=limit, aspect=aspect)
    figure_of(axes).colorbar(picture, ax=axes, label=label)
    count_along(axes.xaxis, axes.yaxis)
    return picture
