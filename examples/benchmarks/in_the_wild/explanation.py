"""Why a derivative of a released library does not pass."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Cause(StrEnum):
    """Whose fault it is, if anybody's."""

    BUG = "a bug there"
    """The library's derivative, or its function, is wrong."""
    DIFFERENCES = "differences inside"
    """The library computes its derivative by differences, and so exactly."""
    INEXACT = "the function is not that accurate"
    """The derivative is right; the values have the slope of an approximation."""
    OTHER = "another quantity"
    """The library documents, or means, something else than the derivative of that function."""
    JUMPS = "jumps"
    """The function is constant between jumps, which no values can tell from rounding."""
    NOT_GIVEN = "not given"
    """The library has no such derivative and says so."""
    NOT_FINITE = "not finite"
    """The function has no value at the point."""
    OURS = "a fault of minigrad"
    """To be mended."""


class Explanation(NamedTuple):
    """Which cases of a library it is about (``*`` stands for anything), and why they do not pass."""

    library: str
    names: str
    cause: Cause
    why: str

    def holds_for(self, library: str, name: str) -> bool:
        """Whether this case is meant.

        >>> Explanation("scipy.special", "mathieu_*(2, 1.5, x)", Cause.OTHER, "").holds_for(
        ...     "scipy.special", "mathieu_cem(2, 1.5, x)"
        ... )
        True
        """
        pattern = ".*".join(re.escape(piece) for piece in self.names.split("*"))
        return self.library == library and re.fullmatch(pattern, name) is not None
