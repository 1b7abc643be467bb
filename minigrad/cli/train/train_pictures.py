"""The pictures of ``minigrad train --plot``."""

from __future__ import annotations

from minigrad.cli.pictures import Album
from minigrad.cli.train.samples import Parts
from minigrad.cli.train.train_result import Outcome
from minigrad.plotting import plot_confusion, plot_gradient_report, plot_history, plot_weights


def draw(album: Album, outcome: Outcome, parts: Parts) -> None:
    """The report on the gradient and, of what was trained, the history, the weights and the confusion of classes.

    Folds have many histories and networks; of them there is the confusion of all samples.
    """
    album.add("gradient", plot_gradient_report(outcome.report))
    task = outcome.samples.task
    outputs, targets = None, outcome.samples.t
    if outcome.held_out is not None:
        album.add("history", plot_history(outcome.history))
        album.add("weights", plot_weights(outcome.network, shape=outcome.samples.image))
        outputs, targets = outcome.network.predict(parts.x_test), parts.true
    elif outcome.folds is not None:
        outputs = outcome.folds.outputs
    if outputs is not None and task.classes:
        album.add("confusion", plot_confusion(outputs, targets, target_names=task.classes))
