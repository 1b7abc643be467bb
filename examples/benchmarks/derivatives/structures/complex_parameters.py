"""Real functions of complex numbers: the gradient and its conjugate are both right, half of it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, final

import numpy as np

from examples.benchmarks.derivatives.case import Case, Inexact, Kind, Numbers, label_of
from examples.benchmarks.derivatives.checks import check
from examples.benchmarks.derivatives.complex_step import complex_step

ComplexMap: TypeAlias = Callable[[Numbers], Numbers]
RNG = np.random.default_rng(1308)
CHANNEL = RNG.normal(size=(5, 3)) + 1j * RNG.normal(size=(5, 3))
HEARD = RNG.normal(size=5) + 1j * RNG.normal(size=5)
POWERS = np.abs(RNG.normal(size=5)) + 0.5
START = RNG.normal(size=3) + 1j * RNG.normal(size=3)


@final
@dataclass(frozen=True)
class ComplexProblem:
    """A real function of complex numbers.

    Attributes:
        name: what it is.
        loss: of the numbers.
        of_parts: the same of their real and imaginary parts, (2, n), by real arithmetic, for the complex step.
        x: the numbers.
        claims: df/du + i df/dv, or its conjugate, or a mistake.
    """

    name: str
    loss: Callable[[Numbers], float]
    of_parts: Callable[[Inexact], Inexact]
    x: Numbers
    claims: Mapping[str, ComplexMap] = field(default_factory=dict)

    def cases(self) -> list[Case]:
        """Each claim as a case."""
        return [self._case(claim, jac) for claim, jac in self.claims.items()]

    def _case(self, claim: str, jac: ComplexMap) -> Case:
        return Case(
            self.name,
            claim,
            Kind.STRUCTURE,
            label_of(claim),
            lambda: check("check_gradient", self.loss, jac, self.x, rng=0),
            lambda: self._closer(jac(self.x.copy())),
            self._truth,
            2 * self.x.size,
        )

    def _truth(self) -> Numbers:
        slopes = complex_step(self.of_parts, np.stack([np.real(self.x), np.imag(self.x)]))
        return np.asarray(slopes[0] + 1j * slopes[1])

    def _closer(self, gradient: Numbers) -> Numbers:
        """The claim or its conjugate: whichever is closer to the truth."""
        truth = self._truth()
        off = [float(np.abs(each - truth).sum()) for each in (gradient, np.conj(gradient))]
        return gradient if off[0] <= off[1] else np.conj(gradient)


def _least_squares(z: Numbers) -> float:
    return float(0.5 * np.sum(np.abs(CHANNEL @ z - HEARD) ** 2))


def _product(parts: Inexact) -> tuple[Inexact, Inexact]:
    """Real and imaginary part of the channel's output."""
    a, b, (u, v) = np.real(CHANNEL), np.imag(CHANNEL), parts
    return np.dot(a, u) - np.dot(b, v), np.dot(a, v) + np.dot(b, u)


def _least_squares_parts(parts: Inexact) -> Inexact:
    p, q = _product(parts)
    return np.asarray(0.5 * np.sum((p - np.real(HEARD)) ** 2 + (q - np.imag(HEARD)) ** 2))


def _least_squares_gradient(z: Numbers) -> Numbers:
    return np.asarray(CHANNEL.conj().T @ (CHANNEL @ z - HEARD))


def _not_conjugated(z: Numbers) -> Numbers:
    return np.asarray(CHANNEL.T @ (CHANNEL @ z - HEARD))


def _phases(z: Numbers) -> float:
    """Phase retrieval: intensities against measured ones."""
    return float(np.sum((np.abs(CHANNEL @ z) ** 2 - POWERS) ** 2))


def _phases_parts(parts: Inexact) -> Inexact:
    p, q = _product(parts)
    return np.asarray(np.sum((p**2 + q**2 - POWERS) ** 2))


def _phases_gradient(z: Numbers) -> Numbers:
    y = CHANNEL @ z
    return np.asarray(4.0 * CHANNEL.conj().T @ ((np.abs(y) ** 2 - POWERS) * y))


PROBLEMS = (
    ComplexProblem(
        "complex least squares",
        _least_squares,
        _least_squares_parts,
        START,
        {
            "right": _least_squares_gradient,
            "right: the conjugate": lambda z: np.conj(_least_squares_gradient(z)),
            "Wirtinger's derivative, half of it": lambda z: 0.5 * _least_squares_gradient(z),
            "the channel not conjugated": _not_conjugated,
        },
    ),
    ComplexProblem(
        "phase retrieval",
        _phases,
        _phases_parts,
        np.asarray(START / 2.0, dtype=np.complex128),
        {
            "right": _phases_gradient,
            "the real part alone": lambda z: np.real(_phases_gradient(z)).astype(np.complex128),
            "one entry conjugated": lambda z: np.concatenate(
                [np.conj(_phases_gradient(z)[:1]), _phases_gradient(z)[1:]]
            ),
            "right: the conjugate": lambda z: np.conj(_phases_gradient(z)),
        },
    ),
)
