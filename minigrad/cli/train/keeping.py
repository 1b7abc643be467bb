"""``--save FILE``: the trained network is kept, with what belongs to it, for ``minigrad predict``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from minigrad.cli.train.train_result import Outcome
from minigrad.cli.usage import UsageError, require_other_file, user_mistakes
from minigrad.models import Model


def require_places(arguments: argparse.Namespace) -> None:
    """Refuse, before anything is trained, files that cannot be written later, and a checkpoint that would be lost."""
    save, checkpoint = arguments.save, arguments.checkpoint
    for option, path in (("--save", save), ("--checkpoint", checkpoint)):
        if path is not None:
            _require_place(option, path, folds=arguments.folds is not None)
    if save is not None:
        table = None if arguments.target is None else arguments.data
        require_other_file("--save", save, data=table, checkpoint=checkpoint)
    if checkpoint is None:
        if arguments.resume:
            raise UsageError("--resume needs --checkpoint FILE, the file with the run to go on with")
        return
    if not arguments.resume and os.path.exists(checkpoint):
        raise UsageError(
            f"--checkpoint {checkpoint}: there is such a file already; add --resume to go on with the run in it, or "
            "remove it to begin anew"
        )


def _require_place(option: str, path: str, *, folds: bool) -> None:
    if folds:
        raise UsageError(
            f"--folds trains several networks to compare them, and keeps none; leave out --folds or {option}"
        )
    if not Path(path).absolute().parent.is_dir():
        raise UsageError(f"{option} {path}: there is no such folder")
    if os.path.isdir(path):  # False for a name that is too long, too
        raise UsageError(f"{option} {path}: that is a folder; give the name of a file")


def keep(outcome: Outcome, path: str, target: str) -> None:
    """Write the model."""
    samples, scales = outcome.samples, outcome.scales
    model = Model(
        outcome.network,
        scales.features,
        class_names=samples.task.classes,
        feature_names=samples.feature_names,
        target_name=target,
        target_standardizer=scales.target,
    )
    with user_mistakes(OSError):
        model.save(path)
