"""What the file of ``--checkpoint`` holds, before it is gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from minigrad.archive import read_archive
from minigrad.cli.usage import UsageError
from minigrad.plain_data.json_values import JsonObject, to_int, to_object, to_text
from minigrad.training import History
from minigrad.training.resuming.fit_identity import FitIdentity


class FoundRun(NamedTuple):
    """A run in a file.

    Attributes:
        path: of the file.
        parts: a text for each part of the trainer, by its argument's name.
        root: a number that was drawn by the seed.
        epochs: how many are done.
        batches: how many are done of the next epoch.
        identity: the data and the options of the fit.
    """

    path: Path
    parts: dict[str, str]
    root: int
    epochs: int
    batches: int
    identity: FitIdentity

    @staticmethod
    def read(path: Path) -> FoundRun:
        """Read the file.

        Raises:
            UsageError: there is no such file, or what it holds is not a run of ``minigrad train``.
        """
        try:
            return _found(path, read_archive(path, "checkpoint").content)
        except FileNotFoundError as error:
            raise UsageError(
                f"--resume: {path}: there is no such file; leave out --resume to begin a run that is kept there"
            ) from error
        except (KeyError, TypeError) as error:
            raise UsageError(f"--resume: {path}: the run in this file cannot be read ({error})") from error
        except ValueError as error:
            raise UsageError(f"--resume: {error}") from error

    def progress(self, epochs: int, per_epoch: int) -> str:
        """Where the run goes on, of so many epochs of so many batches."""
        if self.epochs == epochs:
            return f"all {epochs} epochs are done already"
        if self.batches:
            return f"goes on in epoch {self.epochs + 1} of {epochs}, after batch {self.batches} of {per_epoch}"
        return f"goes on after epoch {self.epochs} of {epochs}" if self.epochs else "goes on from its beginning"


def _found(path: Path, content: JsonObject) -> FoundRun:
    if content["fit"] is None:
        raise UsageError(f"--resume: {path}: this was not written by minigrad train; Trainer.resume goes on from it")
    epoch = content["epoch"]
    return FoundRun(
        path,
        {name: to_text(text) for name, text in to_object(content["parts"]).items()},
        to_int(content["root"]),
        len(History.from_dict(to_object(content["history"]))),
        0 if epoch is None else to_int(to_object(epoch)["batches"]),
        FitIdentity.from_json(to_object(to_object(content["fit"])["identity"])),
    )
