"""A run in a file, whole or not at all, and its comparison with the trainer that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, final

from minigrad.archive import read_archive, write_archive
from minigrad.networks.base import Network
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.plain_data.json_values import JsonObject, to_object, to_text
from minigrad.training.running.run_content import run_from_content, run_to_content
from minigrad.training.running.run_state import RunState


@final
@dataclass(frozen=True)
class CheckpointFile(Generic[State]):
    """Writes and reads the runs of one trainer.

    Attributes:
        network: what is trained.
        optimizer: its ``init`` says what a state is made of.
        parts: a text for each part of the trainer, by its argument's name; a file of other texts is refused.
    """

    network: Network
    optimizer: Method[State]
    parts: Mapping[str, str]

    def write(self, path: Path, run: RunState[State]) -> Path:
        """Write the run, or leave an old file as it is.

        Raises:
            OSError: the file cannot be written. TypeError: something in a state cannot be kept in a file.
        """
        content, arrays = run_to_content(run, self.network)
        parts: JsonObject = {**self.parts}
        return write_archive(path, "checkpoint", {"parts": parts, **content}, arrays)

    def read(self, path: Path) -> RunState[State]:
        """The run in a file.

        Raises:
            OSError: there is no such file, or it cannot be read.
            ValueError: it is damaged, or of a trainer with other parts.
        """
        archive = read_archive(path, "checkpoint")
        try:
            self._compare(path, to_object(archive.content["parts"]))
            return run_from_content(path, archive.content, archive.arrays, self.network, self.optimizer)
        except (KeyError, TypeError, ValueError) as error:
            if str(error).startswith(str(path)):
                raise
            raise ValueError(f"{path}: the run in this file cannot be read: {error}") from error

    def _compare(self, path: Path, parts: JsonObject) -> None:
        found = {name: to_text(text) for name, text in parts.items()}
        differences = [
            f"`{name}` is {own}, in the file {found.get(name, 'nothing')}"
            for name, own in self.parts.items()
            if own != found.get(name)
        ]
        if differences:
            raise ValueError(f"{path}: this is the run of another trainer: {'; '.join(differences)}")
