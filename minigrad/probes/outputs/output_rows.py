"""The values of a function with several outputs: one row for each point."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.probes.evaluators import Evaluator
from minigrad.probes.function_types import Catch
from minigrad.probes.lines import Lines
from minigrad.probes.probe import Probe


def outputs_at_x(lines: Lines, evaluate: Evaluator) -> AnyArray:
    """The one row of outputs at x, in their shape.

    Raises:
        ValueError: there are none.
    """
    outputs = evaluate(lines, np.zeros(1, np.int64), np.zeros(1), ())
    if outputs.size == 0:
        raise ValueError(f"`fun` must return at least one value, got an array of shape {outputs.shape[1:]}")
    return outputs


def accepted_rows(probe: Probe, rows: AnyArray, shape: Shape, catch: Catch) -> Float64Array:
    """The rows that an evaluator returned, flat and counted; of this ``shape`` each.

    Returns:
        (points, outputs); where an exception was caught, a row of NaN.

    Raises:
        ValueError: rows of another shape.
    """
    caught = rows.ndim == 1 and bool(catch)  # a row for which an exception was caught is one NaN for all outputs
    if rows.shape[1:] != shape and not caught:
        raise ValueError(f"`fun` must return arrays of one shape, got {shape} at x and {rows.shape[1:]} near it")
    if caught and shape:
        probe.moves = True
    else:
        probe.note_moves(rows)
    flat = probe.accept(rows).reshape(len(rows), -1)
    return np.broadcast_to(flat, (len(rows), int(np.prod(shape))))
