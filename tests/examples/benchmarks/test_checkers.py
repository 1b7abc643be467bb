"""Other checkers, where what they say follows from their rules by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from examples.benchmarks.checkers import others
from examples.benchmarks.checkers.others import Checker, Shown
from examples.benchmarks.families import __main__ as runner
from examples.benchmarks.families.member import Family, Member
from examples.benchmarks.families.tables import peer_table
from examples.benchmarks.families.tables.peer_table import Question
from examples.benchmarks.verdict_corpus.case import AnyFloats, Label
from minigrad.arrays import Float64Array
from minigrad.checking import Verdict

RULES = {"torch": others.by_torch_rule, "scipy": others.by_scipy, "the book": others.by_the_book}
ALLOWED = {"torch": others.torch_allows, "scipy": others.scipy_allows, "the book": others.book_allows}


def shown(off: float) -> Question:
    """x0^2 + 3 x1 at (1, 2), whose gradient is (2, 3), with the first entry off by so much."""
    return Question(
        lambda x: float(x[0] ** 2 + 3.0 * x[1]), lambda x: np.array([2.0 * x[0] + off, 3.0]), np.array([1.0, 2.0])
    )


# torch allows 1e-5 + 1e-3 * 2 in the entry, scipy 1e-6 in all, the book 2e-7 in the sum of two entries.
@pytest.mark.parametrize(
    ("who", "within", "beyond"), [("torch", 2.0e-3, 2.02e-3), ("scipy", 0.9e-6, 1.1e-6), ("the book", 1.9e-7, 2.1e-7)]
)
def test_what_is_within_the_tolerance_passes(who: str, within: float, beyond: float) -> None:
    if who == "scipy":
        pytest.importorskip("scipy")
    exact = np.array([2.0, 3.0])
    for off, verdict in ((0.0, Verdict.PASS), (within, Verdict.PASS), (beyond, Verdict.FAIL), (-beyond, Verdict.FAIL)):
        assert RULES[who](shown(off)) is verdict
        assert ALLOWED[who](exact + np.array([off, 0.0]), exact) is (verdict is Verdict.PASS)


def test_a_gradient_of_another_size_is_not_within_any() -> None:
    for allows in ALLOWED.values():
        assert not allows(np.ones(2), np.ones(3))
    assert peer_table.minigrad_allows(np.array([1.0 + 3e-7]), np.ones(1))
    assert not peer_table.minigrad_allows(np.array([1.0 + 4e-7]), np.ones(1))


def test_torch_says_what_its_rule_says() -> None:
    pytest.importorskip("torch")
    for off in (0.0, 1.9e-3, 2.1e-3, -1.0):
        assert others.by_torch(shown(off)) is others.by_torch_rule(shown(off))


def _member(_: int) -> Member:
    """x^2 / 2 at 2 and 3, with its gradient (2, 3); a mistake of its own is off by 1e-3 in one entry."""
    x = np.array([2.0, 3.0])
    wrong = {"a thousandth": lambda at: np.asarray(at + np.array([1e-3, 0.0]))}
    return Member(
        "", lambda at: float(0.5 * np.sum(at**2)), lambda at: 1.0 * at, x, x.copy(), x.copy(), np.zeros(2), wrong
    )


def _raising(_: Shown) -> Verdict:
    raise ArithmeticError("always")


def _always(verdict: Verdict) -> Callable[[Shown], Verdict]:
    return lambda _: verdict


def test_answers_are_counted() -> None:
    """Two seeds: 2 right ones, and 2 each of "2", "sign" and the family's own, of which only the last is within
    1e-2."""

    def allows(claimed: Float64Array, exact: Float64Array) -> bool:
        return bool((np.abs(claimed - exact) < 1e-2).all())

    family = Family("squares", _member, mistakes=("2", "sign"))
    checkers = [
        Checker("yes", _always(Verdict.PASS), allows),
        Checker("open", _always(Verdict.INCONCLUSIVE), allows),
        Checker("falls", _raising, allows),
    ]
    counts = peer_table.peer_counts(family, (0, 2), checkers)
    assert counts == Counter({
        ("yes", Label.RIGHT, "pass"): 2, ("yes", Label.WRONG, "pass"): 6, ("yes", Label.WRONG, "pass by design"): 2,
        ("open", Label.RIGHT, "inconclusive"): 2, ("open", Label.WRONG, "inconclusive"): 6,
        ("falls", Label.RIGHT, "raised"): 2, ("falls", Label.WRONG, "raised"): 6,
    })  # fmt: skip
    lines = {line.split()[1]: [int(word) for word in line.split()[2:]] for line in peer_table.lines("squares", counts)}
    assert lines == {
        "yes": [2, 0, 0, 0, 6, 6, 2, 0, 0, 0, 0],
        "open": [2, 0, 0, 2, 6, 0, 0, 0, 6, 0, 0],
        "falls": [2, 2, 2, 0, 6, 0, 0, 6, 0, 0, 0],
    }


def test_a_member_is_made_anew_for_everyone() -> None:
    made = list[int]()

    def make(seed: int) -> Member:
        made.append(seed)
        return _member(seed)

    asked = list[AnyFloats]()

    def spoils(question: Shown) -> Verdict:
        question.x[:] = 0.0
        asked.append(question.x)
        return Verdict.FAIL

    counts = peer_table.peer_counts(
        Family("squares", make, mistakes=()), (4,), [Checker("a", spoils, others.book_allows)] * 2
    )
    assert len(asked) == 4 == counts.total()
    assert made == [4] * 5
    assert len({id(x) for x in asked}) == 4


def test_undecidable_ones_are_kept_apart() -> None:
    """|x| at 0 has the slopes -1 and 1."""
    member = Member("", lambda x: float(abs(x[0])), np.sign, np.zeros(1), -np.ones(1), np.ones(1), np.zeros(1))
    counts = peer_table.peer_counts(Family("modulus", lambda _: member), (0,), peer_table.everyone())
    assert counts["minigrad", Label.UNDECIDABLE, "inconclusive"] == 1
    assert {label for _, label, _ in counts} == {Label.UNDECIDABLE}


def test_the_table_of_peers(capsys: pytest.CaptureFixture[str]) -> None:
    runner.main(["--peers", "--seeds", "1", "--family", "stationary"])
    families, groups = capsys.readouterr().out.split("\n\n")
    assert families.splitlines()[1].startswith("stationary points ")
    minigrad = next(line for line in groups.splitlines() if line.startswith("all ") and " minigrad " in line)
    assert minigrad.split()[2:5] == ["3", "0", "0"]
