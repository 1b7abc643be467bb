"""The one evaluator behind every fixed finite difference: choose h, fit it between the bounds, evaluate, weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from minigrad.arrays import BoolArray, Float64Array, IntArray
from minigrad.differentiators.estimate import Estimate, Status, StatusArray
from minigrad.differentiators.lines import Geometry
from minigrad.differentiators.probe import Probe
from minigrad.differentiators.stencil import Stencil
from minigrad.errors import NonFiniteError, StepLostError

HARMLESS_ROUNDING = 1e-11
"""A step that rounding changes by less than this (relative) is divided by as it was given: rounding of f costs more."""

POINT_EPSILON = float(np.finfo(np.float64).eps)
"""Points are built in double precision, whatever type x came in."""


@final
@dataclass(frozen=True)
class Step:
    """How long the step is: ``rel_step`` |x|, ``abs_step``, or by default what balances truncation and rounding."""

    rel_step: float | None = None
    abs_step: float | None = None
    exact: bool = True

    def lengths(self, geometry: Geometry, stencil: Stencil) -> Float64Array:
        """The nominal h for each line, before rounding and bounds.

        The default minimises eps |f| / h^d + h^p |f^(p+d)|: h = eps^(1 / (p + d)) in units in which f has scale 1.

        Source: Press et al. (2007), Numerical Recipes, section 5.7, for p = 1 and 2.
        """
        if self.abs_step is not None:
            return np.full(geometry.position.size, self.abs_step)
        default = float(geometry.epsilon ** (1.0 / (stencil.order + stencil.derivative)))
        if self.rel_step is None:
            return default * np.maximum(geometry.unit, geometry.magnitude)
        relative = self.rel_step * geometry.magnitude
        return np.where(relative > 0, relative, default * geometry.unit)


def difference(probe: Probe, stencil: Stencil, step: Step, *, with_error: bool) -> Estimate:
    """The derivative by ``stencil`` on every line of ``probe``, turned one-sided where a bound is in the way.

    The error bound adds what the formula leaves out, measured by repeating it with another step, and what rounding can do:
    |D(h) - D(2h)| + (4 eps max|f| + eps |x| max|f'|) sum|w| / h^d. For order 1 the first term counts twice, since the
    difference is then no larger than the error itself. It doubles the cost, so it is only taken with ``with_error``.

    Raises:
        StepLostError: x + h == x on some line.
        NonFiniteError: f is NaN or infinite at one of the points.
    """
    geometry = probe.geometry
    choice, h = _fit(geometry, stencil, step.lengths(geometry, stencil))
    variants = _variants(stencil)
    reach = np.array([variant.reach for variant in variants])[choice]
    h, lost = _realised(probe, h, reach, exact=step.exact)
    used = [(variant, np.flatnonzero(choice == k)) for k, variant in enumerate(variants)]
    plans = [(variant, lines) for variant, lines in used if lines.size]
    value, size, spread = _evaluate(probe, plans, h)
    if not with_error:
        unknown = np.full(value.shape, np.inf)
        return Estimate(value, unknown, h, _status(choice, lost), probe.evaluations)
    factor = np.where(_fits(geometry, stencil, choice, 2 * h), 2.0, 0.5)
    other, _, _ = _evaluate(probe, plans, _realised(probe, factor * h, reach, exact=False)[0])
    truncation = np.abs(value - other) * np.where(factor > 1, 1.0, 2.0) * (2.0 if stencil.order == 1 else 1.0)
    # The points are rounded as well as f; spread / h is how steep f is between them.
    noise = 4 * probe.value_epsilon * size + POINT_EPSILON * (geometry.magnitude / h + reach) * spread
    gain = np.array([variant.noise_gain for variant in variants])[choice]
    rounding = noise * gain / h**stencil.derivative
    status = _status(choice, lost)
    status[(status == Status.CONVERGED) & (rounding > truncation)] = Status.LIMITED_BY_NOISE
    error = np.where(lost, np.inf, truncation + rounding)
    return Estimate(value, error, h, status, probe.evaluations)


def _variants(stencil: Stencil) -> tuple[Stencil, Stencil, Stencil]:
    """The stencil itself, and one of the same order above x and below x."""
    above = Stencil.from_offsets(range(stencil.order + stencil.derivative), stencil.derivative)
    below = Stencil.from_offsets([-offset for offset in above.offsets], stencil.derivative)
    return stencil, above, below


def _fits(geometry: Geometry, stencil: Stencil, choice: IntArray, h: Float64Array) -> BoolArray:
    """Whether all points of the chosen variant lie inside the bounds when its step is ``h``."""
    lowest = np.array([min(*variant.offsets, 0.0) for variant in _variants(stencil)])[choice]
    highest = np.array([max(*variant.offsets, 0.0) for variant in _variants(stencil)])[choice]
    inside: BoolArray = (lowest * h >= geometry.lower) & (highest * h <= geometry.upper)
    return inside


def _fit(geometry: Geometry, stencil: Stencil, h: Float64Array) -> tuple[IntArray, Float64Array]:
    """Which variant each line uses, and its step: shortened only where neither side has room for it."""
    choice = np.zeros(h.size, np.int64)
    if np.isinf(geometry.lower).all() and np.isinf(geometry.upper).all():
        return choice, h
    above = np.ones_like(choice)
    fits = [_fits(geometry, stencil, k * above, h) for k in range(3)]
    wider_side = np.where(geometry.upper >= -geometry.lower, 1, 2)
    choice = np.select(fits, [0, 1, 2], default=wider_side).astype(np.int64)
    cramped = np.flatnonzero(~(fits[0] | fits[1] | fits[2]))
    h = np.array(h)
    h[cramped] = _room(geometry.take(cramped), choice[cramped], _variants(stencil)[1].reach)
    return choice, h


def _room(geometry: Geometry, choice: IntArray, reach: float) -> Float64Array:
    """The longest step on the chosen side that takes ``reach`` steps to points of the machine; 0 where it has too few."""
    edge = np.where(choice == 1, geometry.upper, -geometry.lower)
    spacing = np.spacing(geometry.magnitude + edge)
    room: Float64Array = np.floor(edge / reach / spacing) * spacing
    return room


def _realised(probe: Probe, h: Float64Array, reach: Float64Array, *, exact: bool) -> tuple[Float64Array, BoolArray]:
    """The steps that the machine will really take, and where they vanish.

    A step that is a multiple of the spacing of floating-point numbers at x + reach h leads to points that are exact, so
    (x + k h) - x is k h for every offset k. Along a direction x is what ``magnitude`` says, in units of t.
    """
    size = probe.geometry.magnitude
    lost = (size + h == size) & (size - h == size)
    cornered = lost & (h == 0.0)
    if (lost & (exact | cornered)).any():
        raise _lost(probe, int(np.argmax(cornered if cornered.any() else lost)), h)
    if not exact:
        return h, lost
    spacing = np.spacing(size + reach * h)
    taken = np.maximum(np.rint(h / spacing), 1.0) * spacing
    return np.where(np.abs(taken - h) <= HARMLESS_ROUNDING * h, h, taken), lost


def _lost(probe: Probe, line: int, h: Float64Array) -> Exception:
    name, step, size = probe.name(line), float(h[line]), float(probe.geometry.magnitude[line])
    if step == 0.0:
        return ValueError(
            f"`bounds` leave no room around {name} = {float(probe.geometry.position[line])!r}: lower and upper are too close "
            "there, or equal; widen them, or treat what cannot move as a constant"
        )
    return StepLostError(
        f"the step {step!r} is lost to rounding at |{name}| = {size!r}: x + h == x. "
        f"Use a step of at least {float(np.spacing(size))!r} there, or `rel_step`, which scales with x"
    )


def _evaluate(
    probe: Probe, plans: list[tuple[Stencil, IntArray]], h: Float64Array
) -> tuple[Float64Array, Float64Array, Float64Array]:
    """From one batch of values: the derivative on each line, the largest |f| that went into it, and how far f ranged."""
    moves = [np.array([offset for offset in stencil.offsets if offset]) for stencil, _ in plans]
    line = np.concatenate([np.repeat(lines, m.size) for m, (_, lines) in zip(moves, plans, strict=True)])
    step = np.concatenate([np.outer(h[lines], m).reshape(-1) for m, (_, lines) in zip(moves, plans, strict=True)])
    answers = probe.values(line, step)
    value, size, spread, start = np.empty(h.size), np.empty(h.size), np.empty(h.size), 0
    for m, (stencil, lines) in zip(moves, plans, strict=True):
        rows = answers[start : start + m.size * lines.size].reshape(lines.size, m.size).T
        start += m.size * lines.size
        table = _with_base(probe, stencil, lines, rows)
        _require_finite_values(probe, stencil, lines, table, h)
        value[lines] = stencil.apply(table, h[lines])
        size[lines] = np.abs(table).max(axis=0)
        spread[lines] = np.ptp(table, axis=0)
    return value, size, spread


def _with_base(probe: Probe, stencil: Stencil, lines: IntArray, rows: Float64Array) -> Float64Array:
    """One row for each offset: the values that were asked for, and f(x) where the offset is 0."""
    if 0.0 not in stencil.offsets:
        return rows
    return np.insert(rows, stencil.offsets.index(0.0), probe.base()[lines], axis=0)


def _require_finite_values(
    probe: Probe, stencil: Stencil, lines: IntArray, table: Float64Array, h: Float64Array
) -> None:
    if np.isfinite(table).all():
        return
    row, column = (int(i) for i in np.argwhere(~np.isfinite(table))[0])
    line = int(lines[column])
    move = stencil.offsets[row] * float(h[line])
    raise NonFiniteError(
        f"`fun` returned {float(table[row, column])} with {probe.name(line)} moved by {move!r} from "
        f"{float(probe.geometry.position[line])!r}. If its domain ends there, give `bounds` or a smaller step"
    )


def _status(choice: IntArray, lost: BoolArray) -> StatusArray:
    status = np.where(choice == 0, np.int8(Status.CONVERGED), np.int8(Status.ONE_SIDED))
    return np.where(lost, np.int8(Status.STEP_LOST), status)
