"""The options of ``minigrad train``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from minigrad.cli.pictures import add_plot_option
from minigrad.cli.train.recipe import DIFFERENTIATORS, OPTIMIZERS
from minigrad.cli.usage import at_least_two, delimiter, file_name, natural_int, positive_float, positive_int
from minigrad.datasets.csv.csv_options import MISSING_CHOICES

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "train"

DEFAULT_HIDDEN = 50


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="verify the gradient, then train a network on real data",
        description="Train a network, and report what it reaches on held-out samples. Default: SimpleNet on iris.",
    )
    parser.add_argument(
        "--data", default="iris", metavar="iris|digits|mnist|FILE.csv", help="what to learn (default: iris)"
    )
    parser.add_argument("--data-dir", type=file_name, metavar="DIR", help="the folder with the four files of mnist")
    _add_training_options(parser)
    add_plot_option(
        parser, "the gradient report, and after training the history, the weights and the confusion of held-out classes"
    )
    _add_keeping_options(parser)
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON, and nothing else")
    _add_csv_options(parser)


def _add_training_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of what is trained, and how."""
    parser.add_argument("--network", choices=("simple", "two-layer"), default="simple", help="default: simple")
    parser.add_argument("--hidden", type=positive_int, metavar="N", help="hidden units of two-layer (default: 50)")
    parser.add_argument("--optimizer", choices=OPTIMIZERS, default="adam", help="default: adam")
    parser.add_argument("--learning-rate", type=positive_float, metavar="RATE", help="default: suits the optimizer")
    parser.add_argument(
        "--epochs", type=positive_int, metavar="N", help="default: 200; 40 for 500 samples or more, 10 for 10,000"
    )
    parser.add_argument("--batch-size", type=positive_int, default=32, metavar="N", help="default: 32")
    parser.add_argument("--gradient", choices=("analytic", "numeric"), default="analytic", help="default: analytic")
    parser.add_argument(
        "--differentiator",
        choices=tuple(DIFFERENTIATORS),
        help="takes the numeric gradient, to train and to verify (default: central to train, robust to verify)",
    )
    parser.add_argument(
        "--folds", type=at_least_two, metavar="K", help="cross-validation: train K times, each time with a Kth held out"
    )
    parser.add_argument("--seed", type=natural_int, default=0, metavar="N", help="default: 0")


def _add_keeping_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of files with the network, and with the run."""
    parser.add_argument("--save", type=file_name, metavar="FILE", help="keep the trained network for minigrad predict")
    parser.add_argument(
        "--checkpoint",
        type=file_name,
        metavar="FILE",
        help="keep the run in this new file while it is trained, also when it is interrupted (Ctrl-C)",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with the run in the file of --checkpoint, with the same data and options, to the same result; more "
        "--epochs go on with one that is finished",
    )


def _add_csv_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of reading a table."""
    csv = parser.add_argument_group("a CSV file")
    csv.add_argument("--target", metavar="COLUMN", help="the column to be predicted: classes or numbers")
    kinds = "what the target is (default: recognised, and said)"
    csv.add_argument("--task", choices=("classification", "regression"), help=kinds)
    first = "the first line is data; columns are 1, 2, ..."
    csv.add_argument("--no-header", dest="header", action="store_false", default=None, help=first)
    csv.add_argument("--delimiter", type=delimiter, metavar="CHARACTER", help="between cells, or tab (default: ,)")
    csv.add_argument("--decimal", choices=(".", ","), metavar="MARK", help="the decimal mark, . or , (default: .)")
    csv.add_argument("--drop", action="append", metavar="COLUMN", help="leave this column out; may be repeated")
    cells = "cells without a value: drop their lines, or put the training part's mean there (default: error)"
    csv.add_argument("--missing", choices=MISSING_CHOICES, help=cells)
