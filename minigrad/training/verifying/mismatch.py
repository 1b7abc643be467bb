"""``GradientMismatchError``: a gradient that verification refuted during training, with the parameters and the
batch."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import final
from zipfile import BadZipFile

import numpy as np
from typing_extensions import override

from minigrad.arguments import as_path
from minigrad.arrays import Float64Array, FloatArray
from minigrad.checking import GradientReport
from minigrad.files import write_atomically
from minigrad.objectives.targets import Targets


@final
@dataclass(frozen=True, eq=False)
class Mismatch:
    """The point and the data at which a gradient was wrong.

    Attributes:
        theta: the parameters, (P,).
        x: the batch's samples, (n_samples, n_features).
        t: its targets.
    """

    theta: Float64Array
    x: FloatArray
    t: Targets

    @override
    def __repr__(self) -> str:
        return f"<Mismatch: {self.theta.size} parameters, x of shape {self.x.shape}>"

    def save(self, path: str | Path | None = None) -> Path:
        """Write the three arrays to an ``.npz`` file (a new temporary one by default), and return its path."""
        target = None if path is None else as_path("path", path)
        if target is None:
            with tempfile.NamedTemporaryFile(prefix="gradient-mismatch-", suffix=".npz", delete=False) as file:
                target = Path(file.name)
        stream = BytesIO()
        np.savez(stream, theta=self.theta, x=self.x, t=self.t)
        return write_atomically(target, stream.getvalue())

    @staticmethod
    def load(path: str | Path) -> Mismatch:
        """The inverse of :meth:`save`.

        Raises:
            ValueError: the file at ``path`` was not written by :meth:`save`.
        """
        with as_path("path", path).open("rb") as stream:
            try:
                with np.load(stream, allow_pickle=False) as arrays:
                    return Mismatch(arrays["theta"], arrays["x"], arrays["t"])
            except (ValueError, KeyError, TypeError, AttributeError, EOFError, BadZipFile) as error:
                raise ValueError(f"`path` must be a file that `Mismatch.save` wrote, got {str(path)!r}") from error


@final
class GradientMismatchError(ArithmeticError):
    """The gradient of a batch is not that of its loss; training stopped before the gradient was used.

    It can be copied and pickled.

    Attributes:
        where: epoch and batch.
        report: what the check found.
        mismatch: the parameters and the batch.
        path: the file that they were saved to; None where nothing could be written.
    """

    def __init__(self, where: str, report: GradientReport, mismatch: Mismatch, path: Path | None = None) -> None:
        super().__init__(where, report, mismatch, path)
        self.where: str = where
        self.report: GradientReport = report
        self.mismatch: Mismatch = mismatch
        self.path: Path | None = path

    @override
    def __str__(self) -> str:
        kept = "`mismatch`; they could not be written to a file" if self.path is None else str(self.path)
        return f"wrong gradient in {self.where} (parameters and batch are in {kept}):\n{self.report}"
