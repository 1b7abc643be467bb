"""What ``minigrad train`` found out, as lines for a reader or as JSON for a program."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TypeAlias, final

import numpy as np

from minigrad.checking import GradientReport
from minigrad.datasets import Dataset
from minigrad.networks import Network
from minigrad.training import Evaluation, History

Json: TypeAlias = "str | float | bool | None | list[Json] | dict[str, Json]"


@final
@dataclass(frozen=True)
class Outcome:
    """One run: what was trained on what, the verdict on its gradient, and how training went."""

    source: str
    seed: int
    data: Dataset
    network: Network
    optimizer: str
    options: dict[str, Json]
    report: GradientReport
    history: History = History()
    held_out: Evaluation | None = None
    n_held_out: int = 0
    seconds: float = 0.0
    pictures: tuple[str, ...] = ()

    def trained(self, history: History, held_out: Evaluation, n_held_out: int, seconds: float) -> Outcome:
        """The same run after its training."""
        return replace(self, history=history, held_out=held_out, n_held_out=n_held_out, seconds=seconds)

    def introduction(self) -> str:
        """What is about to be trained, and whether its gradient can be trusted."""
        data, network = self.data, self.network
        lines = [
            f"data       {self.source}: {data.n_samples} samples, {data.n_features} features, {data.n_classes} classes",
            f"network    {type(network).__name__}, {network.layout.size} parameters, {self.optimizer}",
            f"gradient   {self._verdict()}",
        ]
        verified = [f"verified   {note}" for note in self.report.notes]  # the whole report has them too
        return "\n".join([*lines, *(verified if self.report.passed else [str(self.report)])])

    def conclusion(self) -> str:
        """How well the trained network does."""
        if self.held_out is None:
            return "The gradient failed its verification, so nothing was trained."
        last, held_out, n = self.history.records[-1], self.held_out, self.n_held_out
        right = round(held_out.accuracy * n)
        return "\n".join(
            [
                f"training   loss {last.loss:.4g}, accuracy {last.accuracy:.3f}",
                f"held out   loss {held_out.loss:.4g}, accuracy {held_out.accuracy:.3f} ({right} of {n} right)",
                f"time       {self.seconds:.2f} s",
            ]
        )

    def to_json(self) -> str:
        """Everything, machine-readable; numbers that are not finite become null."""
        held_out = None if self.held_out is None else dict(zip(Evaluation._fields, map(_number, self.held_out), strict=True))
        columns = {name: [_number(v) for v in column] for name, column in self.history.to_dict().items()}
        result = {
            "data": {
                "source": self.source,
                "samples": self.data.n_samples,
                "features": list(self.data.feature_names),
                "classes": list(self.data.target_names),
            },
            "options": self.options,
            "network": {
                "kind": type(self.network).__name__,
                "parameters": self.network.layout.size,
                "theta": {name: value.tolist() for name, value in self.network.parameters.items()},
            },
            "optimizer": self.optimizer,
            "seed": self.seed,
            "verification": self.report.to_dict(),
            "history": columns,
            "held_out": None if held_out is None else {**held_out, "samples": self.n_held_out},
            "seconds": self.seconds,
            "pictures": list(self.pictures),
            "versions": {"minigrad": version("minigrad"), "numpy": np.__version__, "python": platform.python_version()},
        }
        return json.dumps(result, indent=2, allow_nan=False)

    def _verdict(self) -> str:
        return (
            f"{self.report.verdict.name}, backpropagation against values of the loss, "
            f"largest relative error {self.report.max_relative_error:.1e} ({self.report.evaluations} evaluations)"
        )


def _number(value: float) -> float | None:
    return value if np.isfinite(value) else None
