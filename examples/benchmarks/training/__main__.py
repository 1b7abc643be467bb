"""What a step of training takes: minigrad, a loop written by hand, the book's code and other libraries, in one run.

Run it from the root of the repository with ``python -m examples.benchmarks.training``.
"""

from __future__ import annotations

import os

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: every contestant computes on one thread.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse
from collections.abc import Sequence

from examples.benchmarks.training.cases import Case, variants
from examples.benchmarks.training.contest import Contest, contests


def main(cases: Sequence[Case], turns: int) -> list[Contest]:
    """All contests, printed as they come."""
    found = []
    for contest in contests(cases, turns):
        print(contest, flush=True)
        found.append(contest)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.training", description=__doc__)
    parser.add_argument("--turns", type=int, default=9, help="how often each contestant trains on each case")
    main(list(variants()), parser.parse_args().turns)
