"""``Progress``: how far training is, on a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import Final, NamedTuple, TypeAlias, final

from typing_extensions import override

from minigrad.arguments import require_flag
from minigrad.training.callbacks.base import Callback
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.recording.epoch_record import EpochRecord

LINES: Final = 10
"""How many lines a run has, about, where there is no bar."""


class ProgressState(NamedTuple):
    """When and where the fit began."""

    start: float
    """In seconds, of this process's clock."""
    first: int
    """The number of epochs before."""


@final
@dataclass(frozen=True)
class Progress(Callback[ProgressState]):
    """Shows the epoch and its record on stderr: a bar on a terminal if tqdm is installed, else about ten lines a fit.

    Args:
        shown: None for only where stderr is a terminal; True for everywhere; False for nowhere.

    Raises:
        TypeError: ``shown`` is something else.
    """

    shown: bool | None = None

    def __post_init__(self) -> None:
        if self.shown is not None:
            require_flag("shown", self.shown)

    @override
    def init(self) -> ProgressState:
        return ProgressState(0.0, 0)

    @override
    def on_train_begin(self, run: TrainingRun, state: ProgressState) -> ProgressState:
        return ProgressState(time.monotonic(), len(run.history))

    @override
    def on_epoch_end(self, run: TrainingRun, state: ProgressState) -> ProgressState:
        if run.record is not None and (sys.stderr.isatty() if self.shown is None else self.shown):
            _show(run.record, run.epochs, state)
        return state

    @override
    def on_train_end(self, run: TrainingRun, state: ProgressState) -> ProgressState:
        if self.shown is not False and _bar() is not None:
            print(file=sys.stderr)
        return state


def _show(record: EpochRecord, epochs: int, state: ProgressState) -> None:
    bar, text = _bar(), ", ".join(_numbers(record))
    if bar is not None:
        line = bar(record.epoch - state.first, epochs - state.first, time.monotonic() - state.start, text)
        print(f"\r{line}", end="", file=sys.stderr, flush=True)
    elif record.epoch == epochs or record.epoch % max(1, (epochs - state.first) // LINES) == 0:
        print(f"epoch {record.epoch:5} of {epochs}: {text}", file=sys.stderr)


def _numbers(record: EpochRecord) -> list[str]:
    """What was measured, by name."""
    values = [(name, value) for name, value in record.values().items() if name != "epoch" and not isnan(value)]
    return [f"{name.replace('_', ' ')} {value:.4g}" for name, value in values]


Bar: TypeAlias = Callable[[int, int, float, str], str]
"""From the epochs that are done, their total, the seconds and a text to the line of a bar."""


def _bar() -> Bar | None:
    """The bar of tqdm; None where there is no terminal, or no tqdm."""
    if not sys.stderr.isatty():
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    columns = shutil.get_terminal_size().columns - 1

    def line(done: int, total: int, seconds: float, text: str) -> str:
        return str(tqdm.format_meter(done, total, seconds, ncols=columns, unit="epoch", postfix=text))

    return line
