"""Values of the wrong kind, and values out of range, for each kind of argument."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from typing_extensions import override

import minigrad as mg

from .table import Kinds

Values = list[tuple[Kinds, object]]

KIND: Kinds = (TypeError,)
VALUE: Kinds = (ValueError,)
EITHER: Kinds = (TypeError, ValueError)


def all_of(kinds: Kinds, *values: object) -> Values:
    return [(kinds, value) for value in values]


class Plain:
    """An object of no use."""

    @override
    def __repr__(self) -> str:
        return "Plain()"


class Series:
    """What a table's column is like: it has no numpy type, but turns into an array."""

    def __init__(self, *numbers: float) -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[np.float64]:
        return np.array(self.numbers, dtype=dtype)


def masked(numbers: Iterable[float], *places: int) -> np.ma.MaskedArray[tuple[int, ...], np.dtype[np.float64]]:
    """A masked array in which these places are masked (counted as in ``flat``)."""
    values = np.array(list(numbers), dtype=float)
    return np.ma.MaskedArray(values, mask=[place in places for place in range(values.size)])


def frozen(*numbers: float) -> npt.NDArray[np.float64]:
    array = np.array(numbers, dtype=float)
    array.setflags(write=False)
    return array


def unreal(*numbers: object) -> npt.NDArray[np.object_]:
    return np.array(numbers, dtype=object)


