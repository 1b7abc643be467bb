"""The promises of every layer, and how each is checked.

As in a network, a layer gets arrays that it could write into; each call gets new ones.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.checking.check import Mode
from minigrad.checking.components import verify_layer
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.verdict import Verdict
from minigrad.checking.screening.screening_settings import SCREENING
from minigrad.layers.base import Layer, Params, Pullback
from minigrad.layers.stages import TakesSymbols, initial_state
from minigrad.testing.clauses.comparing import copies, first, judged, like, same
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer_results import Run, differences, malformed, unlike
from minigrad.testing.clauses.remembered import changed_by
from minigrad.testing.contract import NotRun


def _result_in(thread: ThreadPoolExecutor, call: Callable[[], Run]) -> Run:
    return thread.submit(call).result()


@final
@dataclass(frozen=True)
class LayerTrial:
    """The checks of a layer.

    Attributes:
        layer: what is checked.
        given: (samples, features), or (samples, channels, ...), to check it on; None for random ones.
        seed: of all random numbers, so that a clause gives the same result alone and among others.
        training: whether ``layer`` stands in for another one in training.
    """

    layer: Layer
    given: FloatArray | None
    seed: int
    training: bool = False

    @cached_property
    def params(self) -> dict[str, FloatArray]:
        """Initial parameters with small random changes, so that a bias is not 0."""
        rng = np.random.default_rng(self.seed)
        drawn = self.layer.initialize(rng)
        return {name: np.asarray(array + 0.01 * rng.normal(size=array.shape)) for name, array in drawn.items()}

    @cached_property
    def state(self) -> dict[str, FloatArray]:
        """What the layer remembers at first."""
        return initial_state(self.layer)

    def arrays(self, params: Params, inputs: FloatArray) -> dict[str, FloatArray]:
        """Copies of the parameters, and the state in the dtype of the inputs."""
        return copies(params) | {name: array.astype(inputs.dtype) for name, array in self.state.items()}

    @cached_property
    def inputs(self) -> FloatArray:
        """The given inputs, or random ones with as many features as the layer declares."""
        if self.given is not None:
            return self.given
        declared: object = getattr(self.layer, "n_inputs", CONTRACT.features)
        return self.random_inputs(int(declared) if isinstance(declared, (int, np.integer)) else CONTRACT.features)

    def random_inputs(self, features: int) -> FloatArray:
        """Random inputs with this many features, or channels: whole numbers where the layer takes symbols."""
        further = [CONTRACT.side] * (self.layer.input_axes - 1)
        rng, shape = np.random.default_rng(self.seed + 1), (CONTRACT.layer_samples, features, *further)
        if isinstance(self.layer, TakesSymbols):
            return rng.integers(self.layer.n_symbols, size=shape).astype(np.float64)
        return rng.normal(size=shape)

    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        """The result of ``forward`` on copies of the arrays."""
        return self.layer.forward(self.arrays(params, inputs), inputs.copy())

    def outputs(self, params: Params, inputs: FloatArray) -> FloatArray:
        """The outputs of ``forward`` on copies of the arrays."""
        return self.forward(params, inputs)[0].copy()  # a layer may reuse the array, which another clause checks

    def cotangent(self, outputs: FloatArray) -> FloatArray:
        """dL/d(outputs), the same for all outputs of one shape."""
        return np.random.default_rng(self.seed + 2).normal(size=outputs.shape).astype(outputs.dtype)

    def run(self, params: Params, inputs: FloatArray, cotangent: FloatArray | None = None) -> Run:
        """Outputs and derivatives, from one forward and one call of its pullback."""
        outputs, pullback = self.forward(params, inputs)
        kept = outputs.copy()
        return Run(kept, *pullback(self.cotangent(outputs) if cotangent is None else cotangent.copy()))

    def initialization(self) -> str | None:
        """The parameters are arrays in float64, by name."""
        given: object = self.layer.initialize(np.random.default_rng(self.seed))
        if not isinstance(given, dict):
            return f"it returns {type(given).__name__}, not a dict of arrays by name"
        return first(*(like(str(name), array, np.zeros(np.shape(array))) for name, array in given.items()))

    def seeding(self) -> str | None:
        """Two generators with one seed give the same parameters."""
        one, two = (self.layer.initialize(np.random.default_rng(self.seed)) for _ in range(2))
        if list(one) != list(two):
            return f"two calls name {list(one)} and {list(two)}"
        return first(*(same(f"{name} of two generators with one seed", one[name], two[name]) for name in one))

    def results(self) -> str | None:
        """Outputs and pullback are of the right kinds and shapes."""
        given: object = self.forward(self.params, self.inputs)
        if not isinstance(given, tuple) or len(given) != 2 or not callable(given[1]):
            return f"it returns {type(given).__name__}, not a tuple of outputs and a function"
        outputs: object = given[0]
        if not isinstance(outputs, np.ndarray) or outputs.dtype.kind != "f":
            return f"outputs are {getattr(outputs, 'dtype', type(outputs).__name__)}, not an array of floats"
        if outputs.ndim < 2 or len(outputs) != len(self.inputs):
            return f"outputs have shape {outputs.shape} for inputs of shape {self.inputs.shape}"
        return malformed(given[1](self.cotangent(outputs)), self.params)

    def repetition(self) -> str | None:
        """Two forwards agree, and so do two calls of one pullback."""
        outputs, pullback = self.forward(self.params, self.inputs)
        once, again = (Run(outputs, *pullback(self.cotangent(outputs))) for _ in range(2))
        other = self.run(self.params, self.inputs)
        return first(
            differences("of two forwards", once, other), differences("of two calls of one pullback", once, again)
        )

    def memory(self) -> str | None:
        """Another forward with the same number of samples, then one with more, in this thread and another; attributes
        must not change."""
        others = self.inputs[::-1], np.concatenate([self.inputs[::-1], self.inputs])
        with ThreadPoolExecutor(1) as thread:
            for rows in others:
                again = partial(self.run, self.params, rows)
                here = self._disturbed("in the same thread", again)
                found = here or self._disturbed("in another thread", partial(_result_in, thread, again))
                if found:
                    return found
        return changed_by(self.layer, partial(self.run, self.params, self.inputs[::-1]))

    def _disturbed(self, where: str, other: Callable[[], Run]) -> str | None:
        """How another forward changes the results of an earlier one, or None."""
        alone = self.run(self.params, self.inputs)
        outputs, pullback = self.forward(self.params, self.inputs)
        other()
        what = f"with and without a forward on other inputs {where} in between"
        return differences(what, Run(outputs, *pullback(self.cotangent(outputs))), alone)

    def shapes(self) -> str | None:
        """Each derivative has the shape and dtype of its array."""
        return unlike(self.run(self.params, self.inputs), self.params, self.inputs)

    def single(self) -> str | None:
        """What comes in as float32 stays float32, and is close to the results in float64."""
        params = {name: array.astype(np.float32) for name, array in self.params.items()}
        run = self.run(params, self.inputs.astype(np.float32))
        if run.outputs.dtype != np.float32:
            return f"outputs are {run.outputs.dtype}"
        double = self.run(self.params, self.inputs, self.cotangent(run.outputs).astype(np.float64))
        return first(
            unlike(run, params, self.inputs.astype(np.float32)),
            differences("in float32 and in float64", run, double, CONTRACT.layer_single),
        )

    def independence(self) -> str | None:
        """The outputs of a sample do not depend on the other samples; in training they may depend on its place."""
        if len(self.inputs) < 2:
            raise NotRun("one sample was given; pass two or more")
        whole = self.outputs(self.params, self.inputs)
        if self.training:
            return self._independence_in_place(whole)
        alone = [self.outputs(self.params, self.inputs[i : i + 1]) for i in range(len(whole))]
        return same(
            "outputs of samples alone and of the same among others",
            np.concatenate(alone),
            whole,
            rtol=CONTRACT.rounding,
        )

    def _independence_in_place(self, whole: FloatArray) -> str | None:
        """Each sample stays where it is, and the others are exchanged."""
        kept = []
        for i, sample in enumerate(self.inputs):
            others = np.roll(self.inputs, 1, axis=0)
            others[i] = sample
            kept.append(self.outputs(self.params, others)[i])
        return same("outputs of samples with other ones beside them", np.stack(kept), whole, rtol=CONTRACT.rounding)

    @property
    def entries(self) -> int:
        """The number of derivatives of the layer."""
        return self.inputs.size + sum(array.size for array in self.params.values())

    def derivative(self) -> str | None:
        """Also for one sample alone, and for large inputs unless the user chose the inputs; an inconclusive result
        there is ignored."""
        found = judged(self._report(self.inputs))
        others = {} if self.layer.mixes_samples else {"for one sample alone": self.inputs[:1]}
        if self.given is None and not isinstance(self.layer, TakesSymbols):
            others["at inputs ten times as large"] = 10.0 * self.inputs
        reports = ((where, self._report(rows)) for where, rows in others.items() if found is None)
        return found or next(
            (f"{where}: {report}" for where, report in reports if report.verdict is Verdict.FAIL), None
        )

    def _report(self, inputs: FloatArray) -> GradientReport:
        mode: Mode = "screen" if self.entries > SCREENING.many else "full"
        return verify_layer(self.layer, inputs, params={**self.params, **self.state}, mode=mode, rng=self.seed)

    def each_derivative(self) -> str | None:
        """Reports that single entries of a large layer are not checked."""
        raise NotRun(
            f"{self.entries} are too many to look at one by one: random directions were checked; for each entry check "
            "a smaller layer, or call verify_layer"
        )
