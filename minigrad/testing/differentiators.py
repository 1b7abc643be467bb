"""``check_differentiator`` and ``differentiator_clauses``: the contract of a differentiator, as one call or as a test
for each promise."""

from __future__ import annotations

from minigrad.arguments import require_instance, require_positive
from minigrad.differentiators.base import Differentiator
from minigrad.quantities import named
from minigrad.testing.clauses.contract_result import ContractResult, ExpectedFailures, expecting, keep
from minigrad.testing.clauses.differentiator import DifferentiatorTrial
from minigrad.testing.clauses.differentiator_options import Options
from minigrad.testing.contract import Clause, Maker


def check_differentiator(
    differentiator: Differentiator, *, rtol: float = 1e-4, expected_failures: ExpectedFailures = None
) -> ContractResult:
    """Check everything that a :class:`~minigrad.Differentiator` promises: all of :func:`differentiator_clauses`.

    Args:
        differentiator, rtol, expected_failures: as there.

    Returns:
        what was checked, what failed as expected, and what could not be checked, with the reasons: where all error
        bounds are infinite there are none to check, and ``NotImplementedError`` for higher derivatives or for bounds is
        a refusal.

    Raises:
        ContractError: the message lists every broken clause, once for each cause, and what to do.

    >>> import minigrad as mg
    >>> check_differentiator(mg.AdaptiveDifference())
    AdaptiveDifference(max_evaluations=80, rtol=0.0, domain_errors=()) keeps its contract (12 clauses)
    """
    return keep(differentiator_clauses(differentiator, rtol=rtol, expected_failures=expected_failures))


def differentiator_clauses(
    differentiator: Differentiator, *, rtol: float = 1e-4, expected_failures: ExpectedFailures = None
) -> tuple[Clause, ...]:
    """The promises of a differentiator, for
    ``pytest.mark.parametrize("clause", differentiator_clauses(Mine()), ids=str)``.

    First to third derivatives are right, first and second ones also within bounds, which no evaluation crosses; error
    bounds hold; evaluations are counted; x is not changed; and exceptions of fun are raised.

    Args:
        differentiator: what is checked.
        rtol: the allowed error of first derivatives, relative to the largest entry, on functions of scale 1; of higher
            ones 5 %.
        expected_failures: names of clauses that are known to fail, with the reasons; if such a clause holds, that is an
            error.

    >>> import minigrad as mg
    >>> str(differentiator_clauses(mg.CentralDifference())[0])
    'gradients are right'
    """
    require_instance("differentiator", differentiator, Differentiator)
    require_positive("rtol", rtol)
    return expecting(_clauses(DifferentiatorTrial(differentiator, rtol)), expected_failures)


def _clauses(trial: DifferentiatorTrial) -> tuple[Clause, ...]:
    make = Maker(named(trial.differentiator))
    right = make(
        "gradients are right",
        trial.gradients,
        "correct the formula, for derivative=1 without bounds; the arguments are (probe, *, derivative, with_error)",
    )
    repeats = make("the same call gives the same answer", trial.repetition, "draw nothing and keep nothing", right)
    others = _others(trial, make, right)
    second, third = _higher(trial, make, right)
    within = _within_bounds(trial, make, right, second)
    return (right, repeats, others, second, third, *within, *_more(trial, make, right, repeats))


def _others(trial: DifferentiatorTrial, make: Maker, right: Clause) -> Clause:
    return make(
        "derivatives, partial and directional derivatives and Jacobians are right",
        trial.others,
        "use probe.size, probe.geometry and probe.values for the lines that are asked for, however many",
        right,
    )


def _higher(trial: DifferentiatorTrial, make: Maker, right: Clause) -> tuple[Clause, Clause]:
    second = make(
        "second derivatives are right (derivative=2)",
        Options(trial).second,
        (
            "where `derivative` is 2 return second derivatives and bounds on their errors, or raise "
            'NotImplementedError("no second derivatives")'
        ),
        right,
    )
    third = make(
        "third derivatives are right (derivative=3)",
        Options(trial).third,
        "return n-th derivatives where `derivative` is n, or raise NotImplementedError for those that there are not",
        second,
    )
    return second, third


def _within_bounds(trial: DifferentiatorTrial, make: Maker, right: Clause, second: Clause) -> tuple[Clause, Clause]:
    bounds = make(
        "bounds are kept",
        Options(trial).bounds,
        (
            "keep steps between probe.geometry.lower and probe.geometry.upper, and turn one-sided there; or raise "
            "NotImplementedError"
        ),
        right,
    )
    within = make(
        "bounds are kept by second derivatives",
        Options(trial).second_within_bounds,
        "keep steps between probe.geometry.lower and probe.geometry.upper for derivative=2 too",
        second,
        bounds,
    )
    return bounds, within


def _more(trial: DifferentiatorTrial, make: Maker, right: Clause, repeats: Clause) -> tuple[Clause, ...]:
    errors = make(
        "error bounds hold",
        trial.errors,
        "return a bound on the error with with_error=True; infinity where nothing is known, never 0 or NaN",
        repeats,
    )
    return (
        errors,
        make(
            "with_error=False gives right values and no false bounds, and costs no more",
            Options(trial).with_error,
            "return infinite bounds and save evaluations where `with_error` is False; return bounds where it is True",
            errors,
        ),
        make(
            "x is left alone, even by a fun that writes into its argument", trial.purity, "hand fun copies only", right
        ),
        make("evaluations are counted", trial.count, "return probe.evaluations", right),
        make("exceptions of fun go through", trial.exceptions, "catch no exceptions but those that you expect", right),
    )
