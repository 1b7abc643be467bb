"""Wrong usage, told in one line and with exit code 2."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TypeAlias, final

from typing_extensions import override

FAILED_VERIFICATION = 1
FAILED_USAGE = 2


if TYPE_CHECKING:
    Subparsers: TypeAlias = argparse._SubParsersAction["Parser"]


class UsageError(Exception):
    """A mistake of the user's; its text is one line that says what to do."""


@final
class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    @override
    def error(self, message: str) -> NoReturn:
        self.exit(FAILED_USAGE, f"{self.prog}: error: {message} (see {self.prog} --help)\n")


@contextmanager
def user_mistakes(*kinds: type[Exception]) -> Iterator[None]:
    """Inside, exceptions of these kinds are the user's mistakes, and are told as such."""
    try:
        yield
    except kinds as error:
        raise UsageError(" ".join(str(error).split())) from error


def positive_float(text: str) -> float:
    """A number above zero, for ``argparse``."""
    value = float(text)
    if not 0.0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a positive number, got {text}")
    return value


def positive_int(text: str) -> int:
    """A whole number above zero, for ``argparse``."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, got {text}")
    return value


def natural_int(text: str) -> int:
    """A whole number of at least zero, for ``argparse``."""
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 0, got {text}")
    return value
