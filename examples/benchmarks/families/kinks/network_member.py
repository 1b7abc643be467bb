"""A ReLU network's loss as a function of some of its parameters, with its slopes in longdouble on both sides."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.families.kinks.relu_net import ReluNet
from examples.benchmarks.families.member import Member
from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Jac
from examples.benchmarks.wrong_gradients import constant
from minigrad.arrays import IntArray

ROUNDINGS = 40.0
"""How many roundings of the loss a slope is taken to need; a sum of some hundred terms is off by a tenth of it."""

SMOOTH = 0.1
"""The distance up to which the loss is taken to be close to a polynomial where no kink is nearer."""


def member(name: str, net: ReluNet, theta: Array, entries: IntArray) -> Member:
    """The loss as a function of some entries of theta; slopes in longdouble."""
    long = theta.astype(np.longdouble)
    if any(bool((z == 0.0).any()) for z in net.preactivations(theta)[:-1]):
        (right, above), (left, below) = (net.sides(long, entries, sign) for sign in (1.0, -1.0))
    else:
        right = left = net.gradient(long)[entries]
        above, below = (net.sides(theta, entries, sign)[1] for sign in (1.0, -1.0))
    room = np.minimum(above, below).astype(np.float64)
    hidden = ROUNDINGS * net.rounding(theta) / np.minimum(room, SMOOTH)

    def fun(x: AnyFloats) -> float:
        return float(net.value(_placed(theta, entries, x)))

    def jac(x: AnyFloats) -> AnyFloats:
        return net.gradient(_placed(theta, entries, x))[entries]

    known = left.astype(np.float64), right.astype(np.float64)
    wrong = _beyond(jac, theta[entries], room, hidden)
    return Member(f"{name}, {net.widths} {type(net.loss).__name__}", fun, jac, theta[entries], *known, hidden, wrong)


def _placed(theta: Array, entries: IntArray, x: AnyFloats) -> AnyFloats:
    full = theta.astype(x.dtype)
    full[entries] = x
    return full


def _beyond(jac: Jac, x: Array, room: Array, hidden: Array) -> dict[str, Jac]:
    """The slope behind the nearest kink, for the entry where values of the loss show it best; nothing if they nowhere
    do."""
    best, claimed = 10.0, np.array(jac(x))
    found: dict[str, Jac] = {}
    for entry in np.argsort(np.where(np.isfinite(room), room, np.inf))[:20]:
        for side in (-1.0, 1.0):
            moved = x.copy()
            moved[entry] += side * room[entry] * (1.0 + 1e-6) if np.isfinite(room[entry]) else 0.0
            value = float(jac(moved)[entry])
            gap = abs(value - float(claimed[entry]))
            if gap > best * hidden[entry] and gap > 1e-4 * abs(float(claimed[entry])):
                best = gap / hidden[entry]
                replaced = np.array(claimed)
                replaced[entry] = value
                found["beyond the kink"] = constant(replaced)
    return found
