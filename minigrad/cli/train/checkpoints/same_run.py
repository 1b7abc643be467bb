"""Whether a run that is gone on with has the same data and options as before."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from minigrad.arguments import as_generator
from minigrad.cli.train.checkpoints.found_run import FoundRun
from minigrad.cli.train.recipe import AnyTrainer
from minigrad.cli.train.samples import Parts
from minigrad.cli.usage import UsageError
from minigrad.networks import EmpiricalRisk
from minigrad.quantities import named
from minigrad.training.resuming.data_identity import DataIdentity
from minigrad.training.running.published_run import root_of

_OPTIONS: Final = {
    "network": "--network, --hidden or --data",
    "objective": "--task",
    "optimizer": "--optimizer or --learning-rate",
    "differentiator": "--differentiator",
    "gradient": "--gradient",
}
"""The options that choose the parts of a trainer."""


def require_same_run(found: FoundRun, trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> None:
    """Raise a :class:`UsageError` that names what is not as it was when the run was begun.

    More epochs than before are no difference.
    """
    differences = [*_differences(found, trainer, parts, arguments)]
    if differences:
        raise UsageError(
            f"--resume: {found.path} holds another run: {'; '.join(differences)}. Give the same options and data as "
            "before, or another file to begin anew"
        )
    if arguments.epochs < found.epochs:
        raise UsageError(
            f"--epochs must be at least {found.epochs}, which are done in {found.path}, got {arguments.epochs}"
        )


def _differences(found: FoundRun, trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> Iterator[str]:
    own = {name: named(getattr(trainer, name)) for name in ("network", "objective", "optimizer", "differentiator")}
    for name, now in (own | {"gradient": str(arguments.gradient)}).items():
        before = found.parts.get(name, "nothing")
        if before != now:
            yield f"{_OPTIONS[name]}: {before} before, {now} now"
    if found.identity.batch_size != arguments.batch_size:
        yield f"--batch-size: {found.identity.batch_size} before, {arguments.batch_size} now"
    if found.root != root_of(as_generator("rng", arguments.seed)):
        yield f"--seed: another one before, {arguments.seed} now"
    elif not _same_data(found, trainer, parts):  # which the seed deals out
        yield f"--data: {arguments.data} has other samples now, or is read with other options"


def _same_data(found: FoundRun, trainer: AnyTrainer, parts: Parts) -> bool:
    before, held_out = found.identity.data, found.identity.validation
    pairs = ((before, parts.x_train, parts.t_train), (held_out, parts.x_test, parts.t_test))
    return all(
        known is not None
        and not known.differences(DataIdentity(EmpiricalRisk(trainer.network, trainer.objective, x, t)))
        for known, x, t in pairs
    )
