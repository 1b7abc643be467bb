"""Progress goes to stderr: a bar on a terminal where tqdm is installed, at most about ten lines anywhere else."""

from __future__ import annotations

import io
import re
import sys
from types import ModuleType
from typing import ClassVar, final

import pytest
from typing_extensions import override

from minigrad.cli import main
from minigrad.cli.train.progress import Progress
from minigrad.training import EpochRecord
from tests.cli.running import run


@final
class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    @override
    def isatty(self) -> bool:
        return True


@final
class FakeBar:
    """What tqdm is asked to do."""

    made: ClassVar[list[FakeBar]] = []

    def __init__(self, *, total: int, initial: int, unit: str, file: object, leave: bool) -> None:
        del initial, unit, leave
        self.total, self.file = total, file
        self.texts: list[str] = []
        self.updates = 0
        self.closed = 0
        FakeBar.made.append(self)

    def set_postfix_str(self, text: str) -> None:
        self.texts.append(text)

    def update(self) -> None:
        self.updates += 1

    def close(self) -> None:
        self.closed += 1


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """stderr on a terminal from here on; not a fixture, since pytest puts its own stderr in place before the test
    runs."""
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    return stderr


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> list[FakeBar]:
    """tqdm that only takes notes."""
    module = ModuleType("tqdm")
    monkeypatch.setattr(module, "tqdm", FakeBar, raising=False)
    monkeypatch.setitem(sys.modules, "tqdm", module)
    monkeypatch.setattr(FakeBar, "made", [])
    return FakeBar.made


@pytest.mark.parametrize(
    ("epochs", "shown"), [(1, [1]), (3, [1, 2, 3]), (25, [*range(2, 25, 2), 25]), (200, [*range(20, 201, 20)])]
)
def test_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], epochs: int, shown: list[int]) -> None:
    ran = run(capsys, "train", "--epochs", str(epochs))
    pattern = rf"epoch +(\d+) of {epochs}: loss [0-9.]+, accuracy [01]\.\d{{3}}, held out [01]\.\d{{3}}"
    found = [re.fullmatch(pattern, line) for line in ran.err.splitlines()]
    assert [int(match[1]) for match in found if match is not None] == shown
    assert len(found) == len(shown)
    assert "epoch" not in ran.out


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], bars: list[FakeBar]) -> None:
    run(capsys, "train", "--epochs", "2")
    assert bars == []


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, bars: list[FakeBar]) -> None:
    terminal = on_terminal(monkeypatch)
    assert main(["train", "--epochs", "7"]) == 0
    (bar,) = bars
    assert (bar.total, bar.updates, bar.closed) == (7, 7, 1)
    assert bar.file is terminal
    assert all(re.fullmatch(r"loss [0-9.]+, accuracy [0-9.]+, held out [0-9.]+", text) for text in bar.texts)
    assert terminal.getvalue() == ""  # no lines beside the bar


def test_the_bar_of_tqdm_itself(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = on_terminal(monkeypatch)
    pytest.importorskip("tqdm")
    assert main(["train", "--epochs", "7"]) == 0
    assert "0/7" in terminal.getvalue()
    assert "epoch" in terminal.getvalue()
    assert "\r" not in capsys.readouterr().out


def test_lines_on_a_terminal_without_tqdm(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "tqdm", None)  # makes the import fail
    assert main(["train", "--epochs", "3"]) == 0
    assert [line.split(":")[0].split() for line in terminal.getvalue().splitlines()] == [
        ["epoch", str(epoch), "of", "3"] for epoch in (1, 2, 3)
    ]


def test_json_is_silent_on_a_terminal_too(
    monkeypatch: pytest.MonkeyPatch, bars: list[FakeBar], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = on_terminal(monkeypatch)
    assert main(["train", "--epochs", "3", "--json"]) == 0
    assert terminal.getvalue() == ""
    assert bars == []
    assert capsys.readouterr().out.startswith("{")


def test_the_bar_is_closed_when_training_fails(monkeypatch: pytest.MonkeyPatch, bars: list[FakeBar]) -> None:
    terminal = on_terminal(monkeypatch)
    assert main(["train", "--optimizer", "gradient-descent", "--learning-rate", "1e308"]) == 2
    assert [bar.closed for bar in bars] == [1]
    assert terminal.getvalue().count("\n") == 1


def test_ctrl_c_closes_the_bar_and_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, bars: list[FakeBar]) -> None:
    terminal = on_terminal(monkeypatch)

    def update(self: Progress, record: EpochRecord) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "update", update)
    assert main(["train"]) == 130
    assert [bar.closed for bar in bars] == [1]
    assert terminal.getvalue() == "minigrad train: interrupted\n"


def test_a_loss_of_any_size_fits_into_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(2, shown=True) as progress:
        progress.update(EpochRecord(1, 1e300, 0.5, 1e300, 0.5))
        progress.update(EpochRecord(2, 1e-9, 0.5, 1e-9, 0.5))
    lines = capsys.readouterr().err.splitlines()
    assert "loss 1e+300," in lines[0]
    assert "loss 1e-09," in lines[1]
