"""Numeric gradients of a risk from the network's structure: the same numbers as one evaluation after the other."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from itertools import cycle
from typing import ClassVar, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray, FloatType, IntArray
from minigrad.differentiators import AdaptiveDifference, CentralDifference, Differentiator, ForwardDifference
from minigrad.layers import Dense, Layer, Params, Pullback, ReLU, Sigmoid, Tanh
from minigrad.networks import EmpiricalRisk, Network, Sequential, SimpleNet, TwoLayerNet
from minigrad.networks.structured.plan import MAX_GROUP
from minigrad.objectives import MeanSquaredError, Objective, SoftmaxCrossEntropy, TargetKind, Targets
from minigrad.probes.mapping import Workers
from tests.numeric import read_only
from tests.registry import DIFFERENTIATORS, LAYERS, NETWORKS, OBJECTIVES

X = read_only(np.random.default_rng(0).normal(size=(6, 4)))
LABELS = np.array([0, 2, 1, 1, 0, 2])
SOFT = np.random.default_rng(1).dirichlet(np.ones(3), size=6)
METHOD = CentralDifference()


def _targets(objective: Objective) -> Targets:
    return LABELS if objective.target_kind is TargetKind.CLASSES else SOFT


def _one_by_one(risk: EmpiricalRisk) -> Callable[[FloatArray], float]:
    """The same function, about which nothing is known."""
    return lambda theta: risk(theta)


def _require_equal(
    risk: EmpiricalRisk, theta: FloatArray | None = None, method: Differentiator = METHOD, *, vectorized: bool = True
) -> None:
    point = read_only(risk.network.theta if theta is None else theta)
    expected = method.estimate(_one_by_one(risk), point)
    got = method.estimate(risk, point)
    answers = [got.value, method.gradient(risk, point)]
    if vectorized:
        answers.append(method.gradient(risk.values, point, vectorized=True))
    # The losses agree to rounding, and a difference divides that by the step.
    atol = 4e-15 * max(1.0, abs(risk(point))) / float(expected.step.min())
    for answer in answers:
        np.testing.assert_allclose(answer, expected.value, rtol=1e-12, atol=atol)
    np.testing.assert_array_equal(got.step, expected.step)
    arrays = len(risk.parameter_names)
    assert (
        expected.evaluations <= got.evaluations <= expected.evaluations + 2 * (1 + 25 * arrays)
    )  # two requests, see Agreement


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
def test_every_network_with_every_objective(network: Network, objective: Objective) -> None:
    risk = EmpiricalRisk(network, objective, X, _targets(objective))
    _require_equal(risk)
    _require_equal(risk, np.random.default_rng(2).normal(size=network.layout.size))


@pytest.mark.parametrize("method", DIFFERENTIATORS, ids=str)
def test_every_differentiator(method: Differentiator) -> None:
    """An adaptive method may choose other steps where the last bits differ, so the answers agree within their
    bounds."""
    risk = EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS)
    expected = method.estimate(_one_by_one(risk), risk.network.theta)
    got = method.estimate(risk, risk.network.theta)
    np.testing.assert_array_equal(got.status, expected.status)
    known = np.isfinite(expected.error)  # one weight moves a ReLU so close to its kink that an adaptive method gives up
    np.testing.assert_array_equal(np.isfinite(got.error), known)
    assert known.mean() > 0.98
    assert (np.abs(got.value - expected.value) <= got.error + expected.error)[known].all()
    assert (np.abs(got.value - risk.gradient(risk.network.theta)) <= got.error)[known].all()


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_every_layer_in_each_position_and_with_each_objective(layer: Layer) -> None:
    width = layer.n_outputs if isinstance(layer, Dense) else 4
    positions = (
        ([layer, Dense(width, 3)], 3),
        ([Dense(4, 4), layer, Dense(width, 3)], 3),
        ([Dense(4, 4), layer], width),
        ([Dense(4, 4), Sigmoid(), layer, ReLU()], width),
    )
    for (layers, n_outputs), objective in zip(positions, cycle(OBJECTIVES), strict=False):
        targets = np.arange(6) % n_outputs if objective.target_kind is TargetKind.CLASSES else np.ones((6, n_outputs))
        _require_equal(EmpiricalRisk(Sequential(layers, rng=3), objective, X, targets))


@pytest.mark.parametrize("targets", [LABELS, np.eye(3)[LABELS], SOFT], ids=["labels", "one-hot", "soft"])
def test_every_form_of_targets(targets: Targets) -> None:
    _require_equal(EmpiricalRisk(TwoLayerNet(4, 5, 3, rng=0), SoftmaxCrossEntropy(), X, targets))
    _require_equal(EmpiricalRisk(SimpleNet(4, 3, rng=0), SoftmaxCrossEntropy(), X, targets))


@pytest.mark.parametrize("objective", OBJECTIVES, ids=str)
@pytest.mark.parametrize("n_outputs", [1, 2])
def test_one_sample_and_one_class(objective: Objective, n_outputs: int) -> None:
    labels = objective.target_kind is TargetKind.CLASSES
    for rows in (X[:1], X):
        targets = np.zeros(len(rows), np.int64) if labels else np.ones((len(rows), n_outputs))
        for network in (SimpleNet(4, n_outputs, bias=True, rng=0), TwoLayerNet(4, 3, n_outputs, rng=0)):
            _require_equal(EmpiricalRisk(network, objective, rows, targets))
    _require_equal(EmpiricalRisk(SimpleNet(4, n_outputs, rng=0), objective, X[0], 0 if labels else np.ones(n_outputs)))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_single_precision_networks_are_differentiated_in_double_precision(dtype: FloatType) -> None:
    network = TwoLayerNet(4, 5, 3, activation=Tanh(), rng=0, dtype=dtype)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X.astype(dtype), LABELS)
    _require_equal(risk)
    np.testing.assert_allclose(METHOD.gradient(risk, network.theta), risk.gradient(network.theta), rtol=2e-4, atol=2e-5)


def test_more_parameters_than_one_stack_holds() -> None:
    wide = np.random.default_rng(5).normal(size=(3, MAX_GROUP + 5))
    network = Sequential([Dense(MAX_GROUP + 5, 4), Sigmoid(), Dense(4, 5), Tanh(), Dense(5, 3)], rng=0)
    _require_equal(EmpiricalRisk(network, SoftmaxCrossEntropy(), wide, [0, 1, 2]))


def test_the_steps_stay_inside_bounds() -> None:
    risk = EmpiricalRisk(NETWORKS[2], SoftmaxCrossEntropy(), X, LABELS)
    theta = NETWORKS[2].theta
    bounds = (theta - 1e-7, theta + 1e-7)
    expected = METHOD.gradient(_one_by_one(risk), theta, bounds=bounds)
    np.testing.assert_allclose(METHOD.gradient(risk, theta, bounds=bounds), expected, rtol=1e-12, atol=4e-15 / 1e-8)


def test_it_is_the_gradient_that_backpropagation_finds() -> None:
    risk = EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS)
    theta = NETWORKS[4].theta
    np.testing.assert_allclose(CentralDifference(order=4).gradient(risk, theta), risk.gradient(theta), atol=1e-10)


@final
@dataclass(frozen=True)
class Scale(Layer):
    """y = scale * x, one factor for each of 4 features; nothing is said about structure."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": rng.normal(size=4)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        scale = params["scale"][..., np.newaxis, :]
        return inputs * scale, lambda d_outputs: (
            {"scale": np.asarray((d_outputs * inputs).sum(axis=-2))},
            np.asarray(d_outputs * scale),
        )


