"""``minigrad demo``: the reader's pace, the folder of the pictures, and what happens without matplotlib."""

from __future__ import annotations

import builtins
import io
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import final

import pytest
from typing_extensions import override

from minigrad.cli import main
from minigrad.cli.demo import demo_command
from minigrad.cli.demo.page import Page, load_pages, parse
from minigrad.cli.demo.player import Player
from minigrad.cli.usage import UsageError
from tests.cli.running import environment, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals of POSIX")

PAGES = [
    parse("1.txt", "First\n\nA number.\n\n>>> a = 6\n>>> a * 7\n42\n"),
    parse("2.txt", "Second\n\nIts square.\n\n>>> a**2\n36\n"),
    parse("3.txt", "Third\n\nNo more.\n"),
]


@final
class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Three pages of no pictures, in an empty folder."""
    monkeypatch.setattr(demo_command, "load_pages", lambda: PAGES)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)  # makes its import fail
    monkeypatch.chdir(tmp_path)


def at_terminal(monkeypatch: pytest.MonkeyPatch, typed: str, *options: str) -> tuple[int, str]:
    """The exit code and what a reader sees who types this."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stdout", screen)
    return main(["demo", *options]), screen.getvalue()


def headings(text: str) -> list[str]:
    return [line.split(" page ")[1] for line in text.splitlines() if line.startswith("-- ")]


