"""Reads what a caller's function returned: a copy of one number or of an array, or an error."""

from __future__ import annotations

from typing import Protocol, SupportsFloat

import numpy as np

from minigrad.arrays import AnyArray, ComplexArray, Float64Array
from minigrad.masks import is_masked
from minigrad.quantities import as_number

REAL, COMPLEX = "fiu", "fiuc"
"""Kinds of numpy numbers that f may return at a real point, and at a complex one."""

NEAR_X = "fiuj"
"""At a real point other than x also j, for Python's own complex numbers, which ``x**0.5`` gives for a float x below 0:
such a point is outside the domain, and its value counts as NaN."""


class Reader(Protocol):
    """Checks one value that ``fun`` returned, and copies it; ``kinds`` are the numpy kinds that are allowed."""

    def __call__(self, value: object, kinds: str, /) -> AnyArray | SupportsFloat:
        """The value as a number or a new array."""


def kinds_for(step: Float64Array) -> str:
    """What f may return after such steps: at x itself nothing but real numbers."""
    if step.dtype.kind == "c":
        return COMPLEX
    return REAL if step.size == 1 and step[0] == 0.0 else NEAR_X


def read_number(value: object, kinds: str = NEAR_X) -> SupportsFloat:
    """``value``, if it is one real number or an array that holds one (float32 stays float32); NaN where it lies outside
    the domain (:data:`NEAR_X`).

    Raises:
        TypeError: it is not.
    """
    if type(value) is float or type(value) is np.float64:
        return value
    array = read_array(value, kinds)
    if array.size != 1:
        raise TypeError(
            f"`fun` must return a number, got an array of shape {array.shape}; "
            "for a function with several outputs use `jacobian`, for an elementwise one `derivative`"
        )
    number: SupportsFloat = array.reshape(())[()]
    return number


def read_array(value: object, kinds: str = NEAR_X) -> AnyArray:
    """A copy of ``value`` as an array, so that a buffer that ``fun`` uses again cannot change it.

    Raises:
        TypeError: ``value`` is not real numbers (or complex ones, where the point was complex).
    """
    if is_masked(value):
        raise TypeError("`fun` must return numbers, got masked entries; replace them with .filled(value)")
    if value is None:
        raise TypeError("`fun` must return a number, got None; does it end with a return statement?")
    try:
        array: AnyArray = np.array(value)
    except ValueError as error:
        raise TypeError(f"`fun` must return a rectangular array of numbers: {error}") from error
    if array.dtype.kind == "O":
        array = _converted(array)
    if array.dtype.kind == "c" and "c" not in kinds and type(value) in (complex, list, tuple):
        array = _inside(array.astype(np.complex128), kinds)
    if array.dtype.kind not in kinds:
        advice = "; take its real and imaginary part separately, or abs" if array.dtype.kind == "c" else ""
        raise TypeError(f"`fun` must return real numbers, got {type(value).__name__} of dtype {array.dtype}{advice}")
    return array if array.dtype.kind in "fc" else array.astype(np.float64)


def _converted(array: AnyArray) -> AnyArray:
    """Fractions, decimals and the like as floats; as it is, if it holds anything else."""
    try:
        return np.array([as_number("fun", item) for item in array.flat]).reshape(array.shape)
    except TypeError:
        return array


def _inside(values: ComplexArray, kinds: str) -> AnyArray:
    """Real numbers where Python gave complex ones of which the imaginary part is 0, or may stand for NaN."""
    real = values.imag == 0.0
    return np.where(real, values.real, np.nan) if "j" in kinds or real.all() else values
