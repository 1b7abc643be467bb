"""The data of ``minigrad train``: the options of a CSV file, reading it, and dividing it into two parts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from minigrad.arrays import FloatArray
from minigrad.cli.usage import UsageError, delimiter
from minigrad.datasets import Standardizer, TrainTestSplit, load_digits, load_iris, train_test_split
from minigrad.datasets.csv import CsvOptions, Table, fill_with_mean, read_table
from minigrad.datasets.csv.csv_options import MISSING_CHOICES

CSV_OPTIONS: Final = ("target", "delimiter", "decimal", "header", "drop", "missing")
"""Names in the parsed arguments; None where an option was not given."""

_OPTION_OF: Final = {"header": "--no-header"}


class Parts(NamedTuple):
    """The training part and the held-out part, and the standardizer of their features, if there is one."""

    split: TrainTestSplit
    standardizer: Standardizer | None


def add_csv_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``load_csv``."""
    csv = parser.add_argument_group("a CSV file")
    csv.add_argument("--target", metavar="COLUMN", help="the label column")
    first = "the first line is data; columns are 1, 2, ..."
    csv.add_argument("--no-header", dest="header", action="store_false", default=None, help=first)
    csv.add_argument("--delimiter", type=delimiter, metavar="CHARACTER", help="between cells, or tab (default: ,)")
    csv.add_argument("--decimal", choices=(".", ","), metavar="MARK", help="the decimal mark, . or , (default: .)")
    csv.add_argument("--drop", action="append", metavar="COLUMN", help="leave this column out; may be repeated")
    cells = "cells without a value: drop their lines, or put the training part's mean there (default: error)"
    csv.add_argument("--missing", choices=MISSING_CHOICES, help=cells)


def read_data(arguments: argparse.Namespace) -> Table:
    """The data set that ``--data`` names, or the table in the file of this name."""
    given = {name: getattr(arguments, name) for name in CSV_OPTIONS if getattr(arguments, name) is not None}
    if arguments.data in ("iris", "digits"):
        if given:
            option = next(iter(given))
            raise UsageError(
                f"{_OPTION_OF.get(option, '--' + option)} goes with a CSV file; {arguments.data} is built in"
            )
        return Table(load_iris() if arguments.data == "iris" else load_digits())
    if not arguments.data or ("target" not in given and not Path(arguments.data).exists()):
        raise UsageError(
            f"--data {arguments.data or repr('')}: there is no such file; --data takes iris, digits or the name of "
            "a CSV file"
        )
    if "target" not in given:
        raise UsageError(f"--data {arguments.data} is taken for a CSV file; name its label column with --target")
    return read_table(arguments.data, CsvOptions(**given))


def split(table: Table, seed: int, *, scaled: bool) -> Parts:
    """Four fifths to train on and one fifth held out; standardised by the training part unless already ``scaled``.

    Missing cells are filled with the mean of the training part only.
    """
    data = table.data
    if min(data.class_counts) < 2:
        lonely = data.target_names[data.class_counts.index(min(data.class_counts))]
        raise UsageError(
            f'class "{lonely}" has a single sample; each class needs two, one to train on and one to hold out'
            " (for prices and other quantities there is no command: use MeanSquaredError in Python)"
        )
    rows = train_test_split(np.arange(data.n_samples), data.t, rng=seed)
    train, test = rows.x_train.astype(np.int64), rows.x_test.astype(np.int64)
    x = data.x if table.missing is None else fill_with_mean(data.x, table.missing, train, data.feature_names)
    x_train, x_test = x[train], x[test]
    if scaled:
        return Parts(rows._replace(x_train=x_train, x_test=x_test), None)
    standardizer = Standardizer.fit(x_train, data.feature_names)
    standardized: tuple[FloatArray, ...] = tuple(map(standardizer.transform, (x_train, x_test)))
    return Parts(rows._replace(x_train=standardized[0], x_test=standardized[1]), standardizer)