NO_NUMBER = all_of(
    KIND, None, "2", b"2", 1 + 2j, True, {}, {1.0}, Plain(), Plain, float, len, datetime.date(2020, 1, 1)
)
NO_NUMBER += all_of(EITHER, [1.0], (0.5, 0.5), np.array([0.1, 0.2]), masked([0.5], 0), "no", unreal(0.5, 0.6))
NOT_FINITE = all_of(VALUE, np.nan, np.inf, -np.inf, np.float64("nan")) + all_of(EITHER, 10**400)
POSITIVE = NO_NUMBER + NOT_FINITE + all_of(VALUE, 0.0, -0.0, -1.0, 0, np.float64(-2.0))
BELOW_ONE = NO_NUMBER + NOT_FINITE + all_of(VALUE, -0.1, 1.0, 1.5, 2)
FRACTION = NO_NUMBER + NOT_FINITE + all_of(VALUE, 0.0, 1.0, -0.2, 20)
SHORT_POSITIVE = all_of(KIND, None, "2", True, 1j) + all_of(VALUE, np.nan, np.inf, 0.0, -1.0)
COUNT = all_of(KIND, None, "3", b"3", "three", 3j, True, {}, [], Plain(), int, np.array([3, 4]))
COUNT += all_of(EITHER, 1.5, 2.0, np.float64(2.0), np.nan, np.inf, [3]) + all_of(VALUE, 0, -1, np.int64(-3))
COUNT_OR_NONE = [pair for pair in COUNT if pair[1] is not None]
SHORT_COUNT = all_of(KIND, "3", True, [3]) + all_of(EITHER, 1.5, 2.0, np.nan) + all_of(VALUE, 0, -1)
FLAG = all_of(KIND, "no", "yes", "", 1, 0, None, 1.0, [], np.array([True, False]), np.int64(1), Plain(), bool)
RNG = all_of(KIND, "0", 1.5, np.nan, {}, Plain(), np.random, np.random.default_rng, np.random.Generator, b"0", 1j)
RNG += all_of(EITHER, -1, [1, -2], ["a"], [0.5], True, np.array([0.5]))
SHORT_RNG = all_of(KIND, "0", 1.5, np.random) + all_of(EITHER, -1, [0.5])
NO_FUNCTION = all_of(KIND, None, "f", 3, 2.5, [], {}, np.ones(2), Plain(), ("f",))
DTYPE = all_of(EITHER, int, complex, np.float16, np.longdouble, np.int64, "float99", object, 64, [], str)
COMPLEX_POINT = all_of(KIND, np.array([1j, 2.0]), [1 + 0j, 2.0], [1j, 2.0])
NO_REALS = all_of(KIND, None, "abc", b"abc", ["a", "b"], {1.0, 2.0}, Plain(), float, [1.0, None], len)
NO_REALS += COMPLEX_POINT[:2] + all_of(KIND, np.array(["1", "2"]), np.array(["2020-01-01"], "M8[D]"))
NO_REALS += all_of(KIND, np.zeros(2, dtype=[("a", float)]), unreal(1.0, "b"), (number for number in (1.0, 2.0)))
NO_REALS += all_of(EITHER, [1.0, [2.0, 3.0]], [10**400, 1.0], masked([1.0, 2.0], 1))
NO_POINT = NO_REALS + all_of(VALUE, [np.nan, 1.0], [1.0, np.inf], [-np.inf, 0.0], [], np.zeros((0, 2)))
SHORT_POINT = all_of(KIND, None, "abc") + COMPLEX_POINT[2:] + all_of(VALUE, [np.nan, 1.0], [1.0, np.inf], [])
SHORT_POINT += all_of(EITHER, [1.0, [2.0, 3.0]], masked([1.0, 2.0], 1))
SHORT_REALS = all_of(KIND, None, "abc", [1j, 2.0]) + all_of(EITHER, [1.0, [2.0, 3.0]], masked([1.0, 2.0], 1))
LABELS = all_of(KIND, None, "a", ["a", "b"], [0.0, 1.0], [0.5, 1.0], {0: 1}, Plain(), [0, None], [0j, 1j])
LABELS += all_of(EITHER, [0, [1, 1]], [np.nan, 1.0], np.ma.MaskedArray([0, 1], [False, True]), [0, 2**70], b"01")
LABELS += all_of(EITHER, np.array([0, 2**63], dtype=np.uint64), [0, -(2**70)])
LABELS += all_of(VALUE, [0, -1], [0, 3], [0, 2**62], np.array([1, 255], dtype=np.uint8))
SHORT_LABELS = all_of(
    EITHER,
    None,
    ["a", "b"],
    [0.0, 1.0],
    [0, [1, 1]],
    np.ma.MaskedArray([0, 1], [False, True]),
    [0, 2**70],
    [0, -1],
    [0, 3],
)
NAMES = all_of(EITHER, "ab", 3, [1, 2], ["a"], ["a", "b", "c"], [None, None], b"ab", Plain())
PATH = all_of(KIND, None, 3, 2.5, [], {}, Plain())
NO_LAYER = all_of(
    KIND, None, "ReLU", 3, mg.ReLU, mg.Dense, Plain(), [], {}, np.tanh, mg.SimpleNet(), mg.MeanSquaredError()
)
NO_OPTIMIZER = all_of(KIND, None, "adam", 0.1, mg.Adam, mg.GradientDescent, Plain(), [], {}, mg.ReLU(), mg.Optimizer)
NO_OBJECTIVE = all_of(KIND, None, "mse", 3, mg.MeanSquaredError, mg.SoftmaxCrossEntropy, Plain(), [], mg.Adam(), len)
NO_NETWORK = all_of(KIND, None, "net", 3, mg.SimpleNet, mg.Dense(2, 3), Plain(), [], np.tanh)
NO_DIFFERENTIATOR = all_of(KIND, "central", 3, mg.CentralDifference, Plain(), [], mg.Adam(), len)


def either(values: Values) -> Values:
    """The same values, where the shape may be seen before the kind is."""
    return [(EITHER, value) for _, value in values]


def but_for(values: Values, *left_out: Values) -> Values:
    """Without those that another function takes."""
    others = [id(pair) for pairs in left_out for pair in pairs]
    return [pair for pair in values if id(pair) not in others]


def without_none(values: Values) -> Values:
    return [pair for pair in values if pair[1] is not None]
