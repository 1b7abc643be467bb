"""What convolutional networks cost: a step of training, against PyTorch, and the full check of a gradient.

Run it from the root of the repository with ``python -m examples.benchmarks.convolutions``; it takes half a minute.
"""

from __future__ import annotations

import os

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: both compute on one thread.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from collections.abc import Iterator, Mapping
from statistics import median

import numpy as np

import minigrad as mg
from examples.benchmarks.convolutions.checks import NETWORKS, check_row
from examples.benchmarks.convolutions.digit_network import Digits, by_minigrad, by_torch
from examples.benchmarks.timing import Row, at_most


def main(samples: int = 1797, turns: int = 5, networks: Mapping[str, mg.Network] = NETWORKS) -> list[Row]:
    """All rows, printed as they come."""
    rows = []
    for row in all_rows(samples, turns, networks):
        print(row, flush=True)
        rows.append(row)
    return rows


def all_rows(samples: int, turns: int, networks: Mapping[str, mg.Network]) -> Iterator[Row]:
    """Training where torch is installed, then checks."""
    for dtype in (np.float64, np.float32):
        for batch in (32, 100):
            try:
                yield from training_rows(Digits.load(samples, dtype), batch, turns)
            except ImportError:
                continue
    for what, network in networks.items():
        for count in (10, 32):
            yield check_row(what, network, Digits.load(samples), count, 3.0)


def training_rows(digits: Digits, batch: int, turns: int) -> Iterator[Row]:
    """One epoch by each, in turns."""
    pairs = [(by_minigrad(digits, batch, 1), by_torch(digits, batch, 1)) for _ in range(turns)]
    own, other = (1e6 * median(pair[who].seconds for pair in pairs) for who in (0, 1))
    ratio = median(ours.seconds / theirs.seconds for ours, theirs in pairs)
    what = f"SimpleConvNet, batch {batch}, {digits.x.dtype}"
    yield at_most(f"{what}: times of PyTorch's step", ratio, 2.0, f"{own:.0f} us against {other:.0f} us")
    if digits.x.dtype == np.float64:
        apart = float(np.abs(pairs[0][0].theta - pairs[0][1].theta).max())
        yield at_most("    largest difference of the weights", apart, 1e-10, "after one epoch")


if __name__ == "__main__":
    main()
