"""Whether what jac returned has the shape of a derivative, and what is said where it has not."""

from __future__ import annotations

from math import prod

from minigrad.arrays import AnyArray, Shape
from minigrad.checking.contracts.findings import FindingKind
from minigrad.checking.contracts.watch import Watch


def readable(watch: Watch, claimed: AnyArray) -> bool:
    """Whether these are as many real numbers as the derivative has; another arrangement of them is noted."""
    if claimed.dtype.kind not in "fiu":
        nothing = claimed.shape == () and claimed.dtype.kind == "O" and claimed.item() is None
        what = "None; does it end without `return`?" if nothing else f"dtype {claimed.dtype}; return real numbers"
        watch.note(FindingKind.JAC_DTYPE, f"it returned {what}")
        return False
    wanted = watch.claim_shape
    shape = claimed.shape if watch.subject.pattern is None else watch.claimed_shape
    fits = prod(shape) == prod(wanted)
    if not fits or (shape not in _accepted(watch) and prod(shape) > 1):
        watch.note(FindingKind.JAC_SHAPE, _message(watch, shape, wanted, fits))
    return fits


def _accepted(watch: Watch) -> tuple[Shape, ...]:
    """The shape of fun(x) followed by that of x, or a matrix; where fun returns one number, also that of x alone."""
    wanted, matrix = watch.claim_shape, (watch.first_value.size, prod(watch.subject.lines_shape))
    shapes = (wanted, matrix) if watch.output_shape else (wanted,)
    return (*shapes, watch.subject.lines_shape) if watch.first_value.size == 1 else shapes


def _message(watch: Watch, got: Shape, wanted: Shape, fits: bool) -> str:
    compared = "; entries were compared in C order" if fits else ""
    if watch.first_value.size == 1:
        return f"it returned shape {got} for x of shape {watch.subject.lines_shape}{compared}"
    transposed = " (return its transpose)" if got == wanted[::-1] else ""
    return (
        f"it returned shape {got}, and must return {wanted}: the shape {watch.output_shape} of fun(x), followed by "
        f"{watch.subject.lines_shape}{transposed}{compared}"
    )
