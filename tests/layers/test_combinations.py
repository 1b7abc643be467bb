"""Chain and Residual: composition, shared parameters, and the training mode and state of the layers inside."""

from __future__ import annotations

import re

import numpy as np
import pytest

from minigrad.checking import verify_layer
from minigrad.layers import Chain, Dense, Layer, Residual, Tanh
from minigrad.layers.stages import forward_and_state, initial_state, stand_in
from tests.layers.combined_layers import Centred, Noise

X = np.random.default_rng(0).normal(size=(5, 3))


def test_a_chain_is_one_layer_after_the_other_and_a_residual_adds_the_inputs() -> None:
    first, second = Dense(3, 4), Dense(4, 3)
    params = Residual(Chain((first, Tanh(), second))).initialize(np.random.default_rng(1))
    assert list(params) == ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"]
    hidden = np.tanh(X @ params["dense1.weight"] + params["dense1.bias"])
    expected = X + hidden @ params["dense2.weight"] + params["dense2.bias"]
    outputs, _ = Residual(Chain((first, Tanh(), second))).forward(params, X)
    np.testing.assert_allclose(outputs, expected, rtol=1e-14)


def test_the_same_object_or_name_shares_its_parameters() -> None:
    square = Dense(3, 3)
    for shared in (Chain((square, Tanh(), square)), Chain((Dense(3, 3), Tanh(), Dense(3, 3)), ("a", "tanh", "a"))):
        assert len(shared.initialize(np.random.default_rng(0))) == 2
        report = verify_layer(shared, X, rng=0)
        assert report.passed, report
    assert len(Chain((Dense(3, 3), Dense(3, 3))).initialize(np.random.default_rng(0))) == 4


INSIDE = Chain((Noise(), Centred(3)))


@pytest.mark.parametrize("whole", [Chain((INSIDE,)), Residual(INSIDE), Residual(Chain((INSIDE,)))], ids=str)
def test_training_mode_and_state_go_through(whole: Layer) -> None:
    state = initial_state(whole)
    (name,) = state
    assert name.endswith("centred1.mean")
    params = {**whole.initialize(np.random.default_rng(0)), **state}
    alone, trained = stand_in(INSIDE, np.random.default_rng(7)), stand_in(whole, np.random.default_rng(7))
    plain = {key.removeprefix("chain1."): value for key, value in params.items()}
    outputs, _, learned = forward_and_state(trained, params, X)
    expected, _, new_state = forward_and_state(alone, plain, X)
    residual = X if isinstance(whole, Residual) else np.zeros_like(X)
    np.testing.assert_allclose(outputs, expected + residual, rtol=1e-14, atol=1e-14)
    np.testing.assert_array_equal(learned[name], new_state["centred1.mean"])
    assert np.abs(learned[name]).max() > 0.1
    assert not np.allclose(whole.forward(params, X)[0], outputs)
    assert (whole.mixes_samples, trained.mixes_samples) == (False, True)


def test_what_is_wrong_is_named() -> None:
    cases: tuple[tuple[type[Layer], tuple[object, ...], str], ...] = (
        (Chain, ((),), "`layers` must hold at least one layer, got none"),
        (Chain, (Dense(2, 2),), "`layers` must be a sequence of layers, got Dense("),
        (Chain, ((Dense(2, 2), Tanh),), "tanh.Tanh'>; call it: Tanh(...)"),
        (Chain, ((Tanh(),), ("a", "b")), "`names` must have one name for each of 1 layers, got 2"),
        (Chain, ((Tanh(),), ("a.b",)), "`names` must hold no dots"),
        (Residual, (3,), "`layer` must be a Layer, got 3"),
        (Residual, ([Dense(2, 2)],), "; put several layers into a Chain: Chain([...])"),
    )
    for kind, arguments, text in cases:
        with pytest.raises((TypeError, ValueError), match=re.escape(text)):
            kind(*arguments)
    residual = Residual(Dense(3, 2))
    params = residual.initialize(np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"must return the shape that it takes, \(5, 3\), got \(5, 2\)"):
        residual.forward(params, X)
