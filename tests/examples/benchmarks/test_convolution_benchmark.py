"""The benchmark of convolutional networks measures what it says: the same training twice, and a whole check."""

from __future__ import annotations

import pytest

import minigrad as mg
from examples.benchmarks.convolutions.__main__ import main


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    network = mg.SimpleConvNet((1, 8, 8), 2, 5, n_hidden=6, rng=0)
    rows = main(samples=64, turns=1, networks={"tiny": network})
    checks = [row for row in rows if row.what.startswith("tiny")]
    assert [row.detail.split(", ")[:2] for row in checks] == [["pass", "176 weights"]] * 2
    assert [row.what for row in checks] == ["tiny, 10 samples: seconds", "tiny, 32 samples: seconds"]
    assert all(row.holds for row in rows if "largest difference" in row.what)
    assert len(capsys.readouterr().out.splitlines()) == len(rows)
