"""What the programs of examples/derived_by_hand print: which entries are wrong, and in which parameters or rows."""

from __future__ import annotations

import re
import sys
from importlib import import_module

import numpy as np
import pytest

from examples.derived_by_hand import blur_and_adjoint, forces, torch_and_jax
from tests.examples.reading_order import FOLDER, programs

NAMES = programs(FOLDER / "derived_by_hand")


def printed(program: str, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What its main prints, by the words in front of the first colon of what begins at the left."""
    import_module(f"examples.derived_by_hand.{program}").main()
    parts: dict[str, str] = {}
    for line in capsys.readouterr().out.splitlines():
        title, _, rest = line.partition(": ")
        parts = (
            {**parts, title: rest} if line[0] != " " else {**parts, [*parts][-1]: f"{[*parts.values()][-1]}\n{line}"}
        )
    return parts


def failing(report: str) -> list[str]:
    """The names of the entries that are shown as failed."""
    return sorted(line.removeprefix("  FAIL  ").split("  ")[0] for line in report.splitlines() if "  FAIL  " in line)


def test_a_force_of_the_wrong_sign(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed("forces", capsys)
    assert text["right"].startswith("PASS: 21 of 21")
    assert failing(text["one wrong sign"]) == ["x[4, 2]"]
    assert text["F for -F"] == "the sign is wrong"
    pair = np.array([[0.0, 0.0, 0.0], [2.0 ** (1.0 / 6.0), 0.0, 0.0]])  # the minimum of the potential, of depth 1
    assert forces.energy(pair) == pytest.approx(-1.0)
    np.testing.assert_allclose(forces.forces(pair), 0.0, atol=1e-13)


def test_a_jacobian_with_a_forgotten_factor(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    text = printed("least_squares", capsys)
    assert text["right"].startswith("PASS: 36 of 36")
    assert text["forgotten"].startswith("FAIL: 25 of 36")
    assert all(name.endswith(" / frequency") for name in failing(text["forgotten"]))
    assert "it returned shape (3, 12), and must return (12, 3)" in text["transposed"]
    assert text["fitted by scipy"].startswith("[2.   0.51 3.  ]")  # the data are from 2, 0.5, 3


def test_a_hessian_without_the_curvature_of_the_residuals(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    text = printed("trust_region", capsys)
    assert text["full"].startswith("PASS: 16 of 16")
    assert text["product"].startswith("PASS: 12 of 12")
    assert failing(text["Gauss-Newton"]) == ["H[0, 0]", "H[1, 1]", "H[2, 2]"]
    assert "jac against values of fun: PASS" in text["Gauss-Newton"]
    assert text["at the solution"] == "PASS"
    assert text["found by scipy"].count("[1. 1. 1. 1.]") == 2  # the minimum of Rosenbrock's function


def test_a_wrong_array_in_a_dict(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed("dict_of_parameters", capsys)
    assert text["right"].startswith("PASS: 26 of 26")
    assert failing(text["summed"]) == ["b1[0]", "b1[1]", "b1[2]", "b1[3]"]
    start, end = map(float, re.findall(r"\d\.\d+", text["trained"]))
    assert end < 0.1 * start
    assert text["trained"].endswith("arrays: W1 b1 W2 b2")
    assert "looks like in `b1`: 6 times the slope: 1/N with N = 6 is missing" in text["summed"]


def test_an_adjoint_with_wrong_rows_at_the_boundary(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    text = printed("blur_and_adjoint", capsys)
    assert text["right"].startswith("PASS: 6 of 6")
    assert failing(text["reversed"])[-2:] == ["A[0, 0]", "A[11, 11]"]
    assert "only rows 0 and 11 of A are wrong, at the end of an axis: a boundary?" in text["reversed"]
    assert text["as an operator"] == "PASS"
    assert (
        text["sharpened"].replace("-0.", " 0.").split() == "[ 0.  0.  0.  0.  1.  1.  1.  1.  0.  0.  0.  0.]".split()
    )
    assert blur_and_adjoint.blur(np.arange(4.0)).tolist() == pytest.approx([0.1, 0.9, 1.9, 2.8])  # by hand


def test_a_detached_layer(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    torch_and_jax.check_torch()
    right, wrong = capsys.readouterr().out.split("torch, detached: ")
    assert right.startswith("torch: PASS: 21 of 21")
    assert "0.weight: 12 of 12 fail; 0.bias: 4 of 4 fail; 2.weight: all pass; 2.bias: all pass" in wrong


def test_a_branch_that_is_not_taken(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jax")
    torch_and_jax.check_jax()
    right, wrong = capsys.readouterr().out.split("jax, unguarded: ")
    assert right.startswith("jax: PASS: 3 of 3")
    assert failing(wrong) == ["x[2]"]
    assert "jac is not finite" in wrong


@pytest.mark.each(
    ("program", "missing", "said"),
    [
        ("least_squares", "scipy.optimize", '".[peers]"'),
        ("trust_region", "scipy.optimize", '".[peers]"'),
        ("blur_and_adjoint", "scipy.sparse.linalg", '".[peers]"'),
        ("torch_and_jax", "torch", '".[torch]"'),
        ("torch_and_jax", "jax", '".[jax]"'),
    ],
)
def test_without_a_library_it_says_how_to_get_it(
    program: str, missing: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    import_module(f"examples.derived_by_hand.{program}").main()
    assert f"{missing.split('.')[0]} is not installed; run `pip install {said}`" in capsys.readouterr().out


def test_each_stands_in_the_readme_with_its_title_and_ends_like_the_others() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert len(NAMES) == 6
    for name in NAMES:
        program = FOLDER / "derived_by_hand" / f"{name}.py"
        title = (import_module(f"examples.derived_by_hand.{name}").__doc__ or "").splitlines()[0]
        assert f"| [`derived_by_hand/{name}.py`](derived_by_hand/{name}.py) | {title} |" in readme
        assert program.read_text("utf-8").endswith('\n\nif __name__ == "__main__":\n    main()\n')
