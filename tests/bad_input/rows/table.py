"""Rows of bad and of unusual good inputs, and what is asserted of each: one call, one answer."""

from __future__ import annotations

import re
import signal
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import pytest

import minigrad as mg
from tests.failures import Failures

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

SECONDS = 2.0

Kinds = tuple[type[Exception], ...]

# Words of numpy's and Python's own messages: they say nothing about the argument that was wrong.
FOREIGN = re.compile(
    r"cannot reshape|broadcast together|could not be broadcast|'NoneType' object|has no attribute|object is not"
    r"|could not convert|invalid literal|unsupported operand|not supported between|only 0-dimensional|inhomogeneous"
    r"|can't be used in|ambiguous|setting an array element|mismatch in its core|not understood|cannot unpack"
)


class Hole:
    """Where a bad value goes."""


HOLE = Hole()


class Bad(NamedTuple):
    """A call that must be refused: with an error of one of these kinds, whose message has all these words."""

    function: object
    arguments: tuple[object, ...]
    options: dict[str, object]
    kinds: Kinds
    words: tuple[str, ...]
    came: tuple[str, ...] = ()


class Good(NamedTuple):
    """A call that must work, and what it must return."""

    function: object
    arguments: tuple[object, ...]
    options: dict[str, object]
    expected: object
    rtol: float
    words: tuple[str, ...] = ()


Row = TypeVar("Row", Bad, Good)


def bad(
    words: str | tuple[str, ...],
    kinds: type[Exception] | Kinds,
    function: object,
    /,
    *arguments: object,
    **options: object,
) -> Bad:
    """One row; ``words`` is the name of the argument, or words that the message must have."""
    wanted = (f"`{words}`",) if isinstance(words, str) else words
    return Bad(function, arguments, options, kinds if isinstance(kinds, tuple) else (kinds,), wanted)


def each(
    values: Iterable[tuple[Kinds, object]],
    name: str | tuple[str, ...],
    function: object,
    /,
    *arguments: object,
    **options: object,
) -> list[Bad]:
    """One row for each bad value, which takes the place of ``HOLE``; the message must name the argument and show the
    value."""
    return [
        Bad(
            function,
            tuple(value if argument is HOLE else argument for argument in arguments),
            {key: value if option is HOLE else option for key, option in options.items()},
            kinds,
            (f"`{name}`",) if isinstance(name, str) else name,
            _shown(value),
        )
        for kinds, value in values
    ]


def good(expected: object, function: object, /, *arguments: object, within: float = 1e-9, **options: object) -> Good:
    """One row that must work."""
    return Good(function, arguments, options, expected, within)


def call(function: object, /, *arguments: object, **options: object) -> object:
    """The one place where types are hidden: what is called here is called wrongly on purpose."""
    if not callable(function):
        raise AssertionError(f"the table is wrong: {function!r} is not callable")
    result: object = function(*arguments, **options)
    return result


def rows(table: Iterable[Row]) -> list[ParameterSet]:
    """The table as tests: the rows that call one function and ask for the same words are one, and share its id."""
    groups: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in table:
        groups.setdefault((_called(row.function), row.words), []).append(row)
    return [pytest.param(group, id=_id(called, words)) for (called, words), group in groups.items()]


def _id(called: str, words: tuple[str, ...]) -> str:
    return " ".join([called, *words])[:120].replace("`", "").replace("[", "<").replace("]", ">").replace("::", ":")


def _called(function: object) -> str:
    owner = type(getattr(function, "__self__", None)).__name__ + "." if isinstance(function, types.MethodType) else ""
    return owner + str(getattr(function, "__name__", type(function).__name__))


def name_of(row: Bad | Good) -> str:
    """The call, in short."""
    words = [_short(value) for value in row.arguments]
    words += [f"{key}={_short(value)}" for key, value in row.options.items()]
    return f"{_called(row.function)}({', '.join(words)})"[:120]


def check_refused(group: Iterable[Bad]) -> None:
    """Each is refused with the right error, in time, without a warning, and nothing that was passed has changed."""
    _check_each(group, _check_refused)


def check_works(group: Iterable[Good]) -> None:
    """Each works with the right value, in time, without a warning, and nothing that was passed has changed."""
    _check_each(group, _check_works)


def _check_each(group: Iterable[Row], check: Callable[[Row], None]) -> None:
    """All rows are looked at, so that one failure does not hide another."""
    failures = Failures()
    for row in group:
        with failures.of(name_of(row)):
            check(row)
    failures.report()


