"""What the entries of a derivative are called, by the shape of what the function returns."""

from __future__ import annotations

from math import prod

from minigrad.arrays import Shape
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.names import EntryNames, JacobianNames


def gradient_names(inputs: EntryNames, subject: Subject, shape: Shape) -> EntryNames:
    """The names of the entries of x, where fun returns one number; else those of a Jacobian."""
    return inputs if all(length == 1 for length in shape) else jacobian_names(inputs, subject, shape)


def jacobian_names(inputs: EntryNames, subject: Subject, shape: Shape) -> JacobianNames:
    """Names such as ``f[0] / x[2]``.

    Args:
        inputs: the names of the entries of x, or of the directions along which it moves.
        subject: what is differentiated.
        shape: of what fun returns.
    """
    lines = subject.lines_shape
    return JacobianNames(
        (*shape, *lines), lambda index: subject.output_name(shape, index), inputs, prod(lines), subject.pattern
    )
