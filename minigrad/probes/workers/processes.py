"""Worker processes on this machine, which stay for the next computation.

They take most of a second to start, and run BLAS on one thread each, since n processes with n threads each would
compete for n cores. A worker process that dies is reported, and Ctrl-C ends all of them; the next computation starts
new ones.

The pool is loky's reusable executor where that is installed (the extra "distributed"), else one of the standard
library. loky also takes lambdas and functions of a notebook, needs no ``if __name__ == "__main__":``, and ends
processes that were idle for five minutes. A program that asks loky for its reusable executor with other arguments ends
this one, and the next computation here ends that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import final

from minigrad.arguments import require_positive
from minigrad.probes.workers.pickling import call_with_portable_error, require_portable
from minigrad.probes.workers.worker_types import R, T, as_process_count


def cores() -> int:
    """How many cores this process may use, which in a container or under a batch system are fewer than the machine
    has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@final
@dataclass(frozen=True)
class Processes:
    """Processes of this machine as ``workers``; ``workers=2`` is short for ``workers=Processes(2)``.

    They start with the first computation and end with the program, however that ends. Until then they keep the modules,
    the environment and the folder that they started with. All computations share them, and threads take turns. An
    exception or Ctrl-C ends them, so that nothing runs on; Ctrl-C while they start may print a traceback of theirs.

    Args:
        count: how many processes; -1 for one per core that this program may use.
        timeout: seconds that one task, 1/64 of the evaluations or less, may take; the first tasks also wait for the
            processes to start. After that they are all ended and a ``TimeoutError`` is raised; the next computation
            starts new ones.

    Raises:
        TypeError, ValueError: ``count`` is not -1 or a whole number of at least 1, or ``timeout`` is not positive.

    >>> import math
    >>> list(Processes(2, timeout=60.0)(math.sqrt, [4.0, 9.0]))
    [2.0, 3.0]
    """

    count: int
    timeout: float | None = None

    def __post_init__(self) -> None:
        as_process_count("count", self.count)
        if self.timeout is not None:
            require_positive("timeout", self.timeout)

    def __call__(self, fn: Callable[[T], R], iterable: Iterable[T], /) -> Iterable[R]:
        """The results, in the order of the tasks; of several exceptions, that of the first task."""
        from minigrad.probes.workers.pools import run_in_processes  # imports multiprocessing, which takes a while

        tasks = list(iterable)
        require_portable((fn, tasks[:1]))
        count = cores() if self.count == -1 else int(self.count)
        return run_in_processes(count, self.timeout, partial(call_with_portable_error, fn), tasks)
