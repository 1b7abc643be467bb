"""Who judges gradients best: the confusion table of minigrad's check and, where they are installed, of others.

Run ``python -m examples.benchmarks.verdicts`` for the development corpus, and with two numbers for the random expressions
of these seeds, which nobody tuned anything for: ``python -m examples.benchmarks.verdicts 10000 11000``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from examples.benchmarks.peers import GradCheck, Tensor
from examples.benchmarks.verdict_corpus import Case, Label, corpus
from examples.benchmarks.verdict_corpus.case import AnyFloats
from examples.benchmarks.verdict_corpus.expressions import unseen
from minigrad.checking import GradientReport, Verdict, check_gradient

Judge = Callable[[Case], Verdict]
Table = dict[str, Counter[tuple[Label, Verdict]]]


def by_minigrad(case: Case) -> GradientReport:
    """The verdict of this package, with its defaults."""
    return check_gradient(case.fun, case.jac, case.x, rng=0)


def by_the_book(case: Case) -> Verdict:
    """The book's test: the mean difference from a central difference with h = 1e-4 is below 1e-7."""
    x = case.x.astype(np.float64)
    moves = np.eye(x.size).reshape(x.size, *x.shape) * 1e-4
    numeric = np.array([(case.fun(x + move) - case.fun(x - move)) / 2e-4 for move in moves])
    claimed = np.asarray(case.jac(case.x.copy()), dtype=np.float64).reshape(-1)
    return _said(claimed.size == numeric.size and float(np.mean(np.abs(claimed - numeric))) < 1e-7)


def by_scipy(case: Case) -> Verdict:
    """scipy.optimize.check_grad below 1e-6, the threshold of its documentation."""
    check_grad: Callable[[Callable[[AnyFloats], float], Callable[[AnyFloats], AnyFloats], AnyFloats], float] = getattr(
        import_module("scipy.optimize"), "check_grad"
    )
    shape = case.x.shape
    error = check_grad(
        lambda v: case.fun(v.reshape(shape)),
        lambda v: np.asarray(case.jac(v.reshape(shape)), dtype=np.float64).reshape(-1),
        case.x.astype(np.float64).reshape(-1),
    )
    return _said(float(error) < 1e-6)


def by_torch(case: Case) -> Verdict:
    """torch.autograd.gradcheck itself, on a function whose value is ``fun`` and whose gradient is ``jac``."""
    library = import_module("torch")
    gradcheck: GradCheck = library.autograd.gradcheck
    start: Tensor = library.tensor(case.x.astype(np.float64), requires_grad=True)

    def value(x: Tensor) -> Tensor:
        point = x.detach().numpy()
        constant: Tensor = library.tensor(float(case.fun(point.copy())), dtype=library.float64)
        claimed: Tensor = library.tensor(np.asarray(case.jac(point.astype(case.x.dtype)), dtype=np.float64))
        return constant + ((x - x.detach()) * claimed).sum()

    return _said(gradcheck(value, (start,), raise_exception=False))


def by_torch_rule(case: Case) -> Verdict:
    """The rule of torch.autograd.gradcheck by its formula: central, h = 1e-6, |a - n| <= 1e-5 + 1e-3 |n|."""
    x = case.x.astype(np.float64)
    moves = np.eye(x.size).reshape(x.size, *x.shape) * 1e-6
    numeric = np.array([(case.fun(x + move) - case.fun(x - move)) / 2e-6 for move in moves])
    claimed = np.asarray(case.jac(case.x.copy()), dtype=np.float64).reshape(-1)
    return _said(claimed.size == numeric.size and bool((np.abs(claimed - numeric) <= 1e-5 + 1e-3 * np.abs(numeric)).all()))


def _said(passes: bool) -> Verdict:
    return Verdict.PASS if passes else Verdict.FAIL


def judges() -> dict[str, Judge]:
    """Everyone who can be asked here; where torch is not installed, its rule stands in for it."""
    others: dict[str, Judge] = {"the book, mean difference": by_the_book}
    if find_spec("torch"):
        others["torch gradcheck"] = by_torch
    else:
        others["torch gradcheck, its rule"] = by_torch_rule
    if find_spec("scipy"):
        others["scipy check_grad"] = by_scipy
    return others


def _cautious(judge: Judge, case: Case) -> Verdict:
    """A checker that raises has not let the gradient pass."""
    try:
        with np.errstate(all="ignore"):
            return judge(case)
    except (ValueError, TypeError, ArithmeticError, RuntimeError):
        return Verdict.FAIL


def confusion(cases: Sequence[Case]) -> tuple[Table, float]:
    """Counts of (label, verdict) for each judge, and minigrad's evaluations per coordinate on right gradients (median)."""
    table: Table = {"minigrad": Counter()}
    costs = []
    for case in cases:
        report = by_minigrad(case)
        table["minigrad"][case.label, report.verdict] += 1
        costs += [report.evaluations / max(1, case.x.size)] if case.label is Label.RIGHT else []
    for name, judge in judges().items():
        table[name] = Counter((case.label, _cautious(judge, case)) for case in cases)
    return table, float(np.median(costs))


def render(table: Table) -> str:
    """The table as text."""
    lines = [f"{'checker':28}{'wrong ones passed':>20}{'right ones failed':>20}{'undecidable: said so':>22}{'inconclusive w/r':>20}"]
    for name, counts in table.items():
        total = {label: sum(count for (known, _), count in counts.items() if known is label) for label in Label}
        lines.append(
            f"{name:28}"
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
