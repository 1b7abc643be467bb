"""``check_objective`` and ``objective_clauses``: the contract of an objective, as one call or as a test for each
promise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_generator, require_instance
from minigrad.arrays import Rng
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import TargetKind
from minigrad.testing.clauses.comparing import as_table
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.contract_settings import CONTRACT
from minigrad.testing.clauses.objective import ObjectiveTrial
from minigrad.testing.clauses.objective_clauses import clauses_of
from minigrad.testing.contract import Clause


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
    SoftmaxCrossEntropy(label_smoothing=0.0, class_weights=None) keeps its contract (10 clauses)
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

    Its gradient is the derivative of its value, at outputs of size 1 and of size 10; it writes to no argument; it
    accepts float32; it treats samples independently, and stacks as each copy alone; and ``column_values`` and
    ``sample_values_and_gradients``, if it has them, are right.

    Args:
        objective: what is checked.
        outputs: (samples, features) to check it on, random ones by default.
        targets: labels or rows for these outputs; by default random ones of each kind that the objective declares.
        rng: draws outputs and targets.
        expected_failures: names of clauses that are known to fail, with the reasons; if such a clause holds, that is an
            error.

    >>> import minigrad as mg
    >>> str(objective_clauses(mg.MeanSquaredError())[1])
    'writes to nothing that it is given'
    """
    require_instance("objective", objective, Objective)
    generator = as_generator("rng", rng)
    if outputs is None and targets is not None:
        raise ValueError("`outputs` must be given where `targets` are: these belong to outputs of their own")
    given = (
        generator.normal(size=(CONTRACT.objective_samples, CONTRACT.features))
        if outputs is None
        else as_table("outputs", outputs)
    )
    chosen = (
        _targets_of_each_kind(objective, given.shape, generator) if targets is None else {"the given targets": targets}
    )
    seed = int(generator.integers(2**31))
    trials = {
        name: ObjectiveTrial(objective, given, objective.prepare(value, given.shape), seed)
        for name, value in chosen.items()
    }
    return expecting(clauses_of(objective, trials), expected_failures)


def random_targets(objective: Objective, shape: tuple[int, ...], rng: np.random.Generator) -> npt.ArrayLike:
    """Targets of a kind that an objective declares, for outputs of this shape."""
    return next(iter(_targets_of_each_kind(objective, shape, rng).values()))


def _targets_of_each_kind(
    objective: Objective, shape: tuple[int, ...], rng: np.random.Generator
) -> dict[str, npt.ArrayLike]:
    labels, numbers = rng.integers(0, shape[-1], shape[0]), rng.normal(size=shape)
    if objective.target_kind is TargetKind.ROWS:
        return {"rows": numbers}
    if objective.target_kind is TargetKind.BINARY:
        return {"rows of numbers from 0 to 1": rng.uniform(size=shape)}
    if objective.target_kind is TargetKind.ANY:
        return {"labels": labels, "rows": numbers}
    return {"labels": labels, "rows of probabilities": rng.dirichlet(np.ones(shape[-1]), shape[0])}
