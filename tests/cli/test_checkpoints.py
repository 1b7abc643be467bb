"""``minigrad train --checkpoint FILE``: Ctrl-C keeps the run, and ``--resume`` goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from minigrad.cli.train.progress import Progress
from minigrad.training import EpochRecord
from tests.cli.running import parsed, run, train_json

OPTIONS = "--network two-layer --hidden 3 --epochs 6 --optimizer momentum".split()


def test_a_run_that_was_interrupted_goes_on_and_ends_like_one_that_was_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "run.npz")
    real = Progress.update

    def update(self: Progress, record: EpochRecord) -> None:
        real(self, record)
        if record.epoch == 4:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "update", update)
        ran = run(capsys, "train", *OPTIONS, "--checkpoint", path)
    assert ran.code == 130
    assert ran.err.splitlines()[-2:] == [
        f"the run is in {path}; the same command with --resume goes on",
        "minigrad train: interrupted",
    ]
    refused = run(capsys, "train", *OPTIONS, "--checkpoint", path)
    assert (refused.code, refused.err) == (
        2,
        f"minigrad train: error: --checkpoint {path}: this file exists; add --resume to go on from it, or remove it to "
        "begin anew\n",
    )
    other = run(capsys, "train", *OPTIONS, "--checkpoint", path, "--resume", "--batch-size", "16")
    assert (other.code, f"{path} is of another fit: `batch_size` was 32 and is 16; pass" in other.err) == (2, True)
    resumed, whole = train_json(capsys, *OPTIONS, "--checkpoint", path, "--resume"), train_json(capsys, *OPTIONS)
    assert (resumed["history"], resumed["network"]) == (whole["history"], whole["network"])
    assert not Path(path).exists()


@pytest.mark.each(
    ("options", "message"),
    [
        ("--resume", "--resume needs the file to go on from; add --checkpoint FILE"),
        ("--checkpoint none/a.npz", "--checkpoint none/a.npz: there is no such folder"),
        ("--checkpoint .", "--checkpoint .: that is a folder; give the name of a file"),
        ("--checkpoint a.npz --resume", "--checkpoint a.npz: there is no such file; leave out --resume to begin"),
        ("--checkpoint a.npz --folds 3", "--folds trains several networks, and --checkpoint keeps one run; leave out"),
    ],
)
def test_what_cannot_be_kept_or_resumed_is_said_before_training(
    capsys: pytest.CaptureFixture[str], options: str, message: str
) -> None:
    ran = run(capsys, "train", *options.split())
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_file_of_something_else_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    assert parsed(run(capsys, "train", "--epochs", "1", "--json", "--save", str(path)).out)["seed"] == 0
    ran = run(capsys, "train", "--epochs", "1", "--checkpoint", str(path), "--resume")
    assert (ran.code, "this file holds a model, not a checkpoint; open it with Model.load(path)" in ran.err) == (
        2,
        True,
    )
