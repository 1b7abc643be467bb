"""``AdamW``: Adam with weight decay that does not go through its running means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_array, require_fraction, require_non_negative, require_positive
from minigrad.arrays import BoolArray, FloatArray, require_shape
from minigrad.layout import Layout, as_patterns, matching_entries
from minigrad.optimizers.adam import AdamState, adam_step
from minigrad.optimizers.base import Optimizer, zeros


@final
@dataclass(frozen=True)
class AdamW(Optimizer[AdamState]):
    """theta <- theta * (1 - learning_rate * weight_decay), then the step of :class:`~minigrad.Adam`.

    The decay is decoupled from the gradient: every weight shrinks by the same fraction. With the penalty
    weight_decay / 2 * ||theta||^2 in the loss, Adam would divide the decay of a weight by the size of its gradients.
    As in PyTorch and Keras the decay is multiplied by the learning rate; the paper multiplies it by a schedule only.

    Args:
        learning_rate, beta1, beta2, epsilon: as for :class:`~minigrad.Adam`.
        weight_decay: not negative; the paper's lambda.
        layout: with ``decayed``, where each parameter lies in theta: ``network.layout``.
        decayed: the parameters that decay, by names or patterns; by default all of theta. ``"*.weight"`` leaves biases
            out.

    Raises:
        TypeError, ValueError: a field is out of range, or a pattern matches no parameter.

    >>> rule, theta = AdamW(learning_rate=0.1, weight_decay=0.5), np.array([-2.0, 4.0])
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))[0].round(6)
    array([-1.8,  3.7])
    >>> layout = Layout(("dense1.weight", "dense1.bias"), ((1,), (1,)))
    >>> rule = AdamW(learning_rate=0.1, weight_decay=0.5, layout=layout, decayed="*.weight")
    >>> rule.step(theta, 2.0 * theta, rule.init(theta))[0].round(6)
    array([-1.8,  3.9])

    Source: Loshchilov and Hutter (2019), Decoupled weight decay regularization, ICLR, Algorithm 2.
    """

    learning_rate: float = 0.001
    _: KW_ONLY
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.01
    layout: Layout | None = None
    decayed: str | Sequence[str] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "learning_rate", require_positive("learning_rate", self.learning_rate))
        object.__setattr__(self, "beta1", require_fraction("beta1", self.beta1))
        object.__setattr__(self, "beta2", require_fraction("beta2", self.beta2))
        object.__setattr__(self, "epsilon", require_positive("epsilon", self.epsilon))
        object.__setattr__(self, "weight_decay", require_non_negative("weight_decay", self.weight_decay))
        if (self.layout is None) != (self.decayed is None):
            raise ValueError("give `layout` and `decayed` together: the names of what decays, and where they lie")
        if self.decayed is not None:
            object.__setattr__(self, "decayed", as_patterns("decayed", self.decayed))
            self._decays  # noqa: B018  # raises for a pattern that matches nothing

    @cached_property
    def _decays(self) -> BoolArray | None:
        """Which entries of theta decay; None for all."""
        if self.layout is None or self.decayed is None:
            return None
        return matching_entries(self.layout, self.decayed, "decayed")

    @override
    def init(self, theta: FloatArray) -> AdamState:
        return AdamState(0, zeros(theta), zeros(theta))

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: AdamState) -> tuple[FloatArray, AdamState]:
        require_array("theta", theta)
        shrunk: FloatArray = theta * (1.0 - self.learning_rate * self.weight_decay)
        if self._decays is not None:
            require_shape("theta", theta, self._decays.shape)
            shrunk = np.where(self._decays, shrunk, theta)
        return adam_step(self, shrunk, gradient, state)
