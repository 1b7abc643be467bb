"""The part of a path that lies inside a frame: a run that ends at 1e13 must neither stretch a picture nor overflow
it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.plotting.drawing.frame import Frame


def inside(path: Float64Array, frame: Frame) -> Float64Array:
    """The corners of the visible part of the polyline ``path`` (n, 2), cut off exactly at the edges of the frame.

    Pieces are separated by a row of NaN. Segments from or to a point that is not finite are left out, all others kept.

    >>> from minigrad.plotting.drawing.frame import as_frame
    >>> inside(np.array([[0.0, 0.0], [4.0, 2.0], [1e13, 1.0]]), as_frame((-2.0, 2.0))).tolist()
    [[0.0, 0.0], [2.0, 1.0]]

    Source: Liang and Barsky (1984), ACM Transactions on Graphics 3, 1-22.
    """
    rows: list[Float64Array] = []
    if frame.holds(path[:1]).all():
        rows.append(path[0])
    for begin, end in pairwise(path):
        piece = _visible(begin, end, frame)
        if piece is None:
            continue
        if rows and not np.array_equal(rows[-1], piece[0]):
            rows.append(np.full(2, np.nan))
        if not rows or not np.array_equal(rows[-1], piece[0]):
            rows.append(piece[0])
        rows.append(piece[1])
    return np.array(rows).reshape(-1, 2)


def until_it_stays_outside(path: Float64Array, frame: Frame) -> Float64Array:
    """The path up to the step after its last point in the frame; all of it, if no point is.

    What follows can at most cross the frame from edge to edge.
    """
    held = np.flatnonzero(frame.holds(path))
    return path[: held[-1] + 2] if held.size else path


def _visible(begin: Float64Array, end: Float64Array, frame: Frame) -> tuple[Float64Array, Float64Array] | None:
    """The ends of what is visible of one segment, if anything is."""
    with np.errstate(all="ignore"):
        way = end - begin
        if not np.isfinite(way).all():
            return None
        crossings = np.sort([(frame.low - begin) / way, (frame.high - begin) / way], axis=0)  # NaN: along an edge
        first = float(np.nanmax([0.0, *crossings[0].tolist()]))
        last = float(np.nanmin([1.0, *crossings[1].tolist()]))
        if first > last:
            return None
        entry = begin if first == 0.0 else np.clip(begin + first * way, frame.low, frame.high)
        leave = end if last == 1.0 else np.clip(begin + last * way, frame.low, frame.high)
    return entry, leave
