"""Tests as source text, to paste into a file and run."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from minigrad.arguments import require_instance
from minigrad.arrays import AnyArray

Arrays: TypeAlias = dict[str, AnyArray]


def written(part: object) -> str:
    """The expression that makes this object again, if its repr is one."""
    shown = repr(part)
    return f"{type(part).__name__}()" if shown.startswith("<") else shown


def require_expression(name: str, value: object) -> None:
    """Raise unless ``value`` is an expression of Python.

    >>> require_expression("jac_name", "two words")
    Traceback (most recent call last):
        ...
    ValueError: `jac_name` must be a name or an expression of Python, got 'two words'
    """
    require_instance(name, value, str)
    try:
        ast.parse(str(value), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"`{name}` must be a name or an expression of Python, got {value!r}") from error


def with_imports(source: str, lines: Sequence[str]) -> str:
    """A test with more imports, or other statements that come before it."""
    return source.replace("\n\n\n", "\n".join(["", *lines, "", "", ""]), 1)


def source_of_test(name: str, arrays: Arrays, test: str) -> str:
    """A file with one test, which runs where the tested functions are defined."""
    library = "minigrad.testing" if "minigrad.testing." in test else "minigrad"
    lines = [f"    {key} = np.array({_unsigned_zeros(array).tolist()!r})" for key, array in arrays.items()]
    head = ["import numpy as np", "", f"import {library}", "", ""]
    return "\n".join(
        [*head, f"def test_{re.sub(r'[^0-9A-Za-z_]+', '_', name).strip('_')}() -> None:", *lines, f"    {test}"]
    )


def _unsigned_zeros(array: AnyArray) -> AnyArray:
    """Replace -0.0 by 0.0, which is equal for almost all functions and easier to read."""
    return np.where(array == 0.0, 0.0, array) if array.dtype.kind == "f" else array
