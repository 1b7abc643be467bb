"""The development corpus: no wrong gradient passes, no right one fails, and what cannot be decided is said to be so."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from examples.benchmarks.verdict_corpus import Case, Label, corpus
from examples.benchmarks.verdict_corpus.build import problems

from minigrad.checking import check_gradient

CASES = corpus()
EXPECTED = {Label.RIGHT: "pass", Label.WRONG: "fail", Label.UNDECIDABLE: "inconclusive"}


def test_the_corpus_is_large_and_mixed() -> None:
    counts = Counter(case.label for case in CASES)
    assert len(CASES) >= 200
    assert min(counts[Label.RIGHT], counts[Label.WRONG]) >= 100 and counts[Label.UNDECIDABLE] >= 30


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem.name)
def test_gradients_by_hand_agree_with_the_complex_step(problem: object) -> None:
    found = next(p for p in problems() if p.name == getattr(problem, "name", ""))
    truth = found.truth()
    for index in np.ndindex(truth.shape):
        point = found.x.astype(np.complex128)
        point[index] += 1e-30j
        slope = complex(found.formula(point)).imag / 1e-30
        assert slope == pytest.approx(truth[index], rel=1e-12, abs=1e-14 * float(np.abs(truth).max()))


def _misjudged() -> list[tuple[Case, str]]:
    verdicts = [(case, check_gradient(case.fun, case.jac, case.x).verdict.value) for case in corpus()]
    return [(case, verdict) for case, verdict in verdicts if verdict != EXPECTED[case.label]]


def test_verdicts() -> None:
    misjudged = _misjudged()
    wrong_way = [(case.name, case.kind, verdict) for case, verdict in misjudged if verdict != "inconclusive"]
    assert wrong_way == []
    assert len(misjudged) <= 3
