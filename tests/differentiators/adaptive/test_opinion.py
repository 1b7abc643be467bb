from __future__ import annotations

import numpy as np
import pytest

from minigrad.differentiators.adaptive.front import Front
from minigrad.differentiators.adaptive.ladder import SECOND
from minigrad.differentiators.adaptive.opinion import CLOSER, Opinion, opinion
from tests.differentiators.adaptive.lines import front_of

FLAT = np.zeros((4, 1))


def with_second(deviation: float) -> tuple[Front, Opinion]:
    """Opinion on a deviation of 1 at the first sentinel, when the second one shows ``deviation``."""
    front = front_of(np.zeros_like, [1.0], [])
    front.slopes[SECOND] = deviation / front.second
    return front, opinion(front, np.ones(1), FLAT, two_sided=True)


@pytest.mark.parametrize(("deviation", "persists"), [(2.0, True), (0.6, True), (0.05, False), (0.0, True)])
def test_noise_persists_and_a_fast_component_does_not(deviation: float, persists: bool) -> None:
    """Exactly zero means that f did not move at all, which smooth functions do not do."""
    _, said = with_second(deviation)
    assert said.asked.all()
    assert bool(said.persists[0]) is persists


def test_a_vague_answer_is_asked_for_again_closer() -> None:
    fresh = front_of(np.zeros_like, [1.0], [])
    front, said = with_second(0.3)
    assert not said.asked.any() and not said.persists.any()
    assert front.second == pytest.approx(fresh.second / CLOSER)
    front.slopes[SECOND] = 0.3 / front.second
    assert opinion(front, np.ones(1), FLAT, two_sided=True).persists.all()  # but only once


def test_nothing_is_said_before_it_is_asked() -> None:
    front = front_of(np.zeros_like, [1.0], [])
    said = opinion(front, np.ones(1), FLAT, two_sided=True)
    assert not said.asked.any() and not said.persists.any()


def test_noise_as_large_as_f_has_to_persist_at_the_closest_steps() -> None:
    """A pole at a distance of 1e-7 looks the same from the window and from both sentinels."""
    front = front_of(lambda x: 1 / (x - 1 + 1e-7), [1.0], [0, 2, 4])
    first = np.abs(front.base)
    begin = front.second.copy()
    assert not opinion(front, first, FLAT, two_sided=True).asked.any()
    assert (front.second < 1e-2 * begin).all()
