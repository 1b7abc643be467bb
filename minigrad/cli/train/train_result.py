"""The result of ``minigrad train``, as lines for a reader or as JSON for a program."""

from __future__ import annotations

import platform
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import NamedTuple, final

import numpy as np

from minigrad.checking import GradientReport
from minigrad.cli.train.fold_scores import FoldScores
from minigrad.cli.train.samples import Samples, Scales
from minigrad.cli.train.task import Score
from minigrad.datasets import Standardizer
from minigrad.networks import Network
from minigrad.plain_data.json_values import JsonObject, JsonValue, dumps, number, numbers
from minigrad.scores import ClassificationReport
from minigrad.training import History


class HeldOut(NamedTuple):
    """The loss on the held-out part, and what the network gets right of it."""

    loss: float
    score: Score


@final
@dataclass(frozen=True)
class Outcome:
    """One run: the data, the network, the verdict on its gradient, and the course of training.

    With folds there are ``folds`` in place of ``history`` and ``held_out``.
    """

    source: str
    seed: int
    samples: Samples
    network: Network
    optimizer: str
    options: JsonObject
    report: GradientReport
    scales: Scales = Scales(None, None)
    history: History = History()
    held_out: HeldOut | None = None
    folds: FoldScores | None = None
    seconds: float = 0.0
    pictures: tuple[str, ...] = ()

    def trained(self, history: History, held_out: HeldOut, seconds: float) -> Outcome:
        """The same run with the results of its training."""
        return replace(self, history=history, held_out=held_out, seconds=seconds)

    def introduction(self) -> str:
        """What is about to be trained, and the verdict on its gradient."""
        samples, network = self.samples, self.network
        n, d = samples.x.shape
        recognised = f"{samples.task.name}: {samples.recognised}" if samples.recognised else ""
        lines = [
            f"data       {self.source}: {n} samples, {d} feature{'s'[: d != 1]}, {samples.task.described(samples.t)}",
            *(f"read       {note}" for note in samples.notes),
            *([f"task       {recognised}"] if recognised else []),
            f"network    {type(network).__name__}, {network.layout.size} parameters, {self.optimizer}",
            f"gradient   {self._verdict()}",
        ]
        verified = [f"verified   {note}" for note in self.report.notes]  # the whole report has them too
        return "\n".join([*lines, *(verified if self.report.passed else [str(self.report)])])

    def conclusion(self) -> str:
        """What the trained network, or the folds, reached."""
        if self.held_out is not None:
            last = self.history.records[-1]
            accuracy = "" if np.isnan(last.accuracy) else f", accuracy {last.accuracy:.3f}"
            held_out = f"held out   loss {self.held_out.loss:.4g}, {judged(self.held_out.score)}"
            kind = "" if self.scales.target is None else ", of the target in standard deviations"
            lines = [f"training   loss {last.loss:.4g}{accuracy}{kind}", held_out]
        elif self.folds is not None:
            lines = [f"folds      {self.folds}", f"together   {judged(self.folds.together)}"]
        else:
            return "The gradient failed its verification, so nothing was trained."
        return "\n".join([*lines, f"time       {self.seconds:.2f} s"])

    def to_json(self) -> str:
        """Everything, machine-readable; NaN becomes null and infinity a string."""
        result: JsonObject = {
            "data": self._data(),
            "task": self.samples.task.name,
            "standardizer": _standardizer(self.scales.features),
            "target_standardizer": _standardizer(self.scales.target),
            "options": self.options,
            "network": self._network(),
            "optimizer": self.optimizer,
            "seed": self.seed,
            "verification": self.report.to_dict(),
            "history": self.history.to_dict(),
            "held_out": None if self.held_out is None else _held_out(self.held_out),
            "folds": None if self.folds is None else self.folds.to_dict(),
            "seconds": self.seconds,
            "pictures": list(self.pictures),
            "versions": {"minigrad": version("minigrad"), "numpy": np.__version__, "python": platform.python_version()},
        }
        return dumps(result, 2)

    def _data(self) -> JsonObject:
        return {
            "source": self.source,
            "samples": len(self.samples.x),
            "features": [*self.samples.feature_names],
            "classes": [*self.samples.task.classes],
            "notes": [*self.samples.notes],
        }

    def _network(self) -> JsonObject:
        """Of folds there are several networks, and none of them is kept."""
        parameters = {} if self.folds is not None else self.network.parameters
        theta: JsonObject = {name: numbers(value) for name, value in parameters.items()}
        return {"kind": type(self.network).__name__, "parameters": self.network.layout.size, "theta": theta}

    def _verdict(self) -> str:
        report = self.report
        how = f"largest relative error {report.max_relative_error:.1e}"
        if report.screened:
            how = f"of its {self.network.layout.size} entries at once, along random directions"
        verdict = f"{report.verdict.name}, backpropagation against values of the loss"
        return f"{verdict}, {how} ({report.evaluations} evaluations)"


def judged(score: Score) -> str:
    """A score in one line, with the table of the classes below it if some samples were taken for a wrong one."""
    if not isinstance(score, ClassificationReport):
        return f"{score}, in the units of the target"
    if score.right == sum(score.samples):
        return score.summary()
    table = score.table().replace("\n", "\n           ")
    return f"{score.summary()}\n           {table}"


def _held_out(held_out: HeldOut) -> JsonObject:
    loss, score = held_out
    rest: JsonObject = {"accuracy": None, "samples": 0, "largest_class": None}
    if isinstance(score, ClassificationReport):
        guess: JsonValue = {"class": score.target_names[score.guess], "accuracy": score.guess_accuracy}
        rest = {"accuracy": score.accuracy, "samples": sum(score.samples), "largest_class": guess}
    else:
        rest["samples"] = score.samples
    return {"loss": number(loss), **rest, "report": score.to_dict()}


def _standardizer(standardizer: Standardizer | None) -> JsonObject | None:
    """The map (x - mean) / scale."""
    return None if standardizer is None else {"mean": numbers(standardizer.mean), "scale": numbers(standardizer.scale)}
