"""All sentences of the READMEs whose numbers come from the records.

``python -m examples.benchmarks.records.sentences`` prints them.
"""

from __future__ import annotations

import re

from examples.benchmarks.records import recorded
from examples.benchmarks.records.recorded import Record, Row
from examples.benchmarks.records.verdict_sentences import (
    bounds_that_hold,
    by_design,
    tolerances,
    trainers,
    where_checkers_are_better,
)

KINDS = {"gradient": "partial derivatives of the test functions of optimisation"}


def where_differentiators_are_better(record: Record) -> str:
    """By family of problems, in evaluations and in time; the article's own formula left out."""
    won = [line.strip() for line in record.lines if " against " in line and "the article" not in line]
    families = [line for line in won if not line.startswith(("evaluations", "microseconds"))]
    evaluations = [_value(line) for line in won if line.startswith("evaluations")]
    times = [_value(line) for line in won if line.startswith("microseconds")]
    own = "minigrad AdaptiveDifference"
    return (
        f"Others have a smaller median error on some kinds of problems ({'; '.join(map(_pair, families))}), need fewer "
        f"evaluations ({', '.join(evaluations)}, against {float(recorded.scores(record)[own][8]):.3g}) or less time "
        f"({', '.join(times)}, against {recorded.microseconds(record)[own]} microseconds)."
    )


def _pair(line: str) -> str:
    family, rest = line.split(": ", 1)
    peer, numbers = rest.split(", ", 1)
    return f"{_short(peer)} on {KINDS.get(family, family)}, {numbers}"


def _value(line: str) -> str:
    peer, numbers = line.split(": ", 1)[1].rsplit(", ", 1)
    return f"{_short(peer)} {float(numbers.split(' against ')[0]):.3g}"


def _short(peer: str) -> str:
    short = {
        "jacobi.jacobi": "jacobi",
        "numdifftools.Derivative": "numdifftools",
        "scipy.differentiate.derivative": "scipy.differentiate",
        "scipy approx_derivative 3-point": "approx_derivative",
        "derivkit default": "derivkit's local polynomial",
    }
    return short.get(peer, peer)


def costs(record: Record) -> str:
    """What numeric gradients cost."""
    rows = recorded.figures(record)
    loop, check = _row(rows, "784-50-10 sigmoid, batch 100: times"), _row(rows, "verify_gradient, all")
    box, small = _row(rows, "black box that computes, 2 processes"), _row(rows, "x0**2 + x1**2")
    seconds, times = re.findall(r"minigrad ([\d.]+) s", loop.detail)[0], re.findall(r"([\d.]+) us", small.detail)
    return (
        f"The numeric gradient of the book's 784-50-10 network at batch 100 takes {_two(seconds)} s, "
        f"{_two(loop.value)} times less than the book's loop; the verification of all its weights, by values and "
        f"against the numeric gradient, {check.detail}. A function of ten milliseconds is differentiated "
        f"{_two(box.value)} times faster by two processes. For small functions the checks of arguments and values cost "
        f"more than the differences: the gradient of `x0**2 + x1**2` takes {float(times[1]):.0f} microseconds, the "
        f"article's loop {times[0]}."
    )


def _two(number: str) -> str:
    """Two digits: no more are the same from run to run."""
    return f"{float(number):.2g}"


def _row(rows: dict[str, Row], start: str) -> Row:
    return next(row for what, row in rows.items() if what.startswith(start))


def how_it_was_run(record: Record, packages: tuple[str, ...]) -> str:
    """The command, with what it was run."""
    versions = ", ".join(f"{name} {record.versions[name]}" for name in ("Python", "numpy", *packages))
    return f"`{record.command}` ({versions}; {record.date})"


def every_sentence() -> list[str]:
    """All of them, from the records that are kept."""
    names = (
        "families_fresh",
        "families_fresh_bounds",
        "families_odd",
        "differentiation",
        "numeric_gradient",
        "verdicts",
        "in_the_wild",
    )
    fresh, fresh_bounds, odd, derivatives, gradients, corpus, wild = map(recorded.read, names)
    return [
        how_it_was_run(fresh, ("scipy", "torch")),
        tolerances(),
        by_design(fresh),
        where_checkers_are_better(fresh),
        bounds_that_hold(fresh_bounds),
        how_it_was_run(odd, ()),
        trainers(odd),
        how_it_was_run(corpus, ("scipy", "torch")),
        how_it_was_run(derivatives, ("scipy", "numdifftools", "jacobi", "derivkit")),
        where_differentiators_are_better(derivatives),
        how_it_was_run(wild, ("scipy", "statsmodels", "scikit-learn", "autograd", "jax", "torch")),
        how_it_was_run(gradients, ("scipy", "numdifftools", "torch")),
        costs(gradients),
    ]


if __name__ == "__main__":
    print("\n\n".join(every_sentence()))
