"""The command line: ``minigrad demo``, ``train``, ``check`` and ``verify``.

- ``progress``: How far training has come: a bar on a terminal where tqdm is installed, ten lines where not.
- ``recipe``: From the words of the command line to the objects that they stand for.
- ``exit_codes``: Exit codes of the program besides those of its commands.
- ``streams``: Streams that the caller has closed, that are full, or that cannot show all letters.
- ``train_result``: What ``minigrad train`` found out, as lines for a reader or as JSON for a program.
- ``usage``: Wrong usage, told in one line and with exit code 2.
- ``pictures``: ``--plot DIR``: the folder that a command writes its pictures into, and nowhere else.
- ``check_command``: ``minigrad check``: verify the gradients in a file, notebook or module.
- ``demo/``: ``minigrad demo``: the article page by page, with its code run and its pictures drawn.
- ``train_data``: The data of ``minigrad train``: the options of a CSV file, reading it.
- ``train_command``: ``minigrad train``: verify the gradient, train.
- ``verify_command``: ``minigrad verify``: run the check of a receipt again, and compare.
- ``commands``: The command ``minigrad``: which subcommands there are, and how a user's mistake is told in one line.
- ``entry``: The program ``minigrad``: its streams, Ctrl-C and exit codes.
"""

from __future__ import annotations

from minigrad.cli.entry import entry_point as entry_point

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line in this process; see :func:`minigrad.cli.commands.main`."""
    from minigrad.cli import commands  # all of minigrad, during which Ctrl-C must find the program's entry at work

    return commands.main(argv)
