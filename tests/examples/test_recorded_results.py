"""What the README of the benchmarks prints is what was recorded, digit by digit."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from examples.benchmarks.families.noisy.ripples import FAMILIES as RIPPLES
from examples.benchmarks.families.registry import GROUPS, PARTS, families
from examples.benchmarks.records import recorded, tables
from examples.benchmarks.records.record import RESULTS, header, main
from examples.benchmarks.records.refresh import refreshed
from examples.benchmarks.records.sentences import every_sentence
from tests.recorded_text import loose_numbers, missing_sentences, missing_tables

README = (RESULTS.parent / "README.md").read_text("utf-8")
ALLOWED = (
    "seed 870107", "slope 4e-3 at the frequency 3e8", "Python 3.11", "5.6 GB", "one entry of 200",
    "a factor 1 + 1e-5, 1.01, 2", "3.3e-7", "2e-8", "1e-5 of the slope", "60 entries", "40 digits", "200,000 lines",
)  # fmt: skip
"""Phrases of the README with numbers that are no results."""
TABLES = tables.every_table()


def test_the_readme_shows_what_was_recorded() -> None:
    assert missing_tables(README, TABLES) == []
    assert missing_sentences(README, every_sentence()) == []
    assert loose_numbers(README, every_sentence(), TABLES, ALLOWED) == []


def test_every_digit_counts() -> None:
    """Each digit of each table, raised by one, is noticed."""
    sample = np.random.default_rng(0).choice(len(README), 4000, replace=False)
    rows = {line for table in TABLES for line in table[2:]}
    starts = np.cumsum([0] + [len(line) + 1 for line in README.split("\n")])
    inside = [
        k
        for k in sample
        if README[k].isdigit() and README.split("\n")[int(np.searchsorted(starts, k, "right")) - 1] in rows
    ]
    assert len(inside) > 200
    for k in inside[:200]:
        changed = README[:k] + str((int(README[k]) + 1) % 10) + README[k + 1 :]
        assert len(missing_tables(changed, TABLES)) == 1


def test_a_changed_number_in_a_sentence_is_noticed() -> None:
    sentences = every_sentence()
    assert len([s for s in sentences if re.search(r"\d", s)]) == len(sentences)
    for sentence in sentences:
        digit = re.search(r"\d", sentence)
        assert digit is not None
        start = re.escape(sentence.split()[0])
        changed = re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), README)
        assert re.search(start, changed) is not None
        assert missing_sentences(changed, [sentence]) == [sentence]


def test_numbers_are_refreshed_and_words_are_kept() -> None:
    table, sentence = (
        ["| a | b |", "|---|---|", "| 1 | 2.5e-3 |"],
        "It takes 0.43 s, 45 times less than `f(x) for 2 x`, of 1,797.",
    )
    before = (
        "# Title 7\n\n| a | b |\n|---|---|\n| 3 | 4 |\n\nBefore 8. It takes 1.5 s, 3\n"
        "times less than `f(x) for 3 x`, of 20. After 9.\n"
    )
    after = refreshed(before, [table], [sentence])
    assert after == f"# Title 7\n\n| a | b |\n|---|---|\n| 1 | 2.5e-3 |\n\nBefore 8. {sentence} After 9.\n"
    assert refreshed(README, TABLES, every_sentence()) == README


def test_numbers_without_a_record_are_found() -> None:
    known = ["| a | b |", "|---|---|", "| 1 | 2 |"]
    text = (
        "It takes 3 s, `x[4]`, 5 of 6.\n\n```sh\npip install 7\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n"
        "|---|\n| 8e-3 |\n"
    )
    assert loose_numbers(text, ["5 of 6"], [known]) == ["3", "8e-3"]
    assert missing_tables(text, [known]) == []
    assert missing_tables(text.replace("| 2 |", "| 3 |"), [known]) == ["| 1 | 3 | instead of | 1 | 2 |"]


FRESH = recorded.read("families_fresh")


def test_the_groups_add_up_to_the_families() -> None:
    """Independent of how the table was summed: families, groups and the whole are three sums over the same lines."""
    rows = recorded.verdicts(FRESH)
    names = {family.name: group for group, parts in GROUPS.items() for family in families(parts)}
    assert sorted(part for parts in GROUPS.values() for part in parts) == sorted(PARTS)
    assert set(rows) == {*names, *GROUPS, "all"}
    for who in rows["all"]:
        for group in GROUPS:
            members = np.array([rows[name][who] for name, of in names.items() if of == group])
            np.testing.assert_array_equal(members.sum(axis=0), rows[group][who])
        np.testing.assert_array_equal(np.array([rows[group][who] for group in GROUPS]).sum(axis=0), rows["all"][who])


def test_everyone_was_shown_the_same() -> None:
    for row in recorded.verdicts(FRESH).values():
        assert len({(v.right, v.wrong, v.undecidable) for v in row.values()}) == 1
        for who, v in row.items():
            assert v.raised <= v.failed <= v.right
            assert v.by_design <= v.passed <= v.wrong
            assert who == "minigrad" or v.open == v.open_at_wrong == v.said_so == 0


def test_a_recorded_family_comes_out_again() -> None:
    """The seeds of the record are those of its command; the family is small and quick."""
    first = int(re.findall(r"--first (\d+)", FRESH.command)[0])
    family = next(f for f in families(("stationary",)) if f.name == "stationary points")
    shown = [family.make(seed) for seed in range(first + 1 - first % 2, first + 20, 2)]
    verdicts = [mg.check_gradient(member.fun, member.jac, member.x, rng=0).verdict.value for member in shown]
    row = recorded.verdicts(FRESH)["stationary points"]["minigrad"]
    assert (verdicts.count("fail"), verdicts.count("inconclusive"), len(verdicts)) == (row.failed, row.open, row.right)


def test_the_wrong_gradient_that_passed_is_the_one_that_the_readme_names() -> None:
    assert (
        recorded.verdicts(FRESH)["all"]["minigrad"].passed
        == 1
        == recorded.verdicts(FRESH)["ripples"]["minigrad"].passed
    )
    member = RIPPLES[0].make(870107)
    assert member.name == "ripples 4e-03 at 3e+08"
    assert list(member.wrong) == ["the slow wave alone"]


def test_a_record_can_be_read_back(tmp_path: Path) -> None:
    path = main(["scratch", "families", "--help"], tmp_path)
    record = recorded.read("scratch", tmp_path)
    assert path.name == "scratch.txt"
    assert record.command == "python -m examples.benchmarks.families --help"
    assert record.lines[0].startswith("usage:")
    assert record.versions["numpy"] == np.__version__
    assert "cores" in record.machine


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="`arguments` must be the name of a file and of a benchmark"):
        main(["scratch"], tmp_path)
    (tmp_path / "other.txt").write_text("date: today\n\n1\n", "utf-8")
    with pytest.raises(ValueError, match="`name` must be of a record with a header of four lines, got 'other'"):
        recorded.read("other", tmp_path)
    assert "Python" in header("python -m this", (0.0, 1.0)).splitlines()[2]
