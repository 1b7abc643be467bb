"""``minigrad check``: verify the gradients, layers, objectives and optimizers in a file or module."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.arrays import Shape
from minigrad.checking.verdict import Verdict
from minigrad.cli.usage import FAILED_VERIFICATION, natural_int, user_mistakes
from minigrad.json_values import dumps
from minigrad.testing.audit import Finished, audit
from minigrad.testing.discovery import find, load
from minigrad.testing.receipt import write_receipt
from minigrad.testing.reduce import reduce_failure

if TYPE_CHECKING:
    from minigrad.cli.usage import Subparsers

NAME = "check"


def configure(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        NAME,
        help="verify the gradients in a file or module",
        description="Check every function pair (f with f_grad, grad_f, f_gradient, gradient_f, f_jac, jac_f, df or f_prime; fun "
        "with jac) and every Layer, Objective and Optimizer in TARGET. Exit code 0: all pass; 1: something fails or could not be "
        "verified; 2: wrong usage.",
    )
    parser.add_argument("target", metavar="FILE.py[:NAME] | MODULE[:NAME]", help="where to look, and for what (default: everything)")
    parser.add_argument("--shape", type=_shape, metavar="N[,M...]", help="shape of the argument (default: tried out)")
    parser.add_argument("--seed", type=natural_int, default=0, metavar="N", help="default: 0")
    parser.add_argument("--receipt", metavar="FILE.json", help="write a receipt that `minigrad verify` can run again")
    parser.add_argument("--shrink", action="store_true", help="print the smallest failing cases as tests to paste")
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON, and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out."""
    with user_mistakes(ImportError, OSError, LookupError):
        module, name = load(arguments.target)
        items = find(module, name)
    results = [audit(item, shape=arguments.shape, seed=arguments.seed) for item in items]
    receipt = write_receipt(arguments.target, results, seed=arguments.seed, shape=arguments.shape)
    if arguments.receipt:
        with user_mistakes(OSError):
            Path(arguments.receipt).write_text(dumps(receipt, 2) + "\n", encoding="utf-8")
    print(dumps(receipt, 2) if arguments.json else _text(results))
    if arguments.shrink and not arguments.json:
        found = (reduce_failure(item, result) for item, result in zip(items, results, strict=True))
        print(*(f"\n{case}" for case in found if case is not None), sep="\n")
    return 0 if all(result.verdict is Verdict.PASS for result in results) else FAILED_VERIFICATION


def _text(results: list[Finished]) -> str:
    counts = [f"{sum(result.verdict is verdict for result in results)} {verdict.value}" for verdict in Verdict]
    return "\n".join([*map(str, results), f"{len(results)} checked: {', '.join(counts)}"])


def _shape(text: str) -> Shape:
    parts = [part.strip() for part in text.removesuffix(",").split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise argparse.ArgumentTypeError(f"must be positive whole numbers separated by commas, such as 3 or 2,3, got {text}")
    return tuple(int(part) for part in parts)
