"""The array types of minigrad and the one door through which a caller's data comes in.

Everything public passes its array arguments through :func:`as_float_array`, so integers are promoted, nonsense is
refused with a message that names the argument, and nothing that the caller owns is kept or written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from minigrad.masks import require_unmasked
from minigrad.quantities import shown

FloatArray: TypeAlias = npt.NDArray[np.floating]  # type: ignore[explicit-any]  # numpy's default precision is Any
"""Any floating-point array: float64 by default, float32 where a network was asked to be."""

AnyArray: TypeAlias = npt.NDArray[np.generic]  # type: ignore[explicit-any]  # numpy's default item type is Any
"""An array of which only the shape matters, or whose type is about to be checked."""

Float64Array: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
ComplexArray: TypeAlias = npt.NDArray[np.complex128]

FloatType: TypeAlias = type[np.float64] | type[np.float32]
"""The floating-point types that a network can be built in."""

Shape: TypeAlias = tuple[int, ...]

Rng: TypeAlias = np.random.Generator | np.random.BitGenerator | np.random.SeedSequence | int | Sequence[int] | None
"""What every ``rng`` argument accepts (SPEC 7 of Scientific Python); normalised by ``np.random.default_rng``."""


EPSILON: Final = {np.dtype(kind).char: float(np.finfo(kind).eps) for kind in (np.float16, np.float32, np.float64)}
"""Machine epsilon by the type's character code: looking it up in numpy takes longer than evaluating a small
function."""


COPIED: Final[set[type]] = {list, float}
"""Of these numpy.asarray makes an array that nobody else has."""


def as_float_array(name: str, value: npt.ArrayLike, *, allow_empty: bool = False) -> FloatArray:
    """A fresh, C-contiguous floating-point copy of ``value``.

    float32 and float64 keep their type, integers and float16 become float64, wider floats are rounded to float64.

    Args:
        name: the caller's name for the argument, for messages.
        value: anything ``numpy.asarray`` takes.
        allow_empty: whether an array without elements is welcome.

    Raises:
        TypeError: ``value`` is boolean, complex, or not numeric.
        ValueError: ``value`` holds NaN or infinity, is ragged, or is empty.

    >>> as_float_array("x", [1, 2])
    array([1., 2.])
    >>> as_float_array("x", [1.0, float("nan")])
    Traceback (most recent call last):
        ...
    ValueError: `x` must be finite, got nan at index 1
    """
    array = as_real_array(name, value)
    kept = array.dtype.isnative and array.dtype.char in "fd"
    if not kept:
        result: FloatArray = _rounded(array)
    elif type(value) in COPIED:
        result = cast("FloatArray", array)
    else:
        result = np.array(array, order="C")
    if result.size == 0 and not allow_empty:
        raise ValueError(f"`{name}` must not be empty, got shape {result.shape}")
    require_finite(name, result)
    return result


def _rounded(array: AnyArray) -> Float64Array:
    """A copy in float64, in which a longer type's number may be infinite."""
    with np.errstate(over="ignore"):
        return np.array(array, dtype=np.float64, order="C")


def as_real_array(name: str, value: npt.ArrayLike) -> AnyArray:
    """``numpy.asarray`` of real numbers, which may be NaN or infinite.

    >>> as_real_array("values", ["1"])
    Traceback (most recent call last):
        ...
    TypeError: `values` must hold real numbers, got dtype <U1; convert it with .astype(float)
    """
    array = as_array(name, value)
    if array.dtype.kind in "fiu":
        return array
    if array.dtype.kind == "c":
        raise TypeError(f"`{name}` must be real, got dtype {array.dtype}; pass its real and imaginary part separately")
    raise TypeError(f"`{name}` must hold real numbers, got {_kind(array)}")


def _kind(array: AnyArray) -> str:
    """What an array holds instead of numbers, and what to do."""
    if array.ndim == 0:
        return shown(array.item())
    return f"dtype {array.dtype}; convert it with .astype(float)"


def as_array(name: str, value: npt.ArrayLike) -> AnyArray:
    """``numpy.asarray``, with the argument's name in messages; ragged lists and masked entries are refused."""
    if type(value) is np.ndarray:
        return value
    require_unmasked(name, value)
    try:
        return np.asarray(value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"`{name}` must be a rectangular array of numbers: {error}") from error


