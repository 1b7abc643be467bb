"""The abstract ``Penalty``: a price for each number by itself, and its derivative."""

from __future__ import annotations

from abc import ABC, abstractmethod

from minigrad.arrays import FloatArray


class Penalty(ABC):
    """A function of each parameter by itself, whose sum is added to the loss.

    A subclass is frozen and has two methods. For example, the smooth absolute value:

    >>> from dataclasses import dataclass
    >>> import numpy as np
    >>> @dataclass(frozen=True)
    ... class Smooth(Penalty):
    ...     strength: float
    ...     def element_values(self, theta):
    ...         return self.strength * np.sqrt(1.0 + theta**2)
    ...     def element_slopes(self, theta):
    ...         return self.strength * theta / np.sqrt(1.0 + theta**2)
    >>> import minigrad as mg
    >>> x, t = [[1.0, 2.0], [3.0, 0.0]], [0, 1]
    >>> risk = mg.EmpiricalRisk(mg.SimpleNet(2, 2, rng=0), mg.SoftmaxCrossEntropy(), x, t, penalty=Smooth(0.1))
    >>> mg.check_gradient(risk, risk.gradient, risk.network.theta).verdict.name
    'PASS'
    """

    @abstractmethod
    def element_values(self, theta: FloatArray) -> FloatArray:
        """The price of each number: of the shape and dtype of ``theta``, which has any shape."""

    @abstractmethod
    def element_slopes(self, theta: FloatArray) -> FloatArray:
        """The derivative of each price with respect to its number, of the shape and dtype of ``theta``."""
