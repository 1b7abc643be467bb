"""``CsvLog``: the history as a table in a file, up to date after each epoch."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import final

from typing_extensions import override

from minigrad.arguments import as_path
from minigrad.optimizers.base import NoState
from minigrad.training.callbacks.base import Callback
from minigrad.training.callbacks.training_run import TrainingRun


@final
@dataclass(frozen=True)
class CsvLog(Callback):
    """Writes :meth:`History.to_csv <minigrad.History.to_csv>` of all epochs so far after each epoch.

    The file is replaced as a whole, so it is complete whenever it is read, and after a resumed run too.

    Args:
        path: of the file; its folder must exist.

    Raises:
        TypeError: ``path`` is no path. During training, ``OSError`` where the file cannot be written.
    """

    path: str | PathLike[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", str(as_path("path", self.path)))

    @override
    def init(self) -> NoState:
        return NoState()

    @override
    def on_epoch_end(self, run: TrainingRun, state: NoState) -> NoState:
        run.history.to_csv(self.path)
        return state
