"""Derivatives of released libraries, what minigrad says of them, and why some do not pass.

Every derivative in the tables of this folder, more than two thousand, is checked at two points. Then each that passes
is checked again with its largest entry off by 1 %, which must not pass. What fails is in
:mod:`examples.benchmarks.in_the_wild.explained`, with the reason; what fails without being there, or is there and does
not fail, is printed as such.

Run ``python -m examples.benchmarks.in_the_wild``, or with names of libraries to ask only these. It takes about five
minutes, three of them in the compiler of jax.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Sequence

from examples.benchmarks.in_the_wild.ask import Answer, ask
from examples.benchmarks.in_the_wild.case import POINTS, Case
from examples.benchmarks.in_the_wild.explained import EXPLAINED
from examples.benchmarks.in_the_wild.libraries import LIBRARIES
from examples.benchmarks.in_the_wild.report import Report, report
from examples.benchmarks.in_the_wild.spoiled import spoiled


def main(arguments: Sequence[str] = ()) -> Report:
    """Ask of all libraries that are installed, or of those that are named.

    Raises:
        ValueError: a name that no library has.
    """
    names = [library.name for library in LIBRARIES]
    unknown = [name for name in arguments if name not in names]
    if unknown:
        raise ValueError(f"`arguments` must be names of libraries, got {unknown[0]!r}; there are {', '.join(names)}")
    chosen = [library for library in LIBRARIES if not arguments or library.name in arguments]
    asked = {library.name: answers(library.cases()) for library in chosen if library.installed}
    missing = [library.name for library in chosen if not library.installed]
    return report(asked, missing, EXPLAINED)


def answers(cases: Iterable[Case]) -> list[Answer]:
    """Of each case at each point, and of one that is wrong by 1 %."""
    found: list[Answer] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries: deprecations, fits that do not converge
        for case in cases:
            found += _of(case)
    return found


def _of(case: Case) -> list[Answer]:
    here = [ask(case, point) for point in range(POINTS)]
    wrong = spoiled(case) if here[0].passed else None
    return here if wrong is None else [*here, ask(wrong, 0)]


if __name__ == "__main__":
    print(main(sys.argv[1:]))
