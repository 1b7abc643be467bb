"""The benchmarks run, at sizes where their times mean nothing, and what they compare agrees."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

import examples.benchmarks
import minigrad as mg
from examples.benchmarks import csv_tables
from examples.benchmarks.numeric_gradient import black_box, book, contests
from examples.benchmarks.numeric_gradient.__main__ import main
from examples.benchmarks.scaling import __main__ as scaling
from examples.benchmarks.scaling import growth, projection
from examples.benchmarks.timing import Row, at_least, at_most, best, plain
from tests.differentiators.engines import threads


class Table(NamedTuple):
    rows: list[Row]
    printed: str


@pytest.fixture(scope="module")
def table() -> Table:
    """With threads in the place of dask's workers, which ``tests/differentiators`` starts and uses."""
    with redirect_stdout(StringIO()) as printed, pytest.MonkeyPatch.context() as patch:
        patch.setattr(black_box, "dask_workers", threads)
        rows = main(contests.TINY)
    return Table(rows, printed.getvalue())


def test_the_table_of_numeric_gradients(table: Table) -> None:
    assert len(table.rows) == len(table.printed.splitlines())
    assert all(row.value > 0.0 and np.isfinite(row.value) for row in table.rows)
    same = [row for row in table.rows if "of the same loss" in row.what]
    assert len(same) == 5
    assert all(row.holds for row in same)


def test_the_table_has_rows_of_scipy_and_of_others(table: Table) -> None:
    pytest.importorskip("scipy")
    assert {"scipy" in row.what for row in table.rows} == {True, False}


def test_growth_and_projections() -> None:
    report = scaling.main(unit=2, coordinates=2)
    assert len(report.growth) == 7
    assert len(report.projections) == 6
    assert "100,000,000 evaluations on 256 workers" in str(report)


def test_tables_of_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    time, memory = csv_tables.main(lines=600, features=3)
    assert 0.0 < time.value < np.inf
    assert 0.0 < memory.value < np.inf
    assert "shape (600, 3)" in memory.detail
    assert "numpy.loadtxt" in capsys.readouterr().out


def test_a_straight_line_through_powers() -> None:
    assert growth.grow("cubes", (1, 2, 4), lambda size: 5.0 * size**3).exponent == pytest.approx(3.0)


def test_projections_by_hand() -> None:
    # 1,000,000 evaluations are 1,024 tasks: on 16 workers 64 rounds of 976.5625 evaluations of 10 ms each.
    assert projection.project(10**6, 16, 0.01, 0.0).seconds == pytest.approx(625.0)
    assert projection.project(10**6, 16, 0.01, 0.001).seconds == pytest.approx(626.024)
    assert projection.project(10**6, 10**6, 0.01, 0.0).seconds == pytest.approx(9.765625)


def test_the_book_s_loop_on_a_sample_of_its_weights() -> None:
    network = mg.TwoLayerNet(40, 6, 3, rng=0)
    x, t = np.random.default_rng(0).random((5, 40)), np.array([0, 1, 2, 0, 1])
    net = book.BookNet(network, book.sigmoid)
    before = [array.copy() for array in net.arrays]
    for budget in (60.0, 1e-3):
        loop = book.book_loop(net, lambda: net.true_loss(x, t), budget=budget)
        expected = mg.EmpiricalRisk(network, mg.SoftmaxCrossEntropy(), x, t).gradient(network.theta)
        np.testing.assert_allclose(loop.gradient, expected[loop.places], atol=1e-7)
        assert (loop.gradient.size < network.layout.size) == (loop.detail != "") == (budget < 1.0)
    for array, kept in zip(net.arrays, before, strict=True):
        np.testing.assert_allclose(array, kept, rtol=1e-15)
    assert net.loss(x, t) == pytest.approx(net.true_loss(x, t), rel=1e-6)


def test_rows_tell_whether_a_bound_holds() -> None:
    assert str(at_least("speed", 41.0, 40)).split() == ["speed", "41", ">=", "40", "yes"]
    assert "NO" in str(at_most("memory", 65.0, 64, "MiB"))
    assert str(plain("seconds", 2.0)).split() == ["seconds", "2", "-"]


def test_the_best_time_is_that_of_one_call() -> None:
    assert best(lambda: None, repeats=2) < 1e-3


def test_what_is_sent_to_other_processes_stands_in_files_that_these_import() -> None:
    """A process that is spawned imports the modules of its functions, but no ``__main__`` of a package."""
    programs = list(Path(examples.benchmarks.__file__).parent.rglob("__main__.py"))
    assert len(programs) >= 7
    assert [path for path in programs if re.search(r"ProcessPool|workers=", path.read_text("utf-8"))] == []
