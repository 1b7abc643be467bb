"""The commands: wrong usage ends with code 2 and a message that names what was wrong; nothing is printed as a
result."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import NamedTuple

import pytest

from minigrad.cli import main

from ..cli.running import run

RIGHT = """
import numpy as np
def f(x): return float(np.sum(x * x))
def df(x): return 2 * x
"""
FILES: dict[str, str | bytes] = {
    "small.csv": "a,b,kind\n" + "".join(f"{k % 5},{k % 3},{k % 2}\n" for k in range(20)),
    "holes.csv": "a,kind\n1,x\n,y\n3,x\n4,y\n",
    "labels.csv": "a,kind\n1,x\n2,\n3,x\n4,y\n",
    "bare.csv": "1.5,2.5,0\n2.5,1.0,1\n3.5,1.0,1\n",
    "semicolons.csv": "a;kind\n1;x\n2;y\n",
    "one.csv": "a,kind\n1,x\n",
    "empty.csv": "",
    "binary.csv": b"\x89PNG\r\n\x1a\n\x00\xff",
    "right.py": RIGHT,
    "wrong.py": RIGHT.replace("2 * x", "3 * x"),
    "none.py": "x = 1\n",
    "empty.py": "",
    "syntax.py": "def f(:\n",
    "raises.py": "raise RuntimeError('the reactor is cold')\n",
    "exits.py": "import sys\nsys.exit(0)\n",
    "asks.py": (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--data', required=True)\np.parse_args()\n"
    )
    + RIGHT,
    "imports.py": "import no_such_module_anywhere\n",
    "text.txt": RIGHT,
    "binary.py": b"\x00\xff\xfe\x00",
    "broken.ipynb": "{",
    "empty.json": "",
    "cut.json": '{"format": "minigrad", "cases": [{"na',
    "list.json": "[]",
    "null.json": "null",
    "number.json": "3",
    "object.json": "{}",
    "other.json": '{"name": "somebody", "age": 3}',
    "binary.json": b"\x00\xff\xfe\x00",
    "utf16.json": "{}".encode("utf-16"),
}
SMALL = ("train", "--data", "small.csv", "--target", "kind", "--epochs", "1")
DEEP = (*SMALL, "--network", "two-layer")


class Usage(NamedTuple):
    """Arguments, what the message must have, and the exit codes that are right."""

    arguments: tuple[str, ...]
    words: tuple[str, ...]
    codes: tuple[int, ...] = (2,)


def options(name: str, *values: str, before: tuple[str, ...] = SMALL) -> list[Usage]:
    return [Usage((*before, f"{name}={value}"), (name,)) for value in values]


TRAIN = [
    *options("--hidden", "0", "-1", "1.5", "ten", "nan", "inf", "", "1e2", before=DEEP),
    Usage((*SMALL, "--hidden", "5"), ("--hidden", "two-layer")),
    Usage((*SMALL, "--network", "simple", "--hidden", "50"), ("--hidden",)),
    *options("--learning-rate", "0", "-1", "nan", "inf", "-inf", "fast", "1e400", "", "1j", "0,1", "True"),
    *options("--epochs", "0", "-1", "1.5", "many", "nan", "1e3", "", "0x10"),
    *options("--batch-size", "0", "-1", "1.5", "all", "nan", ""),
    *options("--seed", "-1", "1.5", "x", "nan", "", "1e3"),
    *options("--network", "three-layer", "Simple", "", "two_layer"),
    *options("--optimizer", "sgd", "Adam", "", "gradient_descent"),
    *options("--gradient", "Numeric", "backprop", ""),
    *options("--differentiator", "fwd", "central-8", "", before=(*SMALL, "--gradient", "numeric")),
    *options("--plot", "small.csv", "", "small.csv/pictures"),
    *[
        Usage((*SMALL[:-2], name), (name, "argument"))
        for name in ("--epochs", "--hidden", "--seed", "--learning-rate", "--plot", "--optimizer")
    ],
    Usage(("train", "--data", "small.csv"), ("--target",)),
    Usage(("train", "--target", "kind"), ("--target",)),
    Usage(("train", "--data", "iris", "--target", "species"), ("--target",)),
    Usage(("train", "--data", "digits", "--target", "0"), ("--target",)),
    *[
        Usage(("train", "--data", "small.csv", "--target", name), ("small.csv", name, "kind"))
        for name in ("Kind", "sort", "kinds")
    ],
    Usage(("train", "--data", "small.csv", "--target", ""), ("small.csv",)),
    *[
        Usage(("train", "--data", name, "--target", "kind"), (name,))
        for name in ("nowhere.csv", ".", "no/such/folder.csv", "empty.csv", "binary.csv")
    ],
    *[Usage(("train", "--data", name), (name,)) for name in ("Iris", "mnist", "iris2")],
    Usage(("train", "--data", ""), ("--data",)),
    Usage(("train", "--data", "holes.csv", "--target", "kind"), ("holes.csv", "line 3", "--missing")),
    Usage(("train", "--data", "labels.csv", "--target", "kind"), ("labels.csv", "line 3", "kind")),
    Usage(("train", "--data", "bare.csv", "--target", "kind"), ("bare.csv", "--no-header")),
    Usage(("train", "--data", "semicolons.csv", "--target", "kind"), ("semicolons.csv", "--delimiter")),
    Usage(("train", "--data", "one.csv", "--target", "kind"), ("one.csv",)),
    Usage(("train", "iris"), ("iris",)),
    Usage((*SMALL, "--verbose"), ("--verbose",)),
    Usage((*SMALL, "--learning_rate", "0.1"), ("--learning_rate",)),
    Usage((*SMALL, "--json=yes"), ("--json",)),
    Usage((*SMALL, "--optimizer", "gradient-descent", "--learning-rate", "1e300"), ("learning",), (1, 2)),
    Usage((*DEEP, "--optimizer", "gradient-descent", "--learning-rate", "1e308"), ("learning",), (1, 2)),
]

CHECK = [
    Usage(("check",), ("required",)),
    Usage(("check", "right.py", "wrong.py"), ("wrong.py",)),
    *[Usage(("check", name), (name,)) for name in ("nowhere.py", ".", "no/such/file.py", "nowhere.ipynb")],
    *[Usage(("check", name), (name,), (1, 2)) for name in ("text.txt", "binary.py", "broken.ipynb", "small.csv")],
    Usage(("check", "no.such.module"), ("no.such.module",)),
    Usage(("check", "nonsense"), ("nonsense",)),
    Usage(("check", ""), ()),
    Usage(("check", "right.py:g"), ("g",)),
    Usage(("check", "right.py:f:df"), ("right.py",)),
    Usage(("check", "syntax.py"), ("syntax.py",), (1, 2)),
    Usage(("check", "raises.py"), ("reactor",), (1, 2)),
    Usage(("check", "exits.py"), ("exits.py",), (1, 2)),
    Usage(("check", "imports.py"), ("no_such_module_anywhere",), (1, 2)),
    Usage(("check", "none.py"), ("none.py",), (1, 2)),
    Usage(("check", "empty.py"), ("empty.py",), (1, 2)),
    *options(
        "--shape", "0", "-1", "1.5", "x", "2,,3", ",", "", "2,-3", "2;3", "nan", "(2,3)", before=("check", "right.py")
    ),
    *options("--seed", "-1", "1.5", "x", "nan", "", before=("check", "right.py")),
    *[
        Usage(("check", "right.py", "--receipt", name), (name,))
        for name in ("no/such/folder.json", ".", "small.csv/x.json")
    ],
    Usage(("check", "right.py", "--receipt", ""), ("--receipt",)),
    *options("--plot", "right.py", "", "right.py/pictures", before=("check", "right.py")),
    *[Usage(("check", "right.py", name), (name, "argument")) for name in ("--shape", "--seed", "--receipt", "--plot")],
    Usage(("check", "right.py", "--rtol", "1e-3"), ("--rtol",)),
    Usage(("check", "right.py", "--json=3"), ("--json",)),
    Usage(("check", "right.py", "--shrink=3"), ("--shrink",)),
]

REST = [
    Usage(("verify",), ("required",)),
    Usage(("verify", "object.json", "list.json"), ("list.json",)),
    *[
        Usage(("verify", name), (name,))
        for name in (
            "nowhere.json",
            ".",
            "empty.json",
            "cut.json",
            "list.json",
            "null.json",
            "number.json",
            "object.json",
            "other.json",
            "binary.json",
            "utf16.json",
            "right.py",
            "small.csv",
            "changed.json",
            "future.json",
        )
    ],
    Usage(("verify", ""), ()),
    Usage(("verify", "object.json", "--json"), ("--json",)),
    Usage(("verify", "moved.json"), ("gone.py",), (1, 2)),
    Usage(("demo", "--plot", "small.csv", "--all"), ("small.csv",)),
    Usage(("demo", "--plot", "small.csv/pictures", "--all"), ("small.csv",)),
    Usage(("demo", "--page", "3"), ("--page",)),
    Usage(("demo", "3"), ("3",)),
    Usage(("demo", "--all=3"), ("--all",)),
    Usage(("tran",), ("tran", "train")),
    Usage(("Train",), ("Train", "train")),
    Usage(("--data", "iris"), ("COMMAND",)),
    Usage(("train", "--data"), ("--data",)),
    Usage(("--quiet",), ("COMMAND",)),
    Usage(("",), ("train",)),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all these files, and with receipts of which one thing is not as it was written."""
    made = tmp_path_factory.mktemp("files")
    for name, text in FILES.items():
        Path(made, name).write_bytes(text.encode() if isinstance(text, str) else text)
    source, receipt = Path(made, "gone.py"), Path(made, "moved.json")
    source.write_text(RIGHT)
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(("check", str(source), "--receipt", str(receipt))) == 0
    source.unlink()
    data = json.loads(receipt.read_text())
    Path(made, "changed.json").write_text(json.dumps({**data, next(iter(data)): None}))
    Path(made, "future.json").write_text(json.dumps({key: [] for key in data}))
    return made


