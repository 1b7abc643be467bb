"""The program ``minigrad``: its streams, Ctrl-C and exit codes. The rest is imported when these are taken care of."""

from __future__ import annotations

import errno
import os
import signal
import sys
from importlib import import_module

from minigrad.cli.exit_codes import INTERRUPTED, NOT_READ, NOT_WRITTEN

TYPE_CHECKING = False  # typing itself takes longer to import than this file
if TYPE_CHECKING:
    from types import FrameType
    from typing import TextIO

CANNOT_WRITE = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF)
"""What goes wrong with a file that stdout was sent to, by no fault of the program."""


def entry_point() -> None:
    """The console script."""
    try:
        _import_all()
        code = _run()
    except KeyboardInterrupt:  # in the commands themselves it is reported with the command's name
        print("minigrad: interrupted", file=sys.stderr)
        code = INTERRUPTED
    sys.exit(code)


def _import_all() -> None:
    """Ctrl-C ends the program at once while it is imported: as an exception, numpy would take it for a broken
    installation."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # and not ignored, as in the background
        signal.signal(signal.SIGINT, _leave)
    import_module("minigrad.cli.commands")
    signal.signal(signal.SIGINT, before)


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    try:
        os.write(2, b"minigrad: interrupted\n")
    finally:  # stderr may be closed
        os._exit(INTERRUPTED)


def _run() -> int:
    from minigrad.cli.commands import main
    from minigrad.cli.streams import open_streams

    open_streams()
    try:
        try:
            return main()
        finally:  # also where the parser ends the program, after --help
            sys.stdout.flush()
    except BrokenPipeError:  # the reader (such as head) has gone, perhaps before it could read of a failure
        _silence(sys.stdout, sys.stderr)
        return NOT_READ
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            raise
        _silence(sys.stdout)
        print(f"minigrad: error: the output could not be written: {error.strerror}", file=sys.stderr)
        return NOT_WRITTEN


def _silence(*streams: TextIO) -> None:
    """Send what is left in the streams' buffers elsewhere, or Python complains at exit."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
