"""``minigrad train --checkpoint FILE --resume``: a run that was interrupted goes on to the same result."""

from __future__ import annotations

import shlex
import signal
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from minigrad.cli.train.checkpoints.kept_run import KeptRun, KeptState
from minigrad.training import TrainingRun
from tests.cli.running import Ran, Result, parsed, run
from tests.datasets.test_idx import write_mnist

SHORT = ("--epochs", "4", "--batch-size", "30")


def interrupted(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: str,
    batches: int,
    by: signal.Signals = signal.SIGINT,
) -> Ran:
    """``minigrad train ARGUMENTS`` that gets a signal after so many batches."""

    def stop(self: KeptRun, seen: TrainingRun, state: KeptState) -> KeptState:
        if seen.batches_seen == batches:
            assert signal.getsignal(by) not in (signal.SIG_DFL, signal.SIG_IGN)  # else the tests would end here
            signal.raise_signal(by)
        return state

    with monkeypatch.context() as patch:
        patch.setattr(KeptRun, "on_batch_end", stop)
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return run(capsys, "train", *arguments)
        finally:
            signal.signal(signal.SIGINT, before)


def without_time(ran: Ran) -> Result:
    assert (ran.code, ran.err) == (0, "")
    return {**parsed(ran.out), "seconds": 0.0}


def prices(folder: Path) -> str:
    x = np.random.default_rng(0).uniform(0.0, 10.0, size=(60, 2))
    lines = [f"{a!r},{b!r},{100.0 + 5.0 * a - 2.0 * b!r}" for a, b in x.tolist()]
    path = folder / "prices.csv"
    path.write_text("\n".join(["size,age,price", *lines]), "utf-8")
    return str(path)


def test_interrupted_and_resumed_is_the_same_as_undisturbed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Within an epoch and at its end, by Ctrl-C and by SIGTERM, for each kind of data."""
    write_mnist(tmp_path)
    table = ("--data", prices(tmp_path), "--target", "price")
    for number, (data, batches, by) in enumerate(
        [
            (("--network", "two-layer", "--hidden", "3"), 8, signal.SIGTERM),
            ((*table, "--optimizer", "momentum"), 3, signal.SIGINT),
            (("--data", "mnist", "--data-dir", str(tmp_path), "--seed", "3"), 1, signal.SIGINT),
        ]
    ):
        file = tmp_path / f"run {number}.npz"
        arguments = [*data, *SHORT, "--json", "--checkpoint", str(file)]
        whole = without_time(run(capsys, "train", *arguments))
        file.unlink()
        ran = interrupted(monkeypatch, capsys, *arguments, batches=batches, by=by)
        assert (ran.code, ran.out) == (128 + by, "")
        says, line = ran.err.splitlines()
        assert says.startswith("minigrad train: interrupted after epoch "), data
        assert str(file) in says
        command = shlex.split(line)
        assert command == ["minigrad", "train", *arguments, "--resume"], data
        assert without_time(run(capsys, *command[1:])) == whole, data


def test_what_is_taken_up_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = [*SHORT, "--checkpoint", str(tmp_path / "a.npz")]
    for batches, expected in (
        (6, "goes on in epoch 2 of 4, after batch 2 of 4"),
        (13, "goes on in epoch 4 of 4, after batch 1 of 4"),
        (0, "all 4 epochs are done already"),
    ):
        resume = ["--resume"] * (batches != 6)
        ran = interrupted(monkeypatch, capsys, *arguments, *resume, batches=batches)
        assert ran.code == (130 if batches else 0)
        again = interrupted(monkeypatch, capsys, *arguments, "--resume", batches=batches + 1)
        assert f"resumed    {tmp_path / 'a.npz'}: {expected}\n" in again.out
    longer = run(capsys, "train", *arguments[2:], "--epochs", "5", "--resume")
    assert longer.code == 0
    assert "goes on after epoch 4 of 5" in longer.out
    assert longer.err.startswith("epoch     5 of 5: ")


def test_a_run_that_was_killed_goes_on_from_the_last_time_that_it_was_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The file is written while training runs, not only when an interrupt is caught."""
    file, keep = tmp_path / "a.npz", KeptRun.on_batch_end
    arguments = [*SHORT, "--json", "--checkpoint", str(file)]
    whole = without_time(run(capsys, "train", *arguments))
    file.unlink()

    def killed(self: KeptRun, seen: TrainingRun, state: KeptState) -> KeptState:
        if seen.batches_seen == 8:
            raise SystemExit(9)
        return keep(self, seen, state)

    with monkeypatch.context() as patch:
        patch.setattr("minigrad.cli.train.checkpoints.kept_run.INTERVAL", 0.0)
        patch.setattr(KeptRun, "on_batch_end", killed)
        assert run(capsys, "train", *arguments).code == 9
    assert without_time(run(capsys, "train", *arguments, "--resume")) == whole


