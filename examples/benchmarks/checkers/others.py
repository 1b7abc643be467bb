"""Other checkers of gradients, each asked in the same way: torch, scipy and the book.

A checker compares the claimed gradient with differences of its own and lets errors up to its tolerance pass, which
:attr:`Checker.allows` repeats with the exact gradient in place of the differences. None of the three can say that a
question is open. Of the three tolerances only torch's is documented: scipy's example shows an error of 3e-8 and the
book prints the mean difference, and both leave the threshold to the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, TypeAlias, final

import numpy as np

from examples.benchmarks.checkers.torch_node import node
from examples.benchmarks.numeric_gradient.peers import GradCheck, Tensor
from examples.benchmarks.verdict_corpus.case import AnyFloats, Fun, Jac
from minigrad.arrays import Float64Array
from minigrad.checking import Verdict

BOOK_STEP, BOOK_MEAN = 1e-4, 1e-7
SCIPY_NORM = 1e-6
TORCH_STEP, TORCH_ABSOLUTE, TORCH_RELATIVE = 1e-6, 1e-5, 1e-3
"""Steps and tolerances; those of torch are its defaults, which it says are meant for double precision."""


class Shown(Protocol):
    """What a checker is shown."""

    @property
    def fun(self) -> Fun:
        """The function."""

    @property
    def jac(self) -> Jac:
        """Its gradient, as somebody claims."""

    @property
    def x(self) -> AnyFloats:
        """The point at which they are compared."""


Allows: TypeAlias = Callable[[Float64Array, Float64Array], bool]


@final
@dataclass(frozen=True)
class Checker:
    """A checker with its defaults.

    Attributes:
        name: what the tables call it.
        said: its verdict; exceptions of the checker and of the function are passed on.
        allows: whether a claimed gradient (first) is within the tolerance of the right one (second).
    """

    name: str
    said: Callable[[Shown], Verdict]
    allows: Allows


def by_the_book(shown: Shown) -> Verdict:
    """The book's test: the mean difference from a central difference with h = 1e-4, here below 1e-7."""
    return _passes(book_allows(_claimed(shown), _central(shown, BOOK_STEP)))


def by_scipy(shown: Shown) -> Verdict:
    """scipy.optimize.check_grad, the norm of the difference from a forward difference, here below 1e-6."""
    check_grad: Callable[[Fun, Jac, AnyFloats], float] = getattr(import_module("scipy.optimize"), "check_grad")
    shape = shown.x.shape
    error = check_grad(
        lambda v: shown.fun(v.reshape(shape)),
        lambda v: np.asarray(shown.jac(v.reshape(shape)), dtype=np.float64).reshape(-1),
        shown.x.astype(np.float64).reshape(-1),
    )
    return _passes(float(error) < SCIPY_NORM)


def by_torch(shown: Shown) -> Verdict:
    """torch.autograd.gradcheck itself, on an autograd.Function with ``fun`` forward and ``jac`` backward."""
    library = import_module("torch")
    gradcheck: GradCheck = library.autograd.gradcheck
    start: Tensor = library.tensor(shown.x.astype(np.float64), requires_grad=True)
    return _passes(gradcheck(node(shown.fun, shown.jac, shown.x), (start,), raise_exception=False))


def by_torch_rule(shown: Shown) -> Verdict:
    """The rule of torch.autograd.gradcheck by its formula: central, h = 1e-6, |a - n| <= 1e-5 + 1e-3 |n|."""
    return _passes(torch_allows(_claimed(shown), _central(shown, TORCH_STEP)))


def book_allows(claimed: Float64Array, exact: Float64Array) -> bool:
    """A mean difference below 1e-7."""
    return claimed.size == exact.size and float(np.mean(np.abs(claimed - exact))) < BOOK_MEAN


def scipy_allows(claimed: Float64Array, exact: Float64Array) -> bool:
    """A difference whose norm is below 1e-6."""
    return claimed.size == exact.size and float(np.linalg.norm(claimed - exact)) < SCIPY_NORM


def torch_allows(claimed: Float64Array, exact: Float64Array) -> bool:
    """Every difference within 1e-5 + 1e-3 of the entry."""
    tolerance = TORCH_ABSOLUTE + TORCH_RELATIVE * np.abs(exact)
    return claimed.size == exact.size and bool((np.abs(claimed - exact) <= tolerance).all())


def _claimed(shown: Shown) -> Float64Array:
    return np.asarray(shown.jac(shown.x.copy()), dtype=np.float64).reshape(-1)


def _central(shown: Shown, h: float) -> Float64Array:
    x = shown.x.astype(np.float64)
    moves = np.eye(x.size).reshape(x.size, *x.shape) * h
    return np.array([(shown.fun(x + move) - shown.fun(x - move)) / (2.0 * h) for move in moves])


def _passes(passes: bool) -> Verdict:
    return Verdict.PASS if passes else Verdict.FAIL


def other_checkers() -> list[Checker]:
    """All that can be asked here; where torch is not installed, its rule stands in for it."""
    torch = Checker("torch gradcheck", by_torch, torch_allows)
    found = [torch if find_spec("torch") else Checker("torch gradcheck, by its rule", by_torch_rule, torch_allows)]
    found += [Checker("scipy check_grad < 1e-6", by_scipy, scipy_allows)] if find_spec("scipy") else []
    return [*found, Checker("the book, mean < 1e-7", by_the_book, book_allows)]
