"""``minigrad check`` says why something could not be checked or decided, with the user's own file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.check.checking import RIGHT, Check, checker

G = "def g(x): return float(np.sum(x**4))\ndef g_grad(x): return 4 * x**3\n"


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Check:
    return checker(capsys, tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("return 2 * self_x", "NameError: name 'self_x' is not defined (mine.py, line 5: return 2 * self_x)"),
        (
            "return x.grad",
            "AttributeError: 'numpy.ndarray' object has no attribute 'grad' (mine.py, line 5: return x.grad)",
        ),
        ("return len(3)", "TypeError: object of type 'int' has no len() (mine.py, line 5: return len(3))"),
        ("sys.exit(0)", "SystemExit(0) (mine.py, line 5: sys.exit(0))"),
        ("raise RuntimeError", "RuntimeError (mine.py, line 5: raise RuntimeError)"),
        ("return np.zeros(2) @ np.zeros(3)", "ValueError: matmul: "),
    ],
)
def test_a_mistake_inside_the_gradient_fails_and_the_others_are_checked(check: Check, line: str, said: str) -> None:
    ran = check(f"def f(x): return float(x @ x)\ndef f_grad(x):\n    {line}\n{G}")
    assert (ran.code, ran.heads, ran.err) == (1, ["FAIL gradient f", "PASS gradient g"], "")
    assert f"at each of 8 points: FAIL: {said}" in ran.out
    assert "--shape" not in ran.out
    assert "Traceback" not in ran.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("return unknown", "NameError: name 'unknown' is not defined (mine.py, line 4: return unknown)"),
        ("return len(3)", "TypeError: object of type 'int' has no len() (mine.py, line 4: return len(3))"),
        ("sys.exit(0)", "SystemExit(0) (mine.py, line 4: sys.exit(0))"),
        ("return None", "TypeError: `fun` must return a number, got None; does it end with a return statement?"),
        ("return float('nan')", "the value is nan"),
    ],
)
def test_a_mistake_inside_the_function_leaves_it_unchecked(check: Check, line: str, said: str) -> None:
    ran = check(f"def f(x):\n    {line}\ndef f_grad(x): return 2 * x\n{G}")
    assert (ran.code, ran.heads) == (1, ["PASS gradient g", "NOT CHECKED f"])
    assert f"NOT CHECKED  f: `f` could not be evaluated: {said}" in ran.out
    assert "--shape" not in ran.out


def test_a_mistake_at_one_point_only(check: Check) -> None:
    ran = check("def f(x):\n    return float(x @ x) if x.any() else unknown\ndef f_grad(x): return 2 * x\n")
    assert ran.code == 1
    assert "at zero: FAIL: NameError: name 'unknown' is not defined (mine.py, line 4" in ran.out


def test_a_gradient_that_is_outside_of_its_domain_at_a_special_point(check: Check) -> None:
    text = (
        "def f(x): return float(np.sqrt(x @ x + 1))\ndef f_grad(x):\n"
        "    if not x.any(): raise ZeroDivisionError('at zero')\n"
    )
    ran = check(text + "    return x / f(x)\n")
    assert ran.code == 0
    assert ran.heads == ["PASS gradient f (inconclusive at 1 of 9 points)"]
    assert "inconclusive at 1 of 9 points: zero (ZeroDivisionError: at zero (mine.py, line 5" in ran.out


def test_a_shape_is_asked_for_where_it_is_what_is_missing(check: Check) -> None:
    text = "A = np.ones((4, 17))\ndef f(x): return float(np.sum((A @ x)**2))\ndef f_grad(x): return 2 * A.T @ (A @ x)\n"
    ran = check(text)
    assert ran.code == 1
    assert "no argument was found that `f` takes; pass --shape N[,M...] (tried: (3,), (2,)" in ran.out
    assert "size 3 is different from 17" in ran.out
    assert check(text, "--shape", "17").code == 0
    ran = check(text, "--shape", "16")
    assert ran.code == 1
    assert "`f` takes no argument of shape (16,): ValueError: matmul" in ran.out
    assert "pass --shape" not in ran.out


def test_the_size_of_the_gradient_is_tried_as_that_of_the_argument(check: Check) -> None:
    assert (
        check(
            "A = np.arange(17.0)\ndef f(x): return float(x[0] + x.sum())\n"
            "def f_grad(x): return np.ones(17) + np.eye(17)[0]\n"
        ).code
        == 0
    )


@pytest.mark.parametrize("options", [[], ["--shape", "2"]])
def test_a_jacobian_is_checked_as_one(check: Check, options: list[str]) -> None:
    text = (
        "def f(x): return np.array([x[0]**2, x[0] * x[1]])\n"
        "def f_jac(x): return np.array([[2 * x[0], 0], [x[1], {}]])\n"
    )
    assert check(text.format("x[0]"), *options).heads == ["PASS Jacobian f"]
    ran = check(text.format("x[1]"), *options)
    assert (ran.code, ran.heads) == (1, ["FAIL Jacobian f"])
    assert "f[1] / x[1]" in ran.out


def test_an_elementwise_function_has_a_diagonal_jacobian_and_a_derivative(check: Check) -> None:
    assert check("def f(x): return x**2\ndef f_jac(x): return np.diag(2 * x)\n").heads == ["PASS Jacobian f"]
    assert check("def f(x): return x**2\ndef f_prime(x): return 2 * x\n").heads == ["PASS gradient f"]


def test_a_shape_error_is_no_mistake(check: Check) -> None:
    ran = check("def f(x): return float(np.einsum('ijk->', x))\ndef f_grad(x): return np.ones(x.shape)\n")
    assert ran.code == 1
    assert "pass --shape N[,M...]" in ran.out
    assert "too many subscripts" in ran.out
    assert (
        check(
            "def f(x): return float(np.einsum('ijk->', x))\ndef f_grad(x): return np.ones(x.shape)\n",
            "--shape",
            "2,2,2",
        ).code
        == 0
    )


def test_a_method_is_named_by_its_class(check: Check) -> None:
    ran = check("class A:\n    def value(self, x): return unknown\n    def grad(self, x): return x\n")
    assert "NOT CHECKED  A.value: `A.value` could not be evaluated: NameError: " in ran.out


def test_an_abstract_class_is_no_claim(check: Check) -> None:
    text = "class {0}{1}:\n    def value(self, x): {2}\n    def grad(self, x): return 2 * x\n"
    ran = check(
        text.format("Base", "", "raise NotImplementedError") + text.format("Mine", "(Base)", "return float(x @ x)")
    )
    assert (ran.code, ran.heads) == (0, ["PASS gradient Mine.value", "NOT CHECKED Base.value"])


def test_an_exception_of_a_kind_of_its_own(check: Check) -> None:
    """As pytest's ``skip`` raises, which is no ``Exception``."""
    text = (
        "class Skipped(BaseException): pass\ndef f(x): return float(x @ x)\ndef f_grad(x): raise Skipped('not here')\n"
    )
    assert "at each of 8 points: FAIL: Skipped: not here (mine.py" in check(text).out
    ran = check(RIGHT + "import pytest\npytest.skip('no data', allow_module_level=True)\n")
    assert ran.code == 1
    assert "NOT CHECKED  mine.py: it ended with Skipped: no data (mine.py, line 6: pytest.skip(" in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "def loss(w, x): return 0.0\ndef loss_grad(w, x): return w\n",
            "`loss` needs 2 arguments: w, x; give the others by functools.partial",
        ),
        (
            "def loss(w): return 0.0\ndef loss_grad(w, *, x): return w\n",
            "`loss_grad` needs 2 arguments: w, x; give the others by",
        ),
        (
            "def loss(): return 0.0\ndef loss_grad(w): return w\n",
            "`loss` takes no argument that could be varied; let it take one array",
        ),
        (
            "async def loss(w): return 0.0\ndef loss_grad(w): return w\n",
            "`loss` is a coroutine; let it be a plain function",
        ),
    ],
)
def test_arguments_that_nobody_gives_are_named(check: Check, text: str, said: str) -> None:
    ran = check(text + RIGHT)
    assert (ran.code, ran.heads) == (
        1,
        ["PASS gradient f", "NOT CHECKED loss"],
    )
    assert f"NOT CHECKED  loss: {said}" in ran.out
    assert "--shape" not in ran.out


