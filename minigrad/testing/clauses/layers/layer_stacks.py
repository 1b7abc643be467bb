"""Stacked copies of a layer's parameters and inputs, each of which must give the same result as alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.testing.clauses.comparing import first, same
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.layers.layer import LayerTrial
from minigrad.testing.clauses.layers.layer_results import Run, differences


@final
@dataclass(frozen=True)
class Stacks:
    """The checks of stacked copies: each must give the same result as alone."""

    trial: LayerTrial

    def outputs(self) -> str | None:
        """For stacks as in numeric gradients: of parameters, of inputs, and of both."""
        params, inputs = self._params(), self._inputs()
        alone, rows = self.trial.params, self.trial.inputs
        of_inputs = [self.trial.outputs(alone, own) for own in inputs]
        found = [self._equal("inputs", self.trial.outputs(alone, np.stack(inputs)), of_inputs)]
        if alone:
            of_params = [self.trial.outputs(own, rows) for own in params]
            both = [self.trial.outputs(own, its) for own, its in zip(params, inputs, strict=True)]
            found += [
                self._equal("parameters", self.trial.outputs(self._stacked(params), rows), of_params),
                self._equal("parameters and inputs", self.trial.outputs(self._stacked(params), np.stack(inputs)), both),
            ]
        return first(*found)

    def derivatives(self) -> str | None:
        """For stacks as in the pullback of a network: parameters are stacked, inputs are stacked or shared."""
        return first(self._pulled("parameters and inputs", self._inputs()), self._pulled("parameters", None))

    def _pulled(self, what: str, inputs: list[FloatArray] | None) -> str | None:
        if inputs is None and not self.trial.params:
            return None
        params = self._params()
        own = [self.trial.inputs] * len(params) if inputs is None else inputs
        stack = self.trial.inputs if inputs is None else np.stack(inputs)
        cotangent = self.trial.cotangent(self.trial.outputs(self._stacked(params), stack))
        run = self.trial.run(self._stacked(params), stack, cotangent)
        alone = [self.trial.run(*each) for each in zip(params, own, cotangent, strict=True)]
        names = [
            self._equal(what, run.d_params[n], [each.d_params[n] for each in alone], f"d_{n}")
            for n in self.trial.params
        ]
        whole = (
            None if inputs is None else self._equal(what, run.d_inputs, [each.d_inputs for each in alone], "d_inputs")
        )
        return first(*names, whole, None if inputs is None else self._deeper(params, stack, cotangent, run))

    def _deeper(
        self, params: list[dict[str, FloatArray]], stack: FloatArray, cotangent: FloatArray, run: Run
    ) -> str | None:
        """The same with one more leading axis."""
        deeper = {name: array[np.newaxis] for name, array in self._stacked(params).items()}
        found = self.trial.run(deeper, stack[np.newaxis], cotangent[np.newaxis])
        alone = Run(
            run.outputs[np.newaxis],
            {name: array[np.newaxis] for name, array in run.d_params.items()},
            run.d_inputs[np.newaxis],
        )
        return differences("with two leading axes and with one", found, alone, CONTRACT.rounding)

    def _params(self) -> list[dict[str, FloatArray]]:
        rng = np.random.default_rng(self.trial.seed + 3)
        own = self.trial.params
        return [{name: array + 0.01 * rng.normal(size=array.shape) for name, array in own.items()} for _ in range(3)]

    def _inputs(self) -> list[FloatArray]:
        return [self.trial.inputs, self.trial.inputs[::-1], np.roll(self.trial.inputs, 1, axis=0)]

    def _stacked(self, params: list[dict[str, FloatArray]]) -> dict[str, FloatArray]:
        return {name: np.stack([own[name] for own in params]) for name in self.trial.params}

    def _equal(self, what: str, stack: FloatArray, alone: list[FloatArray], name: str = "outputs") -> str | None:
        return same(
            f"{name} of stacked {what}, and those of each copy alone,", stack, np.stack(alone), rtol=CONTRACT.rounding
        )
