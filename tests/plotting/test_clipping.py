from __future__ import annotations

import numpy as np
import pytest

from minigrad.plotting.descents.clipping import inside, until_it_stays_outside
from minigrad.plotting.drawing.frame import as_frame

FRAME = as_frame((-2.0, 2.0))
GAP = [np.nan, np.nan]


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ([[0, 0], [1, 1], [-1, 1]], [[0, 0], [1, 1], [-1, 1]]),
        ([[0, 0]], [[0, 0]]),
        ([[5, 5]], []),
        ([[0, 0], [4, 2]], [[0, 0], [2, 1]]),
        ([[4, 2], [0, 0]], [[2, 1], [0, 0]]),
        ([[0, 0], [0, 9], [1, 9], [1, 0]], [[0, 0], [0, 2], GAP, [1, 2], [1, 0]]),
        ([[-9, 1], [9, 1]], [[-2, 1], [2, 1]]),
        ([[-9, 3], [9, 3]], []),
        ([[-9, 2], [9, 2]], [[-2, 2], [2, 2]]),
        ([[0, 0], [1e13, -1e13]], [[0, 0], [2, -2]]),
        ([[0, 0], [1e300, 1e300], [-1e300, 1e300]], [[0, 0], [2, 2]]),
        ([[1, 1], [np.nan, 0], [0, 0], [0, 1]], [[1, 1], GAP, [0, 0], [0, 1]]),
        ([[1, 1], [np.inf, 1]], [[1, 1]]),
        ([[1, 1], [1, 1], [1, 1]], [[1, 1], [1, 1], [1, 1]]),
    ],
    ids=str,
)
def test_what_is_seen_of_a_path(path: list[list[float]], seen: list[list[float]]) -> None:
    np.testing.assert_allclose(
        inside(np.array(path, dtype=float), FRAME), np.reshape(np.array(seen, dtype=float), (-1, 2))
    )


def test_a_path_through_the_frame_is_cut_where_straight_lines_meet_its_edges() -> None:
    """Against the crossing of two lines, on random segments: the points lie on the segment and on an edge."""
    rng = np.random.default_rng(0)
    for begin, end in rng.uniform(-6.0, 6.0, (200, 2, 2)):
        part = inside(np.array([begin, end]), FRAME)
        sampled = begin + np.linspace(0.0, 1.0, 2001)[:, np.newaxis] * (end - begin)
        held = sampled[(np.abs(sampled) <= 2.0).all(axis=1)]
        assert bool(len(part)) or not len(held)
        if len(held):
            np.testing.assert_allclose(part, held[[0, -1]], atol=6.0 / 1000)
            across = (part - begin) @ np.array([end[1] - begin[1], begin[0] - end[0]])
            np.testing.assert_allclose(across, 0.0, atol=1e-12)


def test_what_follows_after_the_last_point_in_the_frame_is_left_out() -> None:
    path = np.array([[0.0, 0.0], [9.0, 0.0], [1.0, 1.0], [9.0, 9.0], [-9.0, -9.0], [9.0, 9.0]])
    np.testing.assert_array_equal(until_it_stays_outside(path, FRAME), path[:4])
    np.testing.assert_array_equal(until_it_stays_outside(path[4:], FRAME), path[4:])
    np.testing.assert_array_equal(until_it_stays_outside(path[:3], FRAME), path[:3])
