"""``Checkpoint``: the whole trainer in a file, every so often."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from os import PathLike
from pathlib import Path
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_path, require_count
from minigrad.arrays import FloatArray
from minigrad.training.callbacks.base import Callback
from minigrad.training.callbacks.monitor import Monitor, require_monitor
from minigrad.training.callbacks.training_run import TrainingRun


class CheckpointState(NamedTuple):
    """Which files there are."""

    kept: FloatArray
    """The numbers in the names of the files that are kept, the oldest first; NaN before there are so many."""
    best: float
    """The best value so far of what is monitored; NaN before the first."""


@final
@dataclass(frozen=True)
class Checkpoint(Callback[CheckpointState]):
    """Writes files from which :meth:`Trainer.resume <minigrad.Trainer.resume>` goes on exactly.

    For ``path="runs/iris.npz"`` they are ``runs/iris-3.npz`` after 3 epochs, or batches in all, and
    ``runs/iris-best.npz``. Each fit counts anew which files it keeps, and which was the best.

    Args:
        path: what the names of the files are made from; the folder must exist.
        every: how many epochs lie between two files; None for none.
        every_batches: the same in batches, instead of ``every``.
        keep: how many of these files are kept; None for all.
        best: the name of a number of the history; whenever it is better than before, the file of the best is replaced.
        larger_is_better: of ``best``; None to know it from the name.

    Raises:
        TypeError, ValueError: a field is not in its range. During training, ``OSError`` where a file cannot be written;
        older ones are unchanged then.
    """

    path: str | PathLike[str]
    _: KW_ONLY
    every: int | None = 1
    every_batches: int | None = None
    keep: int | None = 3
    best: str | None = None
    larger_is_better: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", str(as_path("path", self.path)))
        for name in ("every", "every_batches", "keep"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, require_count(name, getattr(self, name)))
        if self.best is not None:
            require_monitor("best", self.best, self.larger_is_better)

    @override
    def init(self) -> CheckpointState:
        return CheckpointState(np.full(self.keep or 0, np.nan), np.nan)

    @override
    def on_train_begin(self, run: TrainingRun, state: CheckpointState) -> CheckpointState:
        if self.best is not None:
            Monitor(self.best, self.larger_is_better).require_measured(run)
        return state

    @override
    def on_batch_end(self, run: TrainingRun, state: CheckpointState) -> CheckpointState:
        due = self.every_batches is not None and run.batches_seen % self.every_batches == 0
        return self._written(run, state, run.batches_seen) if due else state

    @override
    def on_epoch_end(self, run: TrainingRun, state: CheckpointState) -> CheckpointState:
        after = state
        if self.every is not None and self.every_batches is None and run.epoch % self.every == 0:
            after = self._written(run, state, run.epoch)
        return after if self.best is None else self._with_best(run, after, Monitor(self.best, self.larger_is_better))

    def _written(self, run: TrainingRun, state: CheckpointState, number: int) -> CheckpointState:
        run.save(self._file(f"{number}"))
        if self.keep is None:
            return state
        oldest = state.kept[0]
        if not np.isnan(oldest):
            self._file(f"{int(oldest)}").unlink(missing_ok=True)
        return state._replace(kept=np.append(state.kept[1:], float(number)))

    def _with_best(self, run: TrainingRun, state: CheckpointState, monitor: Monitor) -> CheckpointState:
        value = monitor.value(run)
        if value is None or not monitor.is_better(value, state.best):
            return state
        run.save(self._file("best"))
        return state._replace(best=value)

    def _file(self, mark: str) -> Path:
        path = Path(self.path)
        return path.with_name(f"{path.stem}-{mark}{path.suffix}")