@pytest.fixture(autouse=True)
def there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are given in that folder."""
    monkeypatch.chdir(folder)


def check(usage: Usage, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ran = run(capsys, *usage.arguments)
    said = f"code {ran.code}: {ran.err!r}, printed {ran.out[:200]!r}"
    assert "Traceback" not in ran.err + ran.out, said
    assert ran.code in usage.codes, said
    words = [word for word in usage.words if word not in ran.err + (ran.out if 1 in usage.codes else "")]
    assert not words, f"{words} not in {said}"
    assert usage.codes != (2,) or ran.out == "", said
    assert ran.err.strip() or 1 in usage.codes, f"nothing was said: {said}"
    after = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert usage.codes != (2,) or before == after, f"files were written: {set(after) ^ set(before)}"
    assert not recwarn.list, f"a warning: {recwarn.list[0].message}"


def ids(table: list[Usage]) -> list[str]:
    return [
        " ".join(word or "''" for word in usage.arguments).replace(
            " --data small.csv --target kind --epochs 1", " SMALL"
        )
        for usage in table
    ]


@pytest.mark.parametrize("usage", TRAIN, ids=ids(TRAIN))
def test_train(usage: Usage, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder) -> None:
    check(usage, capsys, recwarn)


@pytest.mark.parametrize("usage", CHECK, ids=ids(CHECK))
def test_check(usage: Usage, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder) -> None:
    check(usage, capsys, recwarn)


@pytest.mark.parametrize("usage", REST, ids=ids(REST))
def test_others(usage: Usage, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder) -> None:
    check(usage, capsys, recwarn)


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", "--data", "small.csv", "--target", "kind", "--epochs", "1", "--batch-size", "1000"),
        ("train", "--data=./small.csv", "--target=kind", "--epochs=1", "--learning-rate=1e-3", "--seed=0", "--json"),
        ("train", "--data", "small.csv", "--target", "b", "--epochs", "1", "--network", "two-layer", "--hidden", "1"),
        ("train", "--data", "small.csv", "--target", "kind", "--epochs", "1", "--differentiator", "adaptive"),
        ("check", "right.py", "--shape", "2,3", "--seed", "5"),
        ("check", "./right.py:f"),
    ],
    ids=" ".join,
)
def test_unusual_but_right(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, *arguments)
    assert ran.code == 0
    assert "error" not in ran.err
    assert ran.out


def test_a_wrong_gradient_ends_with_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "wrong.py").code == 1


def test_a_program_that_asks_for_arguments_is_checked_or_said_not_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "check", "asks.py")
    assert ran.code in (1, 2)
    assert "asks.py" in ran.err + ran.out
    assert "Traceback" not in ran.err + ran.out
