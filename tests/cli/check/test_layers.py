"""``minigrad check`` on layers in plain numpy: classes with forward and backward, and pairs of functions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.check.checking import Check, checker

SIGMOID = """
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out
    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)
"""
AFFINE = """
class Affine:
    def __init__(self, W, b): self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T
"""
MATMUL = """
class MatMul:
    def __init__(self, W): self.params, self.grads = [W], [np.zeros_like(W)]
    def forward(self, x):
        self.x = x
        return x @ self.params[0]
    def backward(self, dout):
        self.grads[0][...] = self.x.T @ dout
        return dout @ self.params[0].T
"""
SQUARE = """
class SquaredLoss:
    def forward(self, x):
        self.x = x
        return float(np.sum(x**2))
    def backward(self, dout=1):
        return 2 * self.x
"""
FUNCTIONS = """
def affine_forward(x, w, b): return x @ w + b, (x, w, b)
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
"""
RELU = """
def relu_forward(x): return np.maximum(x, 0)
def relu_backward(dout, x): return dout * (x > 0)
"""


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    return checker(capsys, tmp_path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SIGMOID, "Sigmoid"),
        (AFFINE, "Affine"),
        (MATMUL, "MatMul"),
        (SQUARE, "SquaredLoss"),
        (FUNCTIONS, "affine"),
        (RELU, "relu"),
    ],
)
def test_a_layer(check: Check, text: str, name: str) -> None:
    ran = check(text)
    assert (ran.code, ran.heads[0].partition(" (")[0]) == (0, f"PASS layer {name}")


@pytest.mark.parametrize(
    ("text", "name", "right", "wrong", "entry"),
    [
        (SIGMOID, "Sigmoid", "(1.0 - self.out)", "1.0", "x"),
        (AFFINE, "Affine", "dout.sum(axis=0)", "dout.mean(axis=0)", "b"),
        (AFFINE, "Affine", "self.x.T @ dout", "self.x.T @ dout * 2", "W"),
        (AFFINE, "Affine", "return dout @ self.W.T", "return -dout @ self.W.T", "x"),
        (MATMUL, "MatMul", "[...] = self", "[...] = 2 * self", "params[0]"),
        (SQUARE, "SquaredLoss", "2 * self.x", "3 * self.x", "x"),
        (SQUARE.replace("dout=1", "dout").replace("2 *", "dout * 2 *"), "SquaredLoss", "dout * 2", "2", "x"),
        (FUNCTIONS, "affine", "dout.sum(axis=0)", "dout.mean(axis=0)", "b"),
        (FUNCTIONS, "affine", "x.T @ dout", "x.T @ dout * 2", "w"),
        (RELU, "relu", "(x > 0)", "(x > 0) * 2", "x"),
    ],
)
def test_a_layer_with_a_mistake(check: Check, text: str, name: str, right: str, wrong: str, entry: str) -> None:
    assert right in text
    ran = check(text.replace(right, wrong))
    assert (ran.code, ran.heads) == (1, [f"FAIL layer {name}"])
    assert f"FAIL  {entry}[" in ran.out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            SIGMOID.replace("forward(self, x)", "forward(self, x, t)"),
            "`Sigmoid.forward` needs 2 arguments: x, t; give the others by",
        ),
        (SIGMOID.replace("forward(", "go("), "it has `backward` and no `forward`"),
        (
            SIGMOID.replace("backward(self, dout)", "backward(self)"),
            "`Sigmoid.backward` takes no argument, where the gradient of its",
        ),
        (
            SIGMOID.replace("def forward", "def __init__(self, mask): pass\n    def forward"),
            "needs `mask`; put an instance of it into the",
        ),
        (
            SIGMOID.replace("np.exp(-x)", "np.random.default_rng().random()"),
            "the forward pass is random, so it cannot be compared",
        ),
        (
            SIGMOID.replace("np.exp", "unknown"),
            "it could not be evaluated: NameError: name 'unknown' is not defined (mine.py",
        ),
        (
            FUNCTIONS.replace("x, w, b)", "x, w, stride)", 1),
            "the forward pass needs x, w, stride; give stride a default",
        ),
        (FUNCTIONS.replace("affine_forward", "forth"), "there is no forward pass that is named like it"),
    ],
)
def test_layers_that_cannot_be_called(check: Check, text: str, reason: str) -> None:
    ran = check(text)
    assert ran.code == 1
    assert len(ran.lines) == 2
    assert reason in ran.lines[0]
    assert ran.lines[0].startswith("NOT CHECKED")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "return dout * self.out * (1.0 - self.out)",
            "return unknown",
            "NameError: name 'unknown' is not defined (mine.py, line 9: return unknown)",
        ),
        (
            "return dout * self.out * (1.0 - self.out)",
            "pass",
            "the backward pass must return the gradient with respect to x, got None",
        ),
        (
            "return dout * self.out * (1.0 - self.out)",
            "return dout.sum()",
            "a gradient of shape (5, 4) with respect to x, got ()",
        ),
        ("return dout * self.out * (1.0 - self.out)", "sys.exit(0)", "SystemExit(0) (mine.py, line 9"),
    ],
)
def test_a_backward_pass_that_does_not_work_fails(check: Check, right: str, wrong: str, said: str) -> None:
    ran = check(SIGMOID.replace(right, wrong))
    assert (ran.code, ran.heads) == (1, ["FAIL layer Sigmoid"])
    assert said in ran.out


def test_parameters_are_named_and_those_that_cannot_be_varied_too(check: Check) -> None:
    assert "    with respect to x, W, b, for an input of shape (5, 4)\n" in check(AFFINE).out
    single = AFFINE.replace("= W, b", "= W.astype(np.float32), b")
    assert "the parameter W must be of dtype float64 to be checked, got float32" in check(single).out
    assert check(single).code == 1


def test_subclasses_of_minigrads_own_kinds(check: Check) -> None:
    ran = check(
        "import minigrad as mg\n"
        "class Mine(mg.Differentiator): pass\n"
        "difference = mg.CentralDifference()\nlayer = mg.Dense(3, 2)\nadam = mg.Adam()\n"
        "loss = mg.SoftmaxCrossEntropy()\n"
    )
    assert ran.heads == [
        "PASS differentiator difference",
        "PASS layer layer",
        "PASS optimizer adam",
        "PASS objective loss",
    ]


def test_clauses_that_were_not_run_are_said(check: Check) -> None:
    """A differentiator may refuse second derivatives and bounds; its PASS must not seem to cover them."""
    text = (
        "import minigrad as mg\nclass Forward(mg.Differentiator):\n"
        "    def differentiate(self, probe, *, derivative=1, with_error=True):\n"
        "        if derivative > 1 or probe.geometry.bounded: raise NotImplementedError('first ones only')\n"
        "        line, step = np.arange(probe.size), np.full(probe.size, 1e-6)\n"
        "        value = (probe.values(line, step) - probe.base()) / step\n"
        "        return mg.Estimate(value, np.inf + step, step, np.full(probe.size, mg.Status.CONVERGED), "
        "probe.evaluations)\n"
    )
    ran = check(text)
    assert (ran.code, ran.heads) == (0, ["PASS differentiator Forward"])
    assert (
        "    not run: second derivatives are right (derivative=2) (it refuses derivative=2: first ones only)\n"
        in ran.out
    )


@pytest.mark.parametrize("name", ["relu", "relu_forward", "relu_backward"])
def test_a_pair_of_passes_is_asked_for_by_the_name_that_reports_give_it(check: Check, name: str) -> None:
    ran = check(RELU + SIGMOID, only=f":{name}")
    assert (ran.code, len(ran.heads)) == (0, 1)
    assert ran.heads[0].startswith("PASS layer relu")
