"""Sentences on verdicts and on bounds of errors, with the numbers that were recorded."""

from __future__ import annotations

import re

from examples.benchmarks.checkers.others import BOOK_MEAN, SCIPY_NORM, TORCH_ABSOLUTE, TORCH_RELATIVE
from examples.benchmarks.records import recorded
from examples.benchmarks.records.recorded import Record

NAMES = {"torch": "torch gradcheck", "scipy": "scipy check_grad < 1e-6", "the book": "the book, mean < 1e-7"}
"""What a sentence calls a checker, and its name in the record."""


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
