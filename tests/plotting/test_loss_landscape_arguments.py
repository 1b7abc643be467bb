"""What `plot_loss_landscape` refuses, and with which words."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("matplotlib")


import minigrad as mg
from minigrad.plotting import plot_loss_landscape

RNG = np.random.default_rng(0)
X, T = RNG.normal(size=(20, 3)), RNG.normal(size=(20, 2))
LINEAR = mg.SimpleNet(3, 2, bias=True, rng=0)
SQUARED = mg.EmpiricalRisk(LINEAR, mg.MeanSquaredError(), X, T)
CLASSIFIER = mg.TwoLayerNet(4, 6, 3, rng=0)
IRIS = mg.load_iris()
CIRCLE = np.stack([np.cos(np.arange(7)), np.sin(np.arange(7))], axis=1) @ np.linalg.qr(RNG.normal(size=(8, 2)))[0].T


STRAIGHT = np.outer(np.arange(4.0), np.arange(8.0))


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"theta": np.ones(3)}, ValueError, r"`theta` must have shape \(8,\), got \(3,\)"),
        (
            {"theta": np.zeros(8)},
            ValueError,
            "`theta` must have weights other than zero, to which random directions are in prop",
        ),
        (
            {"theta": np.ones(8), "path": CIRCLE},
            ValueError,
            "`theta` and `path` cannot both be given: the plane along a path",
        ),
        ({"path": CIRCLE[:, :4]}, ValueError, r"`path` must have shape \(k, 8\), got \(7, 4\)"),
        ({"path": CIRCLE[0]}, ValueError, r"`path` must have shape \(k, 8\), got \(8,\)"),
        (
            {"path": STRAIGHT},
            ValueError,
            "`path` must have three points or more that do not lie on one line, got 4 that do",
        ),
        (
            {"path": CIRCLE[:2]},
            ValueError,
            "`path` must have three points or more that do not lie on one line, got 2 that do",
        ),
        ({"path": np.ones((3, 8))}, ValueError, "`path` must have three points or more that do not lie on one line"),
        ({"path": CIRCLE * np.nan}, ValueError, "`path` must be finite"),
        ({"reach": 0.0}, ValueError, "`reach` must be a positive finite number, got 0.0"),
        ({"points": 1}, ValueError, "`points` must be a whole number of at least 2, got 1"),
    ],
)
def test_arguments_that_do_not_fit(options: dict[str, int], kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        plot_loss_landscape(SQUARED, **options)  # type: ignore[arg-type]  # any of the options


def test_a_function_is_no_risk() -> None:
    with pytest.raises(TypeError, match="`risk` must be of class EmpiricalRisk"):
        plot_loss_landscape(np.sum, np.ones(8))  # type: ignore[arg-type]  # what a caller without a type checker may do