@final
@dataclass(frozen=True)
class StructuredScale(Layer):
    """The same, and one method more; for the tests ``column`` makes it lie, and ``axes`` fail."""

    column: int = 0
    axes: int = 1

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return Scale().initialize(rng)

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return Scale().forward(params, inputs)

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        if len(index) != self.axes:
            raise TypeError("not what was expected")
        (feature,) = index
        return (feature + self.column) % 4, inputs.T[feature]


@final
@dataclass(frozen=True)
class OneFactor(Layer):
    """y = factor * x with one number, an array of shape ()."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"factor": np.array(2.0)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        factor = params["factor"][..., np.newaxis, np.newaxis]
        return inputs * factor, lambda d_outputs: (
            {"factor": np.asarray((d_outputs * inputs).sum(axis=(-2, -1)))},
            np.asarray(d_outputs * factor),
        )


@final
@dataclass(frozen=True)
class Centred(Layer):
    """Each feature less its mean over the samples: a layer that mixes samples."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        def centred(rows: FloatArray) -> FloatArray:
            return np.asarray(rows - rows.mean(axis=-2, keepdims=True))

        return centred(inputs), lambda d_outputs: ({}, centred(d_outputs))


@final
@dataclass(frozen=True)
class Softplus(Layer):
    """Elementwise, and says so."""

    elementwise: ClassVar[bool] = True

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return np.logaddexp(inputs, 0.0), lambda d_outputs: ({}, np.asarray(d_outputs / (1.0 + np.exp(-inputs))))


