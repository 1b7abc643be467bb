"""The promises of an objective, and how each is checked.

As in a network, an objective gets outputs that it could write into, and prepared targets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, FloatArray
from minigrad.checking.components import verify_objective
from minigrad.checking.rules.verdict import Verdict
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import RespondsToOneColumn
from minigrad.objectives.targets import Targets
from minigrad.objectives.together import ComputesBoth
from minigrad.testing.clauses.comparing import UNSEEN, first, frozen, judged, same, writes
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.remembered import changed_by


@final
@dataclass(frozen=True)
class ObjectiveTrial:
    """The checks of an objective, with targets of one kind.

    Attributes:
        objective: what is checked.
        outputs: (samples, features).
        targets: as ``objective.prepare`` returns them.
        seed: of all random numbers.
    """

    objective: Objective
    outputs: FloatArray
    targets: Targets
    seed: int

    def value(self, outputs: FloatArray, targets: Targets) -> AnyArray:
        """The mean loss, from copies of the arguments."""
        return np.asarray(self.objective.mean_values(outputs.copy(), targets.copy()))

    def gradient(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        """The gradient of the mean loss, from copies of the arguments."""
        return self.objective.mean_gradients(outputs.copy(), targets.copy())

    def results(self) -> str | None:
        """Values and gradients have the right shapes."""
        self.value(self.outputs, self.targets)  # both complain about shapes
        self.gradient(self.outputs, self.targets)
        return None

    def purity(self) -> str | None:
        """Neither method writes into its arguments."""
        methods: dict[str, Callable[[FloatArray, Targets], FloatArray]] = {
            "sample_values": self.objective.sample_values,
            "sample_gradients": self.objective.sample_gradients,
        }
        for name, method in methods.items():
            outputs, targets = self.outputs.copy(), self.targets.copy()
            method(outputs, targets)
            for what, found, before in (("outputs", outputs, self.outputs), ("targets", targets, self.targets)):
                if same("", found, before):
                    return f"{name} writes into its {what}"
            if writes(partial(method, frozen(self.outputs), self.targets.copy())):
                return f"{name} writes into its outputs{UNSEEN}"
            if writes(partial(method, self.outputs.copy(), frozen(self.targets))):
                return f"{name} writes into its targets{UNSEEN}"
        return None

    def repetition(self) -> str | None:
        """Two calls agree, and a call on other outputs changes no attribute."""
        values = [self.value(self.outputs, self.targets) for _ in range(2)]
        gradients = [self.gradient(self.outputs, self.targets) for _ in range(2)]
        found = first(same("values of two calls", *values), same("gradients of two calls", *gradients))
        return (
            found
            or changed_by(self.objective, partial(self.gradient, self.outputs[::-1], self.targets))
            or changed_by(self.objective, partial(self.value, self.outputs[::-1], self.targets))
        )

    def single(self) -> str | None:
        """Outputs in float32 give nearly the results of float64."""
        pair = self.outputs.astype(np.float32), self.outputs
        values, gradients = (
            [self.value(own, self.targets) for own in pair],
            [self.gradient(own, self.targets) for own in pair],
        )
        return first(
            same("values of float32 and float64", *values, rtol=CONTRACT.objective_single),
            same("gradients of float32 and float64", *gradients, rtol=CONTRACT.objective_single),
        )

    def independence(self) -> str | None:
        """The value is the mean of the values of single samples."""
        rows = [(self.outputs[i : i + 1], self.targets[i : i + 1]) for i in range(len(self.outputs))]
        alone, together = [float(self.value(*row)) for row in rows], float(self.value(self.outputs, self.targets))
        if abs(together - float(np.mean(alone))) > CONTRACT.rounding * max(1.0, abs(together)):
            return f"the value {together:.6g} is not the mean {float(np.mean(alone)):.6g} of the samples' own values"
        return None

    def stacking(self) -> str | None:
        """A stack of outputs gives what each copy gives alone."""
        copies = [self.outputs, self.outputs[::-1], np.roll(self.outputs, 1, axis=0)]
        values = [self.value(own, self.targets) for own in copies]
        gradients = [self.gradient(own, self.targets) for own in copies]
        stack = np.stack(copies)
        what = "of stacked outputs, and those of each copy alone,"
        return first(
            same(f"values {what}", self.value(stack, self.targets), np.stack(values), rtol=CONTRACT.rounding),
            same(f"gradients {what}", self.gradient(stack, self.targets), np.stack(gradients), rtol=CONTRACT.rounding),
        )

    def derivative(self, size: float) -> str | None:
        """The gradient is that of the value, at outputs of this size."""
        found = judged(verify_objective(self.objective, size * self.outputs, self.targets, rng=self.seed))
        alone = verify_objective(self.objective, size * self.outputs[:1], self.targets[:1], rng=self.seed)
        return found or (f"for one sample alone: {alone}" if alone.verdict is Verdict.FAIL else None)

    def column_values(self) -> str | None:
        """Values with one column replaced are those of all outputs computed again."""
        objective, outputs = self.objective, self.outputs.copy()
        if not isinstance(objective, RespondsToOneColumn):
            return "it is not a method with the arguments (outputs, targets)"
        columns, contents = np.arange(outputs.shape[-1]), np.ascontiguousarray(self.outputs[::-1].T)
        found = objective.column_values(outputs, self.targets.copy())(columns, contents.copy())
        expected = []
        for column in columns:
            replaced = self.outputs.copy()
            replaced[:, column] = contents[column]
            expected.append(objective.sample_values(replaced, self.targets.copy()))
        if same("", outputs, self.outputs):
            return "it writes into its outputs"
        return same(
            "values with one column replaced, and those of sample_values,",
            found,
            np.stack(expected),
            rtol=CONTRACT.rounding,
        )

    def together(self) -> str | None:
        """Values and gradients from one call are those of the two methods."""
        objective, outputs = self.objective, self.outputs.copy()
        if not isinstance(objective, ComputesBoth):
            return "it is not a method with the arguments (outputs, targets)"
        values, gradients = objective.sample_values_and_gradients(outputs, self.targets.copy())
        if same("", outputs, self.outputs):
            return "it writes into its outputs"
        alone = objective.sample_values(outputs, self.targets.copy())
        own = objective.sample_gradients(outputs, self.targets.copy())
        return first(
            same("values, and those of sample_values,", values, alone, rtol=CONTRACT.rounding),
            same("gradients, and those of sample_gradients,", gradients, own, rtol=CONTRACT.rounding),
        )
