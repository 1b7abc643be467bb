"""Wrong gradients whose function or jac misbehaves: it writes into x, accumulates, or ignores x."""

from __future__ import annotations

import numpy as np

from examples.benchmarks.verdict_corpus.case import AnyFloats, Array, Case, mistake


def _in_place(x: AnyFloats) -> AnyFloats:
    x *= 2.0
    return x


class Accumulating:
    """A gradient that is added to an array which is never cleared."""

    def __init__(self) -> None:
        self.buffer = np.zeros(3)

    def __call__(self, x: AnyFloats) -> AnyFloats:
        """The sum of the gradients of all calls so far."""
        self.buffer = self.buffer + 2.0 * x
        return self.buffer


def _writes(x: AnyFloats) -> float:
    x -= 1.0
    return float(np.sum(x**2))


def _with_nan(x: AnyFloats) -> AnyFloats:
    gradient = 2.0 * x
    gradient[1] = np.nan
    return gradient


PARAMETER: Array = np.array([0.4, -1.0, 2.0])


def _ignores_x(x: AnyFloats) -> float:
    del x
    return float(np.sum(PARAMETER**2))


def contract_mistakes() -> list[Case]:
    """All of them."""
    x3 = [0.5, -1.5, 2.0]
    return [
        mistake("jac writes into x", lambda x: float(np.sum(x**2)), _in_place, x3, "contract", np.array(x3) * 2.0),
        mistake("jac accumulates", lambda x: float(np.sum(x**2)), Accumulating(), x3, "contract"),
        mistake(
            "jac has another shape", lambda x: float(np.sum(x**2)), lambda x: (2.0 * x)[:, np.newaxis], x3, "contract"
        ),
        mistake("jac holds NaN", lambda x: float(np.sum(x**2)), _with_nan, x3, "contract"),
        mistake("fun writes into x", _writes, lambda x: 2.0 * (x - 1.0), x3, "contract"),
        mistake(
            "fun ignores x", _ignores_x, lambda x: 2.0 * PARAMETER, PARAMETER, "the article's lambda w: net.loss(x, t)"
        ),
    ]
