"""Reading a large table takes little more memory than the table; what time it takes is in
``examples/benchmarks/csv_tables.py``."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from examples.benchmarks.csv_tables import write_table
from minigrad.datasets import load_csv

N, D = 10_000, 30


def test_memory_beside_the_table(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    write_table(path, N, D)
    load_csv(path, target="t")  # what is imported at the first call does not count
    tracemalloc.start()
    try:
        data = load_csv(path, target="t")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert data.x.shape == (N, D)
    assert peak <= 3 * data.x.nbytes
