"""How other checkers judge the claims of each family, beside minigrad.

Every checker is shown a member made anew for each claim, since functions with state remember who called them. An
exception of a peer counts as FAIL, and is counted apart too. Only mistakes that show in values of fun are counted. A
wrong gradient that passes "by design" is one that the checker's own tolerance would let pass if its differences were
exact: for torch every entry within 1e-5 + 1e-3 of it, for scipy a norm below 1e-6, for the book a mean below 1e-7, for
minigrad every entry within 3.3e-7 of itself. Gradients with state that are right when called once count there as well.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

import minigrad as mg
from examples.benchmarks.checkers.others import Checker, Shown, other_checkers
from examples.benchmarks.families.member import Family, claims
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac, Label
from minigrad.arrays import Float64Array

OURS = "minigrad"
RTOL = 3.3e-7
"""minigrad's relative tolerance for an entry."""
RAISED = "raised"
ALLOWED = "pass by design"
Counts = Counter[tuple[str, Label, str]]
"""How often a checker gave an answer about right, wrong and undecidable gradients."""


class Question(NamedTuple):
    """What a checker is shown; see :class:`~examples.benchmarks.checkers.others.Shown`."""

    fun: Fun
    jac: Jac
    x: AnyFloats


def by_minigrad(shown: Shown) -> mg.Verdict:
    """This package with its defaults."""
    return mg.check_gradient(shown.fun, shown.jac, shown.x, rng=0).verdict


def minigrad_allows(claimed: Float64Array, exact: Float64Array) -> bool:
    """Every entry within its relative tolerance."""
    return bool((np.abs(claimed - exact) <= RTOL * np.abs(exact)).all())


def everyone() -> list[Checker]:
    """minigrad, then every peer that is installed."""
    return [Checker(OURS, by_minigrad, minigrad_allows), *other_checkers()]


def answer(checker: Checker, shown: Shown) -> str:
    """The verdict, or "raised"; warnings of minigrad count as exceptions, those of others as nothing."""
    with warnings.catch_warnings(), np.errstate(all="warn" if checker.name == OURS else "ignore"):
        warnings.simplefilter("error" if checker.name == OURS else "ignore")
        try:
            return str(checker.said(shown).value)
        except Exception:  # whatever it is, it is counted
            return RAISED


def peer_counts(family: Family, seeds: Sequence[int], checkers: Sequence[Checker]) -> Counts:
    """Every claim of all these members before every checker."""
    counts: Counts = Counter()
    for seed in seeds:
        for number, claim in enumerate(claims(family, family.make(seed), seed)):
            for checker in checkers if claim.visible else ():
                said = _asked(family, seed, number, checker)
                counts[checker.name, claim.label, said] += 1
                if said == "pass" and claim.label is Label.WRONG and _within(family, seed, number, checker):
                    counts[checker.name, claim.label, ALLOWED] += 1
    return counts


def _asked(family: Family, seed: int, number: int, checker: Checker) -> str:
    member = family.make(seed)
    return answer(checker, Question(member.fun, claims(family, member, seed)[number].jac, member.x.copy()))


def _within(family: Family, seed: int, number: int, checker: Checker) -> bool:
    """Whether the numbers claimed are within the tolerance; an entry without one slope is taken as right."""
    member = family.make(seed)
    claimed = np.asarray(claims(family, member, seed)[number].jac(member.x.copy()), dtype=np.float64).reshape(-1)
    return checker.allows(claimed, np.where(member.left == member.right, member.left, claimed))


HEADER = (
    f"{'':34}{'checker':30}{'right':>7}{'failed':>8}{'raised':>8}{'open':>6}"
    f"{'wrong':>9}{'passed':>8}{'by design':>11}{'raised':>8}{'open':>6}{'undecidable':>14}{'said so':>9}"
)


def lines(name: str, counts: Counts) -> list[str]:
    """One line for each checker; "failed" includes "raised"."""
    return [_line(name, checker, counts) for checker in dict.fromkeys(checker for checker, _, _ in counts)]


def _line(name: str, checker: str, counts: Counts) -> str:
    right, wrong, neither = (
        {said: count for (who, known, said), count in counts.items() if who == checker and known is label}
        for label in Label
    )
    passes, design = wrong.get("pass", 0), wrong.pop(ALLOWED, 0)
    failed, raised = right.get("fail", 0) + right.get(RAISED, 0), right.get(RAISED, 0)
    return (
        f"{name:34}{checker:30}{sum(right.values()):>7}{failed:>8}{raised:>8}{right.get('inconclusive', 0):>6}"
        f"{sum(wrong.values()):>9}{passes:>8}{design:>11}{wrong.get(RAISED, 0):>8}{wrong.get('inconclusive', 0):>6}"
        f"{sum(neither.values()):>14}{neither.get('inconclusive', 0):>9}"
    )
