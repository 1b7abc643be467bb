"""What a pattern leaves out is found and named; a right pattern is never refused, however hard the function is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.differentiators.sparse.outside_entries import find_outside_entries
from minigrad.probes.problems import sparse_probe
from tests.counted import Counted
from tests.differentiators.sparse.problems import bratu, broyden
from tests.failures import Failures

N = 40
X = np.random.default_rng(7).normal(size=N)
CENTRAL = mg.CentralDifference()


def with_more(*entries: tuple[int, int, float]) -> Callable[[Float64Array], Float64Array]:
    """Broyden's function, with more entries (row, column, slope)."""

    def fun(x: Float64Array) -> Float64Array:
        y = broyden(x)
        for row, column, slope in entries:
            y[row] += slope * np.sin(x[column])
        return y

    return fun


def refused(fun: Callable[[Float64Array], Float64Array], method: mg.Differentiator = CENTRAL) -> str:
    with pytest.raises(ValueError, match="which `sparsity` leaves out") as caught:
        method.jacobian(fun, X, sparsity="tridiagonal")
    return str(caught.value)


def test_one_entry_is_named_however_small_and_wherever_it_is() -> None:
    failures = Failures()
    rng = np.random.default_rng(3)
    for slope in (1.0, 1e-3, -1e-5):
        for _ in range(5):
            row, column = rng.integers(0, N, 2).tolist()
            if abs(row - column) > 1:
                with failures.of((row, column, slope)):
                    message = refused(with_more((row, column, slope)))
                    assert message.startswith(f"f[{row}] depends on x[{column}], which `sparsity` leaves out; give a")
    failures.report()


@pytest.mark.each("method", [mg.ForwardDifference(), mg.AdaptiveDifference(), mg.ComplexStep(), mg.RobustDifference()])
def test_it_is_found_before_a_method_is_led_astray_by_it(method: mg.Differentiator) -> None:
    values = Counted(with_more((3, 20, 0.5)))
    assert refused(values, method).startswith("f[3] depends on x[20], which")
    assert values.calls <= 11 + 2 + 4 * 6 + 6 + 2  # one output looked at, bisection of 37 columns, and the proof


def test_several_entries_are_named_and_counted() -> None:
    message = refused(with_more((3, 20, 1.0), (3, 30, 2.0), (35, 0, 1.0)))
    assert message.startswith("f[3] depends on x[20], f[3] depends on x[30], f[35] depends on x[0], which")
    column = refused(lambda x: broyden(x) + x[7])
    assert column.startswith("f[0] depends on x[7], f[1] depends on x[7], f[2] depends on x[7], f[3] depends on x[7], ")
    assert f"leaves out, and {N - 3 - 5} more such entries; give" in column
    row = refused(with_more(*[(5, column, 1.0) for column in range(N)]))
    assert row.count("f[5] depends on x[") == 5


def test_a_pattern_that_is_wrong_everywhere() -> None:
    for sparsity in ("diagonal", np.zeros((N, N)), np.roll(np.eye(N), 5, axis=1)):
        values = Counted(broyden)
        with pytest.raises(
            ValueError, match=r"f\[\d+\] depends on x\[\d+\], .*more outputs deviate and were not"
        ) as it:
            CENTRAL.jacobian(values, X, sparsity=sparsity)
        assert values.calls < 150
        for pair in str(it.value).split(", which")[0].split(", "):
            row, column = (int(part.split("]")[0]) for part in pair.split("[")[1:])
            assert abs(row - column) <= 1


def test_names_of_arrays_with_several_axes() -> None:
    u = np.linspace(0.0, 1.0, 9).reshape(3, 3)
    pattern = np.ones((9, 9))
    pattern[1, 4] = 0.0
    with pytest.raises(ValueError, match=r"f\[0, 1\] depends on x\[1, 1\], which `sparsity` leaves out; give"):
        CENTRAL.jacobian(bratu, u, sparsity=pattern)


def test_bounds_are_kept_while_it_is_looked_for() -> None:
    own = with_more((3, 20, 0.1))

    def fun(x: Float64Array) -> Float64Array:
        assert x.min() >= 0.0
        assert x.max() <= 1.0
        return own(x)

    for x in (np.linspace(0.0, 1.0, N), np.zeros(N), np.full(N, 1e-7)):
        with pytest.raises(ValueError, match=r"f\[3\] depends on x\[20\], which"):
            CENTRAL.jacobian(fun, x, sparsity="tridiagonal", bounds=(0.0, 1.0))


