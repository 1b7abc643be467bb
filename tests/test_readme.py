"""The README: its Python blocks run, its outputs are real, its commands work, its links lead somewhere."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from examples.benchmarks.differentiation.__main__ import main as measure
from examples.benchmarks.differentiation.report import report
from examples.benchmarks.families.__main__ import main as families
from examples.benchmarks.records import sentences, tables
from minigrad.cli.demo import demo_command
from minigrad.cli.demo.page import load_pages
from tests.cli.running import run
from tests.recorded_text import loose_numbers, missing_sentences, missing_tables

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SHELL = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
PROSE = re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
INLINE = sorted(set(re.findall(r"`((?:minigrad|python|bash|pip) [^`]+)`", PROSE)))

PAIR = "def f(x):\n    return float((x**2).sum())\n\n\ndef df(x):\n    return 2 * x\n"
TABLE = "a,b,kind\n" + "".join(f"{i % 7},{i % 5},{'even' if i % 2 else 'odd'}\n" for i in range(40))


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) < 250


def test_its_python_runs_and_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    readme, flags = str(ROOT / "README.md"), doctest.NORMALIZE_WHITESPACE
    results = doctest.testfile(readme, module_relative=False, optionflags=flags, encoding="utf-8")
    assert results.attempted >= 30
    assert results.failed == 0
    assert {path.name for path in tmp_path.iterdir()} == {"history.csv", "iris.npz", "decisions.png"}


def test_the_output_of_the_main_job_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = [block for kind, block in BLOCKS if kind == "text"]
    printed = run(capsys, "train").out
    assert [line for line in shown.splitlines() if not line.startswith("time")] == [
        line for line in printed.splitlines() if not line.startswith("time")
    ]


def test_the_two_commands_are_what_a_person_types_and_are_those_that_ci_runs() -> None:
    """`.ci/run` takes the lines that begin with this, and runs them in a copy of the tree."""
    commands = [line for line in TEXT.splitlines() if line.startswith("python3 -m venv ")]
    assert [line for line in SHELL if line != "pip install ."] == commands
    assert len(commands) == 2
    assert not re.search(r"[$\"'{}]", commands[0])
    assert "'python3 -m venv '*)" in (ROOT / ".ci" / "run").read_text("utf-8")


def check_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pair.py").write_text(PAIR, "utf-8")
    assert run(capsys, "check", str(folder / "pair.py"), "--receipt", str(folder / "r.json")).code == 0


def verify_receipt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_file(folder, capsys)
    assert run(capsys, "verify", str(folder / "r.json")).code == 0


def demo(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the pages up to the first picture; `tests/cli/test_demo_pages.py` has all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_command, "load_pages", lambda: load_pages()[:4])
        ran = run(capsys, "demo", "--all", "--plot", str(folder))
    assert ran.code == 0
    assert [path.name for path in folder.iterdir()] == ["tangents.png"]
    assert "page 4 of 4" in ran.out


def train_on_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "table.csv").write_text(TABLE, "utf-8")
    table, plots, model = (str(folder / name) for name in ("table.csv", "plots", "model.npz"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matplotlib.figure.Figure.savefig", lambda self, target, *, format: None)  # nobody looks at them
        ran = run(
            capsys, "train", "--data", table, "--target", "kind", "--epochs", "2", "--save", model, "--plot", plots
        )
    assert ran.code == 0
    assert list((folder / "plots").glob("*.png"))


def predict_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train_on_a_table(folder, capsys)
    ran = run(capsys, "predict", "--model", str(folder / "model.npz"), "--data", str(folder / "table.csv"))
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 41


FAMILIES = "python -m examples.benchmarks.families --peers --half report --first 870090 --seeds 10"


def judge_families(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With one seed and one kind of family instead of all."""
    del folder
    options = FAMILIES.split()[3:]
    assert options[-2] == "--seeds"
    families([*options[:-1], "1", "--family", "stationary"])
    assert "offsets, units, small slopes" in capsys.readouterr().out


def differentiate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a few problems instead of all."""
    del folder, capsys
    assert "AdaptiveDifference" in report(measure(limit=3, repeat=1))


Example = Callable[[Path, pytest.CaptureFixture[str]], None]
EXAMPLES: dict[str, Example | None] = {
    "minigrad demo": demo,
    "minigrad check path/to/file.py": check_file,
    "minigrad train --data FILE.csv --target COLUMN --save MODEL --plot DIR": train_on_a_table,
    "minigrad predict --model MODEL --data FILE.csv": predict_a_table,
    FAMILIES: judge_families,
    "python -m examples.benchmarks.differentiation": differentiate,
    "bash .ci/run": None,  # it runs this test
    'pip install ".[plot]"': None,  # tests/test_names.py
    'pip install ".[peers,torch]"': None,
}
"""How each command that the text mentions is tried; None for installing, which `.ci/run` does."""


@pytest.mark.parametrize("command", INLINE)
def test_each_command_that_the_text_mentions_works(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command in EXAMPLES, f"say in EXAMPLES how `{command}` is tried"
    example = EXAMPLES[command]
    if example is not None:
        example(tmp_path, capsys)


NO_RESULTS = ("chapter 4", "2020", "2016", "(3)", "1 / 4", "Python 3.11", "45 families", "3.3e-7", "60 entries")
"""Numbers of the text that no benchmark printed."""


def test_every_number_of_a_benchmark_was_recorded() -> None:
    """A table is that of the record, to the last digit; a sentence with numbers is one that was made from the
    record."""
    shown = [sentence for sentence in sentences.every_sentence() if not missing_sentences(TEXT, [sentence])]
    assert len(shown) == 5
    assert missing_tables(TEXT, tables.headline_tables()) == []
    assert loose_numbers(TEXT, shown, tables.headline_tables(), NO_RESULTS) == []


def test_every_link_leads_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
