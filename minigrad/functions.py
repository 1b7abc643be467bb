"""Softmax, log-softmax, sigmoid and one-hot rows.

All work over the last axis, with any number of leading axes. ``softmax(x @ weight)`` is the article's
``softmax(np.dot(x, W))``, without its transposing, its overflow and its special case for one sample.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minigrad.arguments import as_float_type, require_count
from minigrad.arrays import FloatArray, FloatType, as_float_array, as_int_array


def log_softmax(logits: npt.ArrayLike) -> FloatArray:
    """Logarithm of the softmax: log p_c = z_c - max(z) - log sum_k exp(z_k - max(z)).

    Subtracting the maximum changes nothing in exact arithmetic and keeps every exponential in (0, 1], so logits up to
    half the largest float give a finite result, also where the probability itself underflows to zero.

    Args:
        logits: (..., classes), finite.

    Returns:
        (..., classes), each at most 0.

    Raises:
        TypeError, ValueError: ``logits`` is not a finite real array with at least one axis and one class.

    >>> log_softmax([0.0, 1e4]).tolist()
    [-10000.0, 0.0]

    Source: the log-sum-exp trick; Goodfellow, Bengio and Courville (2016), Deep Learning, section 4.1.
    """
    return _log_softmax(_logits(logits))


def softmax(logits: npt.ArrayLike) -> FloatArray:
    """Probabilities from scores: p_c = exp(z_c) / sum_k exp(z_k), over the last axis.

    Args:
        logits: (..., classes), finite.

    Returns:
        (..., classes), each in [0, 1]; the last axis adds up to 1.

    Raises:
        TypeError, ValueError: as :func:`log_softmax`.

    >>> softmax([0.3, 2.9, 4.0]).round(8)
    array([0.01821127, 0.24519181, 0.73659691])

    Source: Saitoh (2016), Deep Learning from Scratch, equation 3.10 (and 3.11 for the guard against overflow).
    """
    return _softmax(_logits(logits))


def sigmoid(x: npt.ArrayLike) -> FloatArray:
    """The logistic function 1 / (1 + exp(-x)), elementwise, without overflow on either side.

    Correct to a few units in the last place, also for large negative x, where it is about exp(x); results below the
    smallest normal number become 0.

    >>> sigmoid([-1e4, 0.0, 1e4]).tolist()
    [0.0, 0.5, 1.0]

    Source: Saitoh (2016), Deep Learning from Scratch, equation 3.6.
    """
    return _sigmoid(as_float_array("x", x, allow_empty=True))


def one_hot(labels: npt.ArrayLike, n_classes: int, *, dtype: FloatType = np.float64) -> FloatArray:
    """Rows of zeros with a single 1 at the label.

    Args:
        labels: integers of any shape, each in [0, n_classes).
        n_classes: the length of the new last axis.
        dtype: ``numpy.float64`` or ``numpy.float32``, the type of the result.

    Raises:
        TypeError: ``labels`` or ``n_classes`` are not integers, or ``dtype`` is another type.
        ValueError: a label lies outside [0, n_classes), or there are no classes.

    >>> one_hot([2, 0], 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    require_count("n_classes", n_classes)
    float_type = as_float_type("dtype", dtype)
    indices = as_int_array("labels", labels)
    if indices.size and not 0 <= int(indices.min()) <= int(indices.max()) < n_classes:
        raise ValueError(f"`labels` must lie in [0, {n_classes}), got {int(indices.min())} to {int(indices.max())}")
    result: FloatArray = np.zeros((*indices.shape, n_classes), dtype=float_type)
    np.put_along_axis(result, indices[..., np.newaxis], 1.0, axis=-1)
    return result


def _logits(logits: npt.ArrayLike) -> FloatArray:
    z = as_float_array("logits", logits)
    if z.ndim == 0:
        raise ValueError("`logits` must have a last axis of classes, got a single number")
    return z


def _log_softmax(z: FloatArray) -> FloatArray:
    shifted: FloatArray = z - z.max(axis=-1, keepdims=True)
    total: FloatArray = np.exp(shifted).sum(axis=-1, keepdims=True)
    result: FloatArray = shifted - np.log(total)
    return result


def _softmax(z: FloatArray) -> FloatArray:
    result: FloatArray = np.exp(z - z.max(axis=-1, keepdims=True))
    result /= result.sum(axis=-1, keepdims=True)
    return result


def _sigmoid(x: FloatArray) -> FloatArray:
    result = np.empty_like(x)
    np.negative(x, out=result)
    # Where exp(-x) overflows, the function is below the smallest normal number, and 1 / infinity = 0 is its value.
    with np.errstate(over="ignore"):
        np.exp(result, out=result)
    result += 1.0
    np.divide(1.0, result, out=result)
    return result
