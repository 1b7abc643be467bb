"""Networks and trainers from the names of the command line."""

from __future__ import annotations

from typing import TypeAlias

from minigrad.arrays import FloatType, Rng
from minigrad.differentiators import (
    AdaptiveDifference,
    BackwardDifference,
    CentralDifference,
    Differentiator,
    ForwardDifference,
    RobustDifference,
)
from minigrad.layers import HeNormal, ReLU
from minigrad.networks import Network, SimpleNet, TwoLayerNet
from minigrad.objectives import Objective
from minigrad.optimizers import Adam, AdamState, GradientDescent, Momentum, MomentumState, NoState
from minigrad.optimizers.base import Optimizer, State
from minigrad.training import Trainer
from minigrad.training.verifying.batch_gradient import GradientKind

AnyTrainer: TypeAlias = Trainer[NoState] | Trainer[MomentumState] | Trainer[AdamState]

OPTIMIZERS = ("gradient-descent", "momentum", "adam")
DIFFERENTIATORS: dict[str, Differentiator] = {
    "forward": ForwardDifference(),
    "backward": BackwardDifference(),
    "central": CentralDifference(),
    "central-4": CentralDifference(order=4),
    "adaptive": AdaptiveDifference(),
    "robust": RobustDifference(),
}


_RATES = {"gradient-descent": 1.0, "momentum": 0.1, "adam": 0.02}


def default_learning_rate(optimizer: str) -> float:
    """A rate under which each network converges on standardised data."""
    return _RATES[optimizer]


def default_epochs(n_samples: int) -> int:
    """Fewer for larger data sets, whose epochs have more steps."""
    return 200 if n_samples < 500 else 40 if n_samples < 10_000 else 10


def build_trainer(
    optimizer: str,
    learning_rate: float,
    network: Network,
    objective: Objective,
    *,
    differentiator: str | None,
    gradient: GradientKind,
    rng: Rng,
    resume: str | None = None,
) -> AnyTrainer:
    """A trainer with the optimizer and the differentiator of these names; ``resume`` is the file of a run that it
    goes on with."""

    def trainer(rule: Optimizer[State]) -> Trainer[State]:
        method = None if differentiator is None else DIFFERENTIATORS[differentiator]
        if resume is not None:
            return Trainer.resume(resume, network, objective, rule, differentiator=method, gradient=gradient)
        return Trainer(network, objective, rule, differentiator=method, gradient=gradient, rng=rng)

    match optimizer:
        case "gradient-descent":
            return trainer(GradientDescent(learning_rate=learning_rate))
        case "momentum":
            return trainer(Momentum(learning_rate=learning_rate))
        case _:
            return trainer(Adam(learning_rate=learning_rate))


def build_network(kind: str, n_inputs: int, n_outputs: int, hidden: int, *, rng: Rng, dtype: FloatType) -> Network:
    """``simple`` is the article's network, with a bias, which real data need; ``two-layer`` has ``hidden`` ReLU
    units."""
    if kind == "simple":
        return SimpleNet(n_inputs, n_outputs, bias=True, scale=0.01, rng=rng, dtype=dtype)
    return TwoLayerNet(n_inputs, hidden, n_outputs, activation=ReLU(), initializer=HeNormal(), rng=rng, dtype=dtype)
