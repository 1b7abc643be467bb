"""Makes the thumbnails that README.md shows.

``python -m examples.thumbnails`` runs every lesson and writes pictures/NAME.png. Run it again after a lesson or a
picture has changed. The tests compare each thumbnail with what the lesson draws now.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import minigrad as mg
from minigrad.files import write_atomically

FOLDER = Path(__file__).parent
PICTURES = FOLDER / "pictures"
SIZE = (400, 300)


class Lesson(Protocol):
    """What is used of a lesson."""

    def main(self) -> mg.plotting.Axes:
        """Print the lesson's numbers and return the axes of its picture."""


def lessons() -> list[str]:
    """The names of all lessons."""
    others = {"__init__", "thumbnails"}
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in others)


def shrink(picture: Path, thumbnail: Path) -> None:
    """Write ``picture`` in 400 x 300 pixels and 256 colours, which takes a third of the bytes."""
    from PIL import Image  # comes with matplotlib

    with Image.open(picture) as image:
        small = image.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    # The other methods of choosing colours lose those of small marks.
    contents = BytesIO()
    small.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(contents, "PNG", optimize=True)
    write_atomically(thumbnail, contents.getvalue())


def main() -> None:
    """Make all thumbnails."""
    PICTURES.mkdir(exist_ok=True)
    for name in lessons():
        lesson: Lesson = import_module(f"examples.{name}")
        with TemporaryDirectory() as folder:
            picture = mg.plotting.save(lesson.main(), Path(folder) / f"{name}.png")
            shrink(picture, PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