def _check_refused(row: Bad) -> None:
    before = _picture((row.arguments, row.options))
    with _watched():
        try:
            result = call(row.function, *row.arguments, **row.options)
        except Exception as problem:
            error: Exception = problem
        else:
            raise AssertionError(f"passed in silence, with {_short(result)}")
    message = " ".join(" | ".join([str(error), *getattr(error, "__notes__", ())]).split())
    said = f"{type(error).__name__}: {message}"
    own = type(error).__module__.startswith(("minigrad", "dataclasses"))
    assert type(error) in row.kinds or (own and isinstance(error, row.kinds)), f"another kind of error: {said}"
    missing = [word for word in row.words if word not in message]
    assert not missing, f"{missing} not in: {said}"
    assert FOREIGN.search(message.split("`")[0]) is None, f"not a message of its own: {said}"
    assert not row.came or any(word.lower() in message.lower() for word in row.came), f"none of {row.came} in: {said}"
    assert len(message) < 1000, f"too long: {said}"
    assert _picture((row.arguments, row.options)) == before, "an argument was changed"


def _check_works(row: Good) -> None:
    before = _picture((row.arguments, row.options))
    with _watched():
        result = call(row.function, *row.arguments, **row.options)
    if isinstance(row.expected, str | bool | tuple | None):
        assert result == row.expected
        assert type(result) is type(row.expected)
    else:
        numbers, expected = np.asarray(result), np.asarray(row.expected)
        assert numbers.shape == expected.shape
        np.testing.assert_allclose(numbers, expected, rtol=row.rtol, atol=1e-12)
    assert _picture((row.arguments, row.options)) == before, "an argument was changed"


class Late(BaseException):
    """A call that did not come back; no ``except Exception`` holds it up."""


@contextmanager
def _watched() -> Iterator[None]:
    """Fails on warnings, and on calls that take ``SECONDS`` of the processor or ten times that on the clock."""

    def late(number: int, frame: object) -> None:
        raise Late("no answer")

    timers = (signal.SIGVTALRM, signal.ITIMER_VIRTUAL, SECONDS), (signal.SIGALRM, signal.ITIMER_REAL, 10 * SECONDS)
    old = [signal.signal(number, late) for number, _, _ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            yield
    except Late:
        raise AssertionError(f"no answer within {SECONDS} s") from None
    finally:
        for (number, timer, _), handler in zip(timers, old, strict=True):
            signal.setitimer(timer, 0.0)
            signal.signal(number, handler)
    assert not seen, f"a warning: {[str(warning.message) for warning in seen]}"


def _short(value: object) -> str:
    if isinstance(value, np.ndarray):
        kind = "masked" if isinstance(value, np.ma.MaskedArray) else "array"
        numbers = str(value.tolist()) if value.dtype == float else f"{value.tolist()}, {value.dtype}"
        return f"{kind}({numbers})" if value.size < 9 else f"{kind}{value.shape}"
    if isinstance(value, type | types.FunctionType | types.MethodType | types.ModuleType):
        return value.__name__
    text = re.sub("( object)? at 0x[0-9A-Fa-f]+", "", repr(value)).replace("\n", " ")
    return text if len(text) < 40 or isinstance(value, list | tuple | str) else f"{type(value).__name__}(...)"


def _shown(value: object) -> tuple[str, ...]:
    """Words, one of which says what came."""
    words = {type(value).__name__}
    if isinstance(value, type):
        words |= {value.__name__, "class"}
    if isinstance(value, np.ndarray):
        words |= {str(value.dtype), str(value.shape), "mask", "empty", "array(", "zero"} | {
            str(number) for number in value.ravel()
        }
    elif isinstance(value, list | tuple):
        words |= {str(value), "zero"} | {repr(part) for part in value} | {str(len(value))}
        words |= {str(float(part)) for part in value if isinstance(part, int | float) and abs(part) < 10**18}
        words |= {"nan", "inf", "shape", "ragged", "rectangular", "length", "NoneType", "str", "int", "masked"}
    else:
        words |= {repr(value)[:60], str(value), "()"}
    if isinstance(value, list | tuple | dict | str | bytes) and not value:
        words |= {"none", "empty", "()"}
    words.add("got dtype")
    if isinstance(value, float):
        words.add(f"{value:g}")
    if isinstance(value, int) and abs(value) > 10**18:
        words |= {"large", "big", "inf", "int"}
    if isinstance(value, list | tuple):
        words |= {word for part in value for word in _shown(part)}
    return tuple(" ".join(word.split())[:100] for word in words if word)  # as messages quote it


def _picture(value: object) -> object:
    """What can be compared before and after a call."""
    if isinstance(value, np.ma.MaskedArray):
        return "masked", _picture(value.data), _picture(np.ma.getmaskarray(value))
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.flags.writeable, repr(value.tolist())
    if isinstance(value, Mapping):
        return [(key, _picture(part)) for key, part in value.items()]
    if isinstance(value, list | tuple):
        return [_picture(part) for part in value]
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    if isinstance(value, mg.Network):
        return _picture(value.theta)
    if isinstance(value, mg.Trainer):
        return _picture(value.network), value.history, repr(value.state)
    return id(value)
