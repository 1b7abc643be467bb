"""``Trainer``: trains a network on an objective with an optimizer, and verifies the gradient.

>>> import minigrad as mg
>>> iris = mg.load_iris()
>>> x_train, x_test, t_train, t_test = mg.train_test_split(iris.x, iris.t, rng=0)
>>> network = mg.SimpleNet(4, 3, bias=True, rng=0)
>>> trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(learning_rate=0.1), rng=0)
>>> trainer.verify_gradient(x_train, t_train).verdict.name
'PASS'
>>> history = trainer.fit(x_train, t_train, epochs=30, batch_size=30)
>>> trainer.evaluate(x_test, t_test).accuracy > 0.9
True
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import final

import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import as_generator, as_path, not_settable
from minigrad.arrays import Rng
from minigrad.differentiators.base import Differentiator
from minigrad.networks.base import Network
from minigrad.objectives.base import Objective
from minigrad.optimizers.base import State
from minigrad.optimizers.method import Method
from minigrad.penalties.penalized import PenaltyChoice
from minigrad.training.callbacks.base import AnyCallback
from minigrad.training.recording.epoch_record import EpochRecord
from minigrad.training.recording.history import History
from minigrad.training.recording.metrics import Metrics
from minigrad.training.recording.validation_data import ValidationData
from minigrad.training.resuming.bit_states import generator_in
from minigrad.training.running.batches import require_usable
from minigrad.training.running.checkpoint_file import CheckpointFile
from minigrad.training.running.fit_options import FitOptions
from minigrad.training.running.fit_plan import FitPlan
from minigrad.training.running.loop import TrainingLoop
from minigrad.training.running.published_run import PublishedRun
from minigrad.training.running.trainer_parts import TrainerParts
from minigrad.training.running.training_lock import TrainingLock
from minigrad.training.training_setup import TrainingSetup
from minigrad.training.verifying.batch_gradient import GradientKind


@final
class Trainer(TrainingSetup[State]):
    """Trains a network on an objective, and verifies the gradient that it trains on.

    Training changes the network's theta after each batch, and nothing else outside. Optimizer state, random generator
    and history are kept here, so a second ``fit`` continues where the first one ended. While one runs, another raises;
    all other methods may be called, also from the callback and other threads, and use the present theta. Ctrl-C or an
    exception at any point leaves a whole trainer, as it was after some batch.

    Args:
        network: what is trained.
        objective: what is minimised.
        optimizer: how a gradient becomes a step; a method such as LBFGS takes all samples in one batch.
        differentiator: how the numeric gradient is taken, in training and to verify the analytic one; None for central
            differences in training, and for the default of :func:`~minigrad.check_gradient` to verify.
        gradient: "analytic" trains on the hand-written derivatives (backpropagation), "numeric" on values alone.
        verify_every: verify the gradient of every so many batches before it is used; None for never. The analytic one
            is compared with values of the loss along a random direction (four evaluations); each entry of the numeric
            one with backpropagation, and with values of the loss where the two differ. A mismatch ends the training
            with a :class:`~minigrad.GradientMismatchError` before the wrong gradient is used.
        penalty: added to the mean loss: one :class:`~minigrad.Penalty` for all weights, or a dict of them by name.
        rng: draws the order of the samples, and what is random in layers.
            The same ``rng`` and network give the same result, bit for bit.

    Raises:
        TypeError: an argument is not of its class. ValueError: ``gradient`` is neither of the two, or ``penalty`` names
            no parameter.
    """

    __slots__ = ("__weakref__", "_lock", "_loop", "_made_of")

    def __init__(
        self,
        network: Network,
        objective: Objective,
        optimizer: Method[State],
        *,
        differentiator: Differentiator | None = None,
        gradient: GradientKind = "analytic",
        verify_every: int | None = None,
        penalty: PenaltyChoice = None,
        rng: Rng = None,
    ) -> None:
        parts = TrainerParts(network, objective, optimizer, differentiator, gradient, verify_every, penalty)
        published = PublishedRun(network, as_generator("rng", rng), optimizer.init(network.theta))
        self._made_of = parts
        self._loop = TrainingLoop(parts.step, published, CheckpointFile(network, optimizer, parts.texts))
        self._lock = TrainingLock()

    @override
    def __setattr__(self, name: str, value: object) -> None:
        try:
            super().__setattr__(name, value)
        except AttributeError as error:
            instead = "make a new Trainer of the same network, with other parts, to go on from where this one is"
            raise AttributeError(not_settable(self, name, instead)) from error

    @property
    @override
    def _parts(self) -> TrainerParts[State]:
        return self._made_of

    @property
    def history(self) -> History:
        """The records of all epochs that this trainer has run."""
        return self._loop.now.history

    @property
    def state(self) -> State:
        """The optimizer's state: a copy, whose arrays are read-only."""
        return self._loop.state

    @property
    def stop_reason(self) -> str | None:
        """Why the last ``fit`` ended before its last epoch; None if it did not."""
        return self._loop.now.stop_reason

    @override
    def __repr__(self) -> str:
        parts = f"{self.network!r}, {self.objective!r}, {self.optimizer!r}, {self.differentiator!r}"
        options = f"gradient={self._parts.gradient!r}, verify_every={self._parts.verify_every}"
        return f"Trainer({parts}, {options}; {len(self.history)} epochs so far)"

    def fit(
        self,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        *,
        epochs: int = 1,
        batch_size: int | None = 32,
        sample_weight: npt.ArrayLike | None = None,
        validation_data: ValidationData | None = None,
        evaluate_every: int | None = 1,
        metrics: Metrics | None = None,
        callbacks: Sequence[AnyCallback] = (),
        callback: Callable[[EpochRecord], None] | None = None,
        backup: str | PathLike[str] | None = None,
        backup_every: int = 100,
    ) -> History:
        """Train for some epochs. In each, every sample is used once; loss and accuracy are evaluated at its end.

        The gradient of a batch is that of the mean loss over its own samples, also in a smaller last batch. Where the
        last ``fit`` was interrupted within an epoch, and the data and the batch size are the same, that epoch is
        finished first, and counts as one.

        Args:
            x: (n_samples, n_features), or with more axes; copied once.
            t: labels (n_samples,) or rows (n_samples, n_outputs).
            epochs: how many times all samples are used.
            batch_size: samples in a batch; None for all of them in one.
            sample_weight: (n_samples,), what each sample counts: the mean loss of a batch is sum_i w_i loss_i / N.
            validation_data: (x, t), evaluated after each epoch and not trained on.
            evaluate_every: evaluate every so many epochs, and enter NaN for the others; None for never.
            metrics: what else is evaluated: a dict of functions of outputs and targets, or a sequence of such with
                names; see :class:`~minigrad.TopKAccuracy`.
            callbacks: asked at certain moments; see :class:`~minigrad.Callback`.
            callback: called with each epoch's record; it may raise ``StopIteration`` to end the training.
            backup: a file that is written while training runs, and after an interrupt by the keyboard, and removed at
                the end. Where it exists, the fit in it goes on: a script that was killed is simply started again, and
                ends with the same numbers, bit for bit, on the same numpy and processor.
            backup_every: how many batches lie between two backups.

        Returns:
            the history of this call; :attr:`history` holds that of all calls.

        Raises:
            GradientMismatchError: with ``verify_every``, the gradient of a batch is not that of its loss.
            TrainingError: theta or the training loss became infinite or NaN, or a step was so long that rounding left
                no digit of theta; the network keeps the theta before that step.
            RuntimeError: this trainer is training already, in another thread or in the ``fit`` whose callback calls
                this one.
            FileNotFoundError, TypeError, ValueError: arguments that do not fit; nothing has been changed then.
        """
        options = FitOptions.of(
            epochs=epochs,
            batch_size=batch_size,
            evaluate_every=evaluate_every,
            metrics=metrics,
            callbacks=callbacks,
            callback=callback,
            backup=backup,
            backup_every=backup_every,
        )
        require_usable(options.batch_size, self._parts.optimizer)
        validation = None if validation_data is None else self._parts.validation_risk(validation_data)
        plan = FitPlan.of(self._parts.risk(x, t, sample_weight=sample_weight), validation, options)
        call = Lock()
        with call:
            try:
                self._lock.enter(call)
                return self._loop.run(self._loop.taken_up(plan))
            finally:
                self._lock.leave(call)

    def partial_fit(self, x: npt.ArrayLike, t: npt.ArrayLike, *, sample_weight: npt.ArrayLike | None = None) -> float:
        """One step on these samples, as one batch: for streams, and for data that are too large for the memory.

        Nothing is evaluated, and no epoch is counted. Only these samples are copied, so they may be some rows of a
        memory-mapped array; :meth:`fit` copies all that it gets.

        Args:
            x, t, sample_weight: the samples, as for :meth:`fit`.

        Returns:
            their loss before the step.

        Raises:
            GradientMismatchError, TrainingError, RuntimeError, TypeError, ValueError: as :meth:`fit`.

        >>> import minigrad as mg
        >>> trainer = mg.Trainer(mg.SimpleNet(2, 2, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.1), rng=0)
        >>> stream = ([[0.0, 1.0]], [0]), ([[1.0, 0.0]], [1])
        >>> losses = [trainer.partial_fit(x, t) for x, t in 10 * stream]
        >>> losses[-1] < losses[0], trainer.state.steps
        (True, 20)
        """
        data = self._parts.risk(x, t, sample_weight=sample_weight)
        call = Lock()
        with call:
            try:
                self._lock.enter(call)
                return self._loop.take_step(data)
            finally:
                self._lock.leave(call)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write all that this trainer is to a file from which :meth:`resume` goes on exactly, also within an epoch.

        The file is written whole or not at all; ``numpy.load`` opens it, and it has no pickle in it.

        Returns:
            the path.

        Raises:
            OSError: the file cannot be written; an old one is unchanged.
            TypeError: the ``rng``, or the state of an optimizer of one's own, cannot be kept in a file.
        """
        return self._loop.save(as_path("path", path), training=self._lock.held)

    @staticmethod
    def resume(
        path: str | PathLike[str],
        network: Network,
        objective: Objective,
        optimizer: Method[State],
        *,
        differentiator: Differentiator | None = None,
        gradient: GradientKind = "analytic",
        verify_every: int | None = None,
        penalty: PenaltyChoice = None,
    ) -> Trainer[State]:
        """The trainer that :meth:`save` or a :class:`~minigrad.Checkpoint` wrote, made of these parts.

        The network gets the weights from the file. An epoch that was not finished is finished by the next ``fit``, as
        the first of its epochs, which must have the same data and batch size; callbacks that are passed again go on
        with what they remembered.

        Args:
            path: of the file. The other arguments are those of :class:`Trainer`, and must be what they were.

        Raises:
            OSError: there is no such file, or it cannot be read.
            ValueError: it was not saved so, or was changed, or the parts are others. The network is unchanged then.

        >>> import minigrad as mg
        >>> from tempfile import TemporaryDirectory
        >>> parts = mg.SimpleNet(2, 2, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam()
        >>> trainer = mg.Trainer(*parts, rng=0)
        >>> history = trainer.fit([[0.0, 1.0], [1.0, 0.0]], [0, 1], epochs=3)
        >>> with TemporaryDirectory() as folder:
        ...     again = mg.Trainer.resume(trainer.save(f"{folder}/run.npz"), *parts)
        >>> again.history == trainer.history, again.state.steps
        (True, 3)
        """
        parts = TrainerParts(network, objective, optimizer, differentiator, gradient, verify_every, penalty)
        run = CheckpointFile(network, optimizer, parts.texts).read(as_path("path", path))
        rng = generator_in(run.rng)
        trainer = Trainer(
            network,
            objective,
            optimizer,
            differentiator=differentiator,
            gradient=gradient,
            verify_every=verify_every,
            penalty=penalty,
            rng=rng,
        )
        trainer._loop.restore(run)
        return trainer
