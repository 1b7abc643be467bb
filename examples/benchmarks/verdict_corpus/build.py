"""Puts the development corpus together."""

from __future__ import annotations

from examples.benchmarks.verdict_corpus.bugs import wrong_cases
from examples.benchmarks.verdict_corpus.case import Case, Problem
from examples.benchmarks.verdict_corpus.domain_edges import domain_edges
from examples.benchmarks.verdict_corpus.flat_places import flat_places
from examples.benchmarks.verdict_corpus.formulas import formulas
from examples.benchmarks.verdict_corpus.hard import hard_cases
from examples.benchmarks.verdict_corpus.learning import losses
from examples.benchmarks.verdict_corpus.mistakes import mistakes
from examples.benchmarks.verdict_corpus.near_kinks import near_kinks
from examples.benchmarks.verdict_corpus.undecidable import undecidable_cases


def problems() -> list[Problem]:
    """The smooth formulas and losses that right and wrong cases are made of."""
    return formulas() + losses()


def corpus() -> list[Case]:
    """Every development case, right, wrong and undecidable."""
    base = problems()
    return (
        hard_cases(base)
        + near_kinks()
        + flat_places()
        + domain_edges()
        + wrong_cases(base)
        + mistakes()
        + undecidable_cases()
    )
