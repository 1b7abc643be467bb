"""``minigrad check`` executes a file once, to wherever it ends, and says what it did not see."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from minigrad.cli import main
from tests.cli.check.checking import RIGHT, Check, checker, notebook
from tests.cli.running import run

BELOW = 'put what runs a program below `if __name__ == "__main__":`'


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    return checker(capsys, tmp_path)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("sys.exit(0)", "SystemExit(0) (mine.py, line 5: sys.exit(0))"),
        ("sys.exit()", "SystemExit() (mine.py, line 5: sys.exit())"),
        ("raise ValueError('no data')", "ValueError: no data (mine.py, line 5: raise ValueError('no data'))"),
        ("np.zeros(2) @ np.zeros(3)", "ValueError: matmul: "),
    ],
)
def test_what_was_defined_before_the_file_ended_is_checked_and_the_rest_is_missing(
    check: Check, ending: str, said: str
) -> None:
    ran = check(RIGHT + ending + "\ndef g(x): return 0.0\ndef g_grad(x): return x\n")
    assert ran.code == 1
    assert ran.err == ""
    assert ran.heads == ["PASS gradient f", "NOT CHECKED mine.py"]
    assert f"it ended with {said}" in ran.out
    assert "what follows there was not executed" in ran.out
    assert ran.lines[-1] == "1 checked: 1 pass, 0 fail, 0 inconclusive; 1 not checked"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sys.exit(0)\n" + RIGHT, "SystemExit(0) (mine.py, line 3: sys.exit(0)); " + BELOW),
        (
            "import json; json.loads('')",
            "JSONDecodeError: Expecting value: line 1 column 1 (char 0) (mine.py, line 3: import json; json.loads(''))",
        ),
        ("x = unknown\n" + RIGHT, "NameError: name 'unknown' is not defined (mine.py, line 3: x = unknown)"),
        ("def f(x: return 1", "SyntaxError: invalid syntax (mine.py, line 3)"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--allow-unchecked"], ["--pair", "f:f_grad"]])
def test_a_file_that_ended_before_there_was_anything_to_check(
    check: Check, text: str, said: str, options: list[str]
) -> None:
    ran = check(text, *options)
    assert (ran.code, ran.out, ran.err) == (2, "", f"minigrad check: error: mine.py does not load: {said}\n")


@pytest.mark.parametrize("target", [".", "some/folder", "data.csv", "data.csv:f", "", "a-b"])
def test_something_else_than_a_file_or_module(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.csv").touch()
    place = target.removesuffix(":f") or "an empty name"
    message = f"{place} is neither a .py file, nor a notebook (.ipynb), nor the name of a module"
    assert run(capsys, "check", target) == (2, "", f"minigrad check: error: {message}\n")


def test_ctrl_c_ends_the_command(check: Check) -> None:
    assert check(RIGHT + "raise KeyboardInterrupt\n").code == 130


def test_a_file_finds_an_empty_command_line_and_its_own_name(check: Check, tmp_path: Path) -> None:
    before = list(sys.argv)
    ran = check(
        "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--rate', type=float, default=2.0)\n"
        "rate = parser.parse_args().rate\ndef f(x): return float(x @ x) * rate\ndef f_grad(x): return 2 * rate * x\n"
        f"if sys.argv != [{str(tmp_path / 'mine.py')!r}]: raise ValueError(sys.argv)\n"
    )
    assert (ran.code, ran.heads, ran.err) == (0, ["PASS gradient f"], "")
    assert sys.argv == before


def test_a_file_is_executed_once_and_not_as_a_program(check: Check, tmp_path: Path) -> None:
    count = f"with open({str(tmp_path / 'count')!r}, 'a') as file: file.write('x')\n"
    options = ["--receipt", str(tmp_path / "r.json"), "--shrink", "--json"]
    ran = check(count + RIGHT + "if __name__ == '__main__': sys.exit(3)\n", *options)
    assert ran.code == 0
    assert (tmp_path / "count").read_text() == "x"


def test_a_file_that_prints_does_not_break_json(check: Check) -> None:
    ran = check(
        "print('hello')\ndef f(x):\n    print('inside')\n    return float(x @ x)\ndef f_grad(x): return 2 * x\n",
        "--json",
    )
    assert ran.code == 0
    assert json.loads(ran.out)["results"][0]["verdict"] == "pass"
    assert ran.err.startswith("hello\ninside\n")


def test_programs_that_a_file_runs_do_not_break_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = "import os, sys\nos.system('echo from a program')\nprint('past print', file=sys.__stdout__)\n"
    (tmp_path / "mine.py").write_text(text + RIGHT, encoding="utf-8")
    assert main(["check", str(tmp_path / "mine.py"), "--json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["results"][0]["verdict"] == "pass"
    assert "from a program" in err
    assert "past print" in err


def test_files_beside_it_are_found_even_while_it_is_checked_and_nothing_is_left(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "beside_it.py").write_text("factor = 2\n", encoding="utf-8")
    ran = check(
        "def f(x): return float(x @ x)\ndef f_grad(x):\n    from beside_it import factor\n    return factor * x\n"
    )
    assert ran.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beside_it.py", "mine.py"]
    assert str(tmp_path) not in sys.path


def test_a_file_that_changes_the_working_directory_does_not_move_what_is_written(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert check("import os\nos.chdir('/')\n" + RIGHT, "--receipt", "r.json").code == 0
    assert (tmp_path / "r.json").is_file()


def test_a_notebook_is_checked_cell_by_cell(check: Check) -> None:
    cells = (
        "import numpy as np\n%matplotlib inline\n!ls\nnp.sum?\ndisplay(3)",
        "%%bash\nrm nothing",
        RIGHT + "print('%d'\n      % 3)\n",
        "if True:\n    %time\nundefined",
    )
    ran = check(notebook(*cells), name="course.ipynb")
    assert ran.code == 1
    assert ran.heads[0] == "PASS gradient f"
    assert "course.ipynb, code cell 2: a cell that starts with %%bash is not Python and is not executed" in ran.out
    assert "NameError: name 'undefined' is not defined (course.ipynb, code cell 4, line 3: undefined)" in ran.out
    assert check(notebook(RIGHT), name="course.ipynb").code == 0


def test_a_line_of_a_notebook_that_brings_functions_from_elsewhere_is_listed(check: Check) -> None:
    ran = check(notebook("%matplotlib inline\n%run other.py\n" + RIGHT), name="course.ipynb")
    line = (
        "NOT CHECKED  course.ipynb, code cell 1: `%run other.py` is not Python and is not executed; check that "
        "file by itself"
    )
    assert ran.code == 0
    assert ran.lines == [
        "PASS         gradient f",
        line,
        "1 checked: 1 pass, 0 fail, 0 inconclusive; 1 not checked",
    ]


def test_a_wrong_gradient_in_a_notebook(check: Check) -> None:
    ran = check(notebook(RIGHT.replace("2 *", "3 *")), "--shrink", name="course.ipynb")
    assert ran.code == 1
    assert "FAIL         gradient f" in ran.out
    assert "# paste into a cell of the notebook, or below what is tested\nimport numpy as np" in ran.out


@pytest.mark.parametrize("text", ["{}", "not json", "[]", '{"cells": [{"cell_type": "code"}]}', '{"cells": [3]}'])
def test_something_else_that_is_called_a_notebook(check: Check, text: str) -> None:
    ran = check(text, name="course.ipynb")
    assert (ran.code, ran.out, ran.err.count("\n")) == (
        2,
        "",
        1,
    )
    assert "course.ipynb is not a notebook of format 4: " in ran.err


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_was_found_is_told_where_the_receipt_cannot_be_written(
    check: Check, tmp_path: Path, options: list[str]
) -> None:
    path = tmp_path / ("r" * 300)
    ran = check(RIGHT, "--receipt", str(path), *options)
    assert ran.code == 2
    assert "PASS" in ran.out or json.loads(ran.out)["results"][0]["verdict"] == "pass"
    assert ran.err == f"minigrad check: error: {path}: File name too long\n"


def test_a_notebook_can_be_verified_from_its_receipt(
    check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = str(tmp_path / "r.json")
    assert check(notebook(RIGHT), "--receipt", receipt, name="course.ipynb").code == 0
    assert run(capsys, "verify", receipt).code == 0
    (tmp_path / "course.ipynb").write_text(notebook(RIGHT.replace("2 *", "3 *")), encoding="utf-8")
    assert "DIFFERENT: f was pass, is fail" in run(capsys, "verify", receipt).out


def test_a_receipt_knows_what_was_not_checked_and_pairs_by_hand(
    check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = str(tmp_path / "r.json")
    text = "def a(x): return float(x @ x)\ndef b(x): return 2 * x\ndef c_grad(x): return x\n"
    assert check(text, "--pair", "a:b", "--receipt", receipt, "--allow-unchecked").code == 0
    assert run(capsys, "verify", receipt).out == "same verdicts as in the receipt\n"
    (tmp_path / "mine.py").write_text(text.replace("c_grad", "c"), encoding="utf-8")
    assert "DIFFERENT: c_grad is gone" in run(capsys, "verify", receipt).out
