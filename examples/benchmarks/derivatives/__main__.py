"""What checks of Jacobians, Hessians, adjoints and gradients of structures say about claims with known verdicts.

Run ``python -m examples.benchmarks.derivatives``. Cells count PASS / FAIL / INCONCLUSIVE, and "!n" what was refused
with a TypeError or a ValueError. Right claims must not FAIL or be refused, wrong ones must not PASS. Below the table
stands each claim that was not judged as its label says, the worst first. The half "report" is not for tuning.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from examples.benchmarks.derivatives.case import Kind
from examples.benchmarks.derivatives.corpus import corpus
from examples.benchmarks.derivatives.table import HEADER, OFFENCES, rows


def options() -> argparse.ArgumentParser:
    """What the command line understands."""
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.derivatives", description=__doc__)
    parser.add_argument("--half", choices=("tune", "report", "all"), default="tune", help="which half (default: tune)")
    kinds = [kind.value for kind in Kind]
    parser.add_argument("--kind", choices=kinds, action="append", help="only this kind; may be repeated")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table and what was not judged as it should be."""
    given = options().parse_args(arguments)
    cases = [case for case in corpus(given.half) if not given.kind or case.kind.value in given.kind]
    table = rows(cases)
    print(HEADER)
    for row in table:
        print(row)
    for offence in OFFENCES.values():
        for row in table:
            for name, line in row.offenders:
                if name == offence:
                    print(f"{name}: {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
