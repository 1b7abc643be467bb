"""``EarlyStopping``: an end where a number has stopped improving, and the best weights, always."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arguments import require_count, require_non_negative
from minigrad.arrays import FloatArray
from minigrad.training.callbacks.base import Callback
from minigrad.training.callbacks.monitor import Monitor, require_monitor
from minigrad.training.callbacks.training_run import TrainingRun
from minigrad.training.weights import Weights


class EarlyStoppingState(NamedTuple):
    """The best epoch so far, and how long ago it was."""

    best: float
    """The number in that epoch; NaN before the first."""
    epoch: int
    """Its number, from 1 on; 0 before the first."""
    waited: int
    """How many evaluations there were since."""
    theta: FloatArray
    """The parameters after that epoch."""
    state: FloatArray
    """What layers remembered after it."""


@final
@dataclass(frozen=True)
class EarlyStopping(Callback[EarlyStoppingState]):
    """Ends the training after ``patience`` evaluations in a row without an improvement.

    The fit ends with the weights of the best epoch, also where all epochs were run; the state of the optimizer stays
    that of the last one. After an exception or an interrupt the last weights stay.

    Args:
        monitor: the name of what is watched, as in the history.
        patience: at least 1.
        min_delta: by more than this an epoch must be better than the best one to count as better, in the units of the
            number.
        larger_is_better: None to know it from the name: losses and errors shall be small, accuracies and R2 large.

    Raises:
        TypeError, ValueError: a field is not in its range, or the name does not say what is better.

    >>> import minigrad as mg
    >>> iris = mg.load_iris()
    >>> x, x_held_out, t, t_held_out = mg.train_test_split(iris.x, iris.t, rng=0)
    >>> trainer = mg.Trainer(mg.SimpleNet(4, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(0.3), rng=0)
    >>> stop = EarlyStopping(patience=5)
    >>> history = trainer.fit(x, t, epochs=200, validation_data=(x_held_out, t_held_out), callbacks=[stop])
    >>> trainer.stop_reason, round(trainer.evaluate(x_held_out, t_held_out).loss, 4)
    ('validation_loss has not improved since epoch 40, where it was 0.1415', 0.1415)
    """

    monitor: str = "validation_loss"
    _: KW_ONLY
    patience: int = 10
    min_delta: float = 0.0
    larger_is_better: bool | None = None

    def __post_init__(self) -> None:
        require_monitor("monitor", self.monitor, self.larger_is_better)
        object.__setattr__(self, "patience", require_count("patience", self.patience))
        object.__setattr__(self, "min_delta", require_non_negative("min_delta", self.min_delta))

    @override
    def init(self) -> EarlyStoppingState:
        return EarlyStoppingState(np.nan, 0, 0, np.empty(0), np.empty(0))

    @override
    def on_train_begin(self, run: TrainingRun, state: EarlyStoppingState) -> EarlyStoppingState:
        self._monitor.require_measured(run)
        return state

    @override
    def on_epoch_end(self, run: TrainingRun, state: EarlyStoppingState) -> EarlyStoppingState:
        value = self._monitor.value(run)
        if value is None:
            return state
        if self._monitor.is_better(value, state.best, self.min_delta):
            return EarlyStoppingState(value, run.epoch, 0, *run.weights)
        return state._replace(waited=state.waited + 1)

    @override
    def stop_reason(self, run: TrainingRun, state: EarlyStoppingState) -> str | None:
        if state.waited < self.patience:
            return None
        if not state.epoch:
            return f"{self.monitor} was NaN in all {state.waited} evaluations"
        return f"{self.monitor} has not improved since epoch {state.epoch}, where it was {state.best:.4g}"

    @override
    def final_weights(self, state: EarlyStoppingState) -> Weights | None:
        return Weights(state.theta, state.state) if state.epoch else None

    @property
    def _monitor(self) -> Monitor:
        return Monitor(self.monitor, self.larger_is_better)
