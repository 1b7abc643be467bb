"""The report: printable, storable, comparable."""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import minigrad.checking
from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, check_gradient
from minigrad.differentiators import CentralDifference
from minigrad.layout import Layout
from tests.html_cells import read_html


def wrong(x: FloatArray) -> FloatArray:
    return np.where(x > 0, 2.0 * x, 5.0)


def report() -> GradientReport:
    return check_gradient(lambda x: float(np.sum(x**2) + np.abs(x[2])), wrong, [1.0, -1.0, 0.0], names=["a", "b", "c"])


def test_worst_entries_come_first_with_both_values() -> None:
    worst = report().worst
    assert [entry.name for entry in worst] == ["b", "c", "a"]
    assert [entry.verdict.value for entry in worst] == ["fail", "inconclusive", "pass"]
    assert worst[0].analytic == 5.0
    assert worst[0].numeric == pytest.approx(-2.0)
    assert worst[0].index == (1,)


def test_it_prints_a_short_table() -> None:
    lines = str(report()).splitlines()
    assert lines[0].startswith("FAIL: 1 of 3 entries pass, 1 fail, 1 inconclusive; largest relative error 1.4; ")
    assert "differs by 7" in lines[2]
    assert lines[-1].startswith("  self-test: 5 of 5 corruptions noticed")


def test_a_pass_prints_few_lines() -> None:
    text = str(check_gradient(lambda x: float(np.sum(np.sin(x))), np.cos, np.linspace(0.0, 1.0, 20)))
    assert text.startswith("PASS: 20 of 20 entries pass")
    assert len(text.splitlines()) <= 9


SCALES = np.array([1e8, 1.0, 1e-4])


def scaled(x: FloatArray) -> float:
    return float(SCALES @ np.sin(x))


def test_the_relative_error_of_an_entry_is_its_own() -> None:
    result = check_gradient(scaled, lambda x: SCALES * np.array([1.0, 1.0, 2.0]) * np.cos(x), [0.1, -0.6, 0.5])
    assert result.worst[0].name == "x[2]"
    assert result.worst[0].relative_error == pytest.approx(0.5, rel=1e-3)
    assert result.max_relative_error == result.worst[0].relative_error
    assert "largest relative error 0.5;" in str(result)
    assert GradientReport.from_json(result.to_json()).worst[0].relative_error == result.max_relative_error


def test_zero_within_the_bound_is_no_relative_error() -> None:
    result = check_gradient(
        lambda x: float(x[0] ** 2 + np.cos(x[1])), lambda x: np.array([2 * x[0], 1e-17]), [0.7, 0.0]
    )
    assert result.passed
    assert result.max_relative_error < 1e-9
    assert {entry.name: entry.relative_error for entry in result.worst}["x[1]"] == 0.0


def in_single(x: FloatArray) -> np.float32:
    return np.float32(np.sum(np.sin(x.astype(np.float32))))


def test_a_pass_that_rests_on_few_digits_says_so_first() -> None:
    result = check_gradient(in_single, np.cos, [0.5, 1.0])
    assert result.digits is not None
    assert 3 <= result.digits <= 5
    assert str(result).startswith(f"PASS to {result.digits} digits: 2 of 2 entries pass")
    error = 10.0**-result.digits
    assert float(np.max(result.bound / np.abs(result.numeric))) <= error  # so many digits there are, and not one more
    assert float(np.max(result.bound / np.abs(result.numeric))) > 0.1 * error
    assert GradientReport.from_json(result.to_json()).digits == result.digits
    assert check_gradient(lambda x: float(np.sum(np.sin(x))), np.cos, [0.5, 1.0]).digits is None


def cosine_with(error: FloatArray, x: FloatArray) -> FloatArray:
    return np.asarray(np.cos(x) * (1.0 + error))


def test_the_error_that_is_said_to_show_does_so_in_every_entry() -> None:
    x = np.array([0.3, 1.0, 1.5])
    told = check_gradient(in_single, np.cos, x).self_test
    assert told.entries == 3
    assert told.blind == 0
    assert "shows in every entry" in str(told)
    shown = float(str(told).split("an error of ")[1].split(" ")[0])
    assert shown >= told.visible
    for error in np.vstack([np.eye(3), -np.eye(3)]) * shown:
        assert check_gradient(in_single, partial(cosine_with, error), x).counts[1] == 1


def test_entries_that_are_zero_are_not_counted_among_them() -> None:
    result = check_gradient(lambda x: float(x[0] ** 2), lambda x: np.array([2 * x[0], 0.0]), [0.5, 1.0])
    assert "shows in 1 of 2 entries, in the others (zero, or too uncertain) none of up to their own size" in str(result)


