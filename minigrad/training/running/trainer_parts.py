"""The parts that a trainer is made of, which never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, final, get_args

import numpy.typing as npt

from minigrad.arguments import require_choice, require_count, require_instance
from minigrad.differentiators.base import Differentiator
from minigrad.differentiators.fixed.difference import CentralDifference
from minigrad.networks.base import Network
from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.optimizers.optimizer_step import require_method
from minigrad.penalties.penalized import Penalized, PenaltyChoice
from minigrad.quantities import named
from minigrad.training.recording.validation_data import ValidationData, as_validation_pair
from minigrad.training.running.batch_step import BatchStep
from minigrad.training.verifying.batch_gradient import BatchGradient, GradientKind


@final
@dataclass(frozen=True)
class TrainerParts(Generic[State]):
    """The arguments of :class:`minigrad.Trainer`, checked."""

    network: Network
    objective: Objective
    optimizer: Method[State]
    chosen: Differentiator | None
    """Takes the numeric gradient, if one was chosen."""
    gradient: GradientKind
    verify_every: int | None
    penalty: PenaltyChoice

    def __post_init__(self) -> None:
        require_instance("network", self.network, Network)
        require_instance("objective", self.objective, Objective)
        require_method("optimizer", self.optimizer)
        if self.chosen is not None:
            require_instance("differentiator", self.chosen, Differentiator)
        require_choice("gradient", self.gradient, get_args(GradientKind))
        if self.verify_every is not None:
            require_count("verify_every", self.verify_every)
        if isinstance(self.penalty, Mapping):
            object.__setattr__(self, "penalty", dict(self.penalty))
        Penalized.of(self.penalty, self.network.layout)

    @property
    def differentiator(self) -> Differentiator:
        """How the numeric gradient is taken: central differences where no other method was chosen."""
        return CentralDifference() if self.chosen is None else self.chosen

    @property
    def step(self) -> BatchStep[State]:
        """How a batch changes a run."""
        return BatchStep(self.optimizer, BatchGradient(self.gradient, self.differentiator, self.verify_every))

    @property
    def texts(self) -> dict[str, str]:
        """A text for each part by its argument's name, by which a file is compared with a trainer."""
        parts = (self.network, self.objective, self.optimizer, self.differentiator, self.penalty)
        names = ("network", "objective", "optimizer", "differentiator", "penalty")
        return {name: named(part) for name, part in zip(names, parts, strict=True)} | {"gradient": self.gradient}

    def risk(
        self,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        *,
        sample_weight: npt.ArrayLike | None = None,
        training: int | None = None,
    ) -> EmpiricalRisk:
        """The mean loss on these samples, penalties included."""
        return EmpiricalRisk(
            self.network, self.objective, x, t, penalty=self.penalty, sample_weight=sample_weight, training=training
        )

    def validation_risk(self, validation_data: ValidationData) -> EmpiricalRisk:
        """The mean loss on validation data.

        Raises:
            TypeError, ValueError: the data are no pair, or do not fit the network and the objective.
        """
        x, t = as_validation_pair(validation_data)
        try:
            return self.risk(x, t)
        except ValueError as error:
            raise ValueError(f"`validation_data`: {error}") from error
        except TypeError as error:
            raise TypeError(f"`validation_data`: {error}") from error
