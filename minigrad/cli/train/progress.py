"""The progress of training: a bar on a terminal with tqdm, ten lines otherwise."""

from __future__ import annotations

import sys
from math import isnan
from types import TracebackType
from typing import Protocol, Self, final

from minigrad.training import EpochRecord


class Bar(Protocol):
    """The methods of a progress bar that are used here."""

    def set_postfix_str(self, text: str, /) -> object:
        """Show this text behind the bar."""

    def update(self) -> object:
        """Move the bar by one epoch."""

    def close(self) -> object:
        """End the bar."""


@final
class Progress:
    """Shows records on stderr, so that stdout has results only; so many epochs may be done already."""

    def __init__(self, epochs: int, *, shown: bool, done: int = 0) -> None:
        self._epochs = epochs
        self._shown = shown
        self._bar = _bar(epochs, done) if shown and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, record: EpochRecord) -> None:
        """Show one more epoch."""
        if isnan(record.accuracy):
            text = f"loss {record.loss:.4g}, held out {record.validation_loss:.4g}"
        else:
            text = f"loss {record.loss:.4g}, accuracy {record.accuracy:.3f}, held out {record.validation_accuracy:.3f}"
        if self._bar is not None:
            self._bar.set_postfix_str(text)
            self._bar.update()
        elif self._shown and self._due(record.epoch):
            print(f"epoch {record.epoch:5} of {self._epochs}: {text}", file=sys.stderr)

    def _due(self, epoch: int) -> bool:
        """Whether this epoch is printed: ten times in a run, and at its end."""
        return epoch == self._epochs or epoch % max(1, self._epochs // 10) == 0


def _bar(epochs: int, done: int) -> Bar | None:
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    bar: Bar = tqdm(total=epochs, initial=done, unit="epoch", file=sys.stderr, leave=False)
    return bar