@pytest.mark.parametrize("factor", [2.0, -6.0])
def test_at_a_stationary_point_a_pass_says_what_it_cannot_show(factor: float) -> None:
    result = check_gradient(lambda x: float(np.sum((x - 1) ** 2)), lambda x: factor * (x - 1), np.ones(3))
    assert result.passed
    assert result.self_test.entries == 0
    assert str(result).startswith("PASS (x is stationary: check another point too): 3 of 3 entries pass")
    assert "every entry is zero within its bound, where a factor or a sign cannot show; check another point too" in str(
        result
    )
    assert "in no entry does an error of up to its own size show" in str(result)


def test_screening_says_so_too() -> None:
    result = check_gradient(lambda x: 3.0, np.zeros_like, np.ones(3), mode="screen")
    assert str(result).startswith("PASS (x is stationary: check another point too)")


def test_the_zero_gradient_of_a_constant_passes() -> None:
    assert check_gradient(lambda x: 3.0, np.zeros_like, [0.5, 1.0]).passed


def test_a_report_of_an_earlier_release_can_be_read() -> None:
    data = report().to_dict()
    del data["digits"]
    assert GradientReport.from_dict(data).digits is None
    del data["counts"]
    with pytest.raises(ValueError, match="`data` must be the dict of a GradientReport, which has 'counts'"):
        GradientReport.from_dict(data)


def test_json_and_back() -> None:
    original = report()
    text = original.to_json()
    assert GradientReport.from_json(text) == original
    assert json.loads(text)["verdict"] == "fail"
    assert GradientReport.from_dict(original.to_dict()) == original


def test_it_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        report().evaluations = 3  # type: ignore[misc]


def test_each_entry_has_a_mark_and_a_relative_error() -> None:
    """a: 2 against 2; b: 5 against -2; c: a kink, where fun has no slope."""
    result = report()
    assert result.marks == "pfi"
    np.testing.assert_allclose(result.relative_errors, [0.0, 1.4, np.nan], atol=1e-9)
    assert {entry.name: entry.relative_error for entry in result.worst}["b"] == result.relative_errors[1]


def test_marks_and_errors_survive_json_and_are_absent_from_earlier_releases() -> None:
    again = GradientReport.from_json(report().to_json())
    assert again.marks == "pfi"
    np.testing.assert_array_equal(again.relative_errors, report().relative_errors)
    data = report().to_dict()
    del data["marks"]
    old = GradientReport.from_dict(data)
    assert old.marks == ""
    np.testing.assert_allclose(old.relative_errors, [0.0, 1.4, np.nan], atol=1e-9)


def test_what_the_budget_does_not_reach_has_a_mark_of_its_own() -> None:
    x = np.linspace(0.5, 1.5, 40)
    result = check_gradient(lambda x: float(np.sum(x**3)), lambda x: 3 * x**2, x, budget=100, rng=0)
    unchecked = [f"x[{index}]" for index, mark in enumerate(result.marks) if mark == "u"]
    assert 0 < len(unchecked) < 40
    assert tuple(unchecked) == result.unchecked
    assert result.marks.count("p") == result.counts[0]
    assert len(result.marks) == 40
    np.testing.assert_array_equal(np.isnan(result.relative_errors), [mark == "u" for mark in result.marks])


def test_what_passes_as_zero_has_no_relative_error_in_the_array_either() -> None:
    result = check_gradient(
        lambda x: float(x[0] ** 2 + np.cos(x[1])), lambda x: np.array([2 * x[0], 1e-17]), [0.7, 0.0]
    )
    assert result.relative_errors[1] == 0.0
    assert result.relative_errors.max() == result.max_relative_error


def test_screening_has_no_entries() -> None:
    result = check_gradient(lambda x: float(x @ x), lambda x: 2 * x, np.ones(5), mode="screen")
    assert result.marks == ""
    assert result.relative_errors.shape == (0,)


def test_html_is_the_summary_and_a_table_of_the_worst_entries() -> None:
    result = report()
    read = read_html(result._repr_html_())
    assert read.texts("b") == [str(result).splitlines()[0]]
    head, *rows = read.rows
    assert head == ["", "entry", "analytic", "numeric", "+-", "rel. error", "reason"]
    assert [row[:3] for row in rows] == [["FAIL", "b", "5"], ["INCONCLUSIVE", "c", "5"], ["PASS", "a", "2"]]
    assert float(rows[0][3]) == pytest.approx(-2.0)
    assert float(rows[0][5]) == pytest.approx(1.4, rel=0.02)
    assert read.texts("ul") == []