@final
@dataclass(frozen=True)
class TwoAxes(Layer):
    """As in the book, for (samples, features) alone: the bias of a stack would be added to the wrong axis."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"weight": rng.normal(size=(4, 4)), "bias": np.zeros(4)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        outputs: FloatArray = inputs @ params["weight"] + params["bias"]
        return outputs, lambda d_outputs: (
            {"weight": inputs.T @ d_outputs, "bias": np.asarray(d_outputs.sum(axis=0))},
            d_outputs @ params["weight"].T,
        )


@final
@dataclass(frozen=True)
class Standardised(Layer):
    """Each feature less its mean, by its deviation: a layer that mixes samples, and refuses a single one."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        if inputs.shape[-2] < 2:
            raise ValueError("one sample has no deviation")
        centred = inputs - inputs.mean(axis=-2, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=-2, keepdims=True))
        outputs: FloatArray = centred / deviation

        def pullback(d_outputs: FloatArray) -> tuple[dict[str, FloatArray], FloatArray]:
            along = (d_outputs * outputs).mean(axis=-2, keepdims=True)
            return {}, np.asarray((d_outputs - d_outputs.mean(axis=-2, keepdims=True) - outputs * along) / deviation)

        return outputs, pullback


USERS_LAYERS = (Scale(), StructuredScale(), OneFactor(), Centred(), Standardised(), Softplus(), TwoAxes())


@pytest.mark.parametrize("layer", USERS_LAYERS, ids=str)
def test_layers_of_the_users_in_each_position_and_with_each_objective(layer: Layer) -> None:
    positions = (
        [layer, Dense(4, 3)],
        [Dense(4, 4), layer, Dense(4, 3)],
        [Dense(4, 4), ReLU(), layer, Sigmoid(), Dense(4, 3)],
        [layer, Dense(4, 4), copy(layer), copy(layer), Dense(4, 3)],
    )
    for layers, objective in zip(positions, cycle(OBJECTIVES), strict=False):
        risk = EmpiricalRisk(Sequential(layers, rng=1), objective, X, _targets(objective))
        _require_equal(risk, vectorized=not isinstance(layer, TwoAxes))


def test_a_parameter_that_is_one_number() -> None:
    risk = EmpiricalRisk(
        Sequential([OneFactor()], rng=0), MeanSquaredError(), [[1.0, 2.0], [3.0, 4.0]], np.zeros((2, 2))
    )
    gradient = METHOD.gradient(risk, [2.0])  # of factor^2 (1 + 4 + 9 + 16) / 4
    np.testing.assert_allclose(gradient, [30.0], rtol=1e-9)


def test_a_layer_that_mixes_samples_and_needs_two_of_them() -> None:
    network = Sequential([Dense(4, 4), Standardised(), Dense(4, 3)], rng=0)
    for rows in (X, np.vstack([X[:1], X[:1], X])):  # the first two samples are equal: their deviation is 0
        risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), rows, np.arange(len(rows)) % 3)
        np.testing.assert_allclose(
            CentralDifference(order=4).gradient(risk, network.theta), risk.gradient(network.theta), atol=1e-9
        )
    with pytest.raises(ValueError, match="one sample has no deviation"):
        EmpiricalRisk(network, SoftmaxCrossEntropy(), X[:1], [0])


@pytest.mark.parametrize("n_samples", [1, 4, 8, 16, 32])
def test_a_layer_that_takes_no_stacks_is_evaluated_one_by_one_even_where_shapes_happen_to_fit(n_samples: int) -> None:
    rows = np.random.default_rng(6).normal(size=(n_samples, 4))
    labels = np.arange(n_samples) % 3
    risk = EmpiricalRisk(Sequential([TwoAxes(), Dense(4, 3)], rng=0), SoftmaxCrossEntropy(), rows, labels)
    _require_equal(risk, vectorized=False)


@final
class Fourth(Objective):
    """Says nothing of its structure; with ``one=True`` it takes no stacks either."""

    target_kind: ClassVar[TargetKind] = TargetKind.ANY

    def __init__(self, *, one: bool) -> None:
        self._one = one

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        total = np.asarray((outputs**4).sum(axis=1 if self._one else -1))
        return np.asarray(total * (1.0 + targets.reshape(6, -1).sum(axis=-1)))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(4 * outputs**3 * (1.0 + targets.reshape(6, -1).sum(axis=-1, keepdims=True)))


