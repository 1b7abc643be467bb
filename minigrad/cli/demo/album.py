"""The folder that the pictures of the walk go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, final

from minigrad.cli.usage import user_mistakes
from minigrad.plotting.canvas import canvas, save

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@final
class Album:
    """Saves pictures into one folder, which is made if it is missing, and writes nowhere else.

    Raises:
        MissingExtraError: matplotlib is not installed; the folder is not made then.
        UsageError: the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        canvas(None)
        with user_mistakes(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def picture(self, ax: Axes, name: str) -> None:
        """Save ``ax`` as NAME.png and print the path; the pages call it ``picture``."""
        with user_mistakes(OSError):
            path = save(ax, self._folder / f"{name}.png")
        print(path.as_posix())
