"""As many evaluations as scipy's L-BFGS-B, and the same minima; ``tests/references/scipy_lbfgs.py`` recorded them."""

from __future__ import annotations

import json
from typing import TypedDict

import numpy as np
import pytest

import minigrad as mg
from tests.references.scipy_lbfgs import LARGEST_SLOPE, PATH, problems


class Recorded(TypedDict):
    """What scipy found."""

    x: list[float]
    fun: float
    nfev: int


RECORDED: dict[str, Recorded] = json.loads(PATH.read_text("utf-8"))
PROBLEMS = problems()


@pytest.mark.each("name", PROBLEMS)
def test_finds_the_same_minimum_with_as_many_evaluations(name: str) -> None:
    (fun, jac, x0), expected = PROBLEMS[name], RECORDED[name]
    result = mg.minimize(fun, x0, mg.LBFGS(), jac=jac, tol=LARGEST_SLOPE, steps=200)
    assert result.success
    np.testing.assert_allclose(result.x, np.array(expected["x"]), rtol=0.0, atol=1e-8)
    np.testing.assert_allclose(result.fun, expected["fun"], rtol=0.0, atol=1e-12)
    assert expected["nfev"] / 2 <= result.njev <= 1.2 * expected["nfev"]
