"""The tests that ``minigrad check --shrink`` prints run as they are, and fail for the same reason."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.cli.check.checking import Check, checker, notebook

LAYER = """
from dataclasses import dataclass
import minigrad as mg
@dataclass(frozen=True)
class Scaled(mg.Layer):
    n_inputs: int = 4
    def initialize(self, rng): return {"w": np.full(self.n_inputs, 3.0)}
    def forward(self, params, inputs):
        w = params["w"][..., None, :]
        return inputs * w, lambda d: ({"w": (d * inputs).sum(axis=-2)}, 1.0 * d)
"""
OBJECTIVE = """
import minigrad as mg
class Squares(mg.Objective):
    def sample_values(self, outputs, targets): return ((outputs - targets)**2).sum(axis=-1)
    def sample_gradients(self, outputs, targets): return outputs - targets
"""
WRONG = {
    "pair": "def f(x): return float(x @ x)\ndef f_grad(x): return 3 * x\n",
    "only below zero": "def f(x): return float(np.sum(x**2))\ndef f_grad(x): return np.where(x < 0, x, 2 * x)\n",
    "rounded to -0.0": (
        "def f(x): return float(x @ x)\ndef f_grad(x): return np.where((x <= 0) & (x > -0.5), 2 * x + 1, 2 * x)\n"
    ),
    "both": "def cost(x): return float(x @ x), 3 * x\n",
    "class": "class Model:\n    def value(self, x): return float(x @ x)\n    def grad(self, x): return 3 * x\n",
    "class with arguments": "class Model:\n    def __init__(self, W, lr): self.W = W * lr\n"
    "    def value(self, x): return float(np.sum((x @ self.W)**2))\n"
    "    def grad(self, x): return self.W @ (x @ self.W)\n",
    "object": "class Model:\n    def __init__(self, k): self.k = k\n    def value(self, x): return float(x @ x)\n"
    "    def grad(self, x): return self.k * x\nmodel = Model(3)\n",
    "layer": LAYER,
    "objective": OBJECTIVE,
}


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    return checker(capsys, tmp_path)


@pytest.mark.parametrize(
    ("kind", "name"),
    [*((kind, "mine.py") for kind in WRONG), ("pair", "my-file.py"), ("class", "my-file.py"), ("object", "my-file.py")],
)
def test_a_printed_test_runs_beside_the_file(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    """A file whose name is no identifier is imported in another way, the same for all kinds but for their names."""
    ran = check(WRONG[kind], "--shrink", name=name)
    printed = ran.out[ran.out.index("import numpy as np") :]
    assert ran.code == 1
    assert "-0.0" not in printed
    monkeypatch.syspath_prepend(str(tmp_path))
    pasted: dict[str, object] = {}
    exec(compile(printed, str(tmp_path / "test_pasted.py"), "exec"), pasted)
    sys.modules.pop(name.removesuffix(".py"))
    (test,) = (value for key, value in pasted.items() if key.startswith("test_"))
    assert callable(test)
    with pytest.raises(AssertionError, match="FAIL: "):
        test()


def test_what_cannot_be_shrunk_is_said(check: Check) -> None:
    text = "class Twice:\n    def forward(self, x): return 2 * x\n    def backward(self, dout): return dout\n"
    ran = check(text + "def f(x): return float(x @ x)\ndef f_grad(x): return unknown\n", "--shrink")
    assert "no smallest case for Twice: forward and backward passes are not shrunk\n" in ran.out
    assert "no smallest case for f: it raises an exception wherever it fails\n" in ran.out


def test_a_class_whose_clause_on_purity_fails(check: Check) -> None:
    text = LAYER.replace("1.0 * d)", "d * w)").replace("return inputs * w", "inputs += 1.0; return inputs * w")
    ran = check(text, "--shrink")
    assert ran.code == 1
    assert re.search(r"\nno smallest case for Scaled: .*nothing to shrink", ran.out)


def test_with_json_the_smallest_cases_are_in_it(check: Check) -> None:
    ran = check(WRONG["pair"], "--shrink", "--json")
    assert (
        '"smallest_cases": [\n    "import numpy as np\\n\\nimport minigrad.testing\\nfrom mine import f, f_grad\\n'
        in ran.out
    )


def test_a_notebook_cannot_be_imported(check: Check) -> None:
    ran = check(notebook(WRONG["pair"]), "--shrink", name="course.ipynb")
    assert "# paste into a cell of the notebook" in ran.out
    assert "course import" not in ran.out
