"""What a step of training takes: minigrad, a loop written by hand, the book's code and other libraries, in one run.

Run it from the root of the repository with ``python -m examples.benchmarks.training``.
"""

from __future__ import annotations

import os

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: every contestant computes on one thread.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse
from collections.abc import Iterable, Sequence

from examples.benchmarks.training.book_layers import BookNetwork
from examples.benchmarks.training.cases import CONVOLUTIONS, NETWORKS, Case, variants
from examples.benchmarks.training.contender import Contender
from examples.benchmarks.training.contest import Contest, contests
from examples.benchmarks.training.minigrad_trainer import Evaluating, Quiet
from examples.benchmarks.training.numpy_loop import NumpyLoop
from examples.benchmarks.training.scikit_learn import ScikitLearn
from examples.benchmarks.training.torch_eager import TorchEager

DENSE: Sequence[type[Contender]] = (NumpyLoop, Quiet, Evaluating, BookNetwork, TorchEager, ScikitLearn)
"""Of networks with dense layers only; the first one is what the others are compared with."""

CONVOLUTIONAL: Sequence[type[Contender]] = (TorchEager, Quiet, Evaluating)
"""Of networks with a convolution."""


def main(cases: Iterable[Case], kinds: Sequence[type[Contender]], turns: int) -> list[Contest]:
    """All contests, printed as they come."""
    found = []
    for contest in contests(cases, kinds, turns):
        print(contest, flush=True)
        found.append(contest)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.training", description=__doc__)
    parser.add_argument("--turns", type=int, default=9, help="how often each contestant trains on each case")
    chosen = parser.parse_args().turns
    main(variants(NETWORKS), DENSE, chosen)
    main(variants(CONVOLUTIONS), CONVOLUTIONAL, chosen)
