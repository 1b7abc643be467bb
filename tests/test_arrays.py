"""The door for arrays: what is promoted, what is refused, and in which words."""

from __future__ import annotations

import math
import re

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.arguments import require_count, require_fraction, require_positive
from minigrad.arrays import as_float_array, require_shape, sum_to_shape


@pytest.mark.each("value", [3, [1, 2], np.array([1, 2], dtype=np.uint8), np.ones(2, dtype=np.float16)])
def test_integers_and_half_precision_become_float64(value: npt.ArrayLike) -> None:
    array = as_float_array("x", value)
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, np.asarray(value))


def test_float32_and_float64_are_kept() -> None:
    assert as_float_array("x", np.ones(2, dtype=np.float32)).dtype == np.float32
    assert as_float_array("x", np.ones(2)).dtype == np.float64
    assert as_float_array("x", np.ones(2, dtype=">f8")).dtype == np.dtype("=f8")
    assert as_float_array("x", np.ones(2, dtype=np.longdouble)).dtype == np.float64


def test_the_result_is_a_private_contiguous_copy() -> None:
    original = np.arange(6.0).reshape(2, 3)
    for view in (original, original.T, original[:, ::2]):
        copy = as_float_array("x", view)
        assert copy.flags.c_contiguous
        assert copy.flags.writeable
        assert not np.shares_memory(copy, original)


@pytest.mark.each("value", [True, [True, False], ["1"], [None], [object()]])
def test_what_is_no_number_is_refused(value: npt.ArrayLike) -> None:
    with pytest.raises(TypeError, match="`theta` must hold real numbers, got "):
        as_float_array("theta", value)


def test_complex_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="`theta` must be real, got dtype complex128"):
        as_float_array("theta", [1j])


@pytest.mark.each(
    ("value", "message"),
    [
        (math.nan, "`x` must be finite, got nan"),
        ([1.0, math.inf], "`x` must be finite, got inf at index 1"),
        ([[1.0, 2.0], [-math.inf, 0.0]], "`x` must be finite, got -inf at index (1, 0)"),
        ([[1.0, 2.0], [3.0]], "`x` must be a rectangular array of numbers"),
        ([], "`x` must not be empty, got shape (0,)"),
    ],
)
def test_bad_values_are_named_and_located(value: npt.ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        as_float_array("x", value)


def test_empty_arrays_are_allowed_on_request() -> None:
    assert as_float_array("x", [], allow_empty=True).shape == (0,)


def test_require_shape() -> None:
    require_shape("x", np.ones((2, 3)), (2, 3))
    with pytest.raises(ValueError, match=r"`x` must have shape \(3, 2\), got \(2, 3\)"):
        require_shape("x", np.ones((2, 3)), (3, 2))


@pytest.mark.each("value", [0.0, -1.0, math.inf, math.nan])
def test_require_positive(value: float) -> None:
    require_positive("rate", 1e-300)
    with pytest.raises(ValueError, match="`rate` must be a positive finite number, got"):
        require_positive("rate", value)


@pytest.mark.each("value", [-0.1, 1.0, math.nan])
def test_require_fraction(value: float) -> None:
    require_fraction("momentum", 0)
    with pytest.raises(ValueError, match=r"`momentum` must lie in \[0, 1\), got"):
        require_fraction("momentum", value)


def test_require_count() -> None:
    require_count("steps", 0, minimum=0)
    require_count("steps", int(np.int64(3)))
    with pytest.raises(ValueError, match="`steps` must be a whole number of at least 1, got 0"):
        require_count("steps", 0)
    with pytest.raises(TypeError, match="`steps` must be a whole number, got True"):
        require_count("steps", True)


@pytest.mark.each(
    ("large", "small"),
    [((4, 3), (3,)), ((2, 4, 3), (4, 3)), ((2, 4, 3), (2, 1, 3)), ((2, 3), (2, 3)), ((5,), (1,)), ((5,), ())],
)
def test_sum_to_shape_is_the_transpose_of_broadcasting(large: tuple[int, ...], small: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=small), rng.normal(size=large)
    summed = sum_to_shape(y, small)
    assert summed.shape == small
    # <broadcast(x), y> = <x, transpose(y)>
    assert float((np.broadcast_to(x, large) * y).sum()) == pytest.approx(float((x * summed).sum()), rel=1e-13)
