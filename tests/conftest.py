"""What makes the whole run cheaper without changing what it tests."""

from __future__ import annotations

import gc
import os

# Before numpy is imported, since BLAS reads it once. The threads of a pool cost more than they bring at these sizes, and
# half a minute where other programs need the cores. What it should be is left to who calls, if that was said.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Some sixty processes are started here. Where this is set, each of them would compile all of the package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end; the search for garbage need not go through them each time."""
    gc.collect()
    gc.freeze()
