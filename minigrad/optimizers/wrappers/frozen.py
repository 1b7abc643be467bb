"""``Frozen``: an optimizer that leaves some parameters where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_instance
from minigrad.arrays import BoolArray, FloatArray, require_shape
from minigrad.layout import Layout, as_patterns, matching_entries
from minigrad.optimizers.base import Optimizer, State, matched
from minigrad.optimizers.wrappers.scaled_rate import scaled_rate, with_field


@final
@dataclass(frozen=True)
class Frozen(Optimizer[State]):
    """``optimizer`` for some of the parameters; the others do not move, also where their weights would decay.

    A frozen entry of the gradient counts as zero: it does not enter a norm that clips, and the state that belongs to it
    stays as it began. The state is that of ``optimizer``, so training can go on with other names, or with none.

    Args:
        optimizer: the rule for the step.
        layout: where each parameter lies in theta: ``network.layout``.
        names: the parameters that are frozen, by names or patterns, such as ``"dense1.*"``.

    Raises:
        TypeError, ValueError: an argument is not of its class, or a pattern matches no parameter.

    >>> from minigrad.optimizers import GradientDescent
    >>> layout = Layout(("dense1.weight", "dense2.weight"), ((1,), (2,)))
    >>> rule, theta = Frozen(GradientDescent(learning_rate=0.1), layout, "dense1.*"), np.ones(3)
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))[0]
    array([1. , 0.8, 0.8])
    """

    optimizer: Optimizer[State]
    layout: Layout
    names: str | Sequence[str]

    def __post_init__(self) -> None:
        require_instance("optimizer", self.optimizer, Optimizer)
        object.__setattr__(self, "names", as_patterns("names", self.names))
        self._stays  # noqa: B018  # raises for a pattern that matches nothing

    @cached_property
    def _stays(self) -> BoolArray:
        """Which entries of theta are frozen."""
        return matching_entries(self.layout, self.names)

    @override
    def init(self, theta: FloatArray) -> State:
        return self.optimizer.init(theta)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: State) -> tuple[FloatArray, State]:
        g = matched(gradient, theta)
        require_shape("theta", theta, self._stays.shape)
        moving: FloatArray = np.where(self._stays, 0.0, g)
        following, after = self.optimizer.step(theta, moving, state)
        return np.where(self._stays, theta, following), after

    def with_scaled_rate(self, factor: float) -> Frozen[State]:
        """With the learning rate of ``optimizer`` multiplied by ``factor``."""
        return with_field(self, "optimizer", scaled_rate(self.optimizer, factor))
