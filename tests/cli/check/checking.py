"""What the tests of ``minigrad check`` share: a small file, checked in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from tests.cli.running import run

HEAD = "import functools, sys\nimport numpy as np\n"
RIGHT = "def f(x): return float(x @ x)\ndef f_grad(x): return 2 * x\n"


class Checked(NamedTuple):
    """What came of a check."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """One for each thing, without the details, and the summary."""
        return [line for line in self.out.splitlines() if not line.startswith("    ")]

    @property
    def heads(self) -> list[str]:
        """Verdicts and names."""
        return [" ".join(line.partition(": ")[0].split()) for line in self.lines[:-1]]


Check: TypeAlias = Callable[..., Checked]  # type: ignore[explicit-any]  # a text, options, and a name


def checker(capsys: pytest.CaptureFixture[str], folder: Path) -> Check:
    """A function that writes a file and checks it."""

    def check(text: str, *options: str, name: str = "mine.py", only: str = "") -> Checked:
        path = folder / name
        path.write_text(text if name.endswith(".ipynb") else HEAD + text, encoding="utf-8")
        return Checked(*run(capsys, "check", f"{path}{only}", *options))

    return check


def notebook(*cells: str) -> str:
    """A notebook with these code cells, and text before them."""
    code = [
        {"cell_type": "code", "source": cell.splitlines(keepends=True), "metadata": {}, "outputs": []} for cell in cells
    ]
    return json.dumps(
        {"cells": [{"cell_type": "markdown", "source": ["# Title"]}, *code], "metadata": {}, "nbformat": 4}
    )
