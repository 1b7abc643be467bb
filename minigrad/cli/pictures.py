"""``--plot DIR``: the folder that a command writes its pictures into."""

from __future__ import annotations

import argparse
import re
import warnings
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, final

from minigrad.cli.usage import UsageError, user_mistakes
from minigrad.errors import MissingExtraError
from minigrad.plotting.drawing.canvas import canvas, save

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_NAME = 100
"""The longest name of a file in characters; file systems allow about 255 bytes."""


def add_plot_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add ``--plot`` to a command that draws ``what``."""
    parser.add_argument("--plot", metavar="DIR", help=f"write pictures into this folder, made if missing: {what}")


@final
class Album:
    """Pictures in one folder, which is made if it is missing; no two of them get the same name.

    Raises:
        UsageError: matplotlib is not installed, or the folder cannot be made or written to.
    """

    def __init__(self, folder: str) -> None:
        if not folder.strip():
            raise UsageError("--plot needs the name of a folder, got an empty one")
        with user_mistakes(MissingExtraError, OSError):
            canvas()
            _make(Path(folder))
        self._folder = Path(folder)
        self._paths = list[Path]()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were written, in their order."""
        return tuple(map(str, self._paths))

    def add(self, name: str, ax: Axes) -> None:
        """Save the figure of ``ax`` under this name, changed where it is unsafe or taken.

        Raises:
            UsageError: the file cannot be written.
        """
        path = self._folder / f"{self._free(safe_name(name))}.png"
        with user_mistakes(OSError), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # warnings about characters that matplotlib's font lacks
            self._paths.append(save(ax, path))

    def _free(self, name: str) -> str:
        """A name that is not taken yet; some file systems ignore case."""
        taken = {path.stem.lower() for path in self._paths}
        numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
        return next(each for each in (name, *numbered) if each.lower() not in taken)


def safe_name(text: str) -> str:
    """A file's name of letters, digits, ``_``, ``-`` and ``.``, which does not begin with a dot.

    >>> safe_name("f at random, size 0.1"), safe_name("../größe")
    ('f-at-random-size-0.1', 'gr-e')
    """
    name = re.sub(r"[^A-Za-z0-9_.]+", "-", text).strip("-.")
    return name[:LONGEST_NAME] or "picture"


def _make(folder: Path) -> None:
    """Make the folder, and raise at once if files cannot be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = "it is a file" if folder.is_file() else error.strerror
        raise OSError(f"--plot {folder}: no pictures can be written there: {reason}") from error
