"""The command ``minigrad``: which subcommands there are, and how a user's mistake is told in one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from minigrad import __version__
from minigrad.cli import check, demo, train, verify
from minigrad.cli.usage import FAILED_USAGE, Parser, UsageError

INTERRUPTED = 130
"""What shells expect of a program that was ended by Ctrl-C: 128 + SIGINT."""

NOT_READ = 141
"""What shells see of a program whose reader has gone: 128 + SIGPIPE. Not 0, which says that all is well."""

CANNOT_WRITE = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF)
"""What goes wrong with a file that stdout was sent to, by no fault of the program."""

COMMANDS = (train, check, verify, demo)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments after the program's name; by default those of this process.

    Returns:
        0 when all is well, 1 when a gradient failed its verification, 2 for wrong usage.
    """
    parser = Parser(prog="minigrad", description="Gradients that are right: train, and verify what you train on.")
    parser.add_argument("--version", action="version", version=f"minigrad {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for each in COMMANDS:
        each.configure(subparsers)
    arguments = parser.parse_args(argv)
    command = next(command for command in COMMANDS if command.NAME == arguments.command)
    try:
        code: int = command.run(arguments)
        return code
    except UsageError as error:
        print(f"minigrad {arguments.command}: error: {error}", file=sys.stderr)
        return FAILED_USAGE
    except KeyboardInterrupt:
        print(f"minigrad {arguments.command}: interrupted", file=sys.stderr)
        return INTERRUPTED


def entry_point() -> None:
    """The console script."""
    try:
        try:
            code = main()
        finally:  # also where the parser ends the program, after --help
            sys.stdout.flush()
    except BrokenPipeError:  # the reader (such as head) has gone, perhaps before it could read of a failure
        code = NOT_READ
        _silence(sys.stdout, sys.stderr)
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            raise
        code = FAILED_USAGE
        _silence(sys.stdout)
        print(f"minigrad: error: the output could not be written: {error.strerror}", file=sys.stderr)
    sys.exit(code)


def _silence(*streams: TextIO) -> None:
    """Send what is left in the streams' buffers elsewhere, or Python complains at exit."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
