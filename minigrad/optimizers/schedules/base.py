"""The abstract ``Schedule``: the factor that multiplies the learning rate at each step."""

from __future__ import annotations

from abc import ABC, abstractmethod


class Schedule(ABC):
    """A frozen rule, from the number of steps already taken to a factor of the learning rate.

    It remembers nothing, so a run that is resumed goes on with the same factors.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class InverseRoot(Schedule):
    ...     def factor(self, step: int) -> float:
    ...         return (1.0 + step) ** -0.5
    >>> import minigrad as mg
    >>> mg.Scheduled(mg.Adam(learning_rate=0.1), InverseRoot()).schedule.factor(3)
    0.5
    """

    @abstractmethod
    def factor(self, step: int) -> float:
        """What the learning rate is multiplied by.

        Args:
            step: how many steps have been taken, so 0 for the first one.

        Returns:
            a finite number, not negative.
        """
