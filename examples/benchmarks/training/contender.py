"""What each contestant does: train the network of a case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from examples.benchmarks.training.cases import Case
from minigrad.arrays import FloatArray


class Contender(ABC):
    """A network with the first weights of a case, ready to be trained once.

    Args:
        case: what it is trained on.

    Raises:
        ImportError: a library that it needs is not installed, or has no such network.
    """

    name: ClassVar[str]
    """What the table calls it."""

    @abstractmethod
    def __init__(self, case: Case) -> None: ...

    @abstractmethod
    def train(self) -> float:
        """Run all epochs, which is what is timed; the mean loss of the batches of the last one, or the loss after it,
        or NaN where it is not known."""

    @abstractmethod
    def weights(self) -> list[FloatArray]:
        """What the training has made of the arrays, in the order and the shapes of :meth:`Case.first_weights`."""
