"""Right gradients made hard to confirm: at another scale, on an offset, with noise, or computed in float32.

Each function turns a problem into another one whose gradient follows from the chain rule, so the label stays "right".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from examples.benchmarks.noise_of_bits import noise_of_bits
from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Fun, Jac, Label, Problem


def right(problem: Problem, kind: str, *, fun: Fun | None = None, jac: Jac | None = None, why: str = "") -> Case:
    """A case with the right gradient of a problem."""
    reason = why or "closed form, confirmed by the complex step"
    return Case(
        problem.name, kind, Label.RIGHT, fun or problem.fun, jac or problem.gradient, problem.x, reason, problem.truth()
    )


def at_scale(problem: Problem, scale: float) -> Problem:
    """f(x / s) at s x: the same function in other units of x."""
    return Problem(
        f"{problem.name} at scale {scale:g}",
        lambda x: problem.formula(np.asarray(x / scale)),
        lambda x: problem.gradient(np.asarray(x / scale)) / scale,
        problem.x * scale,
    )


def in_units(problem: Problem, factor: float) -> Problem:
    """c f(x): the same function in other units of f."""
    return Problem(
        f"{problem.name} times {factor:g}",
        lambda x: factor * problem.formula(x),
        lambda x: factor * problem.gradient(x),
        problem.x,
    )


def lifted(problem: Problem, offset: float) -> Problem:
    """f(x) + c: the same gradient below a large constant."""
    return Problem(
        f"{problem.name} plus {offset:g}", lambda x: problem.formula(x) + offset, problem.gradient, problem.x
    )


def noisy(problem: Problem, level: float) -> Case:
    """Repeatable noise of a relative size, as an iterative solver with a loose tolerance leaves behind."""

    def fun(x: AnyFloats) -> float:
        value = problem.fun(x)
        return value * (1.0 + level * noise_of_bits(x))

    return right(problem, f"noise {level:g}", fun=fun)


def random_noise(problem: Problem, level: float, seed: int) -> Case:
    """Noise that differs from call to call, as from a Monte Carlo estimate with many samples."""
    rng = np.random.default_rng(seed)

    def fun(x: AnyFloats) -> float:
        return problem.fun(x) * (1.0 + level * float(rng.standard_normal()))

    return right(problem, f"random noise {level:g}", fun=fun)


def single_inside(problem: Problem) -> Case:
    """fun works in float32 and returns a float64 number; jac works in float64."""
    x = problem.x.astype(np.float32).astype(np.float64)
    moved = Problem(problem.name, problem.formula, problem.gradient, x)

    def fun(point: AnyFloats) -> float:
        return float(np.float32(moved.fun(point.astype(np.float32).astype(np.float64))))

    return right(moved, "float32 inside", fun=fun)


def single_sum(problem: Problem) -> Case:
    """Only the end result is rounded to float32."""
    return right(problem, "float32 result", fun=lambda x: float(np.float32(problem.fun(x))))


def single_point(problem: Problem) -> Case:
    """x and the gradient are float32 arrays; the value is computed in float64."""
    x = problem.x.astype(np.float32)
    truth = np.asarray(problem.gradient(x.astype(np.float64)), dtype=np.float64)

    def jac(point: AnyFloats) -> AnyFloats:
        return problem.gradient(point.astype(np.float64)).astype(np.float32)

    def fun(point: AnyFloats) -> float:
        return problem.fun(point.astype(np.float64))

    return Case(problem.name, "float32 x", Label.RIGHT, fun, jac, x, "closed form at the rounded point", truth)


def slightly_off(problem: Problem) -> Case:
    """Wrong by 1.2e-7 of each entry, alternately up and down: single-precision rounding, which must be let pass."""
    signs = np.where(np.arange(problem.x.size) % 2 == 0, 1.0, -1.0).reshape(problem.x.shape)

    def jac(x: AnyFloats) -> AnyFloats:
        return problem.gradient(x) * (1.0 + 1.2e-7 * signs)

    return right(problem, "right to 1.2e-7", jac=jac)


def rounded(problem: Problem, digits: int) -> Case:
    """The value rounded to so many decimals, which leaves three digits of the slopes to be seen over long steps."""
    return right(problem, f"rounded to {digits} digits", fun=lambda x: round(problem.fun(x), digits))


def on_a_grid(problem: Problem, digits: int) -> Case:
    """x rounded to so many decimals, likewise."""
    return right(problem, f"x on a grid of 1e-{digits}", fun=lambda x: problem.fun(np.round(x, digits)))


def hard_cases(problems: list[Problem]) -> list[Case]:
    """Every problem as it is, and a rotating choice of hard versions of it."""
    makers: list[Callable[[Problem], Case]] = [
        *(lambda p, s=s: right(at_scale(p, s), f"scale {s:g}") for s in (1e-8, 1e-4, 1e4, 1e8)),
        *(lambda p, c=c: right(in_units(p, c), f"loss times {c:g}") for c in (1e-10, 1e10)),
        lambda p: right(lifted(p, 1e8), "offset 1e8"),
        lambda p: right(lifted(p, -1e5), "offset -1e5"),
        *(lambda p, level=level: noisy(p, level) for level in (1e-12, 1e-9, 1e-6)),
        *(lambda p, level=level: random_noise(p, level, 5) for level in (1e-11, 1e-7)),
        single_inside,
        single_sum,
        single_point,
        slightly_off,
    ]
    plain = [right(problem, "smooth") for problem in problems]
    smooth = [problem for problem in problems if problem.name not in {"fast wave", "saturated", "distance"}]
    coarse = [rounded(problems[0], 4), rounded(problems[0], 5), on_a_grid(problems[4], 5)]
    return (
        plain
        + coarse
        + [make(smooth[(5 * turn + index) % len(smooth)]) for index, make in enumerate(makers) for turn in range(4)]
    )
