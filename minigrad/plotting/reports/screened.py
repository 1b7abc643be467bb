"""The blocks of a screened gradient: how far each promise is from what was measured, beside what that may be off by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from minigrad.checking.reporting.marks import Mark
from minigrad.checking.reporting.screened_block import ScreenedBlock
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.verdict import Verdict
from minigrad.plotting.drawing.shortened_names import short
from minigrad.plotting.drawing.styles import STYLES
from minigrad.plotting.reports.marked_map import LOOKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_BLOCKS = 12
"""Blocks that have room one below the other; the most telling ones are drawn."""
LONGEST_NAME = 36
"""Letters of a block's name to the left of its line."""
NARROWEST, WIDEST = 1e-3, 1e12
"""Gaps over bounds that are drawn at the edges if they are beyond them."""
MARKERS: Final = {
    Verdict.PASS: ("s", STYLES[0].color, "black"),
    Verdict.INCONCLUSIVE: LOOKS[Mark.INCONCLUSIVE][:3],
    Verdict.FAIL: LOOKS[Mark.FAILED][:3],
}
"""Marker, face and edge of a block with each verdict."""


def most_telling(blocks: tuple[ScreenedBlock, ...]) -> list[ScreenedBlock]:
    """As many as there is room for: failed ones first, then inconclusive ones, then the largest gaps; in their own
    order."""
    group = {Verdict.FAIL: 0, Verdict.INCONCLUSIVE: 1, Verdict.PASS: 2}
    ranked = sorted(
        range(len(blocks)), key=lambda number: (group[blocks[number].verdict], -gap_in_bounds(blocks[number]))
    )
    return [blocks[number] for number in sorted(ranked[:MOST_BLOCKS])]


def gap_in_bounds(block: ScreenedBlock) -> float:
    """The gap in units of its bound, within what can be drawn."""
    if not block.bound > 0.0:
        return NARROWEST if block.gap == 0.0 else WIDEST
    return float(np.clip(np.nan_to_num(block.gap / block.bound, nan=NARROWEST), NARROWEST, WIDEST))


def draw_screened(axes: Axes, blocks: list[ScreenedBlock]) -> None:
    """One row for each block, from above; collections: one for each verdict that occurs, PASS, INCONCLUSIVE, FAIL."""
    for verdict, (marker, face, edge) in MARKERS.items():
        rows = [number for number, block in enumerate(blocks) if block.verdict is verdict]
        if rows:
            gaps = [gap_in_bounds(blocks[number]) for number in rows]
            axes.scatter(
                gaps, rows, s=50, marker=marker, c=face, edgecolors=edge, label=verdict.name, zorder=3, clip_on=False
            )
    axes.axvline(CHECK.inside, color="black", linestyle="--", label=f"passes below {CHECK.inside:g}")
    axes.axvline(CHECK.outside, color="black", linestyle=":", label=f"looked into above {CHECK.outside:g}")
    gaps = [*map(gap_in_bounds, blocks)]
    axes.set(
        xscale="log",
        xlim=(0.3 * min(*gaps, CHECK.inside), 3.0 * max(*gaps, CHECK.outside)),
        ylim=(len(blocks) - 0.5, -0.5),
    )
    names = [f"{short(block.name or 'gradient', LONGEST_NAME)} ({block.entries})" for block in blocks]
    axes.set_yticks(range(len(blocks)), names, fontsize=8, parse_math=False)
    axes.tick_params(axis="x", labelsize=7)
    axes.set_xlabel("gap between promised and measured slope, in units of its bound", fontsize=8)
    axes.grid(axis="y", color="#cccccc", linewidth=0.5)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=5, fontsize=7, columnspacing=1.0)
