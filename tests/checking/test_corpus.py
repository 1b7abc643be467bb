"""The development corpus: no wrong gradient passes, no right one fails, and what cannot be decided is said to be so."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from examples.benchmarks.unseen.random_cases import unseen
from examples.benchmarks.verdict_corpus import Case, Label, corpus
from examples.benchmarks.verdict_corpus.build import problems
from examples.benchmarks.verdict_corpus.case import Problem
from minigrad.checking import Verdict, check_gradient

CASES = corpus()
EXPECTED = {Label.RIGHT: "pass", Label.WRONG: "fail", Label.UNDECIDABLE: "inconclusive"}


def test_the_corpus_is_large_and_mixed() -> None:
    counts = Counter(case.label for case in CASES)
    assert len(CASES) >= 200
    assert min(counts[Label.RIGHT], counts[Label.WRONG]) >= 100
    assert counts[Label.UNDECIDABLE] >= 30


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: str(problem.name))
def test_gradients_by_hand_agree_with_the_complex_step(problem: Problem) -> None:
    truth = problem.truth()
    for index in np.ndindex(truth.shape):
        point = problem.x.astype(np.complex128)
        point[index] += 1e-30j
        slope = complex(problem.formula(point)).imag / 1e-30
        assert slope == pytest.approx(truth[index], rel=1e-12, abs=1e-14 * float(np.abs(truth).max()))


@pytest.mark.parametrize("label", [Label.RIGHT, Label.WRONG])
def test_labels_are_what_they_say(label: Label) -> None:
    """Right cases are right to 1.2e-7 in every entry; wrong ones with a known truth are off by 9e-7 in some, or break a
    contract."""
    for case in CASES:
        claimed = np.asarray(case.jac(case.x.copy()), dtype=np.float64)
        if case.label is not label or case.truth is None or claimed.shape != case.truth.shape:
            continue
        off = np.abs(claimed - case.truth) > (1.21e-7 if label is Label.RIGHT else 8.9e-7) * np.abs(case.truth)
        assert off.any() == (label is Label.WRONG) or case.kind.startswith(("jac", "fun")), case.name


def _sample() -> list[Case]:
    """Two of the four functions with which most kinds are tried, and all of a kind that is more varied or rare."""
    sizes, before, chosen = Counter(case.kind for case in CASES), Counter[str](), []
    for case in CASES:
        before[case.kind] += 1
        if sizes[case.kind] != 4 or before[case.kind] % 2:
            chosen.append(case)
    return chosen


def _misjudged() -> list[tuple[Case, str]]:
    """Among the sample; ``python -m examples.benchmarks.verdicts`` judges the whole corpus."""
    verdicts = [(case, check_gradient(case.fun, case.jac, case.x).verdict.value) for case in _sample()]
    return [(case, verdict) for case, verdict in verdicts if verdict != EXPECTED[case.label]]


def test_verdicts() -> None:
    misjudged = _misjudged()
    wrong_way = [(case.name, case.kind, verdict) for case, verdict in misjudged if verdict != "inconclusive"]
    assert wrong_way == []
    assert len(misjudged) <= 3


def test_verdicts_on_random_expressions_that_nobody_tuned_for() -> None:
    with np.errstate(all="ignore"):
        cases = unseen(range(500_000, 500_050))
        verdicts = Counter((case.label, check_gradient(case.fun, case.jac, case.x, rng=0).verdict) for case in cases)
    assert verdicts[Label.WRONG, Verdict.PASS] == 0
    assert verdicts[Label.RIGHT, Verdict.FAIL] == 0
    assert verdicts[Label.RIGHT, Verdict.INCONCLUSIVE] + verdicts[Label.WRONG, Verdict.INCONCLUSIVE] <= 0.04 * len(
        cases
    )
