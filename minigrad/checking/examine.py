"""One check from beginning to end: observe fun and jac, measure the slopes, judge the claim, and explain an error."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.contracts.question import Question
from minigrad.checking.contracts.repeatable import repeatable
from minigrad.checking.contracts.repeated_jac import repeat_jac
from minigrad.checking.explaining.conventions import by_convention
from minigrad.checking.explaining.edge import note_edge
from minigrad.checking.explaining.explain import explained
from minigrad.checking.explaining.unused_argument import note_ignored_argument, warn_of_another_array
from minigrad.checking.measuring.measure import measure
from minigrad.checking.measuring.measure_by import measure_by
from minigrad.checking.measuring.more_noise import note_more_noise
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.rules.cost import Budget
from minigrad.checking.rules.verdict import judge
from minigrad.differentiators.robust.slopes import Slopes


def examine(question: Question) -> Evidence:
    """The evidence on every entry of a claimed gradient: its slope from values of fun, and what explains an error."""
    if not question.comparable:
        return Evidence.unmeasured(question)
    slopes, noise = _measured(question)
    note_more_noise(question, slopes)
    repeat_jac(question.watch)
    note_edge(question, slopes.status)
    question = by_convention(question, slopes)
    judgement = judge(question.analytic, slopes, question.tolerance)
    if judgement.failed.any():
        note_ignored_argument(question, slopes.known)
    elif not question.analytic.any():
        warn_of_another_array(question)
    cause, order = explained(question, slopes, judgement, noise)
    return Evidence(question, slopes, cause, order)


def _measured(question: Question) -> tuple[Slopes, Float64Array]:
    """The slopes, and for each of them the standard deviation of repeated values at x.

    For a single entry the quick look alone takes f(x) and 4 more evaluations; f(x) is only repeated where that leaves
    a doubt.
    """
    terms, probe = question.terms, question.probe
    budget, before = Budget(terms.budget), probe.evaluations
    if terms.differentiator is None and probe.size == 1:
        slopes = measure(question, budget, at_x=float(question.value[0]))
        passed = judge(question.analytic, slopes, question.tolerance).passed.all()
        if passed and probe.evaluations - before <= 2 * CHECK.quick_evaluations:
            return slopes, np.zeros(1)
    again = question.value.copy()
    again[probe.output] = probe.base()
    spread = repeatable(question.watch, question.value, again, terms.noise)
    noise = np.maximum(spread, terms.noise)[probe.output]
    if terms.differentiator is not None:
        return measure_by(terms.differentiator, question), noise
    return measure(question, budget, noise=noise), noise
