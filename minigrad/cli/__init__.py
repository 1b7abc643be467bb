"""The command line: ``minigrad demo``, ``train``, ``predict``, ``check`` and ``verify``.

- ``exit_codes``: Exit codes of the program besides those of its commands.
- ``streams``: Standard streams that are closed, full, or lack characters.
- ``usage``: Mistakes in usage, reported in one line with exit code 2.
- ``pictures``: ``--plot DIR``: the folder that a command writes its pictures into.
- ``check_command``: ``minigrad check``: verify the gradients in a file, notebook or module.
- ``demo/``: ``minigrad demo``: the article page by page, with its code run and its pictures drawn.
- ``train/``: ``minigrad train``: verify the gradient, train, and report what was reached on held-out data.
- ``predict/``: ``minigrad predict``: a model that was kept, applied to the samples of a CSV file.
- ``verify_command``: The command ``verify``: run the check of a receipt again, and compare.
- ``commands``: The command ``minigrad``: its subcommands, and one-line messages for mistakes in usage.
- ``entry``: The program ``minigrad``: its streams, Ctrl-C and exit codes, set up before anything else is imported.
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
