"""The pages of ``minigrad demo``: each prints what its file says, fits a terminal, and has the article's numbers and
pictures.

That what is printed is computed and not copied from the file is tested in ``test_demo.py``.
"""

from __future__ import annotations

import io
import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from minigrad.cli import main
from minigrad.cli.demo import demo_command
from minigrad.cli.demo.page import Page, load_pages

pytest.importorskip("matplotlib")

FOLDER = Path(demo_command.__file__).parent / "pages"
FILES = sorted(FOLDER.glob("*.txt"))
PAGES = load_pages()

PICTURES = "tangents steps field descent learning_rates wrong_gradient history weights confusion".split()


class Walk(NamedTuple):
    """What ``minigrad demo --all`` printed, and the folder that it ran in."""

    out: str
    err: str
    folder: Path

    def page(self, title: str) -> str:
        """What it printed on the page with this title."""
        (text,) = [part for part in self.out.split("\n-- ") if part.startswith(f"{title} -")]
        return text


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("walk")
    with chdir(folder), redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        assert main(["demo", "--all"]) == 0
    return Walk(out.getvalue(), err.getvalue(), folder)


def test_each_page_is_a_file_in_the_order_of_the_article() -> None:
    assert [page.name for page in PAGES] == [path.name for path in FILES]
    sections = [re.match(r"[\d.]+|The end|Start", page.title) for page in PAGES]
    found = [section[0] for section in sections if section]
    assert len(found) == len(PAGES)
    assert list(dict.fromkeys(found)) == ["Start", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "The end"]
    assert found == sorted(found, key=["Start", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "The end"].index)


def test_what_is_printed_is_the_files_one_after_the_other(walk: Walk) -> None:
    count = len(FILES)
    pages = []
    for number, path in enumerate(FILES, start=1):
        title, _, body = path.read_text("utf-8").partition("\n")
        pages.append(f"\n{f'-- {title} '.ljust(64, '-')} page {number} of {count}\n\n{body.lstrip()}")
    assert walk.out == f"The pictures go into the folder {demo_command.FOLDER}.\n{''.join(pages)}"
    assert walk.err == ""


@pytest.mark.each("page", PAGES)
def test_a_page_fits_a_terminal_of_24_lines_of_80_columns(page: Page) -> None:
    lines = (FOLDER / page.name).read_text("utf-8").splitlines()
    assert len(lines) <= 22  # two are left for the prompt
    assert len(page.title) <= 58
    assert [line for line in lines if len(line) > 79 or not line.isascii() or line != line.rstrip()] == []
    assert lines[1] == ""
    assert lines[2] != ""
    assert lines[-1] != ""
    assert not re.search("\n\n\n", "\n".join(lines))


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("1.1 Derivative: an example", ["0.1999999999990898", "0.2999999999986347"]),
        ("1.2 Partial derivatives", ["6.00000000000378", "7.999999999999119"]),
        ("1.3 Gradient: all partial derivatives", ["[3.0, 4.0] [6. 8.]", "[0.0, 2.0] [0. 4.]", "[3.0, 0.0] [6. 0.]"]),
        ("2 Gradient method: the path", ["array([-6.1e-10,  8.1e-10])"]),
        ("2.1 Learning rate: what the article's code does", ["array([-2.58983747e+13, -1.29524862e+12])"]),
        ("2.1 Learning rate: too small", ["array([-2.99999994,  3.99999992])"]),
        ("2.2 A network's gradient: the network", ["array([1.05414809, 0.63071653, 1.1328074 ])"]),
        ("2.2 A network's gradient: the 1e-7 in the article's loss", ["1.4e-07"]),
    ],
)
def test_the_articles_numbers(walk: Walk, title: str, printed: list[str]) -> None:
    lines = walk.page(title).splitlines()
    assert [line for line in printed if line not in lines] == []


def test_the_articles_loss(walk: Walk) -> None:
    """Its W is printed with eight digits, so its loss can be told to about as many."""
    found = re.findall(r"^0\.\d+$", walk.page("2.2 A network's gradient: the loss"), re.MULTILINE)
    assert len(found) == 3
    assert [float(text) for text in found] == pytest.approx([0.92806853663411326] * 3, abs=8e-9)


@pytest.mark.parametrize("source", ["from values of the loss", "by calculus", "a trap"])
def test_the_articles_gradient_of_a_network(walk: Walk, source: str) -> None:
    numbers = re.findall(r"-?\d\.\d{7,8}\b", walk.page(f"2.2 A network's gradient: {source}"))
    expected = [0.21924763, 0.14356247, -0.36281009, 0.32887144, 0.2153437, -0.54421514]
    assert len(numbers) >= 6
    assert len(numbers) % 6 == 0
    assert np.array(numbers, float).reshape(-1, 6) == pytest.approx(np.tile(expected, (len(numbers) // 6, 1)), abs=1e-8)


def test_divergence_is_shown_as_an_interactive_session_would(walk: Walk) -> None:
    page = walk.page("2.1 Learning rate: too large")
    assert (
        "Traceback (most recent call last):\n    ...\nminigrad.descent.divergence.DivergenceError: diverged at step 4"
        in page
    )
    assert walk.out.count("Traceback") == 1


def test_the_pictures_and_nothing_else(walk: Walk) -> None:
    from matplotlib.image import imread

    assert [path.name for path in walk.folder.iterdir()] == [demo_command.FOLDER]
    written = sorted((walk.folder / demo_command.FOLDER).iterdir())
    assert [path.name for path in written] == sorted(f"{name}.png" for name in PICTURES)
    for path in written:
        pixels = imread(path)
        assert pixels.shape == (480, 640, 4)
        assert len(np.unique(pixels[..., 0])) > 20  # more than an empty frame
    assert [line for line in walk.out.splitlines() if line.endswith(".png")] == [
        f"{demo_command.FOLDER}/{name}.png" for name in PICTURES
    ]
