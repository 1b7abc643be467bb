"""A length that fulfils the strong Wolfe conditions."""

from __future__ import annotations

from minigrad.optimizers.lbfgs.interpolation import between, beyond
from minigrad.optimizers.lbfgs.lbfgs_settings import SETTINGS
from minigrad.optimizers.lbfgs.line import Line, Trial


def wolfe_search(line: Line, first: float) -> Trial | None:
    """A point that is lower than the start of the line, where the slope is flatter; None if none is found.

    Lengths grow from ``first`` until one is too long, then the interval shrinks. Where the trials run out, the best
    point that is lower will do.

    Source: Nocedal and Wright (2006), Numerical Optimization, Algorithm 3.5.
    """
    before, length = line.start, first
    for left in range(SETTINGS.trials, 0, -1):
        trial = line.at(length)
        if not trial.finite or not line.low_enough(trial) or (trial.value >= before.value and before.length > 0.0):
            return _zoom(line, before, trial, left - 1)
        if line.flat_enough(trial):
            return trial
        if trial.slope >= 0.0:
            return _zoom(line, trial, before, left - 1)
        before, length = trial, beyond(before, trial, SETTINGS.least_growth, SETTINGS.most_growth)
    return _lower(line, before)


def _zoom(line: Line, low: Trial, high: Trial, trials: int) -> Trial | None:
    """A length between two others, of which ``low`` is low enough and slopes towards ``high``.

    Source: Nocedal and Wright (2006), Numerical Optimization, Algorithm 3.6.
    """
    for _ in range(trials):
        trial = line.at(between(low, high, SETTINGS.margin))
        if not trial.finite or not line.low_enough(trial) or trial.value > low.value:
            high = trial
            continue
        if line.flat_enough(trial):
            return trial
        if trial.slope * (high.length - low.length) >= 0.0:
            high = low
        low = trial
    return _lower(line, low)


def _lower(line: Line, trial: Trial) -> Trial | None:
    return trial if trial.value < line.start.value else None
