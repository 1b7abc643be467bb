"""The backup of a fit: what is written while it runs, and read where a script that was killed is started again."""

from __future__ import annotations

from minigrad.optimizers.base import State
from minigrad.training.running.fit_plan import FitPlan
from minigrad.training.running.run_state import RunState


def require_same_fit(plan: FitPlan, run: RunState[State], own: RunState[State]) -> None:
    """Raise a ``ValueError`` unless ``run``, from the backup of a plan, is that of a fit with the same arguments.

    Args:
        plan: what was asked for now.
        run: what the file holds.
        own: the run of the trainer, before it goes on with ``run``.
    """
    path = plan.options.backup
    if run.fit is None:
        raise ValueError(
            f"`backup`: {path} holds a trainer that was not within a fit; take another file, or go on from it "
            "with Trainer.resume"
        )
    differences = [*run.fit.identity.differences(plan.identity)]
    if run.fit.taken_up(plan.options.callbacks) is None:
        differences.append("`callbacks` are others")
    if run.rng["bit_generator"] != own.rng["bit_generator"]:
        differences.append(f"`rng` was a {run.rng['bit_generator']} and is a {own.rng['bit_generator']}")
    if differences:
        raise ValueError(
            f"`backup`: {path} is of another fit: {', '.join(differences)}; pass the same again, or remove the "
            "file to begin anew"
        )
