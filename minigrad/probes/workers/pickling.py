"""Sends functions to worker processes, and their exceptions back.

The standard library's ``pickle`` sends functions by name: they must be importable, so no lambdas, and a script that
starts processes needs the usual ``if __name__ == "__main__":``. Both are unnecessary where loky is installed (the extra
"distributed"), which brings cloudpickle.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from minigrad.probes.workers.worker_types import R, T


def loky_is_installed() -> bool:
    """Whether there is a pool that takes any function."""
    return find_spec("loky") is not None


def dumps(value: object, buffer_callback: Callable[[pickle.PickleBuffer], None] | None = None) -> bytes:
    """Pickled by value where loky is installed, which brings cloudpickle; else functions are named, and must be
    importable."""
    pickler = import_module("cloudpickle") if loky_is_installed() else pickle
    contents: bytes = pickler.dumps(value, protocol=5, buffer_callback=buffer_callback)
    return contents


def require_portable(value: object) -> None:
    """Raise unless ``value`` can be pickled.

    Raises:
        TypeError: it cannot.
    """
    try:
        dumps(value, list[pickle.PickleBuffer]().append)  # without copies of arrays
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise TypeError(
            f"`fun` cannot be sent to worker processes: {error}. Define it at the top level of a module, install "
            'loky (the extra "distributed"), or pass `workers` a map of threads'
        ) from error


def call_with_portable_error(fn: Callable[[T], R], task: T) -> R:
    """Call ``fn`` in a worker, with any exception replaced by one that can be pickled.

    One that cannot be pickled and read again would end all workers without a word about the reason.
    """
    try:
        return fn(task)
    except Exception as error:
        try:
            pickle.loads(dumps(error))
        except Exception:
            portable = RuntimeError(f"{type(error).__qualname__}: {error} (an exception that cannot be pickled)")
            portable.__notes__ = getattr(error, "__notes__", [])
            raise portable from None
        raise