def test_kinks_that_leave_points_undecided_are_said(check: Check) -> None:
    text = "def relu(x): return float(np.sum(np.maximum(x, 0)))\ndef relu_grad(x): return (x > 0) * 1.0\n"
    ran = check(text)
    assert (ran.code, ran.lines[0]) == (0, "PASS         gradient relu (inconclusive at 2 of 9 points)")
    assert (
        "inconclusive at 2 of 9 points: zero (x[0]: kink: the slope is 0 on the left and 1 on the right; the "
        "analytic value"
    ) in ran.out
    assert "; one entry zero (x[0]: kink: " in ran.out
    data = json.loads(check(text, "--json").out)
    assert data["results"][0]["undecided_points"] == ["zero", "one entry zero"]


def test_points_outside_of_the_domain_are_said(check: Check) -> None:
    ran = check("def f(x): return float(np.sum(np.log(x)))\ndef f_grad(x): return 1 / x\n")
    assert ran.code == 0
    assert (
        "    outside of the domain: zero: the value is -inf\n"
        "    outside of the domain: one entry zero: the value is -inf\n" in ran.out
    )


def test_json_has_everything(check: Check) -> None:
    ran = check(
        RIGHT + "def h(x): return float(x @ x)\ndef h_grad(x): return unknown\ndef other_grad(x): return x\n", "--json"
    )
    data = json.loads(ran.out)
    assert ran.code == 1
    assert [result["verdict"] for result in data["results"]] == ["pass", "fail"]
    assert data["results"][1]["points"][0]["problem"].startswith(
        "NameError: name 'unknown' is not defined (mine.py, line 6"
    )
    assert [(item["name"], item["looks_like_a_gradient"]) for item in data["not_checked"]] == [("other_grad", True)]
    assert data["not_checked"][0]["reason"].startswith("no function was found whose gradient it could be")


