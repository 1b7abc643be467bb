"""From the words of the command line to the objects that they stand for."""

from __future__ import annotations

from typing import TypeAlias

from minigrad.cli.usage import UsageError
from minigrad.datasets import Dataset, TrainTestSplit, load_csv, load_digits, load_iris, standardize, train_test_split
from minigrad.differentiators import (
    AdaptiveDifference,
    BackwardDifference,
    CentralDifference,
    Differentiator,
    ForwardDifference,
)
from minigrad.layers import HeNormal, ReLU
from minigrad.networks import Network, SimpleNet, TwoLayerNet
from minigrad.objectives import SoftmaxCrossEntropy
from minigrad.optimizers import Adam, AdamState, GradientDescent, Momentum, MomentumState, NoState
from minigrad.optimizers.base import Optimizer, State
from minigrad.training import Trainer
from minigrad.training.trainer import GradientKind

AnyTrainer: TypeAlias = Trainer[NoState] | Trainer[MomentumState] | Trainer[AdamState]

OPTIMIZERS = ("gradient-descent", "momentum", "adam")
DIFFERENTIATORS: dict[str, Differentiator] = {
    "forward": ForwardDifference(),
    "backward": BackwardDifference(),
    "central": CentralDifference(),
    "central-4": CentralDifference(order=4),
    "adaptive": AdaptiveDifference(),
}


_RATES = {"gradient-descent": 1.0, "momentum": 0.1, "adam": 0.02}


def default_learning_rate(optimizer: str) -> float:
    """A rate under which each network converges on standardised data."""
    return _RATES[optimizer]


def default_epochs(n_samples: int) -> int:
    """Small data sets are visited more often."""
    return 200 if n_samples < 500 else 30


def build_trainer(
    optimizer: str,
    learning_rate: float,
    network: Network,
    *,
    differentiator: str,
    gradient: GradientKind,
    seed: int,
) -> AnyTrainer:
    """A trainer with the optimizer and the differentiator of these names."""

    def trainer(rule: Optimizer[State]) -> Trainer[State]:
        method = DIFFERENTIATORS[differentiator]
        loss = SoftmaxCrossEntropy()
        return Trainer(network, loss, rule, differentiator=method, gradient=gradient, rng=seed)

    match optimizer:
        case "gradient-descent":
            return trainer(GradientDescent(learning_rate=learning_rate))
        case "momentum":
            return trainer(Momentum(learning_rate=learning_rate))
        case _:
            return trainer(Adam(learning_rate=learning_rate))


def read_data(name: str, target: str | None) -> Dataset:
    """The data set of this name, or the table in the file of this name."""
    if name in ("iris", "digits"):
        if target is not None:
            raise UsageError(f"--target goes with a CSV file; {name} has its own labels")
        return load_iris() if name == "iris" else load_digits()
    if target is None:
        raise UsageError(f"--data {name} is taken for a CSV file; name its label column with --target")
    return load_csv(name, target=target)


def split(data: Dataset, seed: int, *, scaled: bool) -> TrainTestSplit:
    """Four fifths to train on and one fifth held out; standardised by the training part unless already ``scaled``."""
    if min(data.class_counts) < 2:
        lonely = data.target_names[data.class_counts.index(min(data.class_counts))]
        raise UsageError(f'class "{lonely}" has a single sample; each class needs two, one to train on and one to hold out')
    parts = train_test_split(data.x, data.t, rng=seed)
    if scaled:
        return parts
    x_train, x_test = standardize(parts.x_train, parts.x_test)
    return parts._replace(x_train=x_train, x_test=x_test)


def build_network(kind: str, data: Dataset, hidden: int, seed: int) -> Network:
    """``simple`` is the article's network, with a bias, which real data need; ``two-layer`` has ``hidden`` ReLU units."""
    if kind == "simple":
        return SimpleNet(data.n_features, data.n_classes, bias=True, scale=0.01, rng=seed)
    return TwoLayerNet(
        data.n_features, hidden, data.n_classes, activation=ReLU(), initializer=HeNormal(), rng=seed
    )
