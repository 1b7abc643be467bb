"""``minigrad verify``: run the check of a receipt again, and compare."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.checking import plain
from minigrad.cli.usage import FAILED_VERIFICATION, user_mistakes
from minigrad.testing.receipt import verify_receipt

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "verify"


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="run a check again from its receipt",
        description="Run the check that RECEIPT describes again. Exit code 0: the same outcome; 1: another; 2: wrong usage.",
    )
    parser.add_argument("receipt", metavar="RECEIPT.json", help="written by `minigrad check --receipt`")


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out."""
    with user_mistakes(OSError, ValueError, KeyError, TypeError, ImportError, LookupError):
        receipt = plain.loads(Path(arguments.receipt).read_text(encoding="utf-8"))
        differences = verify_receipt(receipt)
    for difference in differences:
        print(f"DIFFERENT: {difference}")
    print("not the same as in the receipt" if differences else "same verdicts as in the receipt")
    return FAILED_VERIFICATION if differences else 0
