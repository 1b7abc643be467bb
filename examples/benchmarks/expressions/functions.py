"""The functions of one formula, and the sum of several: ``sin(2.0 * Variable(0))`` is a formula."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from operator import add
from typing import Final

from examples.benchmarks.expressions.tree import Expression, Function

exp: Final = partial(Function, "exp")
log: Final = partial(Function, "log")
sin: Final = partial(Function, "sin")
cos: Final = partial(Function, "cos")
tan: Final = partial(Function, "tan")
sqrt: Final = partial(Function, "sqrt")
tanh: Final = partial(Function, "tanh")
sinh: Final = partial(Function, "sinh")
cosh: Final = partial(Function, "cosh")
arctan: Final = partial(Function, "arctan")
arcsin: Final = partial(Function, "arcsin")


def total(terms: Sequence[Expression]) -> Expression:
    """The sum, from left to right as a loop would add."""
    return reduce(add, terms)
