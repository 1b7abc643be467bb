"""Finds a shape that a function and its gradient accept, or explains why none was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np

from minigrad.arrays import AnyArray, Float64Array, Shape
from minigrad.probes.returned_values import read_array
from minigrad.testing.audit.chosen_points import OUTSIDE, Point
from minigrad.testing.discovery.both import SHAPES, trial_point
from minigrad.testing.discovery.items import NotChecked, Pair
from minigrad.testing.discovery.user_errors import described

LARGEST = 1000
"""The largest size of a gradient that is tried as the size of the argument."""

LENGTHS: tuple[Shape, ...] = ((5,), (4,))
"""Shapes of which the first that fits is checked too, if a pair accepts arrays of several lengths."""


@final
@dataclass
class Search:
    """The shapes that were tried, with the results.

    Attributes:
        pair: the two functions.
        refused: shapes for which fun raised an exception, with its text.
        arrays: shapes of results of fun that were not single numbers.
        taken: shapes for which fun returned a finite number, but jac no array of that size.
    """

    pair: Pair
    refused: dict[Shape, str] = field(default_factory=dict)
    arrays: list[Shape] = field(default_factory=list)
    taken: list[Shape] = field(default_factory=list)
    _sizes: list[int] = field(default_factory=list)

    def run(self) -> Shape | None:
        """The first shape that fun accepts and for which jac returns as many numbers, or a single number that cannot be
        its gradient.

        If there is none, the first that fun accepts, so that the result of jac is reported; else None.
        """
        for shape in SHAPES:
            if self.fits(shape):
                return shape
        for size in dict.fromkeys(self._sizes):
            if 0 < size <= LARGEST and (size,) not in SHAPES and self.fits((size,)):
                return (size,)
        return self.taken[0] if self.taken and not self.arrays else None

    def another_length(self, taken: Shape) -> Point | None:
        """A point of another length that both functions accept, which reveals a length that is fixed in the
        gradient."""
        shape = next((each for each in LENGTHS if len(taken) == 1 and each != taken and self.fits(each)), None)
        return Point(f"another length, {shape[0]}", trial_point(shape), special=True) if shape else None

    def fits(self, shape: Shape) -> bool:
        """Whether one shape fits; the result is recorded."""
        x = trial_point(shape)
        try:
            with np.errstate(all="ignore"):
                value = read_array(self.pair.fun(x.copy()))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self.refused[shape] = described(error)
            return False
        if value.ndim and not _is_vector_function(value, x):
            self.arrays.append(value.shape)
            return False
        if not np.isfinite(value).any():
            self.refused[shape] = f"the value is {value}"
            return False
        return self._gradient_fits(shape, value)

    def _gradient_fits(self, shape: Shape, value: AnyArray) -> bool:
        """Whether jac returns a number for each output and entry of x."""
        x = trial_point(shape)
        try:
            with np.errstate(all="ignore"):
                size = int(np.size(self.pair.jac(x)))
                lone = size == 1 < x.size and not value.ndim and self._moves_with_each(trial_point(shape))
        except OUTSIDE + (IndexError,):  # noqa: RUF005 (mypy does not know the type of the other form)
            self.taken.append(shape)
            return False
        except KeyboardInterrupt:
            raise
        except BaseException:
            self.taken.insert(0, shape)
            return False
        if value.ndim:
            self.arrays.append(value.shape)
            return size == value.size * x.size
        self._sizes.append(size)
        self.taken.append(shape)
        return size == x.size or lone

    def _moves_with_each(self, x: Float64Array) -> bool:
        """Whether fun depends on every entry, so that a single number cannot be its gradient."""
        moved = [float(read_array(self.pair.fun(x + step.reshape(x.shape)))) for step in 0.1 * np.eye(x.size)]
        return float(read_array(self.pair.fun(x.copy()))) not in moved

    def reason(self, shape: Shape | None) -> NotChecked:
        """Why nothing was checked, for the shape that was given or for any."""
        name, (fun, jac) = self.pair.name, self.pair.labels
        if self.arrays:
            text = (
                f"`{fun}` returns an array of shape {self.arrays[0]}, and `{jac}` no Jacobian of it, with the shape "
                f"of {fun}(x) followed by that of x; if both take one number at a time, check them at a number"
            )
            return NotChecked(name, text, known_as=self.pair.known_as)
        texts = list(
            dict.fromkeys(text for tried, text in self.refused.items() if len(tried) == 1 or shape is not None)
        )
        claimed = any("NotImplementedError" not in text for text in texts)  # otherwise an abstract class
        first = texts[0] if texts else "no finite value"
        if len(texts) == 1 and not first.startswith(("ValueError", "IndexError")):
            return NotChecked(name, f"`{fun}` could not be evaluated: {first}", claimed, self.pair.known_as)
        tried = ", ".join(map(str, self.refused))
        none = (
            f"no argument was found that `{fun}` takes; pass --shape N[,M...] (tried: {tried}; the first gave {first})"
        )
        given = f"`{fun}` takes no argument of shape {shape}: {first}"
        return NotChecked(name, none if shape is None else given, claimed, self.pair.known_as)


def _is_vector_function(value: AnyArray, x: Float64Array) -> bool:
    """Whether an array is the value of a function with several outputs, or of several inputs."""
    return value.size > 0 and (value.size > 1 or x.size > 1)


def why_refused(pair: Pair, shape: Shape) -> NotChecked:
    """Why fun takes no argument of this shape, which the user gave."""
    search = Search(pair)
    search.fits(shape)
    return search.reason(shape)
