"""The contract of an objective, as one line of a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import FloatArray, Rng, as_float_array, require_rows
from minigrad.checking.components import verify_objective
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import TargetKind, Targets
from minigrad.testing.contract import Clause, like, locked, require, same

SAMPLES, FEATURES = 6, 4


def check_objective(
    objective: Objective, outputs: npt.ArrayLike | None = None, targets: npt.ArrayLike | None = None, *, rng: Rng = 0
) -> None:
    """Check everything that an :class:`~minigrad.Objective` promises.

    Its gradient is the derivative of its own value, at outputs of size 1 and of size 10; it writes to nothing; it keeps
    float32; it judges samples one by one; repeating all samples changes nothing.

    Args:
        objective: what is checked.
        outputs: (samples, features) to check it on, random ones by default.
        targets: labels or rows that go with them; random ones of the kind that the objective declares by default.
        rng: for whatever is random.

    Raises:
        ContractError: the message lists every broken clause, a wrong derivative with its report.

    >>> import minigrad as mg
    >>> check_objective(mg.SoftmaxCrossEntropy())
    """
    require_instance("objective", objective, Objective)
    generator = as_generator("rng", rng)
    given = generator.normal(size=(SAMPLES, FEATURES)) if outputs is None else as_float_array("outputs", outputs)
    require_rows("outputs", given)
    chosen = random_targets(objective, given.shape, generator) if targets is None else targets
    prepared = objective.prepare(chosen, given.shape)
    trial = _Trial(objective, locked(given.astype(np.float64)), prepared, generator)
    clauses: list[Clause] = [
        ("writes to nothing that it is given", trial.purity),
        ("gradients have the shape and dtype of the outputs", trial.shapes),
        ("samples are judged one by one", trial.independence),
        ("leading axes are stacked results", trial.stacking),
        ("the gradient is the derivative of the value", lambda: trial.derivative(1.0)),
        ("the gradient is the derivative of the value, at outputs ten times as large", lambda: trial.derivative(10.0)),
    ]
    require(objective, clauses)


def random_targets(objective: Objective, shape: tuple[int, ...], rng: np.random.Generator) -> npt.ArrayLike:
    """Targets of the kind that an objective declares, for outputs of this shape."""
    if objective.target_kind is TargetKind.ROWS:
        return rng.normal(size=shape)
    return rng.integers(0, shape[-1], shape[0])


@final
@dataclass(frozen=True)
class _Trial:
    objective: Objective
    outputs: FloatArray
    targets: Targets
    rng: np.random.Generator

    def purity(self) -> str | None:
        targets = self.targets.copy()
        targets.setflags(write=False)
        self.objective.value(self.outputs, targets)
        self.objective.gradient(self.outputs, targets)
        return None

    def shapes(self) -> str | None:
        single = self.outputs.astype(np.float32)
        found = [like("gradient", self.objective.gradient(x, self.targets), x) for x in (self.outputs, single)]
        return next(filter(None, found), None)

    def independence(self) -> str | None:
        alone = [self.objective.value(self.outputs[i : i + 1], self.targets[i : i + 1]) for i in range(len(self.outputs))]
        together = self.objective.value(self.outputs, self.targets)
        if abs(together - float(np.mean(alone))) > 1e-12 * max(1.0, abs(together)):
            return f"the value {together:.6g} is not the mean {float(np.mean(alone)):.6g} of the samples' own values"
        return None

    def stacking(self) -> str | None:
        stack = np.stack([self.outputs, 0.5 * self.outputs])
        values = self.objective.mean_values(stack, self.objective.prepare(self.targets, self.outputs.shape))
        alone = np.array(self.objective.value(stack[1], self.targets))
        return same("values of the second copy and of the same alone", np.asarray(values[1]), alone, rtol=1e-12)

    def derivative(self, size: float) -> str | None:
        report = verify_objective(self.objective, size * self.outputs, self.targets, rng=self.rng)
        return None if report.passed else str(report)
