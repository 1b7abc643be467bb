"""What `plot_decision_regions` refuses, and with which words."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("matplotlib")


import minigrad as mg
from minigrad.arrays import Float64Array
from minigrad.plotting import plot_decision_regions
from tests.plotting.linear_networks import TWO

RNG = np.random.default_rng(0)
CLOUD = RNG.normal(size=(40, 2))


WIDE = mg.SimpleNet(3, 2, rng=0)
LINE = np.outer(np.arange(4.0), [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("network", "x", "options", "kind", "message"),
    [
        (TWO, [1.0, 2.0], {}, ValueError, r"`x` must have shape \(n_samples, n_features\), got \(2,\)"),
        (
            mg.SimpleNet(1, 2),
            [[1.0]],
            {},
            ValueError,
            "`x` must have at least two features, of which a plane can be drawn, got one",
        ),
        (
            mg.SimpleNet(2, 1),
            [[1.0, 2.0]],
            {},
            ValueError,
            "`network` must have one output for each of at least two classes, got 1",
        ),
        (
            WIDE,
            LINE,
            {},
            ValueError,
            "`x` must vary in two directions for a plane of principal components; choose `features`",
        ),
        (
            WIDE,
            LINE,
            {"features": (0, 3)},
            ValueError,
            r"`features` must be two different numbers in \[0, 3\), got \(0, 3\)",
        ),
        (
            WIDE,
            LINE,
            {"features": (1, 1)},
            ValueError,
            r"`features` must be two different numbers in \[0, 3\), got \(1, 1\)",
        ),
        (
            WIDE,
            LINE,
            {"features": (0, 1, 2)},
            ValueError,
            r"`features` must be two different numbers .* got \(0, 1, 2\)",
        ),
        (WIDE, LINE, {"features": (0, -1)}, ValueError, "`features` must be a whole number of at least 0, got -1"),
        (WIDE, LINE, {"features": (0, 0.5)}, TypeError, "`features` must be a whole number, got 0.5"),
        (WIDE, LINE, {"feature_names": ["a"]}, ValueError, "`feature_names` must have 3 names, or none, got 1"),
        (WIDE, LINE, {"target_names": ["a"]}, ValueError, "`target_names` must have 2 names, or none, got 1"),
    ],
)
def test_arguments_that_do_not_fit(
    network: mg.Network, x: Float64Array, options: dict[str, tuple[int, int]], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        plot_decision_regions(network, x, np.zeros(len(x), int), **options)  # type: ignore[arg-type]  # any of the options


def test_targets_are_called_by_their_name_here() -> None:
    with pytest.raises(ValueError, match="`t` must name one class for each sample, by labels or one-hot rows"):
        plot_decision_regions(TWO, CLOUD, np.full((40, 2), 0.5))
    with pytest.raises(TypeError, match="`t` with one axis are labels and must be integers, got dtype float64"):
        plot_decision_regions(TWO, CLOUD, np.zeros(40))
    with pytest.raises(ValueError, match=r"`t` must have shape \(40,\), got \(39,\)"):
        plot_decision_regions(TWO, CLOUD, np.zeros(39, int))
    with pytest.raises(TypeError, match="`network` must be of class Network"):
        plot_decision_regions(TWO.layers, CLOUD, np.zeros(40, int))  # type: ignore[arg-type]  # what a caller may do
