"""The picture of a screened report: blocks instead of entries."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("matplotlib")
from minigrad import TwoLayerNet
from minigrad.plotting import plot_gradient_report
from minigrad.plotting.drawing.canvas import figure_of
from tests.plotting.rendering import legend_labels
from tests.plotting.spoilt import network_report, points, times


def test_a_screened_report_shows_its_blocks_and_says_why_there_is_no_map() -> None:
    report = network_report(TwoLayerNet(4, 30, 3, rng=0), times(1.5, 7), screen=True)
    frame = plot_gradient_report(report)
    axes, words = figure_of(frame).axes[1], frame.texts[0].get_text()
    sizes = {"dense1.weight": 120, "dense1.bias": 30, "dense2.weight": 90, "dense2.bias": 3}
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        f"{name} ({size})" for name, size in sizes.items()
    ]
    passed, failed = points(axes)
    assert [y for _, y in failed] == [0.0]
    assert [y for _, y in passed] == [1.0, 2.0, 3.0]
    assert failed[0][0] == pytest.approx(report.screened[0].gap / report.screened[0].bound)
    assert max(x for x, _ in passed) < 1.5
    assert failed[0][0] > 5.0
    assert "wrong entries: dense1.weight[0, 7]" in words
    assert "single entries were not measured" in words
    assert "missed with probability" in words
    assert "PASS" in legend_labels(axes)


def test_more_screened_blocks_than_fit() -> None:
    report = network_report(TwoLayerNet(4, 30, 3, rng=0), times(1.5, 7), screen=True)
    guilty, *others = report.screened
    many = replace(report, screened=(*(replace(others[0], name=f"layer{k}") for k in range(14)), guilty))
    frame = plot_gradient_report(many)
    labels = [label.get_text() for label in figure_of(frame).axes[1].get_yticklabels()]
    assert len(labels) == 12
    assert labels[-1] == "dense1.weight (120)"
    assert "not shown: 3 of 15 arrays, none of which fails" in frame.texts[0].get_text().replace("\n", " ")
