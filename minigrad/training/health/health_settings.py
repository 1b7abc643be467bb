"""The settings of the checks of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class HealthSettings:
    """Chosen, not calibrated.

    Attributes:
        products: Hessian-vector products of one power iteration, at most.
        tolerance: the relative change of an eigenvalue between two products at which it counts as found.
        samples: how many samples are learned by heart.
        first_steps: after how many steps the length of one is compared with the weights as they were drawn.
        steps: steps of the optimizer in which they must be learned.
        start: how many times the loss of chance the loss may be before training.
        learned: the fraction of the loss of chance to which the loss of the samples learned by heart must fall, unless
            all of them are classified right.
        touch: how far, relative to the largest output, a sample's outputs may move with the other samples: rounding.
        slow: the ratio of an update to its weights below which learning is called slow.
        fast: the same above which it is called fast. About 1e-3 is usual.
    """

    products: int = 200
    tolerance: float = 1e-4
    samples: int = 20
    first_steps: int = 10
    steps: int = 2000
    start: float = 2.0
    learned: float = 0.1
    touch: float = 1e-6
    slow: float = 1e-5
    fast: float = 1e-1


HEALTH: Final = HealthSettings()
