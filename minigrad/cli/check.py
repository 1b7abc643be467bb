"""``minigrad check``: verify the gradients, layers, objectives and optimizers in a file or module."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from minigrad.arrays import Shape
from minigrad.checking.verdict import Verdict
from minigrad.cli.pictures import Album, add_plot_option
from minigrad.cli.usage import FAILED_VERIFICATION, natural_int, user_mistakes
from minigrad.files import write_atomically
from minigrad.json_values import dumps
from minigrad.plotting import plot_gradient_report
from minigrad.plotting.drawing.canvas import figure_of
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
    add_plot_option(parser, "the report of each function and point that fails, or where none does, of each function's first point")
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON, and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out."""
    with user_mistakes(ImportError, OSError, LookupError):
        module, name = load(arguments.target)
        items = find(module, name)
    album = Album(arguments.plot) if arguments.plot is not None else None
    results = [audit(item, shape=arguments.shape, seed=arguments.seed) for item in items]
    receipt = write_receipt(arguments.target, results, seed=arguments.seed, shape=arguments.shape)
    if arguments.receipt:
        with user_mistakes(OSError):
            write_atomically(arguments.receipt, dumps(receipt, 2) + "\n")
    if arguments.json:
        print(dumps(receipt if album is None else {**receipt, "pictures": [*_draw(album, results)]}, 2))
    else:
        print(_text(results), flush=True)  # before the pictures, which a full disk may end
        if album is not None:
            print(*[f"picture: {path}" for path in _draw(album, results)] or ["no picture: there is no function pair"], sep="\n")
    if arguments.shrink and not arguments.json:
        found = (reduce_failure(item, result) for item, result in zip(items, results, strict=True))
        print(*(f"\n{case}" for case in found if case is not None), sep="\n")
    return 0 if all(result.verdict is Verdict.PASS for result in results) else FAILED_VERIFICATION


def _text(results: list[Finished]) -> str:
    counts = [f"{sum(result.verdict is verdict for result in results)} {verdict.value}" for verdict in Verdict]
    return "\n".join([*map(str, results), f"{len(results)} checked: {', '.join(counts)}"])


def _draw(album: Album, results: list[Finished]) -> tuple[str, ...]:
    """Draw the reports that fail, or else the first one of each function, and return the files."""
    failed = [(result, visit) for result in results for visit in result.visits if visit.report.verdict is Verdict.FAIL]
    for result, visit in failed or [(result, visit) for result in results for visit in result.visits[:1]]:
        picture = plot_gradient_report(visit.report)
        figure_of(picture).suptitle(f"{result.name} at {visit.point.name}", fontsize=10)
        album.add(f"{result.name} {visit.point.name}", picture)
    return album.paths


def _shape(text: str) -> Shape:
    parts = [part.strip() for part in text.removesuffix(",").split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise argparse.ArgumentTypeError(f"must be positive whole numbers separated by commas, such as 3 or 2,3, got {text}")
    return tuple(int(part) for part in parts)
