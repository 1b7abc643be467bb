"""``GradientMismatchError``: a gradient that verification refuted during training, with the parameters and the
batch."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.archive import read_archive, write_archive
from minigrad.arguments import as_path
from minigrad.arrays import Float64Array, FloatArray, as_int_array
from minigrad.checking import GradientReport
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
        return write_archive(target, "mismatch", {}, {"theta": self.theta, "x": self.x, "t": self.t})

    @staticmethod
    def load(path: str | Path) -> Mismatch:
        """The inverse of :meth:`save`.

        Raises:
            OSError, ValueError: there is no such file, or :meth:`save` did not write it.
        """
        kept = read_archive(path, "mismatch")
        labels = kept.arrays.get("t")
        t = kept.floats("t") if labels is None or labels.dtype.kind == "f" else as_int_array("t", labels)
        return Mismatch(kept.floats("theta").astype(np.float64), kept.floats("x"), t)


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
