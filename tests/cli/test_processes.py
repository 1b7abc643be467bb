"""The command as a process of its own: start, streams, signals and pipes."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import minigrad.cli
from tests.cli.running import environment, parsed, process, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


def test_the_main_job_works() -> None:
    ran = process("train")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")] == [
        "data",
        "network",
        "gradient",
        "verified",
        "training",
        "held",
        "time",
    ]
    assert float(ran.out.split("held out")[1].split("accuracy ")[1].split()[0]) >= 0.93
    assert all(line.startswith("epoch ") for line in ran.err.splitlines())
    assert len(ran.err.splitlines()) == 10


def test_the_console_script_is_the_same_command() -> None:
    (script,) = entry_points(group="console_scripts", name="minigrad")
    assert script.load() is minigrad.cli.entry_point


@POSIX
@pytest.mark.parametrize("arguments", ["train --json --epochs 1", "--help"])
def test_a_reader_that_has_gone_is_told_by_the_exit_code_alone(arguments: str) -> None:
    """As in ``minigrad train | head -0``; with the usual buffering, and nothing on stderr but progress."""
    code, err = _without_reader(*arguments.split())
    assert code == 128 + signal.SIGPIPE
    assert [line for line in err.splitlines() if not line.startswith("epoch ")] == []


@POSIX
def test_a_failed_check_that_nobody_reads_does_not_look_like_success(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(
        "def f(x):\n    return float((x**2).sum())\n\n\ndef f_grad(x):\n    return 3.0 * x\n", encoding="utf-8"
    )
    assert run(capsys, "check", str(path)).code == 1
    assert _without_reader("check", str(path)) == (128 + signal.SIGPIPE, "")


def _without_reader(*arguments: str) -> tuple[int, str]:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "minigrad", *arguments]
    done = subprocess.run(
        command, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, env=environment(), check=False
    )
    os.close(writer)
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", ["train --epochs 1", "--help"])
def test_a_full_disk(arguments: str) -> None:
    command = [sys.executable, "-m", "minigrad", *arguments.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, env=environment(), check=False
        )
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if not line.startswith("epoch ")]
    assert lines == ["minigrad: error: the output could not be written: No space left on device"]


@POSIX
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-"])
def test_training_goes_on_where_progress_cannot_be_shown(redirection: str) -> None:
    ran = _in_shell(f"train --json --epochs 2 {redirection}")
    assert ran.returncode == 0
    assert parsed(ran.stdout)["history"]["epoch"] == [1, 2]


@POSIX
def test_output_that_was_closed_is_reported_and_the_receipt_is_written(tmp_path: Path) -> None:
    path, receipt = tmp_path / "right.py", tmp_path / "receipt.json"
    path.write_text(
        "def f(x):\n    return float((x**2).sum())\n\n\ndef f_grad(x):\n    return 2.0 * x\n", encoding="utf-8"
    )
    ran = _in_shell(f"check {path} --receipt {receipt} >&-")
    assert (ran.returncode, ran.stderr) == (
        2,
        "minigrad: error: the output could not be written: Bad file descriptor\n",
    )
    assert '"verdict": "pass"' in receipt.read_text("utf-8")


@POSIX
def test_letters_that_the_terminal_lacks_are_escaped(tmp_path: Path) -> None:
    table = tmp_path / "größe.csv"
    table.write_text("a,b,art\n" + "".join(f"{i},{i * i % 7},{'äß'[i % 2]}\n" for i in range(20)), encoding="utf-8")
    ran = _in_shell(f"train --data {table} --target art --epochs 1", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "gr\\xf6\\xdfe.csv: 20 samples" in ran.stdout


def _in_shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    line = f"{shlex.quote(sys.executable)} -m minigrad {command}"
    return subprocess.run(
        line, shell=True, capture_output=True, text=True, timeout=60, env={**environment(), **variables}, check=False
    )


PRESSED_WHILE_IMPORTING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)

class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy.linalg":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Pressed())
from minigrad.cli import entry_point
entry_point()
"""


@POSIX
def test_ctrl_c_before_everything_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRESSED_WHILE_IMPORTING, "train"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "minigrad: interrupted\n")


@POSIX
def test_ctrl_c() -> None:
    """The first line of the output, which is there before training starts, says when to press it."""
    program = (  # where the test itself runs in the background, Ctrl-C is ignored unless told otherwise
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "import minigrad.cli; minigrad.cli.entry_point()"
    )
    command = [sys.executable, "-c", program, "train", "--epochs", "20000"]  # some seconds, if it were not stopped
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        child.send_signal(signal.SIGINT)
        rest, err = child.communicate(timeout=60)
    assert first.startswith("data       iris")
    assert child.returncode == 130
    assert [line for line in err.splitlines() if not line.startswith("epoch ")] == ["minigrad train: interrupted"]
    assert "held out" not in rest
