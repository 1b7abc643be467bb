"""``minigrad demo``: which pages are shown, when the next one comes, and how the walk ends."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.cli.demo.page import Page, load_pages
from minigrad.cli.demo.player import Player, folded
from minigrad.cli.pictures import Album
from minigrad.errors import MissingExtraError
from minigrad.plotting.drawing.canvas import canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from minigrad.cli.usage import Subparsers

NAME = "demo"

FOLDER = "minigrad-demo"
"""Where the pictures go by default, in the current folder."""

PROMPT = "Enter: next page.  q and Enter: end. "
"""What stands below a page while the reader is waited for."""


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="learn how gradients are computed, page by page",
        description="Walk through the article that minigrad grew out of, from the derivative to a trained network: its "
        "text in short, its code, which is run, its numbers and its pictures. Enter shows the next page; q and Enter, "
        "Ctrl-D or Ctrl-C end the walk.",
    )
    parser.add_argument(
        "--all", action="store_true", help="show all pages without waiting (default where there is no terminal)"
    )
    parser.add_argument(
        "--plot",
        metavar="DIR",
        default=FOLDER,
        help=f"write the pictures into this folder, made if missing (default: {FOLDER})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out."""
    player = _player(arguments.plot)
    pages = load_pages()
    paced = not arguments.all and sys.stdin.isatty() and sys.stdout.isatty()
    for number, page in enumerate(pages, start=1):
        try:
            print(f"\n{_heading(page, number, len(pages))}\n")
            player.play(page)
            if paced and number < len(pages) and not _wants_more():
                return _ended(number, len(pages))
        except KeyboardInterrupt:
            if not paced:
                raise
            return _ended(number, len(pages))
    return 0


def _player(folder: str) -> Player:
    """A player that saves pictures, or leaves them out and has said why."""
    try:
        canvas()
    except MissingExtraError as error:
        print(folded(f"The pages come without their pictures: {error}."))
        return Player(None)
    album = Album(folder)

    def picture(ax: Axes, name: str) -> None:
        album.add(name, ax)
        print(Path(album.paths[-1]).as_posix())

    print(f"The pictures go into the folder {folder}.")
    return Player(picture)


def _heading(page: Page, number: int, count: int) -> str:
    return f"-- {page.title} ".ljust(64, "-") + f" page {number} of {count}"


def _wants_more() -> bool:
    """Wait for a line of the reader's; the end of the input says no."""
    print(f"\n{PROMPT}", end="", flush=True)  # not by `input`, which may write it to stderr
    try:
        answer = input()
    except EOFError:
        return False
    return answer.strip().lower() not in ("q", "quit")


def _ended(number: int, count: int) -> int:
    print(f"\nEnded on page {number} of {count}. Thank you for reading.")
    return 0
