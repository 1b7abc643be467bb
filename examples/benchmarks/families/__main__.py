"""What checks of gradients and bounds of derivatives are worth on functions of many kinds, family by family.

Run ``python -m examples.benchmarks.families --half report``. Even seeds are for tuning, odd ones for the report; only
minigrad's public interface is used, so any release can be asked. With ``--peers`` other checkers judge the same claims,
in one table of families and one of groups of them; what its columns are stands in ``tables/peer_table.py``. With
``--differentiator central`` the first table alone is printed, of checks whose slopes are from that method.

A cell of the first table counts PASS/FAIL/INCONCLUSIVE, and "!n" what raised. Columns: the right gradient; the right
one where fun has a kink or jump at x ("undecidable"); one entry multiplied by 1 + 1e-5, 1.01, 2 or -1, or replaced by
its neighbour; the family's own mistakes; mistakes too small to show in values of fun ("invisible"); evaluations per
entry (median). Right ones must not FAIL, wrong ones must not PASS. In the second table "covered" is the share of slopes
inside the error bound (NaN and infinite bounds count as inside), "silent" counts those outside although the status
claims the bound, "median" is that of the relative error, and evaluations per entry are means.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

import minigrad as mg
from examples.benchmarks.families.kinks import company
from examples.benchmarks.families.member import Family
from examples.benchmarks.families.registry import GROUPS, PARTS, families
from examples.benchmarks.families.tables import bound_table, peer_table, trainer_table, verdict_table


def options() -> argparse.ArgumentParser:
    """What the command line understands."""
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.families", description=__doc__)
    parser.add_argument(
        "--half", choices=("tune", "report"), default="tune", help="even seeds, or odd ones (default: tune)"
    )
    parser.add_argument("--seeds", type=int, default=20, help="seeds of each family (default: 20)")
    parser.add_argument("--first", type=int, default=0, help="seeds from here on (default: 0)")
    parser.add_argument("--family", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--only", choices=("verdicts", "bounds"), help="only this table")
    parser.add_argument(
        "--peers", action="store_true", help="only the verdicts, those of other checkers beside minigrad's"
    )
    parser.add_argument("--methods", choices=("adaptive", "all"), default="adaptive", help="which differentiators")
    parser.add_argument(
        "--differentiator",
        choices=tuple(bound_table.short_names()),
        help="only the first table, with slopes from this method instead of the check's own",
    )
    parser.add_argument("--verbose", action="store_true", help="name what was judged wrongly")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    given = options().parse_args(arguments)
    first = given.first + (given.first % 2 != (given.half == "report"))
    seeds = range(first, first + 2 * given.seeds, 2)
    if given.peers:
        _peers(given.family or tuple(PARTS), seeds)
        return
    chosen = families(given.family or tuple(PARTS))
    if given.differentiator:
        _by(bound_table.method_of(given.differentiator), chosen, seeds, verbose=given.verbose)
        return
    if given.only != "bounds":
        print(verdict_table.HEADER)
        for family in chosen:
            row = verdict_table.verdict_row(family, seeds)
            _show(str(row), row.offenders if given.verbose else [])
        if not given.family or "company" in given.family:
            print(company.agreement(seeds))
        if not given.family or "networks" in given.family:
            table = trainer_table.trainer_table(seeds)
            _show(str(table), table.offenders if given.verbose else [])
    if given.only != "verdicts":
        print(bound_table.HEADER)
        for family in chosen:
            for name, method in bound_table.methods(given.methods == "all").items():
                bounds = bound_table.bound_row(family, name, method, seeds)
                _show(str(bounds), bounds.offenders + bounds.raised if given.verbose else [])


def _by(differentiator: mg.Differentiator, chosen: Sequence[Family], seeds: Sequence[int], *, verbose: bool) -> None:
    """The verdicts of checks whose slopes are from a differentiator, family by family, and their sum."""
    print(verdict_table.HEADER)
    total = verdict_table.VerdictRow("all", differentiator)
    for family in chosen:
        row = verdict_table.verdict_row(family, seeds, differentiator)
        _show(str(row), row.offenders if verbose else [])
        total.counts.update(row.counts)
        total.evaluations += row.evaluations
    _show(str(total), [])


def _peers(parts: Sequence[str], seeds: Sequence[int]) -> None:
    """Each family as it comes, then the groups of them, then all together."""
    total: peer_table.Counts = Counter()
    grouped = dict[str, peer_table.Counts]()
    print(peer_table.HEADER)
    for name, members in GROUPS.items():
        grouped[name] = Counter()
        for family in families([part for part in members if part in parts]):
            counts = peer_table.peer_counts(family, seeds, peer_table.everyone())
            grouped[name].update(counts)
            _show("\n".join(peer_table.lines(family.name, counts)), [])
        total.update(grouped[name])
    print("\n" + peer_table.HEADER)
    for name, counts in [*grouped.items(), ("all", total)]:
        print("".join(f"{line}\n" for line in peer_table.lines(name, counts)), end="")


def _show(line: str, details: Sequence[str]) -> None:
    print("\n    ".join([line, *details]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
