"""The report: printable, storable, comparable."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport, check_gradient
from minigrad.errors import MissingExtraError


def wrong(x: FloatArray) -> FloatArray:
    return np.where(x > 0, 2.0 * x, 5.0)


def report() -> GradientReport:
    return check_gradient(lambda x: float(np.sum(x**2) + np.abs(x[2])), wrong, [1.0, -1.0, 0.0], names=["a", "b", "c"])


def test_worst_entries_come_first_with_both_values() -> None:
    worst = report().worst
    assert [entry.name for entry in worst] == ["b", "c", "a"]
    assert [entry.verdict.value for entry in worst] == ["fail", "inconclusive", "pass"]
    assert worst[0].analytic == 5.0 and worst[0].numeric == pytest.approx(-2.0) and worst[0].index == (1,)


def test_it_prints_a_short_table() -> None:
    lines = str(report()).splitlines()
    assert lines[0].startswith("FAIL: 1 of 3 entries pass, 1 fail, 1 inconclusive; largest relative error 1.4; ")
    assert "differs by 7" in lines[2]
    assert lines[-1].startswith("  self-test: 5 of 5 corruptions noticed")


def test_a_pass_prints_few_lines() -> None:
    text = str(check_gradient(lambda x: float(np.sum(np.sin(x))), np.cos, np.linspace(0.0, 1.0, 20)))
    assert text.startswith("PASS: 20 of 20 entries pass")
    assert len(text.splitlines()) <= 9


def test_json_and_back() -> None:
    original = report()
    text = original.to_json()
    assert GradientReport.from_json(text) == original
    assert json.loads(text)["verdict"] == "fail"
    assert GradientReport.from_dict(original.to_dict()) == original


def test_it_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        report().evaluations = 3  # type: ignore[misc]


def test_html_escapes_names() -> None:
    text = check_gradient(lambda x: float(x[0]), np.ones_like, [1.0], names=["<b>"])._repr_html_()
    assert "&lt;b&gt;" in text and "PASS" in text


def test_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    figure = report().plot()
    path = tmp_path / "report.png"
    figure.savefig(str(path))
    assert path.stat().st_size > 1000


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(MissingExtraError, match=r"minigrad\[plot\]"):
        report().plot()
