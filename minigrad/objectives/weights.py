"""How much each sample, or each class, counts: the checks of such weights, and the mean over samples with them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arrays import Float64Array, FloatArray, as_float_array


def as_weights(name: str, value: npt.ArrayLike, count: int | None, each: str) -> FloatArray:
    """A checked, read-only copy of the weights of samples or classes, in float64 or float32.

    Args:
        name: the caller's name for the argument, for messages.
        value: finite numbers of at least 0, not all of them 0.
        count: how many there must be; None for any number.
        each: what each of them belongs to, for messages.

    Raises:
        TypeError: not numeric.
        ValueError: another shape, a negative number, nothing but zeros.

    >>> as_weights("sample_weight", [1, 2], 2, "sample")
    array([1., 2.])
    >>> as_weights("sample_weight", [1.0, -2.0], 2, "sample")
    Traceback (most recent call last):
        ...
    ValueError: `sample_weight` must be at least 0, got -2.0 at index 1
    """
    weights = as_float_array(name, value)
    if weights.ndim != 1 or count not in (None, weights.size):
        shape = "(n,)" if count is None else f"({count},)"
        raise ValueError(f"`{name}` must have shape {shape}, one number for each {each}, got {weights.shape}")
    if weights.min() < 0.0:
        index = int(np.argmax(weights < 0.0))
        raise ValueError(f"`{name}` must be at least 0, got {float(weights[index])} at index {index}")
    if not weights.any():
        raise ValueError(f"`{name}` must not be all zero; leave it out to let each {each} count alike")
    weights.setflags(write=False)
    return weights


def as_sample_weight(name: str, value: npt.ArrayLike, n_samples: int) -> FloatArray:
    """:func:`as_weights` of samples: what ``weights`` of an objective and ``sample_weight`` of a risk must be.

    >>> as_sample_weight("sample_weight", [1.0, 2.0], 3)
    Traceback (most recent call last):
        ...
    ValueError: `sample_weight` must have shape (3,), one number for each sample, got (2,)
    """
    return as_weights(name, value, n_samples, "sample")


def mean_over_samples(values: FloatArray, weights: FloatArray | None) -> Float64Array:
    """sum_i w_i value_i / N over the last axis (N samples), added up in float64; all w_i are 1 without weights."""
    weighted = values if weights is None else values * weights
    means: Float64Array = np.add.reduce(weighted, axis=-1, dtype=np.float64) / values.shape[-1]
    return means


def scaled_gradients(gradients: FloatArray, outputs: FloatArray, weights: FloatArray | None) -> FloatArray:
    """The samples' gradients (..., samples, features) times w_i / N, in the dtype of ``outputs``."""
    weighted = gradients if weights is None else gradients * weights[:, np.newaxis]
    scaled: FloatArray = weighted / outputs.shape[-2]
    return scaled if scaled.dtype is outputs.dtype else scaled.astype(outputs.dtype)
