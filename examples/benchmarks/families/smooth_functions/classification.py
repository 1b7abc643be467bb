"""Losses of a table of outputs, one row for each sample, whose slopes are written without cancellation.

The target is a number for each output, or marks the right class with 1. How a loss is computed decides what its values
hide: ``log_sum_exp`` and ``picked_softmax`` round a number of size 1, ``others`` does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats

Value = Callable[[AnyFloats, AnyFloats], AnyFloats]


@final
@dataclass(frozen=True)
class Loss:
    """The mean over samples of ``value``, and the gradient of each sample's with respect to its outputs.

    Attributes:
        rounds_one: whether an intermediate of size 1, or as large as the outputs, is rounded.
    """

    name: str
    value: Value
    slope: Value
    rounds_one: bool = False


def _total(a: AnyFloats) -> AnyFloats:
    return np.asarray(np.sum(a, axis=1))


def _squares(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    return _total((z - t) ** 2)


def _squares_slope(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    return 2.0 * (z - t)


def _logistic(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    return _total(np.asarray(np.log1p(np.exp(-t * z))))


def _naive_logistic(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    return _total(np.asarray(np.log(1 + np.exp(-t * z))))


def _logistic_slope(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    return np.asarray(-t / (1 + np.exp(t * z)))


def _shifted(z: AnyFloats) -> AnyFloats:
    return np.asarray(z - np.max(z, axis=1, keepdims=True))


def _log_sum_exp(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    largest = np.asarray(np.max(z, axis=1))
    return np.asarray(largest + np.log(_total(np.exp(_shifted(z)))) - _total(z * t))


def _picked_softmax(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    exponentials = np.exp(_shifted(z))
    return np.asarray(-np.log(_total(exponentials * t) / _total(exponentials)))


def _others(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    margins = z - _total(z * t)[:, np.newaxis]
    return np.asarray(np.log1p(_total(np.exp(margins) * (1 - t))))


def _softmax_slope(z: AnyFloats, t: AnyFloats) -> AnyFloats:
    exponentials = np.exp(_shifted(z))
    p = exponentials / _total(exponentials)[:, np.newaxis]
    rest = _total(p * (1 - t))[:, np.newaxis]
    return np.asarray(p * (1 - t) - rest * t)


SQUARES: Final = Loss("squares", _squares, _squares_slope)
LOGISTIC: Final = Loss("logistic", _logistic, _logistic_slope)
NAIVE_LOGISTIC: Final = Loss("log(1 + exp(-z))", _naive_logistic, _logistic_slope, rounds_one=True)
LOG_SUM_EXP: Final = Loss("log-sum-exp", _log_sum_exp, _softmax_slope, rounds_one=True)
PICKED_SOFTMAX: Final = Loss("-log(softmax)", _picked_softmax, _softmax_slope, rounds_one=True)
OTHERS: Final = Loss("log1p of the others", _others, _softmax_slope)
