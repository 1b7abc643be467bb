"""A run, and what others see of it: the parameters of the network, and the random generator.

The run changes by one assignment, which is what counts. Network and generator are objects that the caller holds too;
they are brought up to date afterwards. An interrupt in between leaves them one batch behind, and the next use of the
run catches up.
"""

from __future__ import annotations

from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.networks.base import Network
from minigrad.networks.risk import EmpiricalRisk
from minigrad.optimizers.base import State
from minigrad.training.history import EpochRecord
from minigrad.training.run_state import RunState, UnfinishedEpoch


@final
class PublishedRun(Generic[State]):
    """The run of one trainer.

    Args:
        network: gets the run's theta after each batch; a theta that somebody else gives it is taken over.
        rng: draws the order of the samples; somebody else may draw from it between epochs.
        state: the optimizer's state at the network's theta.
    """

    __slots__ = ("_ahead", "_given", "_network", "_rng", "_run")

    def __init__(self, network: Network, rng: np.random.Generator, state: State) -> None:
        self._network = network
        self._rng = rng
        self._given = network._theta  # what the network got last from here
        self._ahead = False  # whether the generator may have drawn an order of which the run does not know
        self._run = RunState(network._theta, state, rng.bit_generator.state)

    @property
    def run(self) -> RunState[State]:
        """The run after the last batch that was finished."""
        return self._run

    @property
    def network(self) -> Network:
        """What is trained."""
        return self._network

    def publish(self) -> None:
        """Bring network and generator up to date."""
        self._publish_theta()
        if self._ahead:
            self._rng.bit_generator.state = self._run.rng
            self._ahead = False

    def begin_epoch(self, data: EmpiricalRisk, batch_size: int | None) -> tuple[int, np.random.Generator]:
        """How many batches of the epoch are done already, and the generator, ready to draw its order."""
        run, left, bits = self._run, self._run.unfinished, self._rng.bit_generator
        if left is not None and left.is_of(data, batch_size):
            bits.state, done = run.rng, left.batches
        else:
            self._run, done = run._replace(rng=bits.state, unfinished=None), 0
        self._ahead = True
        return done, self._rng

    def current(self) -> RunState[State]:
        """The run, at the theta of the network if somebody else has given it one."""
        if self._network._theta is not self._run.theta:
            self._publish_theta()
        return self._run

    def end_batch(self, theta: FloatArray, state: State, unfinished: UnfinishedEpoch) -> None:
        """Go on to this theta and state of the optimizer."""
        run = self._run
        self._run = RunState(theta, state, run.rng, run.history, run.batches_seen + 1, unfinished)
        self._publish_theta()

    def end_epoch(self, record: EpochRecord) -> None:
        """Enter the record of the epoch whose last batch is done."""
        run = self._run
        self._run = run._replace(rng=self._rng.bit_generator.state, history=run.history.plus(record), unfinished=None)
        self._ahead = False

    def _publish_theta(self) -> None:
        run, network = self._run, self._network
        if network._theta is self._given:
            network._theta = run.theta
        elif network._theta is not run.theta:  # somebody else has given it another one
            self._run = run._replace(theta=network._theta)
        self._given = self._run.theta
