"""An error that names the entries that a sparsity pattern leaves out."""

from __future__ import annotations

from minigrad.arrays import Shape
from minigrad.differentiators.sparse.outside_entries import OutsideEntries, find_outside_entries
from minigrad.differentiators.sparse.sparse_settings import SPARSE
from minigrad.layout import Block
from minigrad.probes.outputs.coloured_probe import ColouredProbe


def require_complete(probe: ColouredProbe) -> None:
    """Raise if f depends on coordinates that the pattern of ``probe`` leaves out.

    A random direction is bound to show a dependence of which the effect is larger than rounding and noise; where
    nothing is left out, that takes two evaluations for each colour and four more.

    Raises:
        ValueError: it does; the entries are named.
    """
    outside = find_outside_entries(probe)
    if outside.rows.size:
        raise ValueError(outside_text(outside, probe.output_shape, probe.origin.x.shape))


def outside_text(outside: OutsideEntries, output_shape: Shape, shape: Shape) -> str:
    """What was found, as a message."""
    outputs, inputs = Block.at("f", 0, output_shape), Block.at("x", 0, shape)
    pairs = list(zip(outside.rows.tolist(), outside.columns.tolist(), strict=True))
    named = [f"{outputs.entry_name(i)} depends on {inputs.entry_name(j)}" for i, j in pairs[: SPARSE.named]]
    more = f", and {len(pairs) - len(named)} more such entries" if len(pairs) > len(named) else ""
    others = f"; {outside.others} more outputs deviate and were not looked at" if outside.others else ""
    return f"{', '.join(named)}, which `sparsity` leaves out{more}{others}; give a pattern that holds all of them"
