"""What ``load_csv`` takes for a large table of numbers, beside ``numpy.loadtxt`` and beside the table itself.

Run it from the root of the repository with ``python -m examples.benchmarks.csv_tables``; it takes about ten seconds.
"""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from examples.benchmarks.timing import Row, at_most, best
from minigrad.datasets import load_csv

LINES, FEATURES = 200_000, 30


def main(lines: int = LINES, features: int = FEATURES) -> list[Row]:
    """Time and memory for a table of so many lines, with a last column of labels."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(path, lines, features)
        rows = [time_row(path), memory_row(path)]
    for row in rows:
        print(row)
    return rows


def write_table(path: Path, lines: int, features: int) -> None:
    """Normal numbers of six decimals; 500 different lines, over and over."""
    numbers = np.random.default_rng(0).normal(size=(min(lines, 500), features))
    texts = [",".join([*(f"{value:.6f}" for value in row), str(int(row[0] > 0))]) for row in numbers]
    header = ",".join([*(f"f{column}" for column in range(features)), "t"])
    path.write_text("\n".join([header, *(texts * (lines // len(texts) + 1))[:lines]]) + "\n")


def time_row(path: Path) -> Row:
    """The time to read the table, against ``numpy.loadtxt``."""
    own = best(lambda: load_csv(path, target="t"))
    numpy = best(lambda: np.loadtxt(path, delimiter=",", skiprows=1))
    return at_most("load_csv: time of numpy.loadtxt", own / numpy, 1.5, f"{own:.2f} s against {numpy:.2f} s")


def memory_row(path: Path) -> Row:
    """The peak of what Python and numpy ask for while the table is read."""
    tracemalloc.start()
    try:
        table = load_csv(path, target="t").x
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return at_most(
        "load_csv: peak memory, in tables", peak / table.nbytes, 3.0, f"{peak / 1e6:.0f} MB, shape {table.shape}"
    )


if __name__ == "__main__":
    main()