def test_an_infinite_error_is_still_json(check: Check) -> None:
    ran = check("def f(x): return float(x @ x)\ndef f_grad(x): return np.full(x.shape, np.inf)\n", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["results"][0]["verdict"] == "fail"


def test_an_infinite_gradient_at_the_edge_of_the_domain_is_no_failure(check: Check) -> None:
    """The slope of sqrt at 0 is infinite, as its derivative says; a wrong sign or an infinity elsewhere still fails."""
    root = "def f(x): return float(np.sum(np.sqrt(x)))\ndef f_grad(x): return SIGN * 0.5 / np.sqrt(x)\n"
    ran = check("SIGN = 1.0\n" + root)
    assert (ran.code, ran.lines[0]) == (0, "PASS         gradient f (inconclusive at 2 of 9 points)")
    assert (
        "at zero: INCONCLUSIVE: the gradient is infinite, and the slope of the function exceeds what can be measured"
        in ran.out
    )
    wrong = root.replace("SIGN * 0.5", "np.where(x == 0, -1.0, 0.5)")
    pole = "def g(x): return float(x @ x)\ndef g_grad(x): return np.where(x == 0, np.inf, 2 * x)\n"
    assert check(wrong + pole).heads == ["FAIL gradient f", "FAIL gradient g"]


def test_a_gradient_is_compared_at_a_second_length(check: Check) -> None:
    """One with a number of entries written into it is right for that number alone."""
    ran = check("def f(x): return float(x @ x)\ndef f_grad(x): return 6 * x / len(x)\n")
    assert (ran.code, ran.heads) == (1, ["FAIL gradient f"])
    assert "at another length, 5: FAIL" in ran.out
    assert "at random, size 1: PASS" in ran.out


def test_a_single_number_is_no_gradient_of_a_function_of_all_entries(check: Check) -> None:
    """It would be, of an array with one entry."""
    ran = check("def f(x): return float(x @ x)\ndef f_grad(x): return 2 * np.sum(x)\n")
    assert (ran.code, ran.heads) == (1, ["FAIL gradient f"])
    assert "returned shape () for x of shape (3,)" in ran.out
    assert check("def f(x): return x[0]**2\ndef f_grad(x): return [2 * x[0]]\n").code == 0