def test_it_is_found_in_noise_that_it_exceeds() -> None:
    rng = np.random.default_rng(0)
    own = with_more((3, 20, 1.0))
    message = refused(lambda x: own(x) + 1e-9 * rng.normal(size=N))
    assert message.startswith("f[3] depends on x[20], which `sparsity` leaves out; give")


def neighbours(x: Float64Array) -> tuple[Float64Array, Float64Array, Float64Array]:
    y = np.zeros(x.size + 2)
    y[1:-1] = x
    return y[:-2], x, y[2:]


def total(x: Float64Array) -> Float64Array:
    left, own, right = neighbours(x)
    return left + own + right


def noise(scale: float) -> Callable[[Float64Array], Float64Array]:
    rng = np.random.default_rng(1)
    return lambda x: broyden(x) + scale * rng.normal(size=x.size)


def raises_below(x: Float64Array) -> Float64Array:
    if x.min() < 0:
        raise ValueError("outside")
    return np.sqrt(x)


RIGHT: dict[str, tuple[Callable[[Float64Array], Float64Array], Float64Array]] = {
    "smooth": (broyden, X),
    "constant": (lambda x: 0.0 * x + 3.0, X),
    "kinks at x": (lambda x: np.maximum(np.maximum(*neighbours(x)[:2]), neighbours(x)[2]), np.zeros(N)),
    "kinks near x": (lambda x: np.abs(total(x)), np.where(np.arange(N) % 2, 1.0, -1.0) * 1e-7),
    "jumps at x": (lambda x: np.floor(x) + broyden(x), np.round(X)),
    "noise of 1e-12": (noise(1e-12), X),
    "noise of 1e-7": (noise(1e-7), X),
    "noise of 1": (noise(1.0), X),
    "noise that x determines": (lambda x: broyden(x) + 1e-9 * np.sin(1e9 * (1 + 0.37 * np.arange(N)) * x.sum()), X),
    "float32": (lambda x: broyden(x).astype(np.float32), X),
    "float32 inside": (lambda x: broyden(x.astype(np.float32)).astype(np.float64), X),
    "rounded to 6 digits": (lambda x: np.round(broyden(x), 6), X),
    "an offset of 1e10": (lambda x: broyden(x) + 1e10, X),
    "cancellation": (lambda x: 1e8 * (1.0 + total(x)) - 1e8, X),
    "sharply curved": (lambda x: np.exp(20 * neighbours(x)[0] * neighbours(x)[2]) * np.sin(1e4 * x), X),
    "tiny x": (lambda x: np.tanh(1e9 * total(x)), 1e-9 * X),
    "huge x": (lambda x: 1e-200 * neighbours(x)[0] * neighbours(x)[2], 1e150 * X),
    "all sizes": (lambda x: broyden(x) * 10.0 ** np.linspace(-150, 150, N), 10.0 ** np.linspace(-12, 12, N)),
    "sums of all that cancel": (lambda x: (broyden(x) + 1e3 * x.sum()) - 1e3 * x.sum(), X),
    "NaN below 0": (lambda x: np.sqrt(x), np.abs(X) * 1e-8),
    "raises below 0": (raises_below, np.where(np.arange(N) % 3, 1.0, 1e-9)),
    "infinite in places": (lambda x: np.where(np.arange(N) % 7 == 0, np.inf, broyden(x)), X),
    "NaN at x": (lambda x: np.where(np.arange(N) % 7 == 0, np.nan, broyden(x)), X),
}


@pytest.mark.each("name", list(RIGHT))
def test_a_right_pattern_is_not_refused(name: str) -> None:
    fun, x = RIGHT[name]
    values = Counted(fun)
    with np.errstate(all="ignore"):
        for seed in range(4):
            probe = sparse_probe(values, x, "tridiagonal", None)
            outside = find_outside_entries(probe, np.random.default_rng(seed))
            assert not outside.rows.size
    assert values.calls <= 4 * 90


def shortened(fun: Callable[[Float64Array], Float64Array], scale: float) -> Callable[[Float64Array], Float64Array]:
    return lambda x: np.sin(fun(x / scale))


def test_a_function_of_a_short_length_scale_hides_nothing() -> None:
    found = dict[float, list[tuple[int, int]]]()
    for scale in (1e-8, 1e-6, 1e-4, 1e-2, 1.0, 1e6):
        probe = sparse_probe(shortened(with_more((3, 20, 1.0)), scale), scale * X, "tridiagonal", None)
        outside = find_outside_entries(probe)
        found[scale] = list(zip(outside.rows.tolist(), outside.columns.tolist(), strict=True))
    assert all(entries == [(3, 20)] for entries in found.values()), found