@pytest.mark.each(
    ("options", "message"),
    [
        ("--resume", "--resume needs --checkpoint FILE, the file with the run to go on with"),
        ("--checkpoint none/a.npz", "--checkpoint none/a.npz: there is no such folder"),
        ("--checkpoint .", "--checkpoint .: that is a folder; give the name of a file"),
        ("--checkpoint b.npz --folds 3", "keeps none; leave out --folds or --checkpoint"),
        ("--checkpoint b.npz --save ./b.npz", "--save ./b.npz is the file of --checkpoint, which it would replace;"),
        (
            "--save a.csv --data a.csv --target c",
            "--save a.csv is the file of --data, which it would replace; give it a",
        ),
        ("--checkpoint run.npz", "run.npz: there is such a file already; add --resume to go on with the run in it, or"),
        ("--checkpoint b.npz --resume", "b.npz: there is no such file; leave out --resume to begin a run that is kept"),
        ("--checkpoint model.npz --resume", "model.npz: this file holds a model, not a checkpoint;"),
        ("--checkpoint text.npz --resume", "text.npz: this is text, not a file that minigrad saved"),
        ("--checkpoint short.npz --resume", "short.npz: the file is cut off or damaged"),
        ("--checkpoint own.npz --resume", "own.npz: this was not written by minigrad train; Trainer.resume goes on"),
        ("--checkpoint run.npz --resume --epochs 1", "--epochs must be at least 2, which are done in run.npz, got 1"),
        ("--checkpoint run.npz --resume --seed 1", "run.npz holds another run: --seed: another one before, 1 now. Giv"),
        ("--checkpoint run.npz --resume --batch-size 9", "another run: --batch-size: 32 before, 9 now. Give the same"),
        ("--checkpoint run.npz --resume --learning-rate 1", "--optimizer or --learning-rate: Adam(learning_rate=0.02,"),
        (
            "--checkpoint run.npz --resume --network two-layer",
            "--network, --hidden or --data: <SimpleNet of 15 parameters: ",
        ),
        ("--checkpoint run.npz --resume --gradient numeric", "run: --gradient: analytic before, numeric now."),
        ("--checkpoint run.npz --resume --data a.csv --target c", "run: --data: a.csv has other samples now, or is re"),
    ],
)
def test_what_cannot_be_kept_or_gone_on_with_is_refused_before_training(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: str, message: str
) -> None:
    monkeypatch.chdir(folder)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = run(capsys, "train", *options.split())
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a run of two epochs on iris, and files of other kinds."""
    ran = run(
        capsys,
        "train",
        "--epochs",
        "2",
        "--checkpoint",
        str(tmp_path / "run.npz"),
        "--save",
        str(tmp_path / "model.npz"),
    )
    assert ran.code == 0
    (tmp_path / "text.npz").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "short.npz").write_bytes((tmp_path / "run.npz").read_bytes()[:-100])
    mg.Trainer(mg.SimpleNet(4, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(), rng=0).save(tmp_path / "own.npz")
    x = mg.load_iris().x[:, [0, 1, 2, 3]] + 1.0
    rows = [f"{','.join(map(repr, row))},{'uvw'[k // 50]}" for k, row in enumerate((x * (x > 2.0)).tolist())]
    (tmp_path / "a.csv").write_text("\n".join(["p,q,r,s,c", *rows]), "utf-8")
    return tmp_path


def test_a_full_disk_ends_the_run_and_leaves_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.npz"
    assert run(capsys, "train", "--epochs", "2", "--checkpoint", str(file)).code == 0
    before = file.read_bytes()
    monkeypatch.setattr("os.replace", full)
    ran = run(capsys, "train", "--epochs", "3", "--checkpoint", str(file), "--resume")
    assert ran.code == 2
    assert ran.err.endswith(f"minigrad train: error: {file}: No space left on device\n")
    assert file.read_bytes() == before
