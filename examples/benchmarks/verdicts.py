"""How often checkers of gradients are right: minigrad's check and, where they are installed, others.

Run ``python -m examples.benchmarks.verdicts`` for the development corpus, and with two numbers for the random
expressions of these seeds, which nothing was tuned on: ``python -m examples.benchmarks.verdicts 10000 11000``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from examples.benchmarks.checkers.others import Checker, other_checkers
from examples.benchmarks.unseen.random_cases import unseen
from examples.benchmarks.verdict_corpus import Case, Label, corpus
from minigrad.checking import GradientReport, Verdict, check_gradient

Table = dict[str, Counter[tuple[Label, Verdict]]]


def by_minigrad(case: Case) -> GradientReport:
    """The verdict of this package, with its defaults."""
    return check_gradient(case.fun, case.jac, case.x, rng=0)


def _cautious(checker: Checker, case: Case) -> Verdict:
    """A checker that raises has not let the gradient pass."""
    try:
        with np.errstate(all="ignore"):
            return checker.said(case)
    except (ValueError, TypeError, ArithmeticError, RuntimeError):
        return Verdict.FAIL


def confusion(cases: Sequence[Case]) -> tuple[Table, float]:
    """Counts of (label, verdict) for each checker, and minigrad's evaluations per coordinate on right gradients
    (median)."""
    table: Table = {"minigrad": Counter()}
    costs = []
    for case in cases:
        report = by_minigrad(case)
        table["minigrad"][case.label, report.verdict] += 1
        costs += [report.evaluations / max(1, case.x.size)] if case.label is Label.RIGHT else []
    for checker in other_checkers():
        table[checker.name] = Counter((case.label, _cautious(checker, case)) for case in cases)
    return table, float(np.median(costs))


def render(table: Table) -> str:
    """The table as text."""
    lines = [
        f"{'checker':30}{'wrong ones passed':>20}{'right ones failed':>20}"
        f"{'undecidable: said so':>22}{'inconclusive w/r':>20}"
    ]
    for name, counts in table.items():
        total = {label: sum(count for (known, _), count in counts.items() if known is label) for label in Label}
        lines.append(
            f"{name:30}"
            f"{counts[Label.WRONG, Verdict.PASS]:>12} of {total[Label.WRONG]:4}"
            f"{counts[Label.RIGHT, Verdict.FAIL]:>12} of {total[Label.RIGHT]:4}"
            f"{counts[Label.UNDECIDABLE, Verdict.INCONCLUSIVE]:>14} of {total[Label.UNDECIDABLE]:4}"
            f"{counts[Label.WRONG, Verdict.INCONCLUSIVE]:>14} / {counts[Label.RIGHT, Verdict.INCONCLUSIVE]}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] = ()) -> Table:
    """Print the table for the corpus, or for the random expressions of a range of seeds."""
    cases = unseen(range(int(arguments[0]), int(arguments[1]))) if len(arguments) == 2 else corpus()
    table, cost = confusion(cases)
    print(render(table))
    print(f"minigrad: {cost:.3g} evaluations per coordinate of a right gradient (median)")
    return table


if __name__ == "__main__":
    main(sys.argv[1:])
