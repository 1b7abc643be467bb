"""The tables of the READMEs, from the records.

``python -m examples.benchmarks.records.tables`` prints them as Markdown. Each function takes the records that it needs
and returns the lines of one table, in the digits that were recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from examples.benchmarks.records import recorded
from examples.benchmarks.records.recorded import Record, Verdicts
from examples.benchmarks.records.wild_table import wild_table

OURS = "minigrad"
METHODS = {
    "minigrad AdaptiveDifference": "minigrad AdaptiveDifference",
    "minigrad ComplexStep": "minigrad ComplexStep",
    "minigrad CentralDifference": "minigrad CentralDifference",
    "jacobi.jacobi": "jacobi",
    "numdifftools.Derivative": "numdifftools",
    "scipy.differentiate.derivative": "scipy.differentiate",
    "scipy approx_derivative 3-point": "scipy approx_derivative, 3-point",
    "derivkit adaptive": "derivkit, adaptive",
    "derivkit default": "derivkit, local polynomial",
}
"""Rows of the table of differentiators, and what it calls them."""


def verdict_table(record: Record) -> list[str]:
    """Groups of families against checkers: "failed / passed (by design)"."""
    groups = group_names(record)
    return _judged_table("functions", {name: row for name, row in recorded.verdicts(record).items() if name in groups})


def checker_table(record: Record) -> list[str]:
    """Checkers against what they say of all families together."""
    row = recorded.verdicts(record)["all"]
    shown = row[OURS]
    return _table(
        ["checker", f"right failed, of {shown.right}", f"wrong passed, of {shown.wrong}",
         "of these within its tolerance", "left open, right / wrong", f"undecidable left open, of {shown.undecidable}"],
        ([who, str(v.failed), str(v.passed), str(v.by_design), f"{v.open} / {v.open_at_wrong}", str(v.said_so)]
         for who, v in row.items()),
    )  # fmt: skip


def family_verdict_table(record: Record) -> list[str]:
    """The same for every family."""
    groups = group_names(record)
    return _judged_table("family", {name: row for name, row in recorded.verdicts(record).items() if name not in groups})


def _judged_table(what: str, rows: Mapping[str, Mapping[str, Verdicts]]) -> list[str]:
    others = [checker for checker in next(iter(rows.values())) if checker != OURS]
    return _table(
        [what, "right, wrong, undecidable", OURS, "minigrad leaves open", *others],
        ([name, _shown(row[OURS]), _judged(row[OURS]), _left_open(row[OURS]), *(_judged(row[who]) for who in others)]
         for name, row in rows.items()),
    )  # fmt: skip


def group_names(record: Record) -> list[str]:
    """The groups of families, which the record has below the families, and "all"."""
    second = max(k for k, line in enumerate(record.lines) if line.lstrip().startswith("checker "))
    return list(recorded.verdicts(Record("", "", "", {}, record.lines[second:])))


def family_table(record: Record, bounds: Record) -> list[str]:
    """What minigrad says of every family: PASS / FAIL / INCONCLUSIVE, and the bounds of AdaptiveDifference."""
    hold = recorded.bounds(bounds)
    return _table(
        ["family", "right", "undecidable", "wrong ones that values show", "evaluations per entry", "bounds that hold"],
        ([name, _three(row[:1]), _three(row[1:2]), _three(row[2:8]), row[9],
          _share(hold[name][1]) if name in hold else "-"]
         for name, row in recorded.cells(record).items()),
    )  # fmt: skip


def corpus_table(record: Record) -> list[str]:
    """The development corpus."""
    rows = (line.rsplit(maxsplit=12) for line in record.lines if " of " in line and " / " in line)
    return _table(
        ["checker", "wrong ones passed", "right ones failed", "undecidable said to be so", "left open, wrong / right"],
        ([who.strip(), f"{a} of {b}", f"{c} of {d}", f"{e} of {f}", f"{g} / {h}"]
         for who, a, _, b, c, _, d, e, _, f, g, _, h in rows),
    )  # fmt: skip


def differentiation_table(record: Record) -> list[str]:
    """Accuracy, cost and time of every method."""
    table, times = recorded.scores(record), recorded.microseconds(record)
    return _table(
        ["method", "median error", "99th percentile", "failed", "error inside its bound", "evaluations",
         "microseconds"],
        ([shown, s[0], _finite(s[2]), _share(s[3]), _share(s[5]), s[8], times[name]]
         for name, shown in METHODS.items() if (s := table.get(name))),
    )  # fmt: skip


def _table(head: Sequence[str], rows: Iterator[list[str]]) -> list[str]:
    return [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rows)]


def _row(words: Sequence[str]) -> str:
    return f"| {' | '.join(words)} |"


def _shown(v: Verdicts) -> str:
    return f"{v.right}, {v.wrong}, {v.undecidable}"


def _judged(v: Verdicts) -> str:
    return f"{v.failed} / {v.passed}" + (f" ({v.by_design})" if v.passed else "")


def _left_open(v: Verdicts) -> str:
    return f"{v.open}, {v.open_at_wrong}, {v.said_so}"


def _three(columns: Sequence[str]) -> str:
    """The sum of several PASS/FAIL/INCONCLUSIVE; what raised is shown where there is any."""
    counts, raised = [0, 0, 0], 0
    for column in columns:
        three, _, exceptions = column.partition(" !")
        counts = [a + int(b) for a, b in zip(counts, three.split("/") if three != "-" else "000", strict=True)]
        raised += int(exceptions or 0)
    return " / ".join(map(str, counts)) + (f", {raised} raised" if raised else "") if sum(counts) + raised else "-"


def _share(percent: str) -> str:
    return f"{float(percent.rstrip('%')):g} %" if percent.endswith("%") else f"{percent} given"


def _finite(number: str) -> str:
    return "infinite" if number == "inf" else number


def every_table() -> list[list[str]]:
    """All tables, from the records that are kept."""
    fresh, odd, derivatives, corpus = (
        recorded.read(name) for name in ("families_fresh", "families_odd", "differentiation", "verdicts")
    )
    return [
        verdict_table(fresh),
        differentiation_table(derivatives),
        corpus_table(corpus),
        family_table(odd, odd),
        family_verdict_table(fresh),
        wild_table(recorded.read("in_the_wild")),
    ]


def headline_tables() -> list[list[str]]:
    """Those of the README at the top."""
    return [checker_table(recorded.read("families_fresh")), differentiation_table(recorded.read("differentiation"))]


def main() -> None:
    """Print all tables."""
    print("\n\n".join("\n".join(table) for table in every_table()))


if __name__ == "__main__":
    main()
