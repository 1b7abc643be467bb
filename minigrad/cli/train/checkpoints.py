"""``--checkpoint FILE``: training that can be interrupted, and that ``--resume`` goes on with."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minigrad.cli.usage import UsageError, user_mistakes


def require_checkpoint(arguments: argparse.Namespace) -> None:
    """Refuse, before anything is trained, a file that is not there or must not be replaced."""
    path: str | None = arguments.checkpoint
    if path is None:
        if arguments.resume:
            raise UsageError("--resume needs the file to go on from; add --checkpoint FILE")
        return
    option = f"--checkpoint {path}"
    if arguments.folds:
        raise UsageError("--folds trains several networks, and --checkpoint keeps one run; leave out one of them")
    if not Path(path).absolute().parent.is_dir():
        raise UsageError(f"{option}: there is no such folder")
    if os.path.isdir(path):
        raise UsageError(f"{option}: that is a folder; give the name of a file")
    if arguments.resume and not os.path.exists(path):
        raise UsageError(f"{option}: there is no such file; leave out --resume to begin")
    if not arguments.resume and os.path.exists(path):
        raise UsageError(f"{option}: this file exists; add --resume to go on from it, or remove it to begin anew")


@contextmanager
def resumable(path: str | None) -> Iterator[None]:
    """Training within the block is written to the file; after Ctrl-C it is said how to go on."""
    if path is None:
        yield
        return
    with user_mistakes(ValueError, OSError):
        try:
            yield
        except KeyboardInterrupt:
            if os.path.exists(path):
                print(f"the run is in {path}; the same command with --resume goes on", file=sys.stderr)
            raise
