"""Ctrl-C and SIGTERM while a run is trained: it is kept, and how to go on is said."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.cli.exit_codes import Terminated
from minigrad.cli.train.recipe import AnyTrainer

if TYPE_CHECKING:
    from types import FrameType


@contextmanager
def kept_when_interrupted(trainer: AnyTrainer, path: Path, arguments: argparse.Namespace) -> Iterator[None]:
    """Within the context an interrupt, which SIGTERM is too, writes the run to ``path``, and says how to go on."""
    with _sigterm_interrupts():
        try:
            yield
        except KeyboardInterrupt as stop:
            if not path.exists():  # nothing has been trained
                raise
            if len(trainer.history) < arguments.epochs:  # else it is written at the end of training
                trainer.save(path)
            raise type(stop)(
                f" after epoch {len(trainer.history)} of {arguments.epochs}; the run is kept in {path}, and goes on "
                f"from there with\n  {_command_line(arguments.words)}"
            ) from stop


def _command_line(words: Sequence[str]) -> str:
    """What to type to go on."""
    whole = ["minigrad", *words, *(() if "--resume" in words else ("--resume",))]
    return subprocess.list2cmdline(whole) if os.name == "nt" else shlex.join(whole)


@contextmanager
def _sigterm_interrupts() -> Iterator[None]:
    """SIGTERM raises :class:`Terminated`, unless it is ignored, or handled by the program that called."""
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise Terminated
