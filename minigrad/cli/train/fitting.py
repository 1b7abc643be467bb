"""Training for all epochs that are left, with its progress, and kept in a file where that is asked for."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from minigrad.cli.train.checkpoints.interruption import kept_when_interrupted
from minigrad.cli.train.checkpoints.kept_run import KeptRun
from minigrad.cli.train.progress import Progress
from minigrad.cli.train.recipe import AnyTrainer
from minigrad.cli.train.samples import Parts


def fit(trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace, *, shown: bool) -> None:
    """Train until ``--epochs`` are done, those of a run that goes on included."""
    done = len(trainer.history)
    if done == arguments.epochs:
        return
    path = None if arguments.checkpoint is None else Path(arguments.checkpoint)
    kept = nullcontext() if path is None else kept_when_interrupted(trainer, path, arguments)
    with kept, Progress(arguments.epochs, shown=shown, done=done) as progress:
        trainer.fit(
            parts.x_train,
            parts.t_train,
            epochs=arguments.epochs - done,
            batch_size=arguments.batch_size,
            validation_data=(parts.x_test, parts.t_test),
            callbacks=[] if path is None else [KeptRun(path)],
            callback=progress.update,
        )
