"""``--plot`` with a folder that has no name: refused before anything is computed, and nothing is written into this
folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

pytest.importorskip("matplotlib")


@pytest.mark.parametrize(
    "command", [("train",), ("check", "minigrad.objectives.mean_squared_error"), ("demo", "--all")]
)
@pytest.mark.parametrize("folder", ["", " "])
def test_an_empty_name_is_a_mistake(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    folder: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(capsys, *command, f"--plot={folder}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"minigrad {command[0]}: error: --plot needs the name of a folder, got an empty one\n"
    assert not list(tmp_path.iterdir())
