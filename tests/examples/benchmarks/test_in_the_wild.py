"""The program that checks released libraries, on derivatives of its own: sums, spoiled claims, explanations."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from examples.benchmarks.in_the_wild.__main__ import answers, main
from examples.benchmarks.in_the_wild.ask import Answer
from examples.benchmarks.in_the_wild.case import (
    Case,
    adjoint,
    box,
    derivative,
    gradient,
    hessian,
    hessian_product,
    jacobian,
    normal,
)
from examples.benchmarks.in_the_wild.explained import EXPLAINED
from examples.benchmarks.in_the_wild.explanation import Cause, Explanation
from examples.benchmarks.in_the_wild.given import given
from examples.benchmarks.in_the_wild.libraries import LIBRARIES, Library
from examples.benchmarks.in_the_wild.report import report
from minigrad.arrays import Float64Array
from minigrad.checking import Verdict

MATRIX = np.array([[1.0, 2.0, -0.5], [0.3, 0.0, 1.5]])
AT = normal("a cubic form", 3)


def cubic(x: Float64Array) -> Float64Array:
    return 3.0 * x**2 * np.arange(1.0, 4.0)


def curvature(x: Float64Array) -> Float64Array:
    return np.diag(6.0 * x * np.arange(1.0, 4.0))


def refuses(x: float) -> float:
    raise NotImplementedError("of complex numbers only")


RIGHT = [
    derivative("sine", np.sin, np.cos, 0.2, 1.0),
    gradient("cubic", lambda x: float(np.sum(x**3 * np.arange(1.0, 4.0))), cubic, AT),
    jacobian("linear", lambda x: MATRIX @ x, lambda x: MATRIX, AT),
    hessian("curvature", cubic, curvature, AT),
    hessian_product("curvature times v", cubic, lambda x, v: curvature(x) @ v, AT),
    adjoint("matrix", lambda x: MATRIX @ x, lambda y: MATRIX.T @ y, (3,), (2,)),
]


@pytest.fixture(scope="module")
def right() -> list[Answer]:
    return answers(RIGHT)


def test_right_claims_of_every_kind_pass_and_wrong_ones_fail(right: list[Answer]) -> None:
    assert [answer.verdict for answer in right if not answer.case.wrong] == [Verdict.PASS] * 12
    assert [answer.verdict for answer in right if answer.case.wrong] == [Verdict.FAIL] * 6


def test_what_does_not_pass_needs_an_explanation(right: list[Answer]) -> None:
    bad = answers([derivative("wrong", np.sin, np.sin, 0.2, 1.0), derivative("raises", refuses, refuses, 0.2, 1.0)])
    explained = [
        Explanation("theirs", "wr*", Cause.BUG, "a sine for a cosine"),
        Explanation("theirs", "sine", Cause.BUG, "mended since"),
        Explanation("others", "gone", Cause.BUG, "of a library that was not asked"),
    ]
    found = report({"theirs": [*right, *bad]}, ["jax"], explained)
    assert [line.splitlines()[0] for line in found.unexplained] == ["theirs: raises [raised, raised]"]
    assert found.outdated == ["theirs: sine (a bug there)"]
    assert found.wrong_passes == []
    assert found.rows[-1].split()[:6] == ["all", "8", "12", "2", "0", "2"]
    assert "NotImplementedError: of complex numbers only" in str(found)
    assert "a bug there: a sine for a cosine" in str(found)
    assert "not installed, left out: jax" in str(found)


def test_a_wrong_claim_that_passes_is_reported() -> None:
    def asleep(x: float) -> Float64Array:
        return np.array(1e20 * x)

    spoiled = Case("asleep", RIGHT[0].kind, RIGHT[0].fun, RIGHT[0].jac, RIGHT[0].points, wrong=True)
    assert report({"theirs": answers([spoiled])[:1]}, [], []).wrong_passes == ["asleep"]
    assert given(lambda x, f: f(x), asleep)(2.0) == 2e20


def test_points_are_those_of_the_name() -> None:
    assert box("one", 1.0, 2.0) == box("one", 1.0, 2.0)
    assert box("one", 1.0, 2.0) != box("two", 1.0, 2.0)
    assert all(1.0 <= float(x) <= 2.0 for x in box("one", 1.0, 2.0))


def test_libraries_are_asked_by_name() -> None:
    assert not Library("unknown", "a_library_that_nobody_has", ()).installed
    assert {e.library for e in EXPLAINED} <= {library.name for library in LIBRARIES}
    with pytest.raises(ValueError, match="must be names of libraries, got 'numpy'"):
        main(["numpy"])


def test_a_table_of_scipy() -> None:
    pytest.importorskip("scipy")
    special = next(library for library in LIBRARIES if library.name == "scipy.special")
    found = report({"scipy.special": answers(islice(special.cases(), 8))}, [], [])
    assert found.unexplained == []
    assert found.wrong_passes == []
    assert found.rows[-1].split()[:3] == ["all", "8", "16"]
