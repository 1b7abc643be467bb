"""The sensitivities of the rod, against the simulation's own tangent."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from examples.distributed_simulator import CONDUCTIVITY, main, temperature
from minigrad.arrays import Float64Array


def _tangent(conductivity: Float64Array) -> Float64Array:
    """The same steps, each differentiated by hand: row k is the derivative of all temperatures by conductivity k."""
    heat, slopes = np.zeros(25), np.zeros((24, 25))
    heat[8] = 1.0
    for _ in range(1500):
        flow = 0.2 * conductivity * np.diff(heat)
        d_flow = 0.2 * conductivity * np.diff(slopes, axis=1) + np.diag(0.2 * np.diff(heat))
        heat[:-1] += flow
        heat[1:] -= flow
        slopes[:, :-1] += d_flow
        slopes[:, 1:] -= d_flow
    return slopes[:, 16]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of the libraries that dask stands on
def test_two_processes_find_the_sensitivities() -> None:
    pytest.importorskip("distributed")
    outcome = main()
    assert outcome.where == "in 2 processes"
    np.testing.assert_allclose(outcome.gradient, _tangent(CONDUCTIVITY), atol=outcome.error)
    assert outcome.error < 1e-11


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = main()
    assert "pip install dask[distributed]" in str(outcome)
    np.testing.assert_allclose(outcome.gradient, _tangent(CONDUCTIVITY), atol=outcome.error)


def test_no_heat_is_lost() -> None:
    assert temperature(np.zeros(24)) == 0.0
    assert temperature(np.full(24, 2.0)) == pytest.approx(1 / 25, rel=0.05)
