"""The command line: ``minigrad train``, the commands that check and verify gradients, and ``minigrad demo``, which
explains them."""

from __future__ import annotations

from minigrad.cli.entry import entry_point as entry_point

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line in this process; see :func:`minigrad.cli.commands.main`."""
    from minigrad.cli import commands  # all of minigrad, during which Ctrl-C must find the program's entry at work

    return commands.main(argv)
