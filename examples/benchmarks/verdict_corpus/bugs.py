"""Wrong gradients as people make them: a right gradient and one named mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Case, Jac, Label, Problem
from examples.benchmarks.verdict_corpus.hard import at_scale, in_units, lifted, noisy, single_inside

Bug: TypeAlias = Callable[[Problem], Jac]


def _scaled(factor: float) -> Bug:
    return lambda p: lambda x: p.gradient(x) * factor


def _one(change: Callable[[float], float]) -> Bug:
    """Only the largest entry is wrong."""

    def bug(p: Problem) -> Jac:
        where = int(np.argmax(np.abs(p.truth())))

        def jac(x: AnyFloats) -> AnyFloats:
            gradient = np.array(p.gradient(x))
            gradient.flat[where] = change(float(gradient.flat[where]))
            return gradient

        return jac

    return bug


def _arranged(change: Callable[[AnyFloats], AnyFloats]) -> Bug:
    return lambda p: lambda x: change(np.asarray(p.gradient(x)))


def _stale(p: Problem) -> Jac:
    return lambda x: p.gradient(np.asarray(p.x * 1.05 + 0.01 * float(np.abs(p.x).max())))


def _decay(p: Problem) -> Jac:
    """The gradient has a weight-decay term that the loss lacks."""
    return lambda x: p.gradient(x) + 1e-3 * float(np.abs(p.truth()).max()) / float(np.abs(p.x).max()) * x


def _averaged(p: Problem) -> Jac:
    return lambda x: p.gradient(x) / x.size


def _clipped(p: Problem) -> Jac:
    limit = 0.7 * float(np.abs(p.truth()).max())
    return lambda x: np.clip(p.gradient(x), -limit, limit)


def _normalised(p: Problem) -> Jac:
    return lambda x: p.gradient(x) / float(np.linalg.norm(p.gradient(x)))


def _half_precision(p: Problem) -> Jac:
    scale = float(np.abs(p.truth()).max())
    return lambda x: np.asarray((p.gradient(x) / scale).astype(np.float16), dtype=np.float64) * scale


def _next_to(p: Problem) -> Jac:
    """Off by one part in a million of the largest entry, everywhere."""
    return lambda x: p.gradient(x) + 1e-6 * float(np.abs(p.truth()).max())


def _forward_difference(p: Problem) -> Jac:
    """A forward difference with a long step passed off as the gradient."""

    def jac(x: AnyFloats) -> AnyFloats:
        step = 1e-2 * float(np.abs(x).max())
        moves = np.eye(x.size) * step
        return np.array([(p.fun(x + move.reshape(x.shape)) - p.fun(x)) / step for move in moves]).reshape(x.shape)

    return jac


BUGS: dict[str, Bug] = {
    "sign": _scaled(-1.0),
    "factor 2": _scaled(2.0),
    "factor 1/2": _scaled(0.5),
    "factor 1.01": _scaled(1.01),
    "factor 1.001": _scaled(1.001),
    "factor 1 + 1e-5": _scaled(1.0 + 1e-5),
    "factor 1 + 9e-7": _scaled(1.0 + 9e-7),
    "zeros": _scaled(0.0),
    "one entry zero": _one(lambda g: 0.0),
    "one entry 1.01": _one(lambda g: 1.01 * g),
    "one entry sign": _one(lambda g: -g),
    "one entry 1 + 9e-7": _one(lambda g: g * (1.0 + 9e-7)),
    "divided by n": _averaged,
    "reversed": _arranged(lambda g: np.ascontiguousarray(g.ravel()[::-1].reshape(g.shape))),
    "rolled": _arranged(lambda g: np.roll(g.ravel(), 1).reshape(g.shape)),
    "magnitudes": _arranged(np.abs),
    "stale": _stale,
    "weight decay": _decay,
    "clipped": _clipped,
    "normalised": _normalised,
    "half precision": _half_precision,
    "constant 1e-6": _next_to,
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
