from __future__ import annotations

import numpy as np
import pytest

from examples.descent_and_learning_rates import START, main


def test_the_good_rate_shrinks_the_point_to_four_fifths_in_each_step() -> None:
    run = main().good
    assert run.success
    np.testing.assert_allclose(run.path, np.outer(0.8 ** np.arange(101), START), rtol=1e-7)
    assert run.x.round(11).tolist() == [-6.1e-10, 8.1e-10]


def test_the_small_rate_hardly_moves() -> None:
    run = main().too_small
    assert run.x.round(8).tolist() == [-2.99999994, 3.99999992]
    assert not run.success
    assert "hardly moved" in run.message


def test_the_large_rate_is_stopped_as_divergence() -> None:
    run = main().too_large
    assert not run.success
    assert "diverged at step 4: each step is 19 times as long" in run.message
    np.testing.assert_allclose(run.path, np.outer((-19.0) ** np.arange(run.nit + 1), START), rtol=1e-6)


def test_the_frozen_run_is_the_articles_and_is_explained() -> None:
    run = main().frozen
    assert run.x == pytest.approx([-2.58983747e13, -1.29524862e12], rel=5e-9)
    assert not run.success
    assert "frozen after step 10: x + h == x" in run.message
    assert np.ptp(run.path[10:], axis=0).tolist() == [0.0, 0.0]
