"""The exceptions that minigrad raises on top of the built-in ones.

Each is also the built-in exception that a caller would expect, so ``except ValueError`` keeps working.
"""

from __future__ import annotations

import sys


class StepLostError(ValueError):
    """A finite-difference step vanished in rounding: ``x + h == x``."""


class NonFiniteError(ValueError):
    """``fun`` returned NaN or infinity where a number was needed."""


class MissingExtraError(ImportError):
    """An optional library is not installed; the message names the extra that brings it."""


class IgnoredArgumentWarning(UserWarning):
    """A function returned the same value wherever its argument was moved, while it uses an array that holds the
    argument's values.

    Its derivative is zero. What was meant is the derivative with respect to that array.
    """


def levels_to_the_caller() -> int:
    """How many calls lie between a warning and the line outside of this package that led to it: its ``stacklevel``."""
    frame, levels = sys._getframe(1), 1
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).split(".")[0] == "minigrad":
        frame, levels = frame.f_back, levels + 1
    return levels
