"""The table against Richardson's recursion, polynomials, and noise that is drawn and measured."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.arrays import Float64Array
from minigrad.differentiators.adaptive.ladder import COARSE, RUNGS, offsets
from minigrad.differentiators.adaptive.richardson_table import ENTRIES, TOP, read, tableau


def nodes(two_sided: bool) -> Float64Array:
    return offsets(np.arange(RUNGS), two_sided).reshape(-1)


def slopes_of(coefficients: list[float], two_sided: bool) -> Float64Array:
    """(f(t) - f(0)) / t of f = sum_k coefficients[k] t^k at the nodes, without the subtraction."""
    t = nodes(two_sided)
    return np.array([sum(a * u ** (k - 1) for k, a in enumerate(coefficients) if k) for u in t])[:, np.newaxis]


def test_the_first_derivative_is_the_recursion_of_richardson() -> None:
    t = nodes(True)
    slopes = (np.exp(t) - 1) / t
    central = list((slopes[::2] + slopes[1::2]) / 2)
    table = {(i, 0): d for i, d in enumerate(central)}
    for j in range(1, RUNGS):
        for i in range(j, RUNGS):
            table[i, j] = (4**j * table[i, j - 1] - table[i - 1, j - 1]) / (4**j - 1)
    entry = read(tableau(True, 1), slopes[:, np.newaxis]).entry[:, 0]
    assert entry == pytest.approx([table[key] for key in ENTRIES], abs=1e-14)


@pytest.mark.parametrize("two_sided", [True, False])
@pytest.mark.parametrize("derivative", [1, 2])
def test_the_last_entry_is_exact_for_polynomials_of_degree_eight(two_sided: bool, derivative: int) -> None:
    coefficients = [0.0, 3.0, -2.0, 5.0, 1.0, -4.0, 2.0, 1.0, -3.0]
    entry = read(tableau(two_sided, derivative), slopes_of(coefficients, two_sided)).entry
    assert entry[TOP, 0] == pytest.approx({1: 3.0, 2: -4.0}[derivative], abs=1e-9)


@pytest.mark.parametrize("two_sided", [True, False])
def test_taylor_coefficients_from_the_ladder_and_from_its_coarse_rungs(two_sided: bool) -> None:
    table, quartic = tableau(two_sided, 1), [0.0, 2.0, -1.0, 0.5, 0.25]
    slopes = slopes_of(quartic, two_sided)
    with np.errstate(divide="ignore", invalid="ignore"):  # as the driver does: some gaps are zero
        assert read(table, slopes).taylor[:, 0] == pytest.approx(quartic[1:], abs=1e-10)
    coarse = table.coarse @ slopes.reshape(RUNGS, 2)[COARSE].reshape(4)
    assert coarse == pytest.approx(quartic[1:], abs=1e-12)


@pytest.mark.parametrize("two_sided", [True, False])
@pytest.mark.parametrize("derivative", [1, 2])
def test_gain_is_what_the_table_makes_of_independent_noise(two_sided: bool, derivative: int) -> None:
    table, t = tableau(two_sided, derivative), nodes(two_sided)[:, np.newaxis]
    rng = np.random.default_rng(1)
    above, base = rng.normal(size=(t.size, 20_000)), rng.normal(size=20_000)
    spread = read(table, (above - base) / t).entry.std(axis=1)
    assert spread == pytest.approx(table.gain[:, 0], rel=0.03)


def test_gaps_bound_the_error_and_shrink_along_the_last_row() -> None:
    t = nodes(True) / 8
    table = read(tableau(True, 1), ((1 / (1 - t) - 1) / t)[:, np.newaxis])  # f'(0) = 1, in units of H = 1/8
    errors = np.abs(table.entry[:, 0] - 1.0)
    assert (errors <= 2 * table.gap[:, 0] + 1e-13).all()
    assert (np.diff(table.gap[TOP - 3 : TOP + 1, 0]) < 0).all()


def test_gaps_that_do_not_shrink_promise_nothing_beyond_the_last() -> None:
    slopes = np.random.default_rng(2).normal(size=(2 * RUNGS, 50))
    gap = read(tableau(True, 1), slopes).gap
    assert (gap[TOP] <= np.maximum(gap[TOP - 1], gap[TOP - 2])).all()
    assert (gap[TOP] >= gap[TOP - 1]).any()


def test_a_constant_has_no_gaps_and_no_noise() -> None:
    with np.errstate(invalid="ignore"):  # as the driver does
        table = read(tableau(True, 2), np.zeros((2 * RUNGS, 1)))
    assert not table.entry.any()
    assert not table.noise.any()
    assert not table.gap.any()


def test_the_last_gaps_measure_noise_where_the_table_has_converged() -> None:
    t = nodes(True)[:, np.newaxis]
    noise = np.random.default_rng(3).normal(size=(2, t.size, 5_000))
    samples = read(tableau(True, 1), 2.0 + 1e-3 * (noise[0] - noise[1][:1]) / t).noise
    assert np.sqrt((samples**2).mean(axis=1)) == pytest.approx([1e-3, 1e-3], rel=0.05)


def test_the_witnesses_find_a_kink_and_a_joint() -> None:
    """f = 3 t + t^3 + k |t| / 2 + c t |t| / 2: the slopes above and below are 3 + t^2 +- k / 2 and a share c |t| /
    2."""
    t, k, c = nodes(True), 0.5, 0.25
    slopes = (3 + t**2 + k * np.sign(t) / 2 + c * np.abs(t) / 2)[:, np.newaxis]
    with np.errstate(divide="ignore", invalid="ignore"):  # as the driver does: some gaps are zero
        tables = [read(tableau(True, d), slopes) for d in (1, 2)]
    first, second = (table.witness.reshape(2, 3) for table in tables)
    assert first[0] == pytest.approx([k] * 3)
    assert second[0] == pytest.approx([k] * 3)
    assert first[1, 1:] == pytest.approx([3.0] * 2)  # from 3 rungs on they know the even powers
    assert second[1, 1:] == pytest.approx([c] * 2)
    doubt = tables[0].doubt.reshape(2, 3)
    assert doubt[:, :2] == pytest.approx(2 * np.abs(np.diff(first, axis=1)), abs=1e-12)
    assert (doubt[:, 2] <= doubt[:, 1] / 2).all()


def test_witness_gain_is_what_the_witnesses_make_of_independent_noise() -> None:
    table, t = tableau(True, 1), nodes(True)[:, np.newaxis]
    rng = np.random.default_rng(4)
    spread = read(table, (rng.normal(size=(t.size, 20_000)) - rng.normal(size=20_000)) / t).witness.std(axis=-1)
    assert spread == pytest.approx(table.witness_gain[:, 0], rel=0.03)


def test_one_sided_lines_have_no_witnesses() -> None:
    assert read(tableau(False, 1), np.ones((2 * RUNGS, 3))).witness.size == 0
