"""One instance or more of each concrete class, by the abstract class that it fills in; the contract suites run over
these.

A new class is added here, once; ``tests/test_registry.py`` fails as long as it is missing.
"""

from __future__ import annotations

import numpy as np

from minigrad.differentiators import (
    AdaptiveDifference,
    BackwardDifference,
    CentralDifference,
    ComplexStep,
    Differentiator,
    ForwardDifference,
    Richardson,
    RobustDifference,
)
from minigrad.layers import (
    GELU,
    AveragePool2D,
    BatchNorm,
    Chain,
    Conv2D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GlorotUniform,
    HeNormal,
    Initializer,
    Layer,
    LayerNorm,
    LeakyReLU,
    MaxPool2D,
    Normal,
    ReLU,
    Residual,
    Sigmoid,
    Softmax,
    Softplus,
    Tanh,
)
from minigrad.layout import Layout
from minigrad.networks import MultiLayerNet, Network, Sequential, SimpleConvNet, SimpleNet, TwoLayerNet
from minigrad.objectives import (
    BinaryCrossEntropy,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    Objective,
    SoftmaxCrossEntropy,
)
from minigrad.optimizers import (
    LBFGS,
    AdaGrad,
    Adam,
    AdamW,
    Clipped,
    CosineDecay,
    ExponentialDecay,
    Frozen,
    GradientDescent,
    LinearDecay,
    Method,
    Momentum,
    Nesterov,
    OneCycle,
    Optimizer,
    RMSprop,
    Schedule,
    Scheduled,
    StepDecay,
    WarmUp,
)
from minigrad.penalties import L1, L2, Penalty
from minigrad.training.verifying.parts import InnerProduct
from tests.optimizers.contract import OptimizerCase, OptimizerContract

INITIALIZERS: tuple[Initializer, ...] = (HeNormal(), GlorotUniform(), Normal(0.5))

LAYERS: tuple[Layer, ...] = (
    Dense(4, 3),
    Dense(4, 2, bias=False, initializer=HeNormal()),
    ReLU(),
    Sigmoid(),
    Tanh(),
    Chain((Dense(4, 3), Tanh(), Dense(3, 4))),
    Residual(Dense(4, 4)),
    LeakyReLU(0.2),
    GELU(),
    GELU("tanh"),
    Softplus(),
    Softmax(),
    LayerNorm(4),
    BatchNorm(4),
    Dropout(0.4),
)
"""Each takes inputs with 4 features."""

OBJECTIVES: tuple[Objective, ...] = (
    SoftmaxCrossEntropy(),
    SoftmaxCrossEntropy(label_smoothing=0.2),
    BinaryCrossEntropy(),
    MeanSquaredError(),
    MeanAbsoluteError(),
    Huber(delta=0.75),
    InnerProduct(),
)

IMAGE_LAYERS: tuple[Layer, ...] = (
    Conv2D(2, 3, 3, padding=1),
    Conv2D(2, 2, (2, 3), stride=2, bias=False),
    MaxPool2D(2),
    MaxPool2D(3, stride=(1, 2), padding=1),
    AveragePool2D(3, stride=2, padding=1),
    Flatten(),
    BatchNorm(2, input_axes=3),
    Dropout(0.4, input_axes=3),
)
"""Each takes images with 2 channels."""

SYMBOL_LAYERS: tuple[Layer, ...] = (Embedding(5, 3),)
"""Each takes symbols from 0 to 4."""

STAND_INS: tuple[Layer, ...] = tuple(
    layer.in_training(np.random.default_rng(0)) for layer in (Dropout(0.4), BatchNorm(4))
)
"""What stands in for layers in training; the suites of these run over them too."""

NETWORKS: tuple[Network, ...] = (
    SimpleNet(4, 3, rng=0),
    SimpleNet(4, 3, bias=True, rng=1),
    TwoLayerNet(4, 5, 3, rng=2),
    TwoLayerNet(4, 5, 3, activation=Tanh(), rng=3, dtype=np.float32),
    Sequential([Dense(4, 6), ReLU(), Dense(6, 5), Sigmoid(), Dense(5, 3)], rng=4),
    MultiLayerNet(4, [3], 3, activation=GELU(), batch_norm=True, dropout=0.2, rng=5),
)
"""Each takes 4 features and gives 3 outputs."""

