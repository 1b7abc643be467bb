"""The verdict on the gradient, before anything is trained."""

from __future__ import annotations

import argparse

import numpy as np

from minigrad.checking import GradientReport, check_gradient
from minigrad.cli.train.recipe import AnyTrainer
from minigrad.cli.train.samples import Parts
from minigrad.networks import EmpiricalRisk

VERIFIED_SAMPLES = 32
"""How many training samples the gradient is verified on; a wrong derivative is wrong on few samples, too."""

VERIFIED_ENTRIES = 10_000
"""The largest number of parameters whose derivatives are verified one by one, unless numeric gradients are asked for:
about ten seconds. For 40,000 it takes minutes, and along random directions two seconds."""


def verified(trainer: AnyTrainer, parts: Parts, arguments: argparse.Namespace) -> GradientReport:
    """The verdict on the gradient: entry by entry, or along random directions where that would take minutes."""
    x, t = parts.x_train[:VERIFIED_SAMPLES], parts.t_train[:VERIFIED_SAMPLES]
    network = trainer.network
    chosen = arguments.differentiator is not None or arguments.gradient == "numeric"
    if chosen or network.layout.size <= VERIFIED_ENTRIES:
        return trainer.verify_gradient(x, t)
    risk, theta = EmpiricalRisk(network, trainer.objective, x, t), network.theta.astype(np.float64)
    return check_gradient(risk, risk.gradient, theta, names=network.layout, mode="screen", rng=arguments.seed)