def as_int_array(name: str, value: npt.ArrayLike) -> IntArray:
    """A fresh int64 array of labels, of any shape.

    >>> as_int_array("labels", [0.0, 1.0])
    Traceback (most recent call last):
        ...
    TypeError: `labels` must hold integers, got dtype float64; convert it with .astype(int)
    """
    array = as_array(name, value)
    if array.dtype.kind not in "iu":
        hint = "; convert it with .astype(int)" if array.dtype.kind in "fb" else ""
        what = f"dtype {array.dtype}" if array.ndim else shown(array.item())
        raise TypeError(f"`{name}` must hold integers, got {what}{hint}")
    if array.dtype.kind == "u" and array.size and int(array.max()) > np.iinfo(np.int64).max:
        raise ValueError(f"`{name}` must hold integers that fit into 64 bits, got {int(array.max())}")
    return array.astype(np.int64)


def require_finite(name: str, array: FloatArray) -> None:
    """Raise a ``ValueError`` that names the first element of ``array`` that is NaN or infinite."""
    finite = np.isfinite(array)
    if not everywhere(finite):
        index = tuple(int(i) for i in np.argwhere(~finite)[0])
        where = f" at index {index[0] if len(index) == 1 else index}" if index else ""
        raise ValueError(f"`{name}` must be finite, got {float(array[index])}{where}")


def everywhere(mask: BoolArray | Float64Array) -> bool:
    """Whether all are True, or not zero; half as long as ``mask.all()`` for small arrays, which goes through Python."""
    return int(np.count_nonzero(mask)) == mask.size


def anywhere(mask: BoolArray | Float64Array) -> bool:
    """Whether any is True, or not zero; like :func:`everywhere`."""
    return int(np.count_nonzero(mask)) > 0


def filled(size: int, number: float) -> Float64Array:
    """``numpy.full``, without its way through Python."""
    result: Float64Array = np.empty(size)
    result.fill(number)
    return result


def require_shape(name: str, array: AnyArray, shape: Shape) -> None:
    """Raise a ``ValueError`` unless ``array`` has exactly this ``shape``.

    >>> require_shape("direction", np.zeros(3), (2,))
    Traceback (most recent call last):
        ...
    ValueError: `direction` must have shape (2,), got (3,)
    """
    if array.shape != shape:
        raise ValueError(f"`{name}` must have shape {shape}, got {array.shape}")


def require_rows(name: str, x: AnyArray) -> None:
    """Raise a ``ValueError`` unless ``x`` has two axes."""
    if x.ndim != 2:
        raise ValueError(f"`{name}` must have shape (n_samples, n_features), got {x.shape}")


def sum_to_shape(array: FloatArray, shape: Shape) -> FloatArray:
    """Undo broadcasting: add ``array`` up over the axes along which something of this ``shape`` was repeated.

    If y = x broadcast to a larger shape, then dL/dx is dL/dy summed over every axis that broadcasting created.

    >>> sum_to_shape(np.ones((4, 3)), (3,))
    array([4., 4., 4.])
    """
    given: tuple[object, object] = (array, shape)
    if type(array) is not np.ndarray:
        require_unmasked("array", array)
        if not isinstance(given[0], np.ndarray):
            raise TypeError(f"`array` must be a numpy array, got {shown(array)}")
    if not isinstance(given[1], tuple):
        raise TypeError(f"`shape` must be a tuple of whole numbers, got {shown(shape)}")
    if array.shape == shape:
        return array
    if len(shape) > array.ndim or any(
        size not in (1, own) for own, size in zip(array.shape[::-1], shape[::-1], strict=False)
    ):
        raise ValueError(f"`shape` must broadcast to the shape of `array`, {array.shape}; got {shown(shape)}")
    leading = tuple(range(array.ndim - len(shape)))
    stretched = tuple(
        axis + len(leading) for axis, size in enumerate(shape) if size == 1 and array.shape[axis + len(leading)] != 1
    )
    summed: FloatArray = np.sum(array, axis=leading + stretched, keepdims=True)
    return summed.reshape(shape)
