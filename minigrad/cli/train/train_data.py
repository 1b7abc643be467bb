"""The data of ``minigrad train``: reading what ``--data`` names."""

from __future__ import annotations

import argparse
from math import isqrt
from pathlib import Path
from typing import Final

import numpy as np

from minigrad.cli.train.classification import Classification
from minigrad.cli.train.regression import Regression
from minigrad.cli.train.samples import Samples
from minigrad.cli.usage import UsageError
from minigrad.datasets import load_digits, load_iris, load_mnist
from minigrad.datasets.csv import CsvOptions, QuantityTable, Table, read_either
from minigrad.datasets.csv.cells import whole

CSV_OPTIONS: Final = ("target", "task", "delimiter", "decimal", "header", "drop", "missing")
"""Names in the parsed arguments; None where an option was not given."""

_OPTION_OF: Final = {"header": "--no-header"}


def read_data(arguments: argparse.Namespace) -> Samples:
    """The samples that ``--data`` names, or those in the file of this name."""
    given = {name: getattr(arguments, name) for name in CSV_OPTIONS if getattr(arguments, name) is not None}
    if arguments.data != "mnist" and arguments.data_dir is not None:
        raise UsageError("--data-dir goes with --data mnist, whose files it names the folder of")
    if arguments.data in ("iris", "digits", "mnist"):
        if given:
            option = next(iter(given))
            where = "is not a table" if arguments.data == "mnist" else "is built in"
            raise UsageError(f"{_OPTION_OF.get(option, '--' + option)} goes with a CSV file; {arguments.data} {where}")
        return _mnist(arguments.data_dir) if arguments.data == "mnist" else _built_in(arguments.data)
    if not arguments.data or ("target" not in given and not Path(arguments.data).exists()):
        raise UsageError(
            f"--data {arguments.data or repr('')}: there is no such file; --data takes iris, digits, mnist or the name "
            "of a CSV file"
        )
    if "target" not in given:
        raise UsageError(f"--data {arguments.data} is taken for a CSV file; name its target column with --target")
    task = given.pop("task", None)
    table = read_either(arguments.data, CsvOptions(**given), task)
    return _quantity(table) if isinstance(table, QuantityTable) else _classes(table, arguments.target, task)


def _built_in(name: str) -> Samples:
    data = load_iris() if name == "iris" else load_digits()
    digits = name == "digits"
    image = (8, 8) if digits else None
    return Samples(data.x, data.t, data.feature_names, Classification(data.target_names), scaled=digits, image=image)


def _mnist(folder: str | None) -> Samples:
    if folder is None:
        raise UsageError(
            "--data mnist needs --data-dir DIR, the folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, "
            "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, with or without .gz (Fashion-MNIST has the same names)"
        )
    parts = load_mnist(folder)
    x, t = np.concatenate(parts[:2]), np.concatenate(parts[2:])
    side = isqrt(x.shape[1])
    return Samples(
        x,
        t,
        tuple(f"pixel {number}" for number in range(x.shape[1])),
        Classification(tuple("0123456789")),
        scaled=True,
        n_held_out=len(parts.x_test),
        image=(side, side) if side * side == x.shape[1] else None,
    )


def _classes(table: Table, target: str, task: str | None) -> Samples:
    """The samples of a table; classes whose names are numbers may be meant as a quantity, so that is said."""
    data, names = table.data, table.data.target_names
    recognised = ""
    if task is None and len(names) > 2 and all(whole(name, float) is not None for name in names):
        recognised = (
            f'column "{target}" holds {len(names)} different whole numbers, taken for classes (--task regression takes '
            "them for a quantity)"
        )
    return Samples(
        data.x, data.t, data.feature_names, Classification(names), table.notes, table.missing, recognised=recognised
    )


def _quantity(table: QuantityTable) -> Samples:
    data = table.data
    recognised = ""
    if table.reason:
        recognised = (
            f'column "{data.target_name}" {table.reason}, so it is taken for a quantity (--task classification takes '
            "each number for a class)"
        )
    task = Regression(data.target_name)
    return Samples(data.x, data.t, data.feature_names, task, table.notes, table.missing, recognised=recognised)
