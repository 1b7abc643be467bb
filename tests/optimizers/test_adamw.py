from __future__ import annotations

import numpy as np
import pytest

from minigrad.layout import Layout
from minigrad.optimizers import Adam, AdamW

LAYOUT = Layout(("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"), ((1, 2), (2,), (2, 1), (1,)))
THETA = np.array([1.0, -2.0, 3.0, -4.0, 5.0, -6.0, 7.0])


def test_the_decay_does_not_depend_on_the_size_of_gradients() -> None:
    """A gradient of zero leaves only the decay: theta_k = (1 - learning_rate * weight_decay)^k theta_0."""
    rule, theta = AdamW(learning_rate=0.1, weight_decay=0.5), THETA
    state = rule.init(theta)
    for _ in range(20):
        theta, state = rule.step(theta, np.zeros(7), state)
    np.testing.assert_allclose(theta, 0.95**20 * THETA, rtol=1e-14)


def test_only_what_is_named_decays() -> None:
    rule, plain = AdamW(0.1, weight_decay=0.5, layout=LAYOUT, decayed=["dense1.weight", "dense2.*"]), Adam(0.1)
    steps = plain.step(THETA, np.ones(7), plain.init(THETA))[0] - THETA
    stepped, state = rule.step(THETA, np.ones(7), rule.init(THETA))
    np.testing.assert_allclose(stepped - steps, THETA * [0.95, 0.95, 1.0, 1.0, 0.95, 0.95, 0.95], rtol=1e-14)
    assert state.first_moment.tolist() == plain.step(THETA, np.ones(7), plain.init(THETA))[1].first_moment.tolist()


def test_without_decay_it_is_adam() -> None:
    rule, plain = AdamW(0.1, weight_decay=0.0), Adam(0.1)
    stepped, _ = rule.step(THETA, THETA, rule.init(THETA))
    np.testing.assert_array_equal(stepped, plain.step(THETA, THETA, plain.init(THETA))[0])


def test_its_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match="give `layout` and `decayed` together"):
        AdamW(decayed="*.weight")
    with pytest.raises(ValueError, match=r"`decayed` must name .*, got 'w\*'; there are dense1.weight, "):
        AdamW(layout=LAYOUT, decayed="w*")
    rule = AdamW(layout=LAYOUT, decayed="*.weight")
    with pytest.raises(ValueError, match=r"`theta` must have shape \(7,\), got \(3,\)"):
        rule.step(np.ones(3), np.ones(3), rule.init(np.ones(3)))