def test_html_lists_findings_and_screened_blocks() -> None:
    def jac(x: FloatArray) -> FloatArray:
        x[0] = 7.0
        return np.array([2.0, 2.0])

    result = check_gradient(lambda x: float(x @ x), jac, [1.0, 1.0])
    assert "jac writes into x" in " ".join(read_html(result._repr_html_()).texts("li"))
    screened = check_gradient(lambda x: float(x @ x), lambda x: 2 * x, np.ones(5), mode="screen")
    assert read_html(screened._repr_html_()).texts("li")[0].startswith("screened: PASS x (5 entries)")


def test_html_escapes_names() -> None:
    text = check_gradient(lambda x: float(x[0]), np.ones_like, [1.0], names=["<b>&amp;"])._repr_html_()
    assert read_html(text).rows[1][1] == "<b>&amp;"


def test_checking_knows_nothing_of_pictures() -> None:
    """Imports point one way: pictures are made of reports."""
    folder = Path(minigrad.checking.__file__).parent
    assert [path.name for path in folder.glob("*.py") if "minigrad.plotting" in path.read_text("utf-8")] == []


BLOCKS = Layout(("W1", "b1"), ((2, 3), (3,)))


def test_each_named_array_has_its_counts_before_the_entries() -> None:
    """W1 is twice the slope, and two of b1 are 0 beside noise; screening has lines of its own."""

    def jac(x: FloatArray) -> FloatArray:
        return np.asarray(np.cos(x) * np.array([2.0] * 6 + [1.0] * 3))

    x = np.linspace(0.3, 1.1, 9)
    result = check_gradient(lambda x: float(np.sin(x).sum()), jac, x, names=BLOCKS)
    assert str(result).splitlines()[1] == "  W1: 6 of 6 fail; b1: all pass"
    assert [(part.name, part.failed, part.passed) for part in result.blocks] == [("W1", 6, 0), ("b1", 0, 3)]
    listed = ["W1: 6 of 6 fail; b1: all pass", "looks like in `W1`: twice the slope: a factor 2 too many"]
    assert read_html(result._repr_html_()).texts("li") == listed
    assert GradientReport.from_json(result.to_json()) == result
    data = result.to_dict()
    del data["blocks"]
    assert GradientReport.from_dict(data).blocks == ()
    few = check_gradient(lambda x: float(np.sin(x).sum()), jac, x, names=["a", "b", *"cdefghi"], budget=12, rng=0)
    assert few.blocks == ()
    doubled = check_gradient(
        lambda x: float(np.sin(x).sum()), lambda x: 2.0 * np.cos(x), x, names=BLOCKS, mode="screen", rng=0
    )
    assert [block.name for block in doubled.screened if block.verdict == "fail"] == ["W1", "b1"]
    assert doubled.blocks == ()


def test_many_arrays_those_that_do_not_pass_come_first_and_the_others_are_counted() -> None:
    layout = Layout(tuple(f"p{k}" for k in range(20)), ((1,),) * 20)
    factors = np.where(np.arange(20) >= 18, 3.0, 1.0)
    result = check_gradient(
        lambda x: float(np.sin(x).sum()), lambda x: factors * np.cos(x), np.linspace(0.1, 1.4, 20), names=layout
    )
    assert str(result).splitlines()[1] == "  p18: 1 of 1 fail; p19: 1 of 1 fail; 18 more: all pass"


def test_the_bound_of_an_entry_is_told_apart_into_truncation_and_rounding() -> None:
    """exp(4 sin x) + noise of 1e-8: the bound is noise over the step, and what the formula leaves out."""
    rng = np.random.default_rng(0)

    def exponential(size: float, x: FloatArray) -> float:
        return float(np.exp(4 * np.sin(x[0]))) + size * float(rng.normal())

    clean, noisy = (check_gradient(partial(exponential, size), np.zeros_like, [0.7]) for size in (0.0, 1e-8))
    for result in (clean, noisy):
        entry = result.worst[0]
        assert entry.truncation + entry.rounding == pytest.approx(entry.bound)
        assert f"known to {entry.bound:.1g} ({entry.parts})" in str(result)
        assert GradientReport.from_json(result.to_json()).worst[0] == entry
    small, large = clean.worst[0], noisy.worst[0]
    assert large.rounding > 1e4 * small.rounding
    assert large.rounding > 3.0 * 1e-8 * 0.1 / large.step
    assert large.step > small.step
    central = check_gradient(lambda x: x[0] ** 3, np.zeros_like, [0.7], differentiator=CentralDifference())
    assert "truncation and rounding not told apart, step" in str(central)
