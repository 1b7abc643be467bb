"""The command ``predict``: read a model and samples, print what it predicts for each."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.cli.predict.predictions import predictions_as_csv
from minigrad.cli.usage import UsageError, delimiter, file_name, require_other_file, user_mistakes
from minigrad.files import write_atomically
from minigrad.models import Model
from minigrad.models.feature_table import FeatureTable, read_features

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "predict"


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="apply a trained network to new samples",
        description="Predict a class, with the probability of each, or a number for every line of a CSV file, with a "
        "model that `minigrad train --save` or Model.save wrote. Columns are found by the names of the model's "
        "features; others are passed over. The result is CSV, one line for each sample, in their order.",
    )
    parser.add_argument("--model", type=file_name, required=True, metavar="FILE", help="the model")
    parser.add_argument("--data", type=file_name, required=True, metavar="FILE.csv", help="the samples")
    parser.add_argument("--out", type=file_name, metavar="FILE", help="write the result here (default: to stdout)")
    parser.add_argument(
        "--no-header",
        dest="header",
        action="store_false",
        help="the first line is data; the columns are the model's features",
    )
    parser.add_argument(
        "--delimiter", type=delimiter, default=",", metavar="CHARACTER", help="between cells, or tab (default: ,)"
    )
    parser.add_argument(
        "--decimal", choices=(".", ","), default=".", metavar="MARK", help="the decimal mark, . or , (default: .)"
    )
    parser.add_argument(
        "--missing",
        choices=("error", "mean"),
        default="error",
        help="cells without a value: put the mean of the training part there (default: error)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    if arguments.out is not None:
        require_other_file("--out", arguments.out, data=arguments.data, model=arguments.model)
    with user_mistakes(ValueError, OSError, MemoryError):
        model = Model.load(arguments.model)
        table = _read(model, arguments)
        result = predictions_as_csv(model, table.x)
    for note in table.notes:
        print(f"minigrad predict: {arguments.data}: {note}", file=sys.stderr)
    if arguments.out is None:
        print(result, end="")
    else:
        with user_mistakes(OSError):
            write_atomically(Path(arguments.out), result)
    return 0


def _read(model: Model, arguments: argparse.Namespace) -> FeatureTable:
    standardizer = model.standardizer
    if arguments.missing == "mean" and standardizer is None:
        raise UsageError("--missing mean needs a model that knows the means of its features; this one has none")
    if not model.feature_names:
        raise UsageError(
            f"--model {arguments.model}: the model has no names of features to find columns by; save it from "
            "Model(..., feature_names=...)"
        )
    return read_features(
        arguments.data,
        model.feature_names,
        header=arguments.header,
        delimiter=arguments.delimiter,
        decimal=arguments.decimal,
        fill=standardizer.mean if arguments.missing == "mean" and standardizer is not None else None,
    )
