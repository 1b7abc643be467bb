"""The corpus of Jacobians, Hessians, adjoints and structures: each label is proven without minigrad."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from examples.benchmarks.derivatives.__main__ import main
from examples.benchmarks.derivatives.case import Case, Kind, Label
from examples.benchmarks.derivatives.corpus import corpus
from examples.benchmarks.derivatives.jacobians import hard
from examples.benchmarks.derivatives.table import rows

CASES = corpus()


@pytest.mark.each("case", [case for case in CASES if case.label is not Label.UNDECIDABLE])
def test_right_claims_are_the_truth_and_wrong_ones_are_not(case: Case) -> None:
    assert case.differs() == (case.label is Label.WRONG)


def test_halves_have_as_many_right_and_wrong_claims_of_each_kind_and_share_no_problem() -> None:
    halves = corpus("tune"), corpus("report")
    assert sum(map(len, halves)) == len(CASES) == len({(case.kind, case.name) for case in CASES})
    assert not {(case.kind, case.problem) for case in halves[0]} & {(case.kind, case.problem) for case in halves[1]}
    counts = [Counter((case.kind, case.label) for case in half) for half in halves]
    for kind in Kind:
        for label in (Label.RIGHT, Label.WRONG):
            both = sorted(count[kind, label] for count in counts)
            assert both[0] >= 0.6 * both[1], (kind, label, both)
    assert all(count.total() >= 75 for count in counts)


def test_noise_and_float32_leave_the_values_of_the_formula() -> None:
    for problem in hard.PROBLEMS:
        if problem.fun is not None:
            np.testing.assert_allclose(problem.fun(problem.x), problem.formula(problem.x), rtol=1e-6, atol=1e-6)


def test_no_right_claim_fails_and_no_wrong_one_passes() -> None:
    """On a fifth of the half for tuning; ``python -m examples.benchmarks.derivatives`` judges all of it."""
    for row in rows(corpus("tune")[::5]):
        wrong_way = [line for offence, line in row.offenders if offence[0].isupper()]
        assert wrong_way == [], row.kind
        assert row.counts.total() > 0


def test_what_the_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--kind", "adjoint"])
    header, row, *_ = capsys.readouterr().out.splitlines()
    assert header.split() == ["kind", "right", "wrong", "undecidable", "evaluations", "per", "column"]
    wrong = sum(case.label is Label.WRONG for case in corpus("tune") if case.kind is Kind.ADJOINT)
    assert re.match(rf"adjoint +\d+ / \d+ / \d+ +0 / {wrong} / 0 ", row)
