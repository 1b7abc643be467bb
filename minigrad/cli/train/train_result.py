"""The result of ``minigrad train``, as lines for a reader or as JSON for a program."""

from __future__ import annotations

import platform
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import NamedTuple, final

import numpy as np

from minigrad.checking import GradientReport
from minigrad.datasets import Dataset, Standardizer, TrainTestSplit
from minigrad.networks import Network
from minigrad.plain_data.json_values import JsonObject, dumps, number, numbers
from minigrad.training import Evaluation, History


class Majority(NamedTuple):
    """The largest class of the training part, and how many of ``n`` held-out samples belong to it."""

    label: int
    right: int
    n: int


def majority(parts: TrainTestSplit) -> Majority:
    """The baseline of a network: always guessing the largest class."""
    label = int(np.bincount(parts.t_train).argmax())
    return Majority(label, int(np.count_nonzero(parts.t_test == label)), len(parts.t_test))


@final
@dataclass(frozen=True)
class Outcome:
    """One run: the data, the network, the verdict on its gradient, and the course of training."""

    source: str
    seed: int
    data: Dataset
    network: Network
    optimizer: str
    options: JsonObject
    report: GradientReport
    history: History = History()
    held_out: Evaluation | None = None
    guess: Majority = Majority(0, 0, 0)
    seconds: float = 0.0
    pictures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    standardizer: Standardizer | None = None

    def trained(self, history: History, held_out: Evaluation, guess: Majority, seconds: float) -> Outcome:
        """The same run with the results of its training."""
        return replace(self, history=history, held_out=held_out, guess=guess, seconds=seconds)

    def introduction(self) -> str:
        """What is about to be trained, and the verdict on its gradient."""
        data, network = self.data, self.network
        lines = [
            f"data       {self.source}: {data.n_samples} samples, {data.n_features} features, {data.n_classes} classes",
            *(f"read       {note}" for note in self.notes),
            f"network    {type(network).__name__}, {network.layout.size} parameters, {self.optimizer}",
            f"gradient   {self._verdict()}",
        ]
        verified = [f"verified   {note}" for note in self.report.notes]  # the whole report has them too
        return "\n".join([*lines, *(verified if self.report.passed else [str(self.report)])])

    def conclusion(self) -> str:
        """Loss and accuracy of the trained network."""
        if self.held_out is None:
            return "The gradient failed its verification, so nothing was trained."
        last, held_out, (label, guessed, n) = self.history.records[-1], self.held_out, self.guess
        right, largest = round(held_out.accuracy * n), self.data.target_names[label]
        return "\n".join(
            [
                f"training   loss {last.loss:.4g}, accuracy {last.accuracy:.3f}",
                f"held out   loss {held_out.loss:.4g}, accuracy {held_out.accuracy:.3f} ({right} of {n} right;"
                f' always guessing "{largest}", the largest class: {guessed / n:.3f})',
                f"time       {self.seconds:.2f} s",
            ]
        )

    def to_json(self) -> str:
        """Everything, machine-readable; NaN becomes null and infinity a string."""
        result: JsonObject = {
            "data": self._data(),
            "standardizer": self._standardizer(),
            "options": self.options,
            "network": self._network(),
            "optimizer": self.optimizer,
            "seed": self.seed,
            "verification": self.report.to_dict(),
            "history": self.history.to_dict(),
            "held_out": None if self.held_out is None else self._held_out(self.held_out),
            "seconds": self.seconds,
            "pictures": list(self.pictures),
            "versions": {"minigrad": version("minigrad"), "numpy": np.__version__, "python": platform.python_version()},
        }
        return dumps(result, 2)

    def _data(self) -> JsonObject:
        return {
            "source": self.source,
            "samples": self.data.n_samples,
            "features": [*self.data.feature_names],
            "classes": [*self.data.target_names],
            "notes": [*self.notes],
        }

    def _network(self) -> JsonObject:
        theta: JsonObject = {name: numbers(value) for name, value in self.network.parameters.items()}
        return {"kind": type(self.network).__name__, "parameters": self.network.layout.size, "theta": theta}

    def _held_out(self, held_out: Evaluation) -> JsonObject:
        label, guessed, n = self.guess
        accuracy: JsonObject = {"class": self.data.target_names[label], "accuracy": guessed / n}
        return {
            "loss": number(held_out.loss),
            "accuracy": number(held_out.accuracy),
            "samples": n,
            "largest_class": accuracy,
        }

    def _standardizer(self) -> JsonObject | None:
        """The map of the features: (x - mean) / scale."""
        if self.standardizer is None:
            return None
        return {"mean": numbers(self.standardizer.mean), "scale": numbers(self.standardizer.scale)}

    def _verdict(self) -> str:
        return (
            f"{self.report.verdict.name}, backpropagation against values of the loss, "
            f"largest relative error {self.report.max_relative_error:.1e} ({self.report.evaluations} evaluations)"
        )