@pytest.mark.parametrize("targets", [LABELS, SOFT], ids=["labels", "rows"])
@pytest.mark.parametrize("one", [False, True])
def test_an_objective_of_the_users(targets: Targets, one: bool) -> None:
    for network in (SimpleNet(4, 3, rng=0), TwoLayerNet(4, 5, 3, rng=0)):
        _require_equal(EmpiricalRisk(network, Fourth(one=one), X, targets), vectorized=not one)


def test_a_layer_that_says_something_false_about_its_structure() -> None:
    network = Sequential([Dense(4, 4), StructuredScale(column=1), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    message = (
        r"that StructuredScale\(column=1, axes=1\).* says about its structure is wrong.* with x\[2\d\] moved the loss"
    )
    with pytest.raises(ValueError, match=message):
        METHOD.gradient(risk, network.theta)


def test_a_lie_shows_even_where_the_first_parameter_moves_nothing() -> None:
    dark = np.array(X)
    dark[:, 0] = 0.0  # as the corner pixel of every image
    network = Sequential([StructuredScale(column=1), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), dark, LABELS)
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        ForwardDifference().gradient(risk, network.theta)


@final
@dataclass(frozen=True)
class Exaggerating(Layer):
    """A dense layer (30, 10) that says that some of its weights do ``factor`` times as much as they do."""

    factor: float
    first: int = 0

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"weight": rng.normal(size=(30, 10)) / 30}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        return Dense(30, 10, bias=False).forward(params, inputs)

    def parameter_reach(
        self, inputs: FloatArray, name: str, index: tuple[IntArray, ...]
    ) -> tuple[IntArray, FloatArray]:
        row, column = index
        exaggerated = 10 * row + column >= self.first
        return column, inputs.T[row] * np.where(exaggerated, self.factor, 1.0)[:, np.newaxis]


WIDE = read_only(np.random.default_rng(9).normal(size=(5, 30)))


def _exaggerated(layer: Layer) -> EmpiricalRisk:
    return EmpiricalRisk(Sequential([layer, Dense(10, 10)], rng=0), SoftmaxCrossEntropy(), WIDE, [0, 3, 1, 9, 4])


@pytest.mark.parametrize("first", [0, MAX_GROUP, 200])
def test_a_lie_about_later_elements_only(first: int) -> None:
    risk = _exaggerated(Exaggerating(1.5, first))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta)


@pytest.mark.parametrize("factor", [0.5, 1.001])
@pytest.mark.parametrize(("first", "requests"), [(200, 1), (250, 1), (290, 6)])
def test_a_lie_that_does_not_stand_out_is_met_in_turn(factor: float, first: int, requests: int) -> None:
    risk = EmpiricalRisk(Sequential([Exaggerating(factor, first)], rng=0), SoftmaxCrossEntropy(), WIDE, [0, 3, 1, 9, 4])
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        _ask(risk, requests)


def _ask(risk: EmpiricalRisk, requests: int) -> None:
    for _ in range(requests):
        METHOD.gradient(risk, risk.network.theta)


def test_a_lie_that_did_not_show_elsewhere() -> None:
    risk = _exaggerated(Exaggerating(1.5))
    blind = np.array(risk.network.theta)
    blind[300:400] = 0.0  # the weights of the next layer: nothing gets through
    np.testing.assert_allclose(METHOD.gradient(risk, blind), risk.gradient(blind), atol=1e-9)
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta)


@pytest.mark.parametrize("step", [1e-11, 1e-9])
def test_a_lie_that_is_smaller_than_rounding(step: float) -> None:
    risk = _exaggerated(Exaggerating(1.5))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        CentralDifference(abs_step=step).gradient(risk, risk.network.theta)


def test_a_lie_is_found_with_workers_too() -> None:
    risk = _exaggerated(Exaggerating(1.5, 200))
    with pytest.raises(ValueError, match="check `parameter_reach`"):
        METHOD.gradient(risk, risk.network.theta, workers=map)


def test_samples_stay_inside_bounds() -> None:
    """The root of a scale has no value below 0, and says so; a sample is not taken there, nor is it missed."""
    risk = EmpiricalRisk(Sequential([Root()], rng=0), MeanSquaredError(), np.ones((2, 4)), np.zeros((2, 4)))
    theta = np.full(4, 1e-9)
    gradient = CentralDifference(abs_step=1e-10).gradient(risk, theta, bounds=(0.0, np.inf))
    np.testing.assert_allclose(gradient, np.full(4, 0.25), rtol=1e-4)  # of the mean of the scales


@final
class CountingSquares(Objective):
    """The sum of squares, which counts at how many points it was evaluated; says nothing of its structure."""

    def __init__(self) -> None:
        self.points = 0

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        self.points += math.prod(outputs.shape[:-2])
        return np.asarray(((outputs - targets) ** 2).sum(axis=-1))

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return np.asarray(2 * (outputs - targets))


