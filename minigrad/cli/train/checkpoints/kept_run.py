"""A callback that keeps the run in a file."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, final

from typing_extensions import override

from minigrad.training import Callback, TrainingRun

INTERVAL: Final = 2.0
"""Seconds of training that are lost at most, where a process is killed. Chosen, not calibrated: writing takes
milliseconds."""


class KeptState(NamedTuple):
    """When the file was written."""

    seconds: float
    """On a clock that has no meaning in another process."""


@final
@dataclass(frozen=True)
class KeptRun(Callback[KeptState]):
    """Writes the run to ``path`` when training begins, every :data:`INTERVAL`, and in the end."""

    path: Path

    @override
    def init(self) -> KeptState:
        return KeptState(0.0)

    @override
    def on_train_begin(self, run: TrainingRun, state: KeptState) -> KeptState:
        return self._written(run)

    @override
    def on_batch_end(self, run: TrainingRun, state: KeptState) -> KeptState:
        return state if time.monotonic() < state.seconds + INTERVAL else self._written(run)

    @override
    def on_train_end(self, run: TrainingRun, state: KeptState) -> KeptState:
        return self._written(run)

    def _written(self, run: TrainingRun) -> KeptState:
        run.save(self.path)
        return KeptState(time.monotonic())
