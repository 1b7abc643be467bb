"""The command ``minigrad``: its subcommands, and one-line messages for mistakes in usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from minigrad import __version__
from minigrad.cli import check_command, demo, predict, verify_command
from minigrad.cli.exit_codes import INTERRUPTED, TERMINATED, Terminated
from minigrad.cli.train import train_command
from minigrad.cli.usage import FAILED_USAGE, Parser, UsageError

COMMANDS = (train_command, predict, check_command, verify_command, demo)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments after the program's name; by default those of this process.

    Returns:
        0 when all is well, 1 when a gradient failed its verification, 2 for wrong usage.
    """
    parser = Parser(prog="minigrad", description="Verify gradients, and train small networks on verified ones.")
    parser.add_argument("--version", action="version", version=f"minigrad {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for each in COMMANDS:
        each.configure(subparsers)
    words = sys.argv[1:] if argv is None else argv
    arguments = parser.parse_args(words, argparse.Namespace(words=tuple(words)))
    command = next(command for command in COMMANDS if command.NAME == arguments.command)
    try:
        code: int = command.run(arguments)
        return code
    except UsageError as error:
        print(f"minigrad {arguments.command}: error: {error}", file=sys.stderr)
        return FAILED_USAGE
    except KeyboardInterrupt as stop:
        print(f"minigrad {arguments.command}: interrupted{stop}", file=sys.stderr)
        return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED
