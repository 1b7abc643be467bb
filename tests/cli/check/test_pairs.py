"""``minigrad check`` finds pairs by many names, in functions, classes and objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from minigrad.testing.discovery import find, loaded
from minigrad.testing.discovery.items import Pair
from tests.cli.check.checking import RIGHT, Check, checker

VALUE = "def {}(x): return float(x @ x)\n"
GRADIENT = "def {}(x): return 2 * x\n"
PAIRS = [
    ("f", "df"), ("f", "f_grad"), ("f", "grad_f"), ("f", "f_prime"), ("f", "fprime"), ("f", "f_der"),
    ("f", "f_derivative"), ("f", "f_gradient"), ("f", "gradient_f"), ("f", "f_jac"), ("f", "jac_f"), ("f", "d_f"),
    ("f", "df_dx"), ("f", "gradient_of_f"), ("f", "gradf"), ("loss", "dloss"), ("loss", "dLoss"),
    ("rosen", "rosenGrad"), ("loss", "lossGradient"), ("loss", "gradLoss"), ("objective", "gradient"),
    ("cost", "grad"), ("loss", "gradient"), ("fun", "jac"), ("fun", "jacobian"), ("f", "grad"),
    ("compute_cost", "compute_gradient"), ("computeCost", "computeGradient"), ("loss_fn", "grad_fn"),
    ("_f", "_f_grad"), ("f2", "grad2"),
]  # fmt: skip


@pytest.mark.parametrize(("fun", "jac"), PAIRS)
def test_pairs_by_their_names(tmp_path: Path, fun: str, jac: str) -> None:
    (tmp_path / "mine.py").write_text(
        VALUE.format(fun) + GRADIENT.format(jac) + VALUE.format("other"), encoding="utf-8"
    )
    with loaded(str(tmp_path / "mine.py")) as module:
        (found,) = find(module)
    assert isinstance(found, Pair)
    assert (found.name, found.written.fun, found.written.jac) == (fun, fun, jac)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    return checker(capsys, tmp_path)


def test_several_gradients_of_one_function_are_all_checked(check: Check) -> None:
    ran = check(VALUE.format("loss") + GRADIENT.format("loss_gradient") + "def dloss(x): return 3 * x\n")
    assert ran.code == 1
    assert ran.heads == ["PASS gradient loss:loss_gradient", "FAIL gradient loss:dloss"]


def test_names_that_are_no_gradients(check: Check) -> None:
    names = (
        "data",
        "update",
        "degrees",
        "dictionary",
        "gradient_descent",
        "plot_gradient",
        "is_prime",
        "zero_grad",
        "encoder",
        "upgrade",
    )
    others = ("ta", "a", "raw", "train", "train_d", "set_gradient")
    ran = check(
        RIGHT
        + "".join(f"def {name}(x): raise OSError\n" for name in names + others)
        + "def numerical_gradient(f, x): return x\n"
    )
    assert (ran.code, ran.lines[-1]) == (0, "1 checked: 1 pass, 0 fail, 0 inconclusive")


@pytest.mark.parametrize(
    "name", ["rosen_der", "model_grad", "gradient", "jac", "f_prime", "gradLoss", "softmax_backward"]
)
def test_a_gradient_without_its_function_is_no_pass(check: Check, name: str) -> None:
    text = "def h(x): return float(x @ x)\ndef h_grad(x): return 2 * x\n" + GRADIENT.format(name)
    ran = check(text)
    assert (ran.code, ran.heads) == (1, ["PASS gradient h", f"NOT CHECKED {name}"])
    assert ran.lines[-1] == "1 checked: 1 pass, 0 fail, 0 inconclusive; 1 not checked"
    assert check(text, "--allow-unchecked").code == 0


def test_a_gradient_that_a_checked_one_uses_is_checked_with_it(check: Check) -> None:
    ran = check(
        "def inner_grad(x): return 2 * x\ndef f(x): return float(x @ x)\ndef f_grad(x): return inner_grad(x)\n"
        "gradient = f_grad\n"
    )
    assert (ran.code, ran.heads) == (0, ["PASS gradient f"])


def test_where_nothing_was_checked_nothing_is_allowed(check: Check) -> None:
    assert check("def model_grad(x): return x\n", "--allow-unchecked").code == 1


def test_a_hessian_is_checked_against_the_gradient_that_is_named_like_it(check: Check) -> None:
    both = VALUE.format("rosen") + GRADIENT.format("rosen_der")
    ran = check(both + "def rosen_hess(x): return 2.0 * np.eye(len(x))\n")
    assert (ran.code, ran.heads) == (0, ["PASS gradient rosen", "PASS Hessian rosen_hess"])
    wrong = check(both + "def rosen_hess(x): return np.eye(len(x))\n")
    assert wrong.code == 1
    assert "half the slope: a factor 2 is missing" in wrong.out
    ran = check(both + "def hess(x): return np.eye(3)\n")
    assert ran.code == 0
    assert "NOT CHECKED  hess: it looks like a Hessian, and there is no gradient that is named like it" in ran.out


def test_imported_functions_are_not_those_of_the_file_unless_they_are_named(check: Check) -> None:
    pytest.importorskip("scipy")
    text = "from scipy.optimize import rosen, rosen_der\nfrom numpy import gradient\n"
    assert check(text + RIGHT).heads == ["PASS gradient f"]
    assert check(text, only=":rosen").heads == ["PASS gradient rosen"]
    assert check(text, "--pair", "rosen:rosen_der", only=":rosen").heads == ["PASS gradient rosen:rosen_der"]


@pytest.mark.parametrize("name", ["cost", "value_and_grad", "svm"])
def test_a_function_that_returns_both(check: Check, name: str) -> None:
    text = f"def {name}(x):\n    grad = {{}} * x\n    return float(x @ x), grad\n"
    assert check(text.format(2)).heads == [f"PASS gradient {name}"]
    assert check(text.format(3)).heads == [f"FAIL gradient {name}"]


def test_functions_that_return_no_pair_are_not_called(check: Check, tmp_path: Path) -> None:
    """They may have effects."""
    file = tmp_path / "called"
    text = f"def {{}}(x):\n    with open({str(file)!r}, 'w') as file: file.write(str((x, x)))\n"
    assert check(RIGHT + "".join(text.format(name) for name in ("main", "loss", "save", "gradient_descent"))).code == 0
    assert not file.exists()


def test_a_number_and_an_array_that_may_be_something_else(check: Check) -> None:
    text = "def center(x):\n    m = x.mean()\n    return m, x - m\n"
    ran = check(RIGHT + text)
    assert ran.code == 0
    assert (
        "NOT CHECKED  center: it returns a number and an array; if that is the gradient, say so: --pair center:center"
        in ran.out
    )
    assert check(text, only=":center").code == check(text, "--pair", "center:center").code == 1
    assert check(text, only=":center").heads == ["FAIL gradient center"]


CLASS = "class Model:\n    def {}(self, w): return float(w @ w)\n    def {}(self, w): return {} * w\n"


def test_methods_of_a_class(check: Check) -> None:
    for fun, jac in (("value", "grad"), ("fun", "jac"), ("loss", "gradient"), ("f", "df"), ("__call__", "grad")):
        assert check(CLASS.format(fun, jac, 2), "--shape", "1").heads == [f"PASS gradient Model.{fun}"], fun
    assert check(CLASS.format("value", "grad", 3)).heads == ["FAIL gradient Model.value"]


def test_objects_stand_for_their_classes(check: Check) -> None:
    text = CLASS.format("value", "grad", "self.k") + "    def __init__(self, k): self.k = k\n"
    ran = check(text)
    reason = "needs `k`; put an instance of it into the module, to be checked instead"
    assert ran.code == 1
    assert ran.lines[0] == f"NOT CHECKED  Model: {reason}"
    assert check(text + "model = Model(2)\n").heads == ["PASS gradient model.value"]
    assert check(text + "model = Model(2)\n", only=":model").code == 0
    assert check(text + "model = Model(2)\n", only=":model.grad").code == 0


def test_methods_of_a_base_from_elsewhere_are_not_those_of_the_class(check: Check) -> None:
    base = CLASS.format("value", "model_grad", 2) + "    def register_backward_hook(self): pass\n"
    text = (
        "import types\nlibrary = types.ModuleType('library')\n"
        + base.replace("class Model", "class Base")
        + "Base.__module__ = 'library'\n"
    )
    ran = check(text + "class Model(Base):\n    def grad(self, w): return 2 * w\nmodel = Model()\n")
    assert (ran.code, ran.heads) == (0, ["PASS gradient model.value"])


def test_objects_that_cannot_be_looked_at(check: Check) -> None:
    """As a web framework's current request outside of a request."""
    proxy = "    @property\n    def __class__(self): raise RuntimeError('outside of a request')\n"
    callable_one = "    def __call__(self, x): return x\n    def __getattr__(self, name): raise RuntimeError(name)\n"
    ran = check(
        RIGHT + f"class Proxy:\n{proxy}class Other:\n{callable_one}request, f_jac, grad = Proxy(), Other(), Proxy()\n"
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.heads == ["PASS gradient f"]


def test_a_class_that_cannot_be_made(check: Check) -> None:
    ran = check(CLASS.format("value", "grad", 2) + "    def __init__(self): sys.exit(0)\n")
    assert ran.code == 1
    assert "NOT CHECKED  Model: it could not be made: SystemExit(0) (mine.py, line 6" in ran.out


CALLABLES = """
def _quadratic(x, a): return float(a * x @ x)
def _slope(x, a): return 2 * a * x
class Quadratic:
    def __init__(self, a): self.a = a
    def __call__(self, x): return _quadratic(x, self.a)
    def slope(self, x): return _slope(x, self.a)
class Slope(Quadratic):
    def __call__(self, x): return _slope(x, self.a)
"""


@pytest.mark.parametrize(
    ("fun", "jac"),
    [
        ("functools.partial(_quadratic, a=3)", "functools.partial(_slope, a={})"),
        ("Quadratic(3)", "Quadratic({}).slope"),
        ("Quadratic(3).__call__", "Slope({})"),
        ("lambda x: _quadratic(x, 3)", "lambda x: _slope(x, {})"),
        ("Quadratic(3)", "np.vectorize(lambda x: _slope(x, {}))"),
    ],
)
def test_partials_bound_methods_and_objects_that_can_be_called(check: Check, fun: str, jac: str) -> None:
    for a, word in ((3, "PASS"), (4, "FAIL")):
        ran = check(f"{CALLABLES}\nf = {fun}\nf_grad = {jac.format(a)}\n", "--shape", "1")
        assert ran.heads == [f"{word} gradient f"]


def test_pairs_by_hand(check: Check) -> None:
    text = "def a(x): return float(x @ x)\ndef b(x): return 2 * x\ndef c(x): return 3 * x\n" + CLASS.format(
        "apple", "banana", 2
    )
    ran = check(
        text, "--pair", "a:b", "--pair", "a:c", "--pair", "Model.apple:Model.banana", "--pair", "a:Model.banana"
    )
    assert (ran.code, ran.heads) == (
        1,
        [
            "PASS gradient a:b",
            "FAIL gradient a:c",
            "PASS gradient Model.apple:Model.banana",
            "PASS gradient a:Model.banana",
        ],
    )


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("f", "--pair must name a function and its gradient, as in --pair f:g, got f"),
        ("f:", "--pair must name a function and its gradient, as in --pair f:g, got f:"),
        ("f:g", "--pair f:g: mine.py has no function `g`"),
        ("f:Nothing.g", "mine.py has no `Nothing`"),
        ("f:f_gard.g", "mine.py has no `f_gard`; did you mean `f_grad`?"),
    ],
)
def test_pairs_that_are_not_there(check: Check, pair: str, said: str) -> None:
    assert check(RIGHT, "--pair", pair)[0::2] == (2, f"minigrad check: error: {said}\n")


def test_a_pair_by_hand_takes_its_gradient_off_the_list(check: Check) -> None:
    ran = check(
        "def energy_of(x): return float(x @ x)\ndef forces_grad(x): return 2 * x\n", "--pair", "energy_of:forces_grad"
    )
    assert (ran.code, len(ran.lines)) == (0, 2)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def _f(x): return float(x @ x)\ndef _df(x): return 3 * x\n", "_f"),
        (
            "class A:\n class B:\n  def value(self, x): return float(x @ x)\n  def gradient(self, x): return 3 * x\n",
            "A.B.value",
        ),
        (
            (
                "class A:\n def __init__(self): self.fun, self.jac = (lambda x: float(x @ x)), (lambda x: 3 * x)\n"
                "p = A()\n"
            ),
            "p.fun",
        ),
        ("import types\np = types.SimpleNamespace(fun=lambda x: float(x @ x), jac=lambda x: 3 * x)\n", "p.fun"),
    ],
    ids=["private", "class in a class", "attributes", "namespace"],
)
def test_pairs_in_unusual_places_are_found_beside_others(check: Check, text: str, name: str) -> None:
    ran = check("def g(x): return float(np.sum(np.sin(x)))\ndef g_grad(x): return np.cos(x)\n" + text)
    assert (ran.code, ran.heads) == (1, ["PASS gradient g", f"FAIL gradient {name}"])


