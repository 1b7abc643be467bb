"""The command ``train``: verify the gradient, train, and report the accuracy on held-out data."""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from minigrad.checking import Verdict
from minigrad.cli.pictures import Album, add_plot_option
from minigrad.cli.train.progress import Progress
from minigrad.cli.train.recipe import (
    DIFFERENTIATORS,
    OPTIMIZERS,
    AnyTrainer,
    build_network,
    build_trainer,
    default_epochs,
    default_learning_rate,
)
from minigrad.cli.train.train_data import add_csv_options, read_data, split
from minigrad.cli.train.train_result import Outcome, majority
from minigrad.cli.usage import (
    FAILED_VERIFICATION,
    UsageError,
    natural_int,
    positive_float,
    positive_int,
    user_mistakes,
)
from minigrad.datasets import TrainTestSplit
from minigrad.errors import NonFiniteError, StepLostError
from minigrad.networks import Network
from minigrad.plotting import plot_confusion, plot_gradient_report, plot_history, plot_weights
from minigrad.training import TrainingError

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "train"

VERIFIED_SAMPLES = 32
"""How many training samples the gradient is verified on; a wrong derivative is wrong on few samples, too."""

DEFAULT_HIDDEN = 50

DIGIT = (8, 8)
"""The shape of a handwritten digit in pixels."""


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="verify the gradient, then train a network on real data",
        description="Train a network and report its accuracy on held-out samples. Without options: SimpleNet on iris.",
    )
    parser.add_argument("--data", default="iris", metavar="iris|digits|FILE.csv", help="what to learn (default: iris)")
    parser.add_argument("--network", choices=("simple", "two-layer"), default="simple", help="default: simple")
    parser.add_argument("--hidden", type=positive_int, metavar="N", help="hidden units of two-layer (default: 50)")
    parser.add_argument("--optimizer", choices=OPTIMIZERS, default="adam", help="default: adam")
    parser.add_argument("--learning-rate", type=positive_float, metavar="RATE", help="default: suits the optimizer")
    parser.add_argument("--epochs", type=positive_int, metavar="N", help="default: 200; 30 for 500 samples or more")
    parser.add_argument("--batch-size", type=positive_int, default=32, metavar="N", help="default: 32")
    parser.add_argument("--gradient", choices=("analytic", "numeric"), default="analytic", help="default: analytic")
    parser.add_argument(
        "--differentiator",
        choices=tuple(DIFFERENTIATORS),
        help="takes the numeric gradient, to train and to verify (default: central to train, robust to verify)",
    )
    parser.add_argument("--seed", type=natural_int, default=0, metavar="N", help="default: 0")
    add_plot_option(
        parser, "the gradient report, and after training the history, the weights and the confusion of held-out classes"
    )
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON, and nothing else")
    add_csv_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    start = time.perf_counter()
    _settle(arguments)
    with user_mistakes(ValueError, OSError, MemoryError):
        table = read_data(arguments)
        data, (parts, standardizer) = table.data, split(table, arguments.seed, scaled=arguments.data == "digits")
        network = build_network(arguments.network, data, arguments.hidden, arguments.seed)
    album = Album(arguments.plot) if arguments.plot is not None else None
    trainer = _trainer(arguments, network, data.n_samples)
    report = trainer.verify_gradient(parts.x_train[:VERIFIED_SAMPLES], parts.t_train[:VERIFIED_SAMPLES])
    options = {name: value for name, value in vars(arguments).items() if name not in ("command", "json")}
    outcome = Outcome(arguments.data, arguments.seed, data, trainer.network, str(trainer.optimizer), options, report)
    outcome = replace(outcome, notes=table.notes, standardizer=standardizer)
    if not arguments.json:
        print(outcome.introduction(), flush=True)  # before training, even if stdout is a pipe
    if report.verdict is not Verdict.FAIL:
        with user_mistakes(TrainingError, StepLostError, NonFiniteError):
            _fit(trainer, parts, arguments)
        held_out = trainer.evaluate(parts.x_test, parts.t_test)
        outcome = outcome.trained(trainer.history, held_out, majority(parts), time.perf_counter() - start)
    _tell(outcome, parts, album, as_json=arguments.json)
    return FAILED_VERIFICATION if report.verdict is Verdict.FAIL else 0


def _settle(arguments: argparse.Namespace) -> None:
    """Refuse options without effect, and fill in defaults."""
    if arguments.network == "simple" and arguments.hidden is not None:
        raise UsageError("--hidden needs a hidden layer; add --network two-layer, or leave --hidden out")
    arguments.hidden = arguments.hidden or DEFAULT_HIDDEN


def _trainer(arguments: argparse.Namespace, network: Network, n_samples: int) -> AnyTrainer:
    """The trainer; defaults that depend on other options are filled in in ``arguments``."""
    arguments.learning_rate = arguments.learning_rate or default_learning_rate(arguments.optimizer)
    arguments.epochs = arguments.epochs or default_epochs(n_samples)
    return build_trainer(
        arguments.optimizer,
        arguments.learning_rate,
        network,
        differentiator=arguments.differentiator,
        gradient=arguments.gradient,
        seed=arguments.seed,
    )


def _fit(trainer: AnyTrainer, parts: TrainTestSplit, arguments: argparse.Namespace) -> None:
    with Progress(arguments.epochs, shown=not arguments.json) as progress:
        trainer.fit(
            parts.x_train,
            parts.t_train,
            epochs=arguments.epochs,
            batch_size=arguments.batch_size,
            validation_data=(parts.x_test, parts.t_test),
            callback=progress.update,
        )


def _tell(outcome: Outcome, parts: TrainTestSplit, album: Album | None, *, as_json: bool) -> None:
    """Print the result, then draw it, which may fail on a full disk."""
    if not as_json:
        print(outcome.conclusion(), flush=True)
    if album is not None:
        _draw(album, outcome, parts)
        outcome = replace(outcome, pictures=album.paths)
    if as_json:
        print(outcome.to_json())
    elif outcome.pictures:
        print(*(f"picture    {path}" for path in outcome.pictures), sep="\n")


def _draw(album: Album, outcome: Outcome, parts: TrainTestSplit) -> None:
    """Draw the report and, if a network was trained, its history, weights and confusion matrix."""
    album.add("gradient", plot_gradient_report(outcome.report))
    if outcome.held_out is None:
        return
    album.add("history", plot_history(outcome.history))
    album.add("weights", plot_weights(outcome.network, shape=DIGIT if outcome.source == "digits" else None))
    outputs = outcome.network.predict(parts.x_test)
    album.add("confusion", plot_confusion(outputs, parts.t_test, target_names=outcome.data.target_names))
