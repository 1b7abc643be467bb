"""A history as text, as HTML and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Final

from minigrad.tables import html_table
from minigrad.training.recording.epoch_record import COLUMNS, EpochRecord

WIDTHS: Final = (5, 10, 10, 16, 20)
"""The width of each column in a terminal, in characters; of a metric, one more than its name, at least the third."""

ENDS: Final = 10
"""How many epochs a notebook shows at the beginning, and at the end."""


def as_text(records: Sequence[EpochRecord], metrics: Sequence[str]) -> str:
    """The table for a terminal."""
    headings, widths = _headings(metrics), [*WIDTHS, *(max(WIDTHS[2], len(name) + 1) for name in metrics)]
    lines = [headings, *(_cells(record, metrics) for record in records)]
    return "\n".join(" ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def as_html(records: Sequence[EpochRecord], metrics: Sequence[str]) -> str:
    """The table for a notebook."""
    rows, headings = [_cells(record, metrics) for record in records], _headings(metrics)
    hidden = len(rows) - 2 * ENDS
    if hidden > 0:
        rows[ENDS:-ENDS] = [[f"... {hidden} more", *[""] * (len(headings) - 1)]]
    return html_table(headings, rows, f"{len(records)} epochs")


def as_csv(columns: Mapping[str, Sequence[float]]) -> str:
    """Lines of comma-separated numbers to the last digit, below the names of the columns."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return stream.getvalue()


def _headings(metrics: Sequence[str]) -> list[str]:
    return [name.replace("_", " ") for name in (*COLUMNS, *metrics)]


def _cells(record: EpochRecord, metrics: Sequence[str]) -> list[str]:
    measured = dict(record.metrics)
    return [
        str(record.epoch),
        f"{record.loss:.4g}",
        f"{record.accuracy:.3f}",
        f"{record.validation_loss:.4g}",
        f"{record.validation_accuracy:.3f}",
        *(f"{measured.get(name, float('nan')):.4g}" for name in metrics),
    ]
