"""Where a method of another package is better than AdaptiveDifference, by family of problems and over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from examples.benchmarks.differentiation.scores import Score

OURS = "minigrad AdaptiveDifference"
COLUMNS: dict[str, Callable[[Score], float]] = {
    "median error": lambda s: s.median,
    "90th percentile of the error": lambda s: s.p90,
    "99th percentile of the error": lambda s: s.p99,
    "share that failed": lambda s: s.failed,
    "evaluations": lambda s: s.evaluations,
}


def by_family(families: Mapping[str, Mapping[str, float]], peers: Sequence[str]) -> list[str]:
    """One line for each family and peer with a smaller median error."""
    return _won(families, peers, ".1e")


def overall(scores: Mapping[str, Score], microseconds: Mapping[str, float], peers: Sequence[str]) -> list[str]:
    """One line for each peer and column in which it has less, over all problems, and for each that takes less time."""
    table = {name: {peer: column(s) for peer, s in scores.items()} for name, column in COLUMNS.items()}
    table["microseconds for one derivative of sin"] = dict(microseconds)
    return _won(table, peers, ".3g")


def _won(table: Mapping[str, Mapping[str, float]], peers: Sequence[str], digits: str) -> list[str]:
    return [
        f"    {name}: {peer}, {row[peer]:{digits}} against {row[OURS]:{digits}}"
        for name, row in table.items()
        for peer in peers
        if row[peer] < row[OURS]
    ] or ["    nowhere"]
