"""One derivative that a check is shown, with the verdict that it deserves and the proof of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from examples.benchmarks.verdict_corpus.case import Inexact as Inexact
from examples.benchmarks.verdict_corpus.case import Label as Label
from minigrad import GradientReport

Vector: TypeAlias = Callable[[Inexact], Inexact]
"""A function of arrays that takes real and complex numbers, so that the complex step can differentiate it."""
Numbers: TypeAlias = npt.NDArray[np.complex128]


@final
class Kind(Enum):
    """What is checked."""

    JACOBIAN = "Jacobian"
    HESSIAN = "Hessian"
    ADJOINT = "adjoint"
    STRUCTURE = "structure"


@final
@dataclass(frozen=True, repr=False)
class Case:
    """A claim that a check is shown.

    Attributes:
        problem: the function, such as "camera"; all claims about it belong to one half.
        claim: "right", or the mistake.
        kind: what is checked.
        label: the verdict that it deserves.
        ask: runs the check.
        claimed: the numbers that are claimed.
        truth: the same numbers in another way, without minigrad.
        columns: entries of x.
        precision: how exactly a right claim is known, relative to its size; float32 knows less than float64.
    """

    problem: str
    claim: str
    kind: Kind
    label: Label
    ask: Callable[[], GradientReport]
    claimed: Callable[[], Numbers]
    truth: Callable[[], Numbers]
    columns: int
    precision: float = 1.2e-7

    @property
    def name(self) -> str:
        """The problem and the claim."""
        return f"{self.problem}: {self.claim}"

    @override
    def __repr__(self) -> str:
        return f"<{self.kind.value}, {self.name}>"

    def differs(self) -> bool:
        """Whether what is claimed is not the truth: in its shape, or in some entry by more than its precision and the
        rounding of its row."""
        claimed, truth = self.claimed(), self.truth()
        if claimed.shape != truth.shape:
            return True
        rows = np.abs(truth).reshape(len(truth) if truth.ndim > 1 else 1, -1)
        rounding = 1e-14 * np.broadcast_to(rows.max(axis=1, keepdims=True, initial=0.0), rows.shape)
        allowed = self.precision * np.abs(truth) + rounding.reshape(truth.shape)
        return not bool((np.abs(claimed - truth) <= allowed).all())


def label_of(claim: str) -> Label:
    """ "right" and "undecidable" say so; every other claim is a mistake."""
    if claim.startswith("undecidable"):
        return Label.UNDECIDABLE
    return Label.RIGHT if claim.startswith("right") else Label.WRONG
