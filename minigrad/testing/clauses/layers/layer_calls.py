"""What each call of a layer returns: of the right kind, the same again, and for each sample by itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.testing.clauses.comparing import first, like, same
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.layers.layer_results import Run, differences, malformed, unlike
from minigrad.testing.clauses.remembered import changed_by
from minigrad.testing.contract import NotRun


def _result_in(thread: ThreadPoolExecutor, call: Callable[[], Run]) -> Run:
    return thread.submit(call).result()


@final
@dataclass(frozen=True)
class Calls:
    """The checks of what a layer returns."""

    trial: LayerTrial

    def initialization(self) -> str | None:
        """The parameters are arrays in float64, by name."""
        given: object = self.trial.layer.initialize(np.random.default_rng(self.trial.seed))
        if not isinstance(given, dict):
            return f"it returns {type(given).__name__}, not a dict of arrays by name"
        return first(*(like(str(name), array, np.zeros(np.shape(array))) for name, array in given.items()))

    def seeding(self) -> str | None:
        """Two generators with one seed give the same parameters."""
        one, two = (self.trial.layer.initialize(np.random.default_rng(self.trial.seed)) for _ in range(2))
        if list(one) != list(two):
            return f"two calls name {list(one)} and {list(two)}"
        return first(*(same(f"{name} of two generators with one seed", one[name], two[name]) for name in one))

    def results(self) -> str | None:
        """Outputs and pullback are of the right kinds and shapes."""
        given: object = self.trial.forward(self.trial.params, self.trial.inputs)
        if not isinstance(given, tuple) or len(given) != 2 or not callable(given[1]):
            return f"it returns {type(given).__name__}, not a tuple of outputs and a function"
        outputs: object = given[0]
        if not isinstance(outputs, np.ndarray) or outputs.dtype.kind != "f":
            return f"outputs are {getattr(outputs, 'dtype', type(outputs).__name__)}, not an array of floats"
        if outputs.ndim < 2 or len(outputs) != len(self.trial.inputs):
            return f"outputs have shape {outputs.shape} for inputs of shape {self.trial.inputs.shape}"
        return malformed(given[1](self.trial.cotangent(outputs)), self.trial.params)

    def repetition(self) -> str | None:
        """Two forwards agree, and so do two calls of one pullback."""
        outputs, pullback = self.trial.forward(self.trial.params, self.trial.inputs)
        once, again = (Run(outputs, *pullback(self.trial.cotangent(outputs))) for _ in range(2))
        other = self.trial.run(self.trial.params, self.trial.inputs)
        return first(
            differences("of two forwards", once, other), differences("of two calls of one pullback", once, again)
        )

    def memory(self) -> str | None:
        """Another forward with the same number of samples, then one with more, in this thread and another; attributes
        must not change."""
        others = self.trial.inputs[::-1], np.concatenate([self.trial.inputs[::-1], self.trial.inputs])
        with ThreadPoolExecutor(1) as thread:
            for rows in others:
                again = partial(self.trial.run, self.trial.params, rows)
                here = self._disturbed("in the same thread", again)
                found = here or self._disturbed("in another thread", partial(_result_in, thread, again))
                if found:
                    return found
        return changed_by(self.trial.layer, partial(self.trial.run, self.trial.params, self.trial.inputs[::-1]))

    def _disturbed(self, where: str, other: Callable[[], Run]) -> str | None:
        """How another forward changes the results of an earlier one, or None."""
        alone = self.trial.run(self.trial.params, self.trial.inputs)
        outputs, pullback = self.trial.forward(self.trial.params, self.trial.inputs)
        other()
        what = f"with and without a forward on other inputs {where} in between"
        return differences(what, Run(outputs, *pullback(self.trial.cotangent(outputs))), alone)

    def shapes(self) -> str | None:
        """Each derivative has the shape and dtype of its array."""
        return unlike(self.trial.run(self.trial.params, self.trial.inputs), self.trial.params, self.trial.inputs)

    def single(self) -> str | None:
        """What comes in as float32 stays float32, and is close to the results in float64."""
        params = {name: array.astype(np.float32) for name, array in self.trial.params.items()}
        run = self.trial.run(params, self.trial.inputs.astype(np.float32))
        if run.outputs.dtype != np.float32:
            return f"outputs are {run.outputs.dtype}"
        double = self.trial.run(
            self.trial.params, self.trial.inputs, self.trial.cotangent(run.outputs).astype(np.float64)
        )
        return first(
            unlike(run, params, self.trial.inputs.astype(np.float32)),
            differences("in float32 and in float64", run, double, CONTRACT.layer_single),
        )

    def independence(self) -> str | None:
        """The outputs of a sample do not depend on the other samples; in training they may depend on its place."""
        if len(self.trial.inputs) < 2:
            raise NotRun("one sample was given; pass two or more")
        whole = self.trial.outputs(self.trial.params, self.trial.inputs)
        if self.trial.training:
            return self._independence_in_place(whole)
        alone = [self.trial.outputs(self.trial.params, self.trial.inputs[i : i + 1]) for i in range(len(whole))]
        return same(
            "outputs of samples alone and of the same among others",
            np.concatenate(alone),
            whole,
            rtol=CONTRACT.rounding,
        )

    def _independence_in_place(self, whole: FloatArray) -> str | None:
        """Each sample stays where it is, and the others are exchanged."""
        kept = []
        for i, sample in enumerate(self.trial.inputs):
            others = np.roll(self.trial.inputs, 1, axis=0)
            others[i] = sample
            kept.append(self.trial.outputs(self.trial.params, others)[i])
        return same("outputs of samples with other ones beside them", np.stack(kept), whole, rtol=CONTRACT.rounding)