def test_gradients_inside_of_functions_are_said(check: Check) -> None:
    """But not those of tests, of what makes gradients of functions, or those that the module has by another name."""
    inner = "def fit(x):\n    def gradient(w): return 3 * w\n    return x - gradient(x)\n"
    others = (
        "def test_it():\n    def gradient(w): return w\ndef derivative(fun):\n"
        "    def prime(x): return fun(x + 1) - fun(x)\n    return prime\n"
        "def make():\n    def cost(x): return float(x @ x)\n    def cost_grad(x): return 2 * x\n"
        "    return cost, cost_grad\n"
        "cost, cost_grad = make()\n"
    )
    ran = check(RIGHT + others + inner)
    assert ran.code == 1
    assert ran.heads == ["PASS gradient f", "PASS gradient cost", "NOT CHECKED fit.gradient"]
    assert (
        "fit.gradient: line 16 is inside of a function, or not executed on import, so that it cannot be called"
        in ran.out
    )
    main = "if __name__ == '__main__':\n    def cost(w): return float(w @ w)\n    def cost_gradient(w): return 3 * w\n"
    assert check(RIGHT + main).heads == ["PASS gradient f", "NOT CHECKED cost_gradient"]
    assert check(RIGHT + others + inner, "--allow-unchecked").code == check(RIGHT + others + inner, only=":f").code == 0


def test_a_function_of_columns(check: Check) -> None:
    ran = check("def cost(w): return (w.T @ w).item()\ndef cost_grad(w): return 2 * w\n")
    assert (ran.code, ran.heads) == (0, ["PASS gradient cost"])
    assert check("def cost(w): return (w.T @ w)[0, 0]\ndef cost_grad(w): return 3 * w\n").heads == [
        "FAIL gradient cost"
    ]
