"""The command ``train``: verify the gradient, train, and report what was reached on held-out data."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from minigrad.arrays import FloatArray, Rng
from minigrad.checking import Verdict
from minigrad.cli.pictures import Album
from minigrad.cli.train.checkpoints.found_run import FoundRun
from minigrad.cli.train.checkpoints.same_run import require_same_run
from minigrad.cli.train.fitting import fit
from minigrad.cli.train.fold_scores import run_folds
from minigrad.cli.train.gradient_verdict import verified
from minigrad.cli.train.keeping import keep, require_places
from minigrad.cli.train.recipe import (
    AnyTrainer,
    build_network,
    build_trainer,
    default_epochs,
    default_learning_rate,
)
from minigrad.cli.train.samples import Parts, Samples
from minigrad.cli.train.train_data import read_data
from minigrad.cli.train.train_options import DEFAULT_HIDDEN
from minigrad.cli.train.train_options import NAME as NAME
from minigrad.cli.train.train_options import configure as configure
from minigrad.cli.train.train_pictures import draw
from minigrad.cli.train.train_result import HeldOut, Outcome
from minigrad.cli.usage import FAILED_VERIFICATION, UsageError, user_mistakes
from minigrad.datasets import Fold
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.networks import Network
from minigrad.training import TrainingError

NOT_REPORTED = ("command", "json", "words", "resume")
"""Arguments that say nothing of the result."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    start = time.perf_counter()
    _settle(arguments)
    with user_mistakes(ValueError, OSError, MemoryError):
        samples = read_data(arguments)
        folds = _folds(samples, arguments)
        parts = samples.parts(folds[0])
        trainer = _trainer(arguments, samples, arguments.seed)
        found = _taken_up(trainer, parts, arguments)
    album = Album(arguments.plot) if arguments.plot is not None else None
    report = verified(trainer, parts, arguments)
    options = {name: value for name, value in vars(arguments).items() if name not in NOT_REPORTED}
    network, optimizer = trainer.network, str(trainer.optimizer)
    outcome = Outcome(arguments.data, arguments.seed, samples, network, optimizer, options, report)
    if not arguments.json:
        print(outcome.introduction(), flush=True)  # before training, even if stdout is a pipe
        if found is not None:
            batches = -(-len(parts.x_train) // arguments.batch_size)
            print(f"resumed    {found.path}: {found.progress(arguments.epochs, batches)}", flush=True)
    if report.verdict is not Verdict.FAIL:
        with user_mistakes(TrainingError, StepLostError, NonFiniteError, OSError):
            outcome = (
                _cross_validated(outcome, folds, arguments)
                if arguments.folds
                else _trained(outcome, trainer, parts, arguments)
            )
        outcome = replace(outcome, seconds=time.perf_counter() - start)
    _tell(outcome, parts, album, arguments)
    return FAILED_VERIFICATION if report.verdict is Verdict.FAIL else 0


def _settle(arguments: argparse.Namespace) -> None:
    """Refuse options without effect, and fill in defaults."""
    if arguments.network == "simple" and arguments.hidden is not None:
        raise UsageError("--hidden needs a hidden layer; add --network two-layer, or leave --hidden out")
    arguments.hidden = arguments.hidden or DEFAULT_HIDDEN
    require_places(arguments)


def _folds(samples: Samples, arguments: argparse.Namespace) -> tuple[Fold, ...]:
    """The folds of a cross-validation, or the one that is trained on without it."""
    if arguments.folds is None:
        return (samples.held_out(arguments.seed),)
    if arguments.folds > len(samples.x):
        raise UsageError(f"--folds must be at most the number of samples, {len(samples.x)}, got {arguments.folds}")
    return samples.task.folds(samples.t, arguments.folds, arguments.seed)


def _trainer(arguments: argparse.Namespace, samples: Samples, rng: Rng) -> AnyTrainer:
    """A new network and its trainer; defaults that depend on other options are filled in in ``arguments``."""
    arguments.learning_rate = arguments.learning_rate or default_learning_rate(arguments.optimizer)
    arguments.epochs = arguments.epochs or default_epochs(len(samples.x))
    sizes = samples.x.shape[1], samples.task.n_outputs, arguments.hidden
    network = build_network(arguments.network, *sizes, rng=rng, dtype=samples.dtype)
    return _made(arguments, samples, network, rng)


def _made(
    arguments: argparse.Namespace, samples: Samples, network: Network, rng: Rng, resume: str | None = None
) -> AnyTrainer:
    return build_trainer(
        arguments.optimizer,
        arguments.learning_rate,
        network,
        samples.task.objective,
        differentiator=arguments.differentiator,
        gradient=arguments.gradient,
        rng=rng,
        resume=resume,
    )


def _taken_up(trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> FoundRun | None:
    """The run that goes on, if it is this trainer's."""
    if not arguments.resume:
        return None
    found = FoundRun.read(Path(arguments.checkpoint))
    require_same_run(found, trainer, parts, arguments)
    return found


def _trained(outcome: Outcome, trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> Outcome:
    if arguments.resume:
        with user_mistakes(ValueError):
            trainer = _made(arguments, outcome.samples, trainer.network, arguments.seed, resume=arguments.checkpoint)
    fit(trainer, parts, arguments, shown=not arguments.json)
    loss = trainer.evaluate(parts.x_test, parts.t_test).loss
    held_out = HeldOut(loss, parts.score(outcome.samples.task, trainer.predict(parts.x_test)))
    return replace(outcome, scales=parts.scales, history=trainer.history, held_out=held_out)


def _cross_validated(outcome: Outcome, folds: tuple[Fold, ...], arguments: argparse.Namespace) -> Outcome:
    """Each fold has a network of its own, drawn by the seed and the number of the fold."""

    def train(number: int, parts: Parts) -> FloatArray:
        trainer = _trainer(arguments, outcome.samples, (arguments.seed, number))
        fit(trainer, parts, arguments, shown=False)
        return trainer.predict(parts.x_test)

    def tell(line: str) -> None:
        if not arguments.json:
            print(line, flush=True)

    return replace(outcome, folds=run_folds(outcome.samples, folds, train, tell))


def _tell(outcome: Outcome, parts: Parts, album: Album | None, arguments: argparse.Namespace) -> None:
    """Print the result, then keep and draw it, which may fail on a full disk."""
    as_json: bool = arguments.json
    if not as_json:
        print(outcome.conclusion(), flush=True)
    if arguments.save is not None and outcome.held_out is not None:
        keep(outcome, arguments.save, arguments.target or "")
        if not as_json:
            print(f"model      {arguments.save}", flush=True)
    if album is not None:
        draw(album, outcome, parts)
        outcome = replace(outcome, pictures=album.paths)
    if as_json:
        print(outcome.to_json())
    elif outcome.pictures:
        print(*(f"picture    {path}" for path in outcome.pictures), sep="\n")
