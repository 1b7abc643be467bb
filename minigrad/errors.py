"""The exceptions that minigrad adds to the built-in ones.

Each derives from the built-in exception that fits, so ``except ValueError`` catches them too.
"""

from __future__ import annotations


class StepLostError(ValueError):
    """A finite-difference step vanished in rounding: ``x + h == x``."""


class NonFiniteError(ValueError):
    """``fun`` returned NaN or infinity where a number was needed."""


class MissingExtraError(ImportError):
    """An optional library is not installed; the message names the extra that brings it."""


class IgnoredArgumentWarning(UserWarning):
    """A function returned the same value at every point, while it reads an array that holds the argument's values.

    Its derivative is zero; the author meant the derivative with respect to that array.
    """
