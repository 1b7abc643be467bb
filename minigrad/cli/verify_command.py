"""``minigrad verify``: run the check of a receipt again, and compare."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.cli.usage import FAILED_VERIFICATION, user_mistakes
from minigrad.plain_data.json_values import JsonObject, loads, to_int, to_ints, to_list, to_object, to_text
from minigrad.quantities import shown
from minigrad.testing.discovery import find, loaded
from minigrad.testing.receipt import SCHEMA, asked_for, verify_receipt

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "verify"


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="run a check again from its receipt",
        description=(
            "Run the check that RECEIPT describes again. Exit code 0: the same outcome; 1: another; 2: wrong usage."
        ),
    )
    parser.add_argument("receipt", metavar="RECEIPT.json", help="written by `minigrad check --receipt`")


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out."""
    with user_mistakes(OSError, ValueError, TypeError):
        receipt = _read(Path(arguments.receipt))
    with ExitStack() as stack:
        with user_mistakes(ImportError, OSError, LookupError):  # its target may be gone
            module = stack.enter_context(loaded(to_text(receipt["target"])))
            pairs, shape = asked_for(receipt)
            items = find(module, pairs=pairs, shape=shape)
        differences = verify_receipt(
            receipt, module, items
        )  # outside: an error in what is checked is no mistake in the receipt
    for difference in differences:
        print(f"DIFFERENT: {difference}")
    print("not the same as in the receipt" if differences else "same verdicts as in the receipt")
    return FAILED_VERIFICATION if differences else 0


def _read(path: Path) -> JsonObject:
    """The receipt in a file, once it is sure that it is one."""
    try:
        receipt = loads(path.read_text(encoding="utf-8"))
        _require_receipt(receipt)
    except (TypeError, ValueError) as error:  # no JSON object, or no text at all
        raise ValueError(f"{path} is not a receipt: {error}; make one with `minigrad check --receipt`") from error
    return receipt


def _require_receipt(receipt: JsonObject) -> None:
    _require(receipt, "", ("schema", "target", "seed", "shape", "source_sha256", "data_sha256", "results"))
    if receipt["schema"] != SCHEMA:
        raise ValueError(f"`schema` must be {SCHEMA}, the only one known here, got {shown(receipt['schema'])}")
    with _names("target"):
        to_text(receipt["target"])
    with _names("seed"):
        to_int(receipt["seed"])
    with _names("shape"):
        if receipt["shape"] is not None:
            to_ints(receipt["shape"])
    with _names("results"):
        results = [to_object(result) for result in to_list(receipt["results"])]
    for number, result in enumerate(results):
        _require(result, f"results[{number}].", ("name", "verdict"))
        with _names(f"results[{number}]"):
            to_text(result["name"]), to_text(result["verdict"])


@contextmanager
def _names(key: str) -> Iterator[None]:
    """A value of another kind is told with the key that it has."""
    try:
        yield
    except TypeError as error:
        raise TypeError(f"`{key}`: {error}") from error


def _require(part: JsonObject, prefix: str, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key not in part:
            raise ValueError(f"`{prefix}{key}` is missing")
