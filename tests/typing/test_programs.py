"""mypy, under the project's own flags, accepts the programs ``ok_*.py`` and refuses ``bad_*.py`` for the reasons noted
there.

A line that must be refused ends in ``# E: message  [code]``, once for each error; ``...`` stands for any text.
"""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROGRAMS = sorted([*HERE.glob("ok_*.py"), *HERE.glob("bad_*.py")])
ERROR = re.compile(r"(?P<path>[^:]+):(?P<line>\d+): error: (?P<message>.*)")

Errors = dict[int, list[str]]
"""Messages by line, in alphabetical order."""


@pytest.fixture(scope="module")
def found() -> dict[str, Errors]:
    """What mypy says about all programs, by the name of the file; with the cache of a run over everything, so that the
    types of numpy and of the package are read once."""
    pytest.importorskip("mypy")
    paths = [str(path.relative_to(ROOT)) for path in PROGRAMS]
    options = [
        "--config-file=mypy.ini",
        "--no-pretty",
        "--no-color-output",
        "--show-error-codes",
    ]
    command = [sys.executable, "-m", "mypy", *options, *paths]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    errors: dict[str, Errors] = defaultdict(lambda: defaultdict(list))
    for match in map(ERROR.fullmatch, run.stdout.splitlines()):
        if match is not None:
            errors[Path(match["path"]).name][int(match["line"])].append(match["message"])
    assert set(errors) <= {path.name for path in PROGRAMS}, run.stdout
    return {name: {line: sorted(messages) for line, messages in own.items()} for name, own in errors.items()}


def expected(path: Path) -> Errors:
    """What the comments of a program announce."""
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    return {number: sorted(line.split("  # E: ")[1:]) for number, line in lines if "  # E: " in line}


def fits(announced: list[str], said: list[str]) -> bool:
    patterns = [".*".join(map(re.escape, message.split("..."))) for message in announced]
    return len(announced) == len(said) and all(map(re.fullmatch, patterns, said))


@pytest.mark.parametrize("path", PROGRAMS, ids=[path.stem for path in PROGRAMS])
def test_mypy_says_what_the_program_announces(path: Path, found: dict[str, Errors]) -> None:
    announced, said = expected(path), found.get(path.name, {})
    lines = sorted(announced.keys() | said.keys())
    surprises = {
        n: (announced.get(n, []), said.get(n, [])) for n in lines if not fits(announced.get(n, []), said.get(n, []))
    }
    report = "".join(f"\n{path.name}:{n}: announced {a}, mypy says {s}" for n, (a, s) in surprises.items())
    assert not surprises, report


@pytest.mark.parametrize("path", PROGRAMS, ids=[path.stem for path in PROGRAMS])
def test_good_programs_announce_nothing_and_bad_ones_something(path: Path) -> None:
    assert bool(expected(path)) == path.stem.startswith("bad_")


@pytest.mark.parametrize("path", [path for path in PROGRAMS if path.stem.startswith("ok_")], ids=lambda path: path.stem)
def test_good_programs_run(path: Path) -> None:
    if path.stem == "ok_pictures":
        pytest.importorskip("matplotlib")
    runpy.run_path(str(path))


def test_both_kinds_exist() -> None:
    assert {path.stem.split("_")[0] for path in PROGRAMS} == {"ok", "bad"}


def test_the_comparison_notices_missing_and_unexpected_errors() -> None:
    assert fits(['Argument 1 to "f" ... [arg-type]'], ['Argument 1 to "f" of "A" has it  [arg-type]'])
    assert not fits(["a  [misc]"], [])
    assert not fits([], ["a  [misc]"])
    assert not fits(["a  [misc]"], ["b  [misc]"])
    assert not fits(["a  [misc]"], ["a  [misc]", "a  [misc]"])