@pytest.mark.parametrize(
    "method", [METHOD, ForwardDifference(), CentralDifference(abs_step=1e-11), AdaptiveDifference()], ids=str
)
@pytest.mark.parametrize("layer", [Dense(4, 30), OneFactor(), Centred(), TwoAxes()], ids=str)
@pytest.mark.parametrize("workers", [None, 1])
def test_evaluations_are_what_was_evaluated(method: Differentiator, layer: Layer, workers: Workers) -> None:
    objective = CountingSquares()
    width = 30 if isinstance(layer, Dense) else 4
    risk = EmpiricalRisk(Sequential([layer, Dense(width, 3)], rng=0), objective, X, SOFT)
    METHOD.gradient(risk, risk.network.theta)  # finds out whether it takes stacks
    objective.points = 0
    estimate = method.estimate(risk, risk.network.theta, workers=workers)
    assert estimate.evaluations == objective.points


def test_a_structure_that_fails_is_an_error_and_not_only_slow() -> None:
    network = Sequential([StructuredScale(axes=2), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    with pytest.raises(ValueError, match="fails when it is used: not what was expected") as caught:
        METHOD.gradient(risk, network.theta)
    assert isinstance(caught.value.__cause__, TypeError)


@final
@dataclass(frozen=True)
class Root(Layer):
    """sqrt(scale) * x, which is defined for positive scales only, and says so with an exception."""

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return {"scale": np.full(4, 1.0)}

    @override
    def forward(self, params: Params, inputs: FloatArray) -> tuple[FloatArray, Pullback]:
        if (params["scale"] <= 0.0).any():
            raise ArithmeticError("scale must be positive")
        outputs, _ = Scale().forward({"scale": np.sqrt(params["scale"])}, inputs)
        return outputs, lambda d_outputs: ({"scale": np.zeros(4)}, d_outputs)


def test_an_exception_names_the_parameter() -> None:
    network = Sequential([Root(), Dense(4, 3)], rng=0)
    risk = EmpiricalRisk(network, SoftmaxCrossEntropy(), X, LABELS)
    theta = np.array(network.theta)
    theta[2] = 1e-5
    with pytest.raises(ArithmeticError, match="scale must be positive") as caught:
        CentralDifference(abs_step=1e-4).gradient(risk, theta)
    assert caught.value.__notes__ == ["`fun` was called with x[2] moved by -0.0001"]


def _peak(risk: EmpiricalRisk) -> float:
    theta = risk.network.theta
    METHOD.gradient(risk, theta)
    tracemalloc.start()
    try:
        METHOD.gradient(risk, theta)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def test_memory_is_bounded() -> None:
    rng = np.random.default_rng(8)
    x, labels = rng.normal(size=(500, 40)), rng.integers(0, 10, size=500)
    network = TwoLayerNet(40, 20, 10, rng=0)
    # All moved networks at once would take 2 x 1,030 parameters x 500 samples x (20 + 10) activations: 247 MB. The
    # allocator is told of 16 MiB that nobody touches.
    assert _peak(EmpiricalRisk(network, SoftmaxCrossEntropy(), x, labels)) < 16 + 8
    assert _peak(EmpiricalRisk(network, SoftmaxCrossEntropy(), x, labels, max_bytes=2**17)) < 2


@pytest.mark.parametrize("max_bytes", [1, 1000, 10**8])
def test_the_bound_on_memory_changes_nothing_but_memory(max_bytes: int) -> None:
    _require_equal(EmpiricalRisk(NETWORKS[4], SoftmaxCrossEntropy(), X, LABELS, max_bytes=max_bytes))


@pytest.mark.parametrize(("max_bytes", "error"), [(0, ValueError), (-1, ValueError), (1.5, TypeError)])
def test_max_bytes_is_a_count(max_bytes: int, error: type[Exception]) -> None:
    with pytest.raises(error, match="`max_bytes` must be a whole number"):
        EmpiricalRisk(NETWORKS[0], SoftmaxCrossEntropy(), X, LABELS, max_bytes=max_bytes)


def test_nothing_that_the_caller_owns_is_written_to() -> None:
    risk = EmpiricalRisk(NETWORKS[2], MeanSquaredError(), X, read_only(SOFT))
    theta = np.array(NETWORKS[2].theta)
    before = theta.copy()
    first = METHOD.gradient(risk, theta)
    np.testing.assert_array_equal(theta, before)
    np.testing.assert_array_equal(METHOD.gradient(risk, theta), first)
