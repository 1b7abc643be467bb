"""``check_optimizer`` and ``optimizer_clauses``: the contract of an optimizer, as one call or as a test for each
promise."""

from __future__ import annotations

import numpy.typing as npt

from minigrad.arguments import require_count
from minigrad.arrays import as_float_array
from minigrad.optimizers.method import Method, State
from minigrad.optimizers.optimizer_step import require_method
from minigrad.quantities import named
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.optimizer import OptimizerTrial
from minigrad.testing.contract import Clause, Maker


def check_optimizer(
    optimizer: Method[State],
    *,
    steps: int = 200,
    theta: npt.ArrayLike | None = None,
    expected_failures: ExpectedFailures = None,
) -> ContractResult:
    """Check everything that an :class:`~minigrad.Optimizer` promises: all of :func:`optimizer_clauses`.

    Args:
        optimizer, steps, theta, expected_failures: as there.

    Returns:
        what was checked, and what failed as expected, with the reasons.

    Raises:
        ContractError: the message lists every broken clause, once for each cause, and what to do.

    >>> import minigrad as mg
    >>> check_optimizer(mg.GradientDescent())
    GradientDescent(learning_rate=0.01) keeps its contract (8 clauses)
    """
    return keep(optimizer_clauses(optimizer, steps=steps, theta=theta, expected_failures=expected_failures))


def optimizer_clauses(
    optimizer: Method[State],
    *,
    steps: int = 200,
    theta: npt.ArrayLike | None = None,
    expected_failures: ExpectedFailures = None,
) -> tuple[Clause, ...]:
    """The promises of an optimizer, for ``pytest.mark.parametrize("clause", optimizer_clauses(MyRule()), ids=str)``.

    It writes to no argument; the same arguments give the same result; theta and each array of the state keep shape and
    dtype; states hold only arrays and numbers, and a run can be resumed from copies of them; a gradient of another
    shape is refused; and it descends.

    Args:
        optimizer: what is checked: an Optimizer, or a Method.
        steps: the number of steps within which the value of a small quadratic must fall.
        theta: where the steps begin, for an optimizer whose vectors have one length, as a network's layout gives it; by
            default three numbers, and also one.
        expected_failures: names of clauses that are known to fail, with the reasons; if such a clause holds, that is an
            error.

    >>> import minigrad as mg
    >>> str(optimizer_clauses(mg.Adam())[-1])
    'the value of a quadratic falls within 200 steps'
    """
    require_method("optimizer", optimizer)
    require_count("steps", steps)
    start = None if theta is None else as_float_array("theta", theta).reshape(-1)
    return expecting(_clauses(OptimizerTrial(optimizer, steps, start)), expected_failures)


def _clauses(trial: OptimizerTrial[State]) -> tuple[Clause, ...]:
    make = Maker(named(trial.optimizer))
    runs = make(
        "init returns a state, step the next theta and the next state",
        trial.results,
        "return a NamedTuple of arrays and numbers from init (NoState() for nothing), and (theta, state) from step",
    )
    pure = make(
        "writes to nothing that it is given",
        trial.purity,
        "work on new arrays: theta = theta - step, not theta -= step",
        runs,
    )
    shapes = make(
        "theta keeps its shape and dtype",
        trial.shapes,
        (
            "give each array of the state the shape and dtype of theta (numpy.zeros_like(theta)), and take "
            "matched(gradient, theta)"
        ),
        runs,
    )
    repeats = make(
        "the same arguments give the same result",
        trial.repetition,
        "draw nothing, and remember in the state only",
        pure,
    )
    return (runs, pure, shapes, repeats, *_more(trial, make, pure, shapes, repeats))


def _more(
    trial: OptimizerTrial[State], make: Maker, pure: Clause, shapes: Clause, repeats: Clause
) -> tuple[Clause, ...]:
    return (
        make(
            "each array of the state keeps its shape and dtype",
            trial.states,
            "give it its final shape in init: numpy.zeros_like(theta), not a number that broadcasts",
            shapes,
        ),
        make(
            "a state is made of arrays and numbers, and a copy of it is as good",
            trial.resumption,
            "keep all that is remembered in the state, as arrays, numbers and states of other optimizers",
            repeats,
        ),
        make(
            "a gradient of another shape is refused",
            trial.refusal,
            "call matched(gradient, theta) of minigrad.optimizers, which raises the ValueError",
            shapes,
        ),
        make(
            f"the value of a quadratic falls within {trial.steps} steps",
            trial.descent,
            "check the sign of the step; or pass more `steps`, or an instance with another learning rate",
            pure,
            shapes,
        ),
    )
