"""Sentences of the READMEs whose numbers come from what was recorded:
``python -m examples.benchmarks.records.sentences`` prints them."""

from __future__ import annotations

import re

from examples.benchmarks.judges import BOOK_MEAN, SCIPY_NORM, TORCH_ABSOLUTE, TORCH_RELATIVE
from examples.benchmarks.records import recorded
from examples.benchmarks.records.recorded import Record, Row

KINDS = {"gradient": "partial derivatives of the test functions of optimisation"}
NAMES = {"torch": "torch gradcheck", "scipy": "scipy check_grad < 1e-6", "the book": "the book, mean < 1e-7"}


def tolerances() -> str:
    """What the checkers let pass by design."""
    return (
        f"torch lets each entry be off by {_power(TORCH_ABSOLUTE)} + {_power(TORCH_RELATIVE)} of it, a default meant "
        "for double precision; scipy and the book print a difference and leave the threshold to the reader, here a "
        f"norm of {_power(SCIPY_NORM)} and a mean of {_power(BOOK_MEAN)}."
    )


def _power(number: float) -> str:
    return f"{number:.0e}".replace("e-0", "e-")


def by_design(fresh: Record) -> str:
    """How many wrong gradients pass because of that."""
    everything = recorded.verdicts(fresh)["all"]
    parts = [f"{everything[who].by_design} of {name}'s {everything[who].passed}" for name, who in NAMES.items()]
    return f"Nearly all wrong gradients that the others pass lie within these tolerances: {', '.join(parts)}."


def where_checkers_are_better(fresh: Record) -> str:
    """What minigrad leaves open and others decide rightly."""
    table = recorded.verdicts(fresh)
    total, confident, steps = (table[name] for name in ("all", "saturated, confident losses", "steps and plateaus"))
    short = table["float32 or float16 inside"]
    torch, scipy, book = (steps[who].failed for who in NAMES.values())
    return (
        f"The others always decide, where minigrad leaves {total['minigrad'].open} of {total['minigrad'].right} right "
        f"gradients open: {confident['minigrad'].open} of {confident['minigrad'].right} of saturated functions, of "
        f"which the others fail {_all(confident, 'failed')}; {steps['minigrad'].open} of {steps['minigrad'].right} of "
        f"steps and plateaus, of which torch fails {torch}, scipy {scipy} and the book {book}; "
        f"{short['minigrad'].open} of {short['minigrad'].right} of functions that compute in float32 or float16, of "
        f"which the others fail {_all(short, 'failed')}."
    )


def _all(row: dict[str, recorded.Verdicts], column: str) -> str:
    """One number that holds for every peer, or all of them."""
    numbers = [str(row[who]._asdict()[column]) for who in NAMES.values()]
    if len(set(numbers)) > 1:
        return ", ".join(numbers)
    return {"0": "none", str(row["minigrad"].right): "all"}.get(numbers[0], numbers[0])


def trainers(odd: Record) -> str:
    """What is said of networks of minigrad's own layers."""
    said = recorded.answers(odd)
    right, wrong = (
        re.fullmatch(r"(?:pass|fail) (\d+)", said[key]) for key in ("verify_gradient", "one entry off by 1 %")
    )
    if right is None or wrong is None:
        raise ValueError(f"`odd` must have one answer for all networks, got {said}")
    return (
        "With what a `Trainer` knows of its network besides (the objective sample by sample, the pullback), all "
        f"{right[1]} right networks of the same run PASS, and all {wrong[1]} with one entry off by 1 % FAIL."
    )


def bounds_that_hold(fresh: Record) -> str:
    """Over all slopes of all families; the share in a line has decimals enough to give the count back."""
    rows = [(int(row[0]), float(row[1].rstrip("%")), int(row[2])) for row in recorded.bounds(fresh).values()]
    held, count, silent = (
        sum(round(n * share / 100) for n, share, _ in rows),
        sum(n for n, _, _ in rows),
        sum(s for _, _, s in rows),
    )
    return (
        f"On those seeds the error bound of `AdaptiveDifference` holds for {held:,} of {count:,} slopes, and {silent} "
        "lie outside although the status claims that it holds."
    )


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
    )
    fresh, fresh_bounds, odd, derivatives, gradients, corpus = map(recorded.read, names)
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
        how_it_was_run(gradients, ("scipy", "numdifftools", "torch")),
        costs(gradients),
    ]


if __name__ == "__main__":
    print("\n\n".join(every_sentence()))
