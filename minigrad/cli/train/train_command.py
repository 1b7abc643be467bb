"""The command ``train``: verify the gradient, train, and report what was reached on held-out data."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace

import numpy as np

from minigrad.arrays import FloatArray, Rng
from minigrad.checking import GradientReport, Verdict, check_gradient
from minigrad.cli.pictures import Album
from minigrad.cli.train.checkpoints import require_checkpoint, resumable
from minigrad.cli.train.fold_scores import run_folds
from minigrad.cli.train.keeping import keep, require_place
from minigrad.cli.train.progress import Progress
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
from minigrad.networks import EmpiricalRisk
from minigrad.training import TrainingError

VERIFIED_SAMPLES = 32
"""How many training samples the gradient is verified on; a wrong derivative is wrong on few samples, too."""

VERIFIED_ENTRIES = 10_000
"""The largest number of parameters whose derivatives are verified one by one, unless numeric gradients are asked for:
about ten seconds. For 40,000 it takes minutes, and along random directions two seconds."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    start = time.perf_counter()
    _settle(arguments)
    with user_mistakes(ValueError, OSError, MemoryError):
        samples = read_data(arguments)
        folds = _folds(samples, arguments)
        parts = samples.parts(folds[0])
        trainer = _trainer(arguments, samples, arguments.seed)
    album = Album(arguments.plot) if arguments.plot is not None else None
    report = _verified(trainer, parts, arguments)
    options = {name: value for name, value in vars(arguments).items() if name not in ("command", "json")}
    network, optimizer = trainer.network, str(trainer.optimizer)
    outcome = Outcome(arguments.data, arguments.seed, samples, network, optimizer, options, report)
    if not arguments.json:
        print(outcome.introduction(), flush=True)  # before training, even if stdout is a pipe
    if report.verdict is not Verdict.FAIL:
        with user_mistakes(TrainingError, StepLostError, NonFiniteError):
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
    require_place(arguments)
    require_checkpoint(arguments)


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
    return build_trainer(
        arguments.optimizer,
        arguments.learning_rate,
        build_network(arguments.network, *sizes, rng=rng, dtype=samples.dtype),
        samples.task.objective,
        differentiator=arguments.differentiator,
        gradient=arguments.gradient,
        rng=rng,
    )


def _verified(trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> GradientReport:
    """The verdict on the gradient: entry by entry, or along random directions where that would take minutes."""
    x, t = parts.x_train[:VERIFIED_SAMPLES], parts.t_train[:VERIFIED_SAMPLES]
    network = trainer.network
    chosen = arguments.differentiator is not None or arguments.gradient == "numeric"
    if chosen or network.layout.size <= VERIFIED_ENTRIES:
        return trainer.verify_gradient(x, t)
    risk, theta = EmpiricalRisk(network, trainer.objective, x, t), network.theta.astype(np.float64)
    return check_gradient(risk, risk.gradient, theta, names=network.layout, mode="screen", rng=arguments.seed)


def _trained(outcome: Outcome, trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> Outcome:
    _fit(trainer, parts, arguments, shown=not arguments.json)
    loss = trainer.evaluate(parts.x_test, parts.t_test).loss
    held_out = HeldOut(loss, parts.score(outcome.samples.task, trainer.predict(parts.x_test)))
    return replace(outcome, scales=parts.scales, history=trainer.history, held_out=held_out)


def _cross_validated(outcome: Outcome, folds: tuple[Fold, ...], arguments: argparse.Namespace) -> Outcome:
    """Each fold has a network of its own, drawn by the seed and the number of the fold."""

    def train(number: int, parts: Parts) -> FloatArray:
        trainer = _trainer(arguments, outcome.samples, (arguments.seed, number))
        _fit(trainer, parts, arguments, shown=False)
        return trainer.predict(parts.x_test)

    def tell(line: str) -> None:
        if not arguments.json:
            print(line, flush=True)

    return replace(outcome, folds=run_folds(outcome.samples, folds, train, tell))


def _fit(trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace, *, shown: bool) -> None:
    with resumable(arguments.checkpoint), Progress(arguments.epochs, shown=shown) as progress:
        trainer.fit(
            parts.x_train,
            parts.t_train,
            epochs=arguments.epochs,
            batch_size=arguments.batch_size,
            validation_data=(parts.x_test, parts.t_test),
            callback=progress.update,
            backup=arguments.checkpoint,
        )


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