IMAGE_NETWORKS: tuple[Network, ...] = (
    SimpleConvNet((2, 6, 6), n_filters=3, kernel_size=3, n_hidden=4, n_outputs=3, rng=5),
    Sequential(
        [
            Conv2D(2, 3, 3, padding=1),
            Tanh(),
            AveragePool2D(3, stride=1),
            Conv2D(3, 2, (2, 3), stride=(1, 2)),
            ReLU(),
            MaxPool2D((2, 1)),
            Flatten(),
        ],
        rng=6,
    ),
)
"""Each takes images (2, 6, 6); the first gives 3 outputs, the second 2."""

PARTS = Layout(("moves", "stays"), ((2,), (1,)))
OPTIMIZERS: dict[str, OptimizerContract] = {
    "GradientDescent": OptimizerCase(GradientDescent(learning_rate=0.0015), 15_000, 15_000),
    "Momentum": OptimizerCase(Momentum(learning_rate=3e-4, momentum=0.9), 7_500, 7_500),
    "Nesterov": OptimizerCase(Nesterov(learning_rate=5e-4, momentum=0.9), 4_000, 5_000),
    "AdaGrad": OptimizerCase(AdaGrad(learning_rate=0.5), 400, 11_000),
    "RMSprop": OptimizerCase(RMSprop(learning_rate=0.0018, epsilon=1.0), 11_000, 15_000),
    "Adam": OptimizerCase(Adam(learning_rate=0.05), 600, 2_200),
    "AdamW": OptimizerCase(AdamW(learning_rate=0.05, weight_decay=1e-6), 600, 2_200),
    "Clipped GradientDescent": OptimizerCase(
        Clipped(GradientDescent(learning_rate=0.0015), max_norm=50.0), 15_000, 15_000
    ),
    "Clipped Adam": OptimizerCase(Clipped(Adam(learning_rate=0.05), max_norm=50.0), 600, 2_200),
    "Frozen Adam": OptimizerCase(Frozen(Adam(learning_rate=0.05), PARTS, "stays"), 600, 2_200, more=1),
    "AdamW by name": OptimizerCase(
        AdamW(learning_rate=0.05, layout=PARTS, decayed="stays", weight_decay=0.5), 600, 2_200, more=1
    ),
    "Scheduled Clipped Adam": OptimizerCase(
        Scheduled(Clipped(Adam(learning_rate=0.05), max_norm=50.0), WarmUp(steps=10)), 700, 2_200
    ),
}
"""Each with the steps within which it reaches the minimum of a quadratic, and of the Rosenbrock valley."""

METHODS: tuple[LBFGS, ...] = (LBFGS(), LBFGS(history=2))
"""Those that are no optimizers."""

SCHEDULES: tuple[Schedule, ...] = (
    StepDecay(30, rate=0.3),
    ExponentialDecay(rate=0.98),
    ExponentialDecay(20, rate=0.5),
    CosineDecay(200, end=0.125),
    LinearDecay(120, end=0.25),
    OneCycle(201),
    OneCycle(1, rise=0.0),
    WarmUp(CosineDecay(90), steps=10),
    WarmUp(steps=7),
)
"""Each ends within 250 steps, or never."""

DIFFERENTIATORS: tuple[Differentiator, ...] = (
    ForwardDifference(),
    ForwardDifference(order=4),
    BackwardDifference(),
    BackwardDifference(order=3),
    CentralDifference(),
    CentralDifference(order=4),
    CentralDifference(order=8),
    CentralDifference(rel_step=1e-4),
    CentralDifference(exact_steps=False),
    Richardson(ForwardDifference(), levels=2),
    Richardson(CentralDifference(), levels=2),
    AdaptiveDifference(),
    ComplexStep(fallback=AdaptiveDifference()),
)
"""Each differentiates twice too, for Hessians."""

FIRST_DERIVATIVES_ONLY: tuple[Differentiator, ...] = (RobustDifference(), RobustDifference(rtol=1e-3))

PENALTIES: tuple[Penalty, ...] = (L2(0.3), L1(0.2))

REGISTRIES: tuple[tuple[type[object], tuple[object, ...]], ...] = (
    (Initializer, INITIALIZERS),
    (Layer, LAYERS + IMAGE_LAYERS + SYMBOL_LAYERS + STAND_INS),
    (Differentiator, DIFFERENTIATORS + FIRST_DERIVATIVES_ONLY),
    (Objective, OBJECTIVES),
    (Schedule, SCHEDULES),
    (Network, NETWORKS + IMAGE_NETWORKS),
    (Penalty, PENALTIES),
    (Method, (*METHODS, *(case.optimizer for case in OPTIMIZERS.values()))),
    (Optimizer, tuple(case.optimizer for case in OPTIMIZERS.values())),
)
