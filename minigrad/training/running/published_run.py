"""A run, and what others see of it: the parameters of the network, and the random generator.

The run changes by one assignment, which is what counts. Network and generator are objects that the caller holds too;
they are brought up to date afterwards. An interrupt in between leaves them one batch behind, and the next use of the
run catches up.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Generic, final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.networks.base import Network
from minigrad.optimizers.base import State
from minigrad.training.resuming.fit_identity import FitIdentity
from minigrad.training.running.run_state import RunState
from minigrad.training.weights import Weights


@final
class PublishedRun(Generic[State]):
    """The run of one trainer.

    Args:
        network: gets the run's weights after each batch; weights that somebody else gives it are taken over.
        rng: draws the order of the samples; somebody else may draw from it between epochs.
        state: the optimizer's state at the network's theta.
    """

    __slots__ = ("_ahead", "_given", "_network", "_rng", "_run")

    def __init__(self, network: Network, rng: np.random.Generator, state: State) -> None:
        self._network = network
        self._rng = rng
        self._given = Weights(network._theta, network._state)  # what the network got last from here
        self._ahead = False  # whether the generator may have drawn an order of which the run does not know
        self._run = RunState(self._given, state, rng.bit_generator.state, root_of(rng))

    @property
    def run(self) -> RunState[State]:
        """The run after the last batch that was finished."""
        return self._run

    def commit(self, run: RunState[State]) -> None:
        """The run goes on with ``run``."""
        self._run = run
        self._publish_weights()

    def publish(self) -> None:
        """Bring network and generator up to date."""
        self._publish_weights()
        if self._ahead:
            self._rng.bit_generator.state = self._run.rng
            self._ahead = False

    def current(self) -> RunState[State]:
        """The run, with weights that somebody else has given the network."""
        own = self._run.weights
        if self._network._theta is not own.theta or self._network._state is not own.state:
            self._publish_weights()
        return self._run

    def taken(self) -> RunState[State]:
        """The run as it would go on now, from weights and a generator that somebody else may have changed."""
        run, seen = self._run, Weights(self._network._theta, self._network._state)
        rng = run.rng if run.epoch is not None or self._ahead else self._rng.bit_generator.state
        return run._replace(weights=Weights(*map(_latest, seen, self._given, run.weights)), rng=rng)

    def restore(self, run: RunState[State]) -> None:
        """Go on with ``run``, which was read from a file, whatever network and generator are now."""
        self._given = Weights(self._network._theta, self._network._state)
        self._ahead = True
        self._run = run
        self.publish()

    def begin_epoch(self, fit: FitIdentity) -> tuple[int, np.random.Generator]:
        """How many batches of the epoch are done already, and the generator, ready to draw its order.

        Raises:
            ValueError: the epoch was begun on other data, and the run comes from a file.
        """
        run, left, bits = self._run, self._run.epoch, self._rng.bit_generator
        if left is not None and left.goes_on(fit):
            bits.state, done = run.rng, left.batches
        else:
            self._run, done = run._replace(rng=bits.state, epoch=None), 0
        self._ahead = True
        return done, self._rng

    def end_epoch(self, run: RunState[State]) -> None:
        """The run goes on with ``run``, from where the generator is now."""
        self._run = run._replace(rng=self._rng.bit_generator.state, epoch=None)
        self._ahead = False

    def _publish_weights(self) -> None:
        run, network, given = self._run, self._network, self._given
        if network._theta is given.theta and network._state is given.state:  # nobody else has changed them
            network.adopt(*run.weights)
            self._given = run.weights
            return
        seen = Weights(network._theta, network._state)
        kept = Weights(*map(_latest, seen, self._given, run.weights))
        if kept.theta is not run.weights.theta or kept.state is not run.weights.state:
            self._run = run._replace(weights=kept)
        network.adopt(*kept)
        self._given = kept


def root_of(rng: np.random.Generator) -> int:
    """A number that depends on the generator, which goes on as if nothing had been drawn."""
    return int(deepcopy(rng).integers(2**63))


def _latest(seen: FloatArray, given: FloatArray, own: FloatArray) -> FloatArray:
    """The run's ``own`` array, unless the network has one that is neither this nor the one that it was given before."""
    return own if seen is own or seen is given else seen
