"""What a trainer is made of, and what can be asked of it without training."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, final

import numpy.typing as npt

from minigrad.arguments import require_instance
from minigrad.arrays import FloatArray
from minigrad.checking import GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.networks.base import Network
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.penalties.penalized import PenaltyChoice
from minigrad.training.health.sanity_check import sanity_check
from minigrad.training.health.sanity_report import SanityReport
from minigrad.training.recording.evaluation import Evaluation, evaluate
from minigrad.training.running.trainer_parts import TrainerParts
from minigrad.training.verifying.verification import verify_both, verify_with


class TrainingSetup(ABC, Generic[State]):
    """The parts of a :class:`~minigrad.Trainer`, and questions about them, at the network's present theta."""

    __slots__ = ()

    @property
    @abstractmethod
    def _parts(self) -> TrainerParts[State]:
        """The parts."""

    @final
    @property
    def network(self) -> Network:
        """The network, which cannot be replaced: the optimizer's state belongs to it."""
        return self._parts.network

    @final
    @property
    def objective(self) -> Objective:
        """What is minimised."""
        return self._parts.objective

    @final
    @property
    def penalty(self) -> PenaltyChoice:
        """What is added to the mean loss."""
        return self._parts.penalty

    @final
    @property
    def optimizer(self) -> Method[State]:
        """How a gradient becomes a step."""
        return self._parts.optimizer

    @final
    @property
    def differentiator(self) -> Differentiator:
        """How the numeric gradient is taken: central differences where no other method was chosen."""
        return self._parts.differentiator

    @final
    def predict(self, x: npt.ArrayLike) -> FloatArray:
        """The network's outputs (logits, for a classifier): (n_samples, n_outputs)."""
        return self.network.predict(x)

    @final
    def evaluate(self, x: npt.ArrayLike, t: npt.ArrayLike) -> Evaluation:
        """Loss, the penalty included, and accuracy on these data, at the present theta."""
        return evaluate(self._parts.risk(x, t))

    @final
    def analytic_gradient(self, x: npt.ArrayLike, t: npt.ArrayLike) -> FloatArray:
        """The gradient of the mean loss by the hand-written derivatives, (n_parameters,)."""
        return self._parts.risk(x, t).gradient(self.network.theta)

    @final
    def numeric_gradient(self, x: npt.ArrayLike, t: npt.ArrayLike) -> FloatArray:
        """The same gradient from values of the loss alone, by the trainer's differentiator."""
        return self.differentiator.gradient(self._parts.risk(x, t), self.network.theta)

    @final
    def sanity_check(self, x: npt.ArrayLike, t: npt.ArrayLike) -> SanityReport:
        """What to look at before a long run, with the network as it is now and a copy of it; nothing is changed.

        The loss is about that of chance; each array of parameters gets a gradient; no output depends on another sample;
        a step changes weights by about 1e-3 of their size; and twenty samples are learned by heart. The report says
        what was found, and what to do.

        Args:
            x, t: the samples, as for :meth:`~minigrad.Trainer.fit`.

        >>> import minigrad as mg
        >>> iris = mg.load_iris()
        >>> trainer = mg.Trainer(mg.TwoLayerNet(4, 10, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.01), rng=0)
        >>> print(trainer.sanity_check(iris.x, iris.t))
        ok    loss before training: 1.309, and 1.099 by chance
        ok    gradient of each array: all 4 get one; that of dense1.bias is the smallest, with 0.02 as its largest entry
        ok    samples apart: no output depends on another sample
        ok    update to weight: 0.02 in one step, and about 1e-3 is usual
        ok    20 samples by heart: learned in 72 steps, to a loss of 0.4241
        """
        return sanity_check(self._parts, x, t)

    @final
    def verify_gradient(
        self,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        *,
        differentiator: Differentiator | None = None,
        training: int | None = None,
    ) -> GradientReport:
        """Compare the analytic gradient with the numeric one, entry by entry, as :func:`~minigrad.check_gradient` does.

        The numeric gradient is that of ``differentiator``, or else of the trainer's own: an entry fails outside its
        error bound. Where the two differ, values of the loss say which is wrong; a mistake that both make does not
        show. With neither, the slopes are those of the default of :func:`~minigrad.check_gradient`, and the numeric
        gradient by central differences is checked too: an entry of it is wrong if it lies outside its own error bound
        and outside the slopes that the loss shows over steps of its length (a ReLU's kink may lie within). Where a
        numeric gradient is wrong, the finding ``NUMERIC_GRADIENT`` names the differentiator, and the verdict is FAIL.

        Where rounding hides the slope of the loss, as after training, an entry passes if its parts do: the objective's
        gradient sample by sample, the network's pullback of random cotangents, and that the gradient is their product.
        The report's notes say how many entries rest on that. A network in float32 is checked in float64.

        Args:
            x, t: the samples, as for :meth:`~minigrad.Trainer.fit`.
            differentiator: takes the place of the trainer's.
            training: None for the network as it is used; a number, which seeds everything random in its layers, for the
                network as it is trained.
        """
        if differentiator is not None:
            require_instance("differentiator", differentiator, Differentiator)
        risk, theta = self._parts.risk(x, t, training=training), self.network.theta
        chosen = self._parts.chosen if differentiator is None else differentiator
        if chosen is None:
            return verify_both(risk, theta, self.differentiator)
        return verify_with(risk, theta, chosen)
