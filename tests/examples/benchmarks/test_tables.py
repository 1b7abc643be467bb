"""Lines that the benchmarks print, read back by hand and made into Markdown."""

from __future__ import annotations

from dataclasses import replace

from examples.benchmarks.differentiation import wins
from examples.benchmarks.differentiation.scores import Score
from examples.benchmarks.records import recorded, tables
from examples.benchmarks.records.recorded import Record, Verdicts


def record(*lines: str) -> Record:
    return Record("", "", "", {}, lines)


PEERS = record(
    (
        "        checker                 right  failed  raised  open    wrong  passed  by design  raised  open   "
        "undecidable  said so"
    ),
    (
        "a family          minigrad                    5       0       0     2       30       1          0       0     "
        "4             3        3"
    ),
    (
        "a family          scipy check_grad < 1e-6     5       4       1     0       30       9          8       2     "
        "0             3        0"
    ),
    "",
    (
        "        checker                 right  failed  raised  open    wrong  passed  by design  raised  open   "
        "undecidable  said so"
    ),
    (
        "all               minigrad                    5       0       0     2       30       1          0       0     "
        "4             3        3"
    ),
    (
        "all               scipy check_grad < 1e-6     5       4       1     0       30       9          8       2     "
        "0             3        0"
    ),
)


def test_the_table_of_checkers() -> None:
    assert recorded.verdicts(PEERS)["a family"]["scipy check_grad < 1e-6"] == Verdicts(5, 4, 1, 0, 30, 9, 8, 2, 0, 3, 0)
    head = "| functions | right, wrong, undecidable | minigrad | minigrad leaves open | scipy check_grad < 1e-6 |"
    row = "| 5, 30, 3 | 0 / 1 (0) | 2, 4, 3 | 4 / 9 (8) |"
    assert tables.verdict_table(PEERS) == [head, "|---|---|---|---|---|", f"| all {row}"]
    assert tables.family_verdict_table(PEERS) == [
        head.replace("functions", "family"),
        "|---|---|---|---|---|",
        f"| a family {row}",
    ]


def test_the_table_of_families() -> None:
    printed = record(
        "PASS/FAIL/INCONCLUSIVE   right  undecidable  1 + 1e-5  1.01  2  sign  neighbour  own  invisible  evals",
        "relu nets, unit at 0     5/0/0  0/0/15  0/17/0  0/20/0  0/20/0  0/20/0  0/20/0  0/14/5  0/0/3  20.2",
        "raising                  -      -       0/1/0 !2  -      -       -       -       -       -      -",
        "bounds                   method    count  covered  silent  NaN    median  evals  raised",
        "relu nets, unit at 0     adaptive  1000   99.60%   1       0.00%  1e-13   19.1   0",
        "raising                  adaptive  raised 10 times",
    )
    assert tables.family_table(printed, printed)[2:] == [
        "| relu nets, unit at 0 | 5 / 0 / 0 | 0 / 0 / 15 | 0 / 111 / 5 | 20.2 | 99.6 % |",
        "| raising | - | - | 0 / 1 / 0, 2 raised | - | - |",
    ]


def test_the_table_of_differentiators() -> None:
    printed = record(
        (
            "                                     median     90 %     99 %   failed   silent covered resolved "
            "bound/e  evals"
        ),
        (
            "minigrad AdaptiveDifference         1.0e-14  1.2e-12  3.7e-10    0.12%    0.00%  99.88%   99.88%    "
            "32.9  12.76"
        ),
        (
            "scipy approx_derivative 3-point     5.8e-11  1.3e-05      inf    3.67%    2.96%    none     none    "
            "none   3.00"
        ),
        "Time for one derivative of sin, without sin itself (microseconds)",
        "    minigrad AdaptiveDifference             102",
        "    scipy approx_derivative 3-point          61",
    )
    assert tables.differentiation_table(printed)[2:] == [
        "| minigrad AdaptiveDifference | 1.0e-14 | 3.7e-10 | 0.12 % | 99.88 % | 12.76 | 102 |",
        "| scipy approx_derivative, 3-point | 5.8e-11 | infinite | 3.67 % | none given | 3.00 | 61 |",
    ]


def test_figures() -> None:
    printed = record(
        "784-50-10: times faster than the book's loop      42.07     >= 40  yes   book 21.46 s, minigrad 0.5102 s; ",
        "x0**2 + x1**2: times the article's loop           20.21      <= 2   NO   article 6.2 us, minigrad 124.3 us",
        "    2 threads                                     1.617         -        numpy lets go",
    )
    found = recorded.figures(printed)
    assert found["x0**2 + x1**2: times the article's loop"] == ("20.21", "article 6.2 us, minigrad 124.3 us")
    assert [row.value for row in found.values()] == ["42.07", "20.21", "1.617"]


def test_where_others_are_better() -> None:
    ours = Score(1e-14, 1e-12, 1e-10, 0.01, 0.0, 1.0, 1.0, 3.0, 12.0, 10)
    peer = replace(ours, median=1e-15, evaluations=11.0)
    scores = {wins.OURS: ours, "peer": peer}
    assert wins.overall(scores, {wins.OURS: 100.0, "peer": 101.0}, ["peer"]) == [
        "    median error: peer, 1e-15 against 1e-14",
        "    evaluations: peer, 11 against 12",
    ]
    assert wins.overall(scores, {wins.OURS: 1.0}, []) == ["    nowhere"]
    assert wins.by_family({"sines": {wins.OURS: 2e-15, "peer": 1e-15}}, ["peer"]) == [
        "    sines: peer, 1.0e-15 against 2.0e-15"
    ]
