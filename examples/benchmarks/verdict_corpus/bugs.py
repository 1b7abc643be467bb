"""Wrong gradients as people make them: a right gradient and one named mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Jac, Label, Problem
from examples.benchmarks.verdict_corpus.hard import at_scale, in_units, lifted, noisy, single_inside
from examples.benchmarks.wrong_gradients import Mistake, arranged, in_largest_entry, moved, rolled, scaled

Bug: TypeAlias = Callable[[Problem], Jac]


def _changed(mistake: Mistake) -> Bug:
    """A bug that shows in the gradient alone."""

    def bug(p: Problem) -> Jac:
        change = mistake(p.truth())
        return lambda x: change(np.asarray(p.gradient(x)))

    return bug


def _stale(p: Problem) -> Jac:
    return lambda x: p.gradient(np.asarray(p.x * 1.05 + 0.01 * float(np.abs(p.x).max())))


def _decay(p: Problem) -> Jac:
    """The gradient has a weight-decay term that the loss lacks."""
    return lambda x: p.gradient(x) + 1e-3 * float(np.abs(p.truth()).max()) / float(np.abs(p.x).max()) * x


def _clipped(p: Problem) -> Jac:
    limit = 0.7 * float(np.abs(p.truth()).max())
    return lambda x: np.clip(p.gradient(x), -limit, limit)


def _normalised(p: Problem) -> Jac:
    return lambda x: p.gradient(x) / float(np.linalg.norm(p.gradient(x)))


def _half_precision(p: Problem) -> Jac:
    scale = float(np.abs(p.truth()).max())
    return lambda x: np.asarray((p.gradient(x) / scale).astype(np.float16), dtype=np.float64) * scale


def _forward_difference(p: Problem) -> Jac:
    """A forward difference with a long step passed off as the gradient."""

    def jac(x: AnyFloats) -> AnyFloats:
        step = 1e-2 * float(np.abs(x).max())
        moves = np.eye(x.size) * step
        return np.array([(p.fun(x + move.reshape(x.shape)) - p.fun(x)) / step for move in moves]).reshape(x.shape)

    return jac


MISTAKES: dict[str, Mistake] = {
    "sign": scaled(-1.0),
    "factor 2": scaled(2.0),
    "factor 1/2": scaled(0.5),
    "factor 1.01": scaled(1.01),
    "factor 1.001": scaled(1.001),
    "factor 1 + 1e-5": scaled(1.0 + 1e-5),
    "factor 1 + 9e-7": scaled(1.0 + 9e-7),
    "zeros": scaled(0.0),
    "one entry zero": in_largest_entry(0.0),
    "one entry 1.01": in_largest_entry(1.01),
    "one entry sign": in_largest_entry(-1.0),
    "one entry 1 + 9e-7": in_largest_entry(1.0 + 9e-7),
    "divided by n": arranged(lambda g: g / g.size),
    "reversed": arranged(lambda g: np.ascontiguousarray(g.ravel()[::-1].reshape(g.shape))),
    "rolled": arranged(rolled),
    "magnitudes": arranged(np.abs),
}
BUGS: dict[str, Bug] = {
    **{name: _changed(mistake) for name, mistake in MISTAKES.items()},
    "stale": _stale,
    "weight decay": _decay,
    "clipped": _clipped,
    "normalised": _normalised,
    "half precision": _half_precision,
    "constant 1e-6": _changed(moved(1e-6)),
    "long forward difference": _forward_difference,
}


def visible(truth: AnyFloats, claimed: AnyFloats) -> bool:
    """Whether some entry is off by at least 8.9e-7 of itself and by a visible part of the largest entry."""
    off = np.abs(truth - claimed)
    return bool(((off >= 8.9e-7 * np.abs(truth)) & (off >= 8.9e-7 * float(np.abs(truth).max()))).any())


def wrong(problem: Problem, bug: str, kind: str = "") -> Case | None:
    """A problem with a mistake, or nothing where the mistake changes nothing (a symmetric array transposed)."""
    jac = BUGS[bug](problem)
    truth = problem.truth()
    if not visible(truth, jac(problem.x.copy())):
        return None
    why = f"right gradient with a mistake: {bug}"
    return Case(problem.name, kind or bug, Label.WRONG, problem.fun, jac, problem.x, why, truth)


def wrong_cases(problems: list[Problem]) -> list[Case]:
    """Every mistake on a rotating choice of problems, plain and in hard places."""
    plain = [p for p in problems if p.name != "fast wave"]
    found: list[Case | None] = []
    for index, bug in enumerate(BUGS):
        found += [wrong(plain[(4 * index + 7 * turn) % len(plain)], bug) for turn in range(4)]
    coarse = ["sign", "factor 1.01", "zeros", "one entry zero", "factor 2"]
    for index, problem in enumerate(plain[:14]):
        bug = coarse[index % len(coarse)]
        moved = [at_scale(problem, 1e8), at_scale(problem, 1e-8), in_units(problem, 1e-10), lifted(problem, 1e5)][
            index % 4
        ]
        found.append(wrong(moved, bug, f"{bug}, {moved.name}"))
    found += [_shaken(problem, coarse[index % len(coarse)], index) for index, problem in enumerate(plain[3:15])]
    return [case for case in found if case is not None]


def _shaken(problem: Problem, bug: str, index: int) -> Case:
    base = noisy(problem, 1e-9) if index % 2 else single_inside(problem)
    moved = Problem(problem.name, problem.formula, problem.gradient, np.asarray(base.x, dtype=np.float64))
    jac = BUGS[bug](moved)
    why = f"right gradient with a mistake: {bug}"
    return Case(problem.name, f"{bug}, {base.kind}", Label.WRONG, base.fun, jac, base.x, why, base.truth)
