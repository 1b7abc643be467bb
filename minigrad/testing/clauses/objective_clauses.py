"""Which clauses the contract of an objective has, with advice for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from minigrad.objectives.base import Objective
from minigrad.objectives.columns import RespondsToOneColumn
from minigrad.objectives.together import ComputesBoth
from minigrad.quantities import named
from minigrad.testing.clauses.objective import ObjectiveTrial
from minigrad.testing.contract import Clause, Maker, NotRun


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
            except NotRun as reason:  # targets of another kind may still reveal a mistake
                undecided.append(f"{label}{reason}")
                continue
            if found is not None:
                return f"{label}{found}"
        if undecided:
            raise NotRun("; ".join(undecided))
        return None


def clauses_of(objective: Objective, trials: dict[str, ObjectiveTrial]) -> tuple[Clause, ...]:
    """The clauses in the order in which they are checked."""
    make, promise = Maker(named(objective)), "the gradient is the derivative of the value"
    runs = make(
        "sample_values and sample_gradients return arrays of the right shapes",
        _Each(trials, ObjectiveTrial.results),
        "return (..., samples) and (..., samples, features), for labels and for rows where `target_kind` allows both",
    )
    text = "work on new arrays: gap = outputs - targets, not outputs -= targets"
    pure = make("writes to nothing that it is given", _Each(trials, ObjectiveTrial.purity), text, runs)
    text = "draw nothing and keep nothing"
    repeats = make("the same call gives the same answer", _Each(trials, ObjectiveTrial.repetition), text, runs)
    text = "correct sample_gradients, see the report; it has no factor 1/N"
    right = make(promise, _Each(trials, lambda trial: trial.derivative(1.0)), text, pure, repeats)
    text = "correct both for large outputs; where exp overflows, subtract the largest output first"
    at_large = _Each(trials, lambda trial: trial.derivative(10.0))
    large = make(f"{promise}, at outputs ten times as large", at_large, text, right)
    return runs, pure, repeats, *_single_samples(objective, trials, make, repeats, pure), right, large


def _single_samples(
    objective: Objective, trials: dict[str, ObjectiveTrial], make: Maker, repeats: Clause, pure: Clause
) -> tuple[Clause, ...]:
    """The clauses on float32, on the independence of samples, and on stacks."""
    text = "take limits such as epsilons from the dtype of the outputs: numpy.finfo(outputs.dtype)"
    single = make("float32 outputs give what float64 outputs give", _Each(trials, ObjectiveTrial.single), text, repeats)
    text = "take sums and means over the last axis only (axis=-1); the mean over samples is taken for you"
    alone = make("samples are judged one by one", _Each(trials, ObjectiveTrial.independence), text, repeats)
    text = "work on the last two axes only: sum(axis=-1), outputs[..., numpy.arange(n), labels]"
    stacks = make(
        "leading axes are stacked results", _Each(trials, ObjectiveTrial.stacking), text, repeats, alone, pure
    )
    clauses = [single, alone, stacks]
    if isinstance(objective, RespondsToOneColumn):
        text = "correct it, or leave it out: numeric gradients then take longer"
        by_column = _Each(trials, ObjectiveTrial.column_values)
        clauses.append(make("`column_values` is what sample_values does", by_column, text, repeats))
    if isinstance(objective, ComputesBoth):
        text = "correct it, or leave it out: training then takes a little longer"
        both = _Each(trials, ObjectiveTrial.together)
        clauses.append(make("`sample_values_and_gradients` is what the two methods do", both, text, repeats))
    return tuple(clauses)
