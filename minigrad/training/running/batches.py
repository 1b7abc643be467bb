"""Mini-batches: every sample once in each epoch, in a new random order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from minigrad.arrays import IntArray
from minigrad.optimizers.base import Optimizer
from minigrad.optimizers.method import Method, State
from minigrad.quantities import named


def batches(n_samples: int, batch_size: int | None, rng: np.random.Generator) -> Iterator[IntArray]:
    """The indices of one epoch's batches, drawn without replacement; the last batch may be smaller.

    Args:
        n_samples: how many samples there are.
        batch_size: how many go into a batch; None for all of them, in their given order.
        rng: draws the order, once for the epoch.

    >>> [batch.size for batch in batches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    """
    if batch_size is None:
        yield np.arange(n_samples)
        return
    order = rng.permutation(n_samples)
    for start in range(0, n_samples, batch_size):
        yield order[start : start + batch_size]


def require_usable(batch_size: int | None, optimizer: Method[State]) -> None:
    """Raise if the samples come in batches, and the optimizer needs all of them in one.

    >>> from minigrad.optimizers import LBFGS
    >>> require_usable(32, LBFGS())
    Traceback (most recent call last):
        ...
    ValueError: `batch_size` must be None for LBFGS(history=10), which compares losses of the same samples at several
    points; got 32
    """
    if batch_size is not None and not isinstance(optimizer, Optimizer):
        raise ValueError(
            f"`batch_size` must be None for {named(optimizer)}, which compares losses of the same samples at several "
            f"points; got {batch_size}"
        )
