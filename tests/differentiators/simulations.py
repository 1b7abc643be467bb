"""Functions for other processes, which can only import them: costly, failing and deadly ones."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from minigrad.arrays import Float64Array


class TwoPartError(Exception):
    """An exception that pickle cannot read again: its class asks for two arguments and passes one on."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


def wavy(x: Float64Array) -> float:
    """Transcendental, so that a different order of evaluation would show in the last bit."""
    return float(np.sum(np.sin(x) * np.exp(np.roll(x, 1))) + 1.0 / 3.0)


def waves(x: Float64Array) -> Float64Array:
    """(2, 3) values of 5 numbers."""
    return np.array([[wavy(x + j + 0.1 * k) for k in range(3)] for j in range(2)])


def many_wavy(points: Float64Array) -> Float64Array:
    """:func:`wavy` of each point of a stack."""
    return np.array([wavy(x) for x in points])


def fails_at_third(x: Float64Array) -> float:
    """Fails when x[2] has moved up from 0.3, and for nothing else."""
    if x[2] > 0.3:
        raise KeyError("third")
    return wavy(x)


def fails_unreadably(x: Float64Array) -> float:
    """Fails when x[1] has moved up from 0.2."""
    if x[1] > 0.2:
        raise TwoPartError("second", "moved")
    return wavy(x)


def stops(x: Float64Array) -> float:
    """Raises what a careless ``map`` takes for its end."""
    if x[1] > 0.2:
        raise StopIteration("no more")
    return wavy(x)


def dies(x: Float64Array) -> float:
    """Takes its process with it."""
    os._exit(3 if x[1] > 0.2 else 4)


def blas_threads(x: Float64Array) -> float:
    """x[0] times the number of BLAS threads that this process was started with; 0 for "as many as it likes"."""
    return float(x[0]) * int(os.environ.get("OPENBLAS_NUM_THREADS", "0"))


def slow(x: Float64Array) -> float:
    """Sleeps for ten milliseconds."""
    time.sleep(0.01)
    return wavy(x)


@final
@dataclass(frozen=True)
class Signed:
    """:func:`slow`; each process that computes it leaves a file with its number as name."""

    folder: Path

    def __call__(self, x: Float64Array) -> float:
        (self.folder / str(os.getpid())).touch()
        return slow(x)


def process_id(seconds: float) -> int:
    """The process that this runs in, after a while, so that another one gets its turn."""
    time.sleep(seconds)
    return os.getpid()


def hangs(x: Float64Array) -> float:
    """Comes back when x[1] has not moved up from 0.2, else not within an hour."""
    if x[1] > 0.2:
        time.sleep(3600.0)
    return wavy(x)


def sleeps(x: Float64Array) -> float:
    """Takes an hour."""
    time.sleep(3600.0)
    return wavy(x)


def fails_or_hangs(x: Float64Array) -> float:
    """Fails when x[0] has moved up from 0.1, and takes an hour when x[1] has moved up from 0.2."""
    if x[0] > 0.1:
        raise KeyError("first")
    return hangs(x)
