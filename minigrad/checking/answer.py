"""From what a caller asks to the report: the terms of a check, and the check itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np

from minigrad.arguments import (
    as_generator,
    require_choice,
    require_count,
    require_flag,
    require_instance,
    require_non_negative,
    require_positive,
)
from minigrad.arrays import Rng
from minigrad.checking.contracts.question import NamesFor, Terms, ask
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.examine import examine
from minigrad.checking.reporting.assemble import assemble
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.screening.screen import screen
from minigrad.checking.screening.screen_outputs import screen_outputs
from minigrad.differentiators.base import Differentiator

Mode = Literal["full", "screen"]


def answer(
    watch: Watch,
    names: NamesFor,
    terms: Terms,
    mode: Mode = "full",
    note: Callable[[Evidence], Evidence] | None = None,
) -> GradientReport:
    """Ask, examine and report.

    Args:
        watch: fun, jac and x, before their first call.
        names: of the entries.
        terms: on which the derivative is checked.
        mode: "screen" for random directions.
        note: adds findings and notes, once the entries are judged.
    """
    with np.errstate(all="ignore"):  # what is not finite is a finding, or a point outside the domain of fun
        question = ask(watch, names, terms, announce=mode == "full")
        if mode == "screen":
            return screen_outputs(question) if question.value.size > 1 else screen(question)
        evidence = examine(question)
        if note is not None and question.comparable:
            evidence = note(evidence)
        return assemble(evidence)


def as_terms(
    rtol: float | None,
    mode: Mode,
    budget: int | None,
    order: bool | None,
    differentiator: Differentiator | None,
    rng: Rng,
    noise: float | None = None,
) -> Terms:
    """The terms of a check, once its arguments are what they should be."""
    require_choice("mode", mode, get_args(Mode))
    if budget is not None:
        require_count("budget", budget)
    if order is not None:
        require_flag("order", order)
    number = None if rtol is None else require_positive("rtol", rtol)
    if number is not None and number >= 1.0:
        raise ValueError(f"`rtol` must be below 1, got {rtol!r}: at 1 a gradient of zeros would pass")
    spread = 0.0 if noise is None else require_non_negative("noise", noise)
    _require_combination(differentiator, mode, budget)
    _require_measured(noise, differentiator, mode)
    return Terms(number, budget, order, differentiator, as_generator("rng", rng), spread)


def _require_combination(differentiator: Differentiator | None, mode: Mode, budget: int | None) -> None:
    """Refuse what a differentiator cannot do."""
    if differentiator is None:
        return
    require_instance("differentiator", differentiator, Differentiator)
    if mode == "screen":
        raise ValueError(
            '`differentiator` must be None with mode="screen", which measures slopes along random directions'
        )
    if budget is not None:
        raise ValueError(
            "`budget` must be None with a `differentiator`, which decides itself what an entry costs; check fewer "
            "entries"
        )


def _require_measured(noise: float | None, differentiator: Differentiator | None, mode: Mode) -> None:
    """Refuse a noise where bounds are not found from it."""
    if noise is not None and (differentiator is not None or mode == "screen"):
        other = "a `differentiator`, which has bounds of its own" if differentiator else 'mode="screen"'
        raise ValueError(f"`noise` must be None with {other}; leave that out, so that bounds are found from the noise")
