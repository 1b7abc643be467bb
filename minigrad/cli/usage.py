"""Mistakes in usage, reported in one line with exit code 2."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TypeAlias, final

from typing_extensions import override

FAILED_VERIFICATION = 1
FAILED_USAGE = 2


if TYPE_CHECKING:
    Subparsers: TypeAlias = argparse._SubParsersAction["Parser"]


class UsageError(Exception):
    """A mistake in usage; its text is one line that says what to do."""


@final
class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    @override
    def error(self, message: str) -> NoReturn:
        self.exit(FAILED_USAGE, f"{self.prog}: error: {_one_line(message)} (see {self.prog} --help)\n")


@contextmanager
def user_mistakes(*kinds: type[Exception]) -> Iterator[None]:
    """Within the context, exceptions of these kinds become a :class:`UsageError`."""
    try:
        yield
    except kinds as error:
        raise UsageError(_one_line(_told(error))) from error


def _told(error: Exception) -> str:
    """The text of an exception; of an ``OSError``, the file and the reason, without the number."""
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return str(error)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def file_name(text: str) -> str:
    """The name of a file, for ``argparse``."""
    if not text.strip():
        raise argparse.ArgumentTypeError("must be the name of a file, got an empty one")
    return text


def require_other_file(option: str, path: str, **others: str | None) -> None:
    """Refuse to write the file of an option where one of the ``others`` is kept, which would be lost."""
    for name, other in others.items():
        if other is not None and os.path.realpath(path) == os.path.realpath(other):
            raise UsageError(
                f"{option} {path} is the file of --{name}, which it would replace; give it a name of its own"
            )


def delimiter(text: str) -> str:
    """The character between cells, for ``argparse``; ``tab`` stands for a tab, which is hard to type."""
    return "\t" if text in ("tab", "\\t") else text


def positive_float(text: str) -> float:
    """A number above zero, for ``argparse``."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0.0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a positive number, got {text}")
    return value


def positive_int(text: str) -> int:
    """A whole number above zero, for ``argparse``."""
    return _whole(text, 1)


def natural_int(text: str) -> int:
    """A whole number of at least zero, for ``argparse``."""
    return _whole(text, 0)


def at_least_two(text: str) -> int:
    """A whole number of at least two, for ``argparse``."""
    return _whole(text, 2)


def _whole(text: str, minimum: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = minimum - 1
    if value < minimum:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least {minimum}, got {text}")
    return value
