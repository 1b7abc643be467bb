"""``minigrad check``: verify the gradients in a file, notebook or module."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from minigrad.arrays import Shape
from minigrad.checking.rules.verdict import Verdict
from minigrad.cli.pictures import Album, add_plot_option
from minigrad.cli.usage import FAILED_VERIFICATION, UsageError, file_name, natural_int, user_mistakes
from minigrad.files import write_atomically
from minigrad.plain_data.json_values import JsonObject, dumps
from minigrad.plotting import plot_gradient_report
from minigrad.plotting.drawing.canvas import figure_of
from minigrad.testing.audit import Finished, audit
from minigrad.testing.discovery import find, loaded
from minigrad.testing.discovery.items import NotChecked
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
        description="Check the gradients, Jacobians and Hessians in TARGET, which is executed once, as if it were "
        "imported: functions with a gradient beside them that is named accordingly (f with f_grad, grad_f, f_der, "
        "f_prime, f_jac, df, fGradient, and f_hess; fun with jac; loss with gradient), functions that return (value, "
        "gradient), methods of classes, layers with forward and backward, and minigrad's own kinds of parts. What "
        "looks like a gradient and could not be checked is listed with the reason. Exit code 0: all pass, and all that "
        "looks like a gradient was checked; 1: something fails, could not be verified or could not be checked; 2: "
        "wrong usage.",
    )
    parser.add_argument(
        "target",
        metavar="FILE.py[:NAME] | NOTEBOOK.ipynb[:NAME] | MODULE[:NAME]",
        help="where to look, and for what (default: everything)",
    )
    _add_options(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pair",
        action="append",
        default=[],
        metavar="F:G",
        help="check G as the gradient of F, whatever they are called; F:F for a "
        "function that returns (value, gradient); may be repeated",
    )
    parser.add_argument(
        "--allow-unchecked",
        action="store_true",
        help="exit with 0 although something could not be checked, if the rest passes",
    )
    parser.add_argument("--shape", type=_shape, metavar="N[,M...]", help="shape of the argument (default: tried out)")
    parser.add_argument("--seed", type=natural_int, default=0, metavar="N", help="default: 0")
    parser.add_argument(
        "--receipt", type=file_name, metavar="FILE.json", help="write a receipt that `minigrad verify` can run again"
    )
    parser.add_argument(
        "--shrink",
        action="store_true",
        help="print the smallest failing cases as tests to paste (not of Jacobians and Hessians)",
    )
    add_plot_option(
        parser, "the first report that fails of each function, or where none does, each function's first report"
    )
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON, and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    if arguments.receipt and not Path(arguments.receipt).absolute().parent.is_dir():
        raise UsageError(f"--receipt {arguments.receipt}: there is no such folder")
    if arguments.receipt and os.path.isdir(arguments.receipt):  # False for a name that is too long, too
        raise UsageError(f"--receipt {arguments.receipt}: that is a folder; give the name of a file")
    with ExitStack() as stack:
        with user_mistakes(ImportError, OSError, LookupError):
            module = stack.enter_context(loaded(arguments.target))
            items = find(module, pairs=arguments.pair, shape=arguments.shape)
        album = Album(arguments.plot) if arguments.plot is not None else None
        results = [audit(item, shape=arguments.shape, seed=arguments.seed) for item in items]
        cases = [reduce_failure(*each, module) for each in zip(items, results, strict=True)] if arguments.shrink else []
    receipt = write_receipt(
        arguments.target, module, results, seed=arguments.seed, shape=arguments.shape, pairs=arguments.pair
    )
    finished = [result for result in results if isinstance(result, Finished)]
    tests = [case for case in cases if case is not None]
    try:
        _write(arguments.receipt, receipt)
    finally:  # results are printed even if the receipt cannot be written
        if arguments.json:
            extra: JsonObject = {"smallest_cases": [*tests]} if arguments.shrink else {}
            print(dumps(receipt | extra | ({} if album is None else {"pictures": [*_draw(album, finished)]}), 2))
        else:
            _print_all(finished, results, album, tests)
    return _code(finished, results, allowed=arguments.allow_unchecked)


def _write(path: str | None, receipt: JsonObject) -> None:
    if path:
        with user_mistakes(OSError):
            write_atomically(path, dumps(receipt, 2) + "\n")


def _print_all(
    finished: list[Finished], results: list[Finished | NotChecked], album: Album | None, tests: list[str]
) -> None:
    print(_text(finished, results), flush=True)  # before the pictures, which may fail on a full disk
    if album is not None:
        print(
            *[f"picture: {path}" for path in _draw(album, finished)] or ["no picture: there is no function pair"],
            sep="\n",
        )
    for test in tests:
        print(f"\n{test}")


def _code(finished: list[Finished], results: list[Finished | NotChecked], *, allowed: bool) -> int:
    """0 if something was checked, all of it passes, and everything that looks like a gradient was checked; else 1."""
    passed = bool(finished) and all(result.verdict is Verdict.PASS for result in finished)
    passed_over = any(isinstance(result, NotChecked) and result.claimed for result in results)
    return 0 if passed and (allowed or not passed_over) else FAILED_VERIFICATION


def _text(finished: list[Finished], results: list[Finished | NotChecked]) -> str:
    counts = [f"{sum(result.verdict is verdict for result in finished)} {verdict.value}" for verdict in Verdict]
    left = [result for result in results if isinstance(result, NotChecked)]
    summary = f"{len(finished)} checked: {', '.join(counts)}" + (f"; {len(left)} not checked" if left else "")
    return "\n".join([*map(str, finished), *map(str, left), summary])


def _draw(album: Album, results: list[Finished]) -> tuple[str, ...]:
    """Draw one report of each function, the first that fails or else the first, and return the files."""
    drawn = [(result, [visit for visit in result.visits if visit.report is not None]) for result in results]
    failed = [(result, [visit for visit in visits if visit.verdict is Verdict.FAIL]) for result, visits in drawn]
    for result, visits in failed if any(visits for _, visits in failed) else drawn:
        for report, place in [(visit.report, visit.point.name) for visit in visits[:1] if visit.report is not None]:
            picture = plot_gradient_report(report)
            figure_of(picture).suptitle(f"{result.name} at {place}", fontsize=10)
            album.add(f"{result.name} {place}", picture)
    return album.paths


def _shape(text: str) -> Shape:
    parts = [part.strip() for part in text.removesuffix(",").split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise argparse.ArgumentTypeError(
            f"must be positive whole numbers separated by commas, such as 3 or 2,3, got {text}"
        )
    return tuple(int(part) for part in parts)
