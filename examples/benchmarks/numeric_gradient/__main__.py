"""What a numeric gradient costs: minigrad, the book's loop, and other libraries, in one run and as ratios.

Run it from the root of the repository with ``python -m examples.benchmarks.numeric_gradient``. It takes a few minutes,
most of which the book's loop spends on networks of tens of thousands of weights.
"""

from __future__ import annotations

import os

if __name__ == "__main__":
    # Before numpy is imported, since BLAS reads them once: every contestant computes on one thread.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from examples.benchmarks.numeric_gradient.black_box import black_box
from examples.benchmarks.numeric_gradient.contests import METHOD, Size
from examples.benchmarks.numeric_gradient.networks import growth_and_memory, networks
from examples.benchmarks.timing import Row, at_most, best, plain
from minigrad.arrays import FloatArray
from tests.article_code import function_2, numerical_gradient_1d


def main(size: Size | None = None) -> list[Row]:
    """All rows of the table, printed as they come."""
    rows = []
    for part in (networks, growth_and_memory, small_functions, black_box, import_time):
        for row in part(size or Size()):
            print(row, flush=True)
            rows.append(row)
    return rows


def small_functions(size: Size) -> Iterator[Row]:
    """Where checks and arrays cost more than the function: a dozen microseconds decide."""
    del size
    x = np.array([3.0, 4.0])
    for name, fun in (("x0**2 + x1**2", plain_function), ("the same as the article's np.sum(x**2)", function_2)):
        loop = best(partial(_article_loop, fun, x))
        seconds = best(partial(METHOD.gradient, fun, x))
        detail = f"article {1e6 * loop:.1f} us, minigrad {1e6 * seconds:.1f} us"
        yield at_most(f"{name}: times the article's loop", seconds / loop, 2, detail)


def _article_loop(fun: Callable[[FloatArray], float], x: FloatArray) -> FloatArray:
    """The article's loop, which writes into its argument."""
    return numerical_gradient_1d(fun, x.copy())


def plain_function(x: FloatArray) -> float:
    """The article's example."""
    return float(x[0] ** 2 + x[1] ** 2)


def import_time(size: Size) -> Iterator[Row]:
    """What minigrad adds to the import of numpy, in milliseconds."""
    used = "; minigrad.CentralDifference, minigrad.EmpiricalRisk, minigrad.Trainer"
    yield at_most("import minigrad: ms more than import numpy", extra_milliseconds("", size.imports), 40)
    yield plain("    and first use of its networks and its Trainer", extra_milliseconds(used, size.imports))


def extra_milliseconds(then: str, repeats: int) -> float:
    """The shortest import of minigrad in a new process, after numpy's."""
    timed = f"start = time.perf_counter(); import minigrad{then}; print(time.perf_counter() - start)"
    command = [sys.executable, "-c", f"import time, numpy; {timed}"]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(repeats)]
    return 1e3 * min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    main()
