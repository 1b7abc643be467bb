"""The contract of an objective: all of it as one line of a test, or each promise as a test of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import Rng
from minigrad.objectives.base import Objective
from minigrad.objectives.columns import RespondsToOneColumn
from minigrad.objectives.targets import TargetKind
from minigrad.testing.clauses.comparing import as_table
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.objective import ObjectiveTrial
from minigrad.testing.contract import Clause, Maker, NotRun, named

SAMPLES, FEATURES = 6, 4


def check_objective(
    objective: Objective,
    outputs: npt.ArrayLike | None = None,
    targets: npt.ArrayLike | None = None,
    *,
    rng: Rng = 0,
    expected_failures: ExpectedFailures = None,
) -> ContractResult:
    """Check everything that an :class:`~minigrad.Objective` promises: all of :func:`objective_clauses`.

    Args:
        objective, outputs, targets, rng, expected_failures: as there.

    Returns:
        what was checked, what failed as expected, and what could not be checked, with the reasons.

    Raises:
        ContractError: the message lists every broken clause, once for each cause, and what to do; a wrong derivative
            with its report.

    >>> import minigrad as mg
    >>> check_objective(mg.SoftmaxCrossEntropy())
    SoftmaxCrossEntropy() keeps its contract (9 clauses)
    """
    return keep(objective_clauses(objective, outputs, targets, rng=rng, expected_failures=expected_failures))


def objective_clauses(
    objective: Objective,
    outputs: npt.ArrayLike | None = None,
    targets: npt.ArrayLike | None = None,
    *,
    rng: Rng = 0,
    expected_failures: ExpectedFailures = None,
) -> tuple[Clause, ...]:
    """The promises of an objective, for ``pytest.mark.parametrize("clause", objective_clauses(MyLoss()), ids=str)``.

    Its gradient is the derivative of its own value, at outputs of size 1 and of size 10; it writes to nothing; it takes
    float32; it judges samples one by one, and stacks as each copy alone; ``column_values`` is so, where it has that
    method.

    Args:
        objective: what is checked.
        outputs: (samples, features) to check it on, random ones by default.
        targets: labels or rows that go with them; random ones of each kind that the objective declares by default.
        rng: for whatever is random.
        expected_failures: names of clauses that are known to be broken, with the reasons. One that is kept is an error.

    >>> import minigrad as mg
    >>> str(objective_clauses(mg.MeanSquaredError())[1])
    'writes to nothing that it is given'
    """
    require_instance("objective", objective, Objective)
    generator = as_generator("rng", rng)
    if outputs is None and targets is not None:
        raise ValueError("`outputs` must be given where `targets` are: these belong to outputs of their own")
    given = generator.normal(size=(SAMPLES, FEATURES)) if outputs is None else as_table("outputs", outputs)
    chosen = (
        _targets_of_each_kind(objective, given.shape, generator) if targets is None else {"the given targets": targets}
    )
    seed = int(generator.integers(2**31))
    trials = {
        name: ObjectiveTrial(objective, given, objective.prepare(value, given.shape), seed)
        for name, value in chosen.items()
    }
    return expecting(_clauses(objective, trials), expected_failures)


def random_targets(objective: Objective, shape: tuple[int, ...], rng: np.random.Generator) -> npt.ArrayLike:
    """Targets of a kind that an objective declares, for outputs of this shape."""
    return next(iter(_targets_of_each_kind(objective, shape, rng).values()))


def _targets_of_each_kind(
    objective: Objective, shape: tuple[int, ...], rng: np.random.Generator
) -> dict[str, npt.ArrayLike]:
    labels, numbers = rng.integers(0, shape[-1], shape[0]), rng.normal(size=shape)
    if objective.target_kind is TargetKind.ROWS:
        return {"rows": numbers}
    if objective.target_kind is TargetKind.ANY:
        return {"labels": labels, "rows": numbers}
    return {"labels": labels, "rows of probabilities": rng.dirichlet(np.ones(shape[-1]), shape[0])}


@final
@dataclass(frozen=True)
class _Each:
    """One promise with each kind of targets."""

    trials: dict[str, ObjectiveTrial]
    attempt: Callable[[ObjectiveTrial], str | None]

    def __call__(self) -> str | None:
        undecided = list[str]()
        for targets, trial in self.trials.items():
            label = "" if len(self.trials) == 1 else f"with {targets}, "
            try:
                found = self.attempt(trial)
            except NotRun as reason:  # targets of another kind may still show a mistake
                undecided.append(f"{label}{reason}")
                continue
            if found is not None:
                return f"{label}{found}"
        if undecided:
            raise NotRun("; ".join(undecided))
        return None


def _clauses(objective: Objective, trials: dict[str, ObjectiveTrial]) -> tuple[Clause, ...]:
    make, promise = Maker(named(objective)), "the gradient is the derivative of the value"
    runs = make(
        "sample_values and sample_gradients return arrays of the right shapes",
        _Each(trials, ObjectiveTrial.results),
        "return (..., samples) and (..., samples, features), for labels and for rows where `target_kind` allows both",
    )
    pure = make(
        "writes to nothing that it is given",
        _Each(trials, ObjectiveTrial.purity),
        "work on new arrays: gap = outputs - targets, not outputs -= targets",
        runs,
    )
    repeats = make(
        "the same call gives the same answer",
        _Each(trials, ObjectiveTrial.repetition),
        "draw nothing and keep nothing",
        runs,
    )
    right = make(
        promise,
        _Each(trials, lambda trial: trial.derivative(1.0)),
        "correct sample_gradients, see the report; it has no factor 1/N",
        pure,
        repeats,
    )
    large = make(
        f"{promise}, at outputs ten times as large",
        _Each(trials, lambda trial: trial.derivative(10.0)),
        "correct both for large outputs; where exp overflows, subtract the largest output first",
        right,
    )
    return runs, pure, repeats, *_more(objective, trials, make, repeats, pure), right, large


def _more(
    objective: Objective, trials: dict[str, ObjectiveTrial], make: Maker, repeats: Clause, pure: Clause
) -> tuple[Clause, ...]:
    single = make(
        "float32 outputs give what float64 outputs give",
        _Each(trials, ObjectiveTrial.single),
        "take limits such as epsilons from the dtype of the outputs: numpy.finfo(outputs.dtype)",
        repeats,
    )
    alone = make(
        "samples are judged one by one",
        _Each(trials, ObjectiveTrial.independence),
        "take sums and means over the last axis only (axis=-1); the mean over samples is taken for you",
        repeats,
    )
    stacks = make(
        "leading axes are stacked results",
        _Each(trials, ObjectiveTrial.stacking),
        "work on the last two axes only: sum(axis=-1), outputs[..., numpy.arange(n), labels]",
        repeats,
        alone,
        pure,
    )
    if not isinstance(objective, RespondsToOneColumn):
        return single, alone, stacks
    return (
        single,
        alone,
        stacks,
        make(
            "`column_values` is what sample_values does",
            _Each(trials, ObjectiveTrial.column_values),
            "correct it, or leave it out: numeric gradients then take longer",
            repeats,
        ),
    )
