"""The numbers of fixed differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class FixedSettings:
    """Where the error bound of a fixed difference evaluates f, besides the points of the formula.

    ``python -m examples.benchmarks.differentiation`` prints how many errors lie inside their bounds.

    Attributes:
        harmless_rounding: a step that rounding changes by less than this, relatively, is divided by as it was given:
            rounding of f costs more. Chosen, not calibrated.
        closer: by which factor each shorter step is shorter, for first and for higher derivatives; no power of two, so
            that rounding errors are not correlated.
        close_to_x: the shortest step is at most this part of |x|, since f may vary on the scale of x, however small
            that is.
        smallest: |x| below this is no scale: there is no room for numbers that are smaller still. Chosen, not
            calibrated.
        vague, unknown: third and higher derivatives of which another step changes this part are not resolved, and have
            an infinite bound. Chosen with ``python -m examples.benchmarks.differentiation.orders``.
        far: where f does not move, it is evaluated this far out, in units of max(1, |x|).
    """

    harmless_rounding: float = 1e-11
    closer: tuple[float, float] = (16.3, 4.07)
    close_to_x: float = 1e-3
    smallest: float = 1e-290
    vague: float = 0.1
    unknown: float = 0.5
    far: tuple[float, float] = (4.3e-3, 0.97)


FIXED: Final = FixedSettings()
