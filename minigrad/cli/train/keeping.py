"""``--save FILE``: the trained network is kept, with what belongs to it, for ``minigrad predict``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from minigrad.cli.train.train_result import Outcome
from minigrad.cli.usage import UsageError, user_mistakes
from minigrad.models import Model


def require_place(arguments: argparse.Namespace) -> None:
    """Refuse, before anything is trained, a file that cannot be written in the end."""
    path: str | None = arguments.save
    if path is None:
        return
    if arguments.folds:
        raise UsageError("--folds trains several networks to compare them, and keeps none; leave out --folds or --save")
    if not Path(path).absolute().parent.is_dir():
        raise UsageError(f"--save {path}: there is no such folder")
    if os.path.isdir(path):  # False for a name that is too long, too
        raise UsageError(f"--save {path}: that is a folder; give the name of a file")


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