@pytest.mark.usefixtures("short")
def test_enter_shows_the_next_page(monkeypatch: pytest.MonkeyPatch) -> None:
    code, seen = at_terminal(monkeypatch, "\n\n")
    assert code == 0
    assert headings(seen) == ["1 of 3", "2 of 3", "3 of 3"]
    assert seen.count(demo_command.PROMPT) == 2  # none after the last page
    assert "Ended on page" not in seen
    assert "A number.\n\n>>> a = 6\n>>> a * 7\n42\n\nEnter: next page." in seen


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("typed", ["\nq\n", "\n q \n", "\nQ\n", "\nquit\n", "\n"])
def test_q_or_the_end_of_the_input_ends_the_walk(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    code, seen = at_terminal(monkeypatch, typed)
    assert code == 0
    assert headings(seen) == ["1 of 3", "2 of 3"]
    assert seen.endswith("\nEnded on page 2 of 3. Thank you for reading.\n")


@pytest.mark.usefixtures("short")
def test_ctrl_c_at_the_prompt_ends_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(prompt: str = "") -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", interrupted)
    code, seen = at_terminal(monkeypatch, "")
    assert (code, headings(seen)) == (0, ["1 of 3"])
    assert seen.endswith("\nEnded on page 1 of 3. Thank you for reading.\n")


@pytest.mark.usefixtures("short")
def test_all_at_a_terminal_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    code, seen = at_terminal(monkeypatch, "", "--all")
    assert (code, headings(seen)) == (0, ["1 of 3", "2 of 3", "3 of 3"])
    assert demo_command.PROMPT not in seen


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_at_both_ends_it_does_not_wait(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    screen, keys = Terminal(), Terminal("")
    monkeypatch.setattr(sys, "stdin", io.StringIO() if stream == "stdin" else keys)
    monkeypatch.setattr(sys, "stdout", paper := io.StringIO() if stream == "stdout" else screen)
    assert main(["demo"]) == 0
    assert headings(paper.getvalue()) == ["1 of 3", "2 of 3", "3 of 3"]
    assert demo_command.PROMPT not in paper.getvalue()


@pytest.mark.usefixtures("short")
def test_ctrl_c_with_all_is_an_interruption(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def play(self: Player, page: Page) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Player, "play", play)
    ran = run(capsys, "demo", "--all")
    assert ran.code == 130
    assert ran.err == "minigrad demo: interrupted\n"


@contextmanager
def pseudo_terminal(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The command at a terminal of its own, whose other end is a file descriptor."""
    import pty  # not on every system

    ours, theirs = pty.openpty()
    program = (  # where the test itself runs in the background, Ctrl-C is ignored unless told otherwise
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        # the first pages have no pictures, so its import can be saved
        "import sys; sys.modules['matplotlib.axes'] = None; "
        "import minigrad.cli; minigrad.cli.entry_point()"
    )
    command_line = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(
        command_line, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment()
    ) as child:
        os.close(theirs)
        try:
            yield child, ours
        finally:  # also where a test fails; `Popen` would wait for ever
            child.kill()
            os.close(ours)


def read_until(terminal: int, wanted: str) -> str:
    """What appears on the terminal up to these words, or up to its end."""
    seen = b""
    while wanted.encode() not in seen:
        assert select.select([terminal], [], [], 60.0)[0], f"no {wanted!r} after {seen!r}"
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the program has closed its end
            part = b""
        if not part:
            break
        seen += part
    return seen.decode().replace("\r\n", "\n")


def after_pressing(press: Callable[[], object], terminal: int, wanted: str) -> str:
    """What appears on the terminal up to these words, after a key: pressed again where nothing follows, since it is
    lost between the prompt and the wait for a key. What a line editor writes after the prompt is no answer."""
    seen = b""
    for _ in range(30):
        press()
        while wanted.encode() not in seen and select.select([terminal], [], [], 2.0)[0]:
            seen += os.read(terminal, 4096)
        if wanted.encode() in seen:
            break
    return seen.decode().replace("\r\n", "\n")


@POSIX
@pytest.mark.parametrize("way", ["Ctrl-D", "Ctrl-C"])
def test_a_real_terminal(tmp_path: Path, way: str) -> None:
    with pseudo_terminal("demo", folder=tmp_path) as (child, terminal):
        first = read_until(terminal, demo_command.PROMPT)
        os.write(terminal, b"\n")
        second = read_until(terminal, demo_command.PROMPT)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl-C": lambda: child.send_signal(signal.SIGINT),
            "Ctrl-D": lambda: os.write(terminal, b"\x04"),
        }
        last = after_pressing(keys[way], terminal, "Thank you for reading.")
        assert child.wait(timeout=60) == 0
    count = len(load_pages())
    assert headings(first) == [f"1 of {count}"]
    assert headings(second) == [f"2 of {count}"]
    assert f"Ended on page 2 of {count}." in last
    assert "Traceback" not in last


class TestPlayer:
    """What a page shows."""

    def play(self, capsys: pytest.CaptureFixture[str], text: str) -> str:
        Player(None).play(parse("page.txt", f"Title\n\n{text}"))
        return capsys.readouterr().out

    def test_what_is_printed_is_what_the_code_does_and_not_what_the_file_expects(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.play(capsys, ">>> 1 + 1\n3\n") == ">>> 1 + 1\n2\n"

    def test_statements_over_several_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = "Text.\n\n>>> for k in (1, 2):\n...     print(k)\n1\n2\n>>> None\n"
        assert self.play(capsys, text) == text

    def test_pages_know_numpy_and_minigrad(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.play(capsys, ">>> mg.softmax(np.zeros(2))\n").endswith("array([0.5, 0.5])\n")

    def test_an_exception_is_shown_and_the_page_goes_on(self, capsys: pytest.CaptureFixture[str]) -> None:
        text = ">>> print('a'); 1 / 0\n\nThen:\n\n>>> 2\n2\n"
        expected = (
            "a\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n\nThen:\n\n>>> 2\n2\n"
        )
        assert self.play(capsys, text) == ">>> print('a'); 1 / 0\n" + expected

    def test_long_lines_are_broken_between_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        printed = self.play(capsys, '>>> print("word " * 40)\n').splitlines()[1:]
        assert len(printed) == 3
        assert max(map(len, printed)) <= 80
        assert " ".join(printed).split() == ["word"] * 40

    def test_the_interpreter_is_left_as_it_was(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(builtins, "_", "gettext", raising=False)
        before = sys.displayhook, sys.stdout
        self.play(capsys, ">>> 1\n>>> 1 / 0\n")
        assert (sys.displayhook, sys.stdout) == before
        assert vars(builtins)["_"] == "gettext"

    @pytest.mark.parametrize("error", [UsageError, KeyboardInterrupt, SystemExit])
    def test_what_ends_the_command_is_not_kept_on_the_page(self, error: type[BaseException]) -> None:
        def picture() -> None:
            raise error

        with pytest.raises(error):
            Player(picture).play(parse("page.txt", "Title\n\n>>> picture()\n"))


class TestWithoutMatplotlib:
    """The whole walk on an interpreter that has no matplotlib."""

    @pytest.fixture
    def ran(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
        monkeypatch.chdir(tmp_path)
        ran = run(capsys, "demo", "--all")
        assert (ran.code, ran.err) == (0, "")
        assert list(tmp_path.iterdir()) == []
        return ran.out

    def test_all_of_it_but_the_pictures_is_there(self, ran: str) -> None:
        assert ran.count("`plot`") == 1
        introduction, _, rest = ran.partition("\n\n")
        assert introduction.startswith(
            "The pages come without their pictures: pictures need matplotlib, which the\nextra `plot` brings"
        )
        assert max(map(len, introduction.splitlines())) <= 80
        lines = rest.splitlines()
        pictures = [line for page in load_pages() for line in expected_lines(page) if line.startswith("minigrad-demo/")]
        expected = [line for page in load_pages() for line in expected_lines(page)]
        assert lines.count("(no picture)") == len(pictures) > 0
        assert [line for line in lines if line and not line.startswith(("-- ", "(no picture)"))] == [
            line for line in expected if line and line not in pictures
        ]


def expected_lines(page: Page) -> list[str]:
    """The lines of a page's file below its title."""
    return (Path(demo_command.__file__).parent / "pages" / page.name).read_text("utf-8").splitlines()[1:]


def test_a_file_in_the_way_of_the_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    ran = run(capsys, "demo", "--all", "--plot", str(tmp_path / "taken"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("minigrad demo: error: ")
    assert "taken" in ran.err
    assert ran.err.count("\n") == 1
    assert (tmp_path / "taken").read_text("utf-8") == "mine"
