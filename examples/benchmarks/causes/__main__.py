"""How often the cause that a report names is the mistake that was made.

Run ``python -m examples.benchmarks.causes --half report``. Even seeds are for tuning, odd ones for the report. Columns:
how often the cause was named, another one was, or none; and how often the check did not fail, since the mistake changes
nothing there. Of mistakes of no kind, whatever is named is wrong. A mistake is made in a network, a regression, a plain
function and a Jacobian of each seed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from examples.benchmarks.causes.general_mistakes import general_mistakes
from examples.benchmarks.causes.planted import Mistake, Planted, Said, said_of
from examples.benchmarks.causes.planted_functions import function
from examples.benchmarks.causes.planted_jacobians import jacobian
from examples.benchmarks.causes.planted_losses import loss
from examples.benchmarks.causes.planted_network import network

Counts = dict[str, Counter[Said]]


def cases(seeds: Sequence[int]) -> Iterator[tuple[int, Planted, Mistake]]:
    """Every mistake in every function of these seeds."""
    for seed in seeds:
        for number, make in enumerate((network, loss, function)):
            planted = make(seed)
            rng = np.random.default_rng([14, number, seed])
            for mistake in (*general_mistakes(planted, rng), *planted.own):
                yield seed, planted, mistake
        planted = jacobian(seed)
        yield from ((seed, planted, mistake) for mistake in planted.own)


def counted(seeds: Sequence[int], *, verbose: bool = False) -> Counts:
    """What was said of each mistake."""
    counts: Counts = {}
    for seed, planted, mistake in cases(seeds):
        said, words = said_of(planted, mistake)
        counts.setdefault(mistake.name, Counter())[said] += 1
        if verbose and (said is Said.WRONG or (said is Said.NOTHING and mistake.words)):
            print(f"{said.value:8} {seed:4} {planted.group:10} {mistake.name}: {words}")
    return counts


def render(counts: Counts) -> str:
    """The table as text: the mistakes with a cause first."""
    lines = [f"{'mistake':46}" + "".join(f"{said.value:>9}" for said in Said)]
    for kind in (False, True):
        rows = sorted(name for name in counts if name.startswith("no kind") is kind)
        lines += [_row(name, counts[name]) for name in rows]
        lines.append(_row("all of no kind" if kind else "all with a cause", sum((counts[n] for n in rows), Counter())))
    return "\n".join(lines)


def _row(name: str, count: Counter[Said]) -> str:
    return f"{name:46}" + "".join(f"{count[said]:9}" for said in Said)


def main(arguments: Sequence[str] | None = None) -> Counts:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m examples.benchmarks.causes", description=__doc__)
    parser.add_argument("--half", choices=("tune", "report"), default="tune", help="even seeds, or odd ones")
    parser.add_argument("--seeds", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--first", type=int, default=0, help="seeds from here on (default: 0)")
    parser.add_argument("--verbose", action="store_true", help="name what was not recognised")
    given = parser.parse_args(arguments)
    first = given.first + (given.first % 2 != (given.half == "report"))
    counts = counted(range(first, first + 2 * given.seeds, 2), verbose=given.verbose)
    print(render(counts))
    return counts


if __name__ == "__main__":
    main()
