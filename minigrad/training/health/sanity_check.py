"""Five checks of a network, its data and its training that take a second.

Source: Karpathy (2019), A recipe for training neural networks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from minigrad.arrays import FloatArray, IntArray
from minigrad.networks.risk import EmpiricalRisk
from minigrad.objectives.targets import TargetKind
from minigrad.optimizers.base import Optimizer, State
from minigrad.optimizers.norm import euclidean_norm
from minigrad.training.health.health_settings import HEALTH
from minigrad.training.health.sanity_report import SanityFinding, SanityReport
from minigrad.training.recording.evaluation import evaluate
from minigrad.training.running.run_state import RunState
from minigrad.training.running.trainer_parts import TrainerParts
from minigrad.training.training_error import TrainingError
from minigrad.training.weights import Weights


def sanity_check(parts: TrainerParts[State], x: npt.ArrayLike, t: npt.ArrayLike) -> SanityReport:
    """The checks, with copies of the network, so that nothing outside is changed.

    Args:
        parts: what would be trained, and how.
        x, t: samples and their targets.
    """
    risk = parts.risk(x, t)
    with np.errstate(all="ignore"):
        chance = _loss_of_chance(risk)
        return SanityReport(
            (
                _start(risk, chance),
                _gradients(risk),
                _samples_apart(risk),
                _update(parts, risk),
                _by_heart(parts, risk, chance),
            )
        )


def _loss_of_chance(risk: EmpiricalRisk) -> float:
    """The loss of outputs that know nothing: the means of rows of numbers, else 0, which are equal probabilities."""
    outputs = np.zeros_like(risk.outputs(risk.network.theta))
    if risk.objective.target_kind is TargetKind.ROWS:
        outputs += risk.targets.mean(axis=0)
    return float(risk.objective.mean_values(outputs, risk.targets, weights=risk.sample_weight))


def _start(risk: EmpiricalRisk, chance: float) -> SanityFinding:
    loss = evaluate(risk).loss
    low = loss <= HEALTH.start * chance
    advice = "" if low else "; use smaller initial weights, standardize x, or look for targets on another scale"
    return SanityFinding("loss before training", low, loss, f"{loss:.4g}, and {chance:.4g} by chance{advice}")


def _gradients(risk: EmpiricalRisk) -> SanityFinding:
    gradient = risk.gradient(risk.network.theta)
    sizes = {block.name: float(np.abs(gradient[block.place]).max()) for block in risk.network.layout.blocks}
    dead = [name for name, size in sizes.items() if not 0.0 < size < np.inf]
    least = min(sizes, key=lambda name: sizes[name])
    found = f"all {len(sizes)} get one; that of {least} is the smallest, with {sizes[least]:.1g} as its largest entry"
    text = f"{', '.join(dead)} get none, so they never learn; look at the layers behind them" if dead else found
    return SanityFinding("gradient of each array", not dead, sizes[least], text)


def _samples_apart(risk: EmpiricalRisk) -> SanityFinding:
    """Whether the outputs of a sample stay when another one is exchanged."""
    rows = _spread(risk)
    outputs = risk.take(rows).outputs(risk.network.theta)[1:]
    others = risk.take(np.r_[rows[-1:], rows[1:]]).outputs(risk.network.theta)[1:]
    if not outputs.size:
        return SanityFinding("samples apart", True, 0.0, "there is only one sample, so nothing was compared")
    moved = float(np.abs(others - outputs).max()) / max(float(np.abs(outputs).max()), float(np.finfo(np.float64).tiny))
    apart = moved <= HEALTH.touch
    text = (
        "no output depends on another sample"
        if apart
        else (f"outputs move by {moved:.1g} of their size with another sample; look for a sum or a mean over samples")
    )
    return SanityFinding("samples apart", apart, moved, text)


def _update(parts: TrainerParts[State], risk: EmpiricalRisk) -> SanityFinding:
    """How long the last of the first steps is, compared with the weights as they were drawn."""
    name, thetas = "update to weight", [risk.network.theta]
    try:
        thetas += [own.network.theta for own in _rehearsed(parts, risk, HEALTH.first_steps)]
    except TrainingError:
        return SanityFinding(name, False, np.inf, "the first steps diverge; use a smaller learning rate")
    ratio = _ratio(risk, thetas)
    if np.isnan(ratio):
        return SanityFinding(name, False, ratio, "all weights are 0, and no step can be compared; draw them at random")
    if not isinstance(parts.optimizer, Optimizer):
        return SanityFinding(name, True, ratio, f"{ratio:.1g} in one step, whose length the method chooses itself")
    within = HEALTH.slow <= ratio <= HEALTH.fast
    advice = "" if within else f"; use a {'larger' if ratio < HEALTH.slow else 'smaller'} learning rate"
    return SanityFinding(name, within, ratio, f"{ratio:.1g} in one step, and about 1e-3 is usual{advice}")


def _ratio(risk: EmpiricalRisk, thetas: Sequence[FloatArray]) -> float:
    """The median over arrays of several axes, which start at random and not at 0.

    The weights are those before all steps: too long steps make weights large, and would look short beside them.
    """
    start, before, after = (theta.astype(np.float64) for theta in (thetas[0], *thetas[-2:]))
    places = [block.place for block in risk.network.layout.blocks if len(block.shape) > 1]
    norms = [
        (euclidean_norm(after[place] - before[place]), euclidean_norm(start[place]) or euclidean_norm(before[place]))
        for place in places
    ]
    return float(np.median([moved / size for moved, size in norms if size > 0.0] or [np.nan]))


def _by_heart(parts: TrainerParts[State], risk: EmpiricalRisk, chance: float) -> SanityFinding:
    name, loss = f"{len(_spread(risk))} samples by heart", np.nan
    try:
        for step, own in enumerate(_rehearsed(replace(parts, penalty=None), risk, HEALTH.steps), start=1):
            loss, accuracy = evaluate(own)
            if accuracy == 1.0 or loss <= HEALTH.learned * chance:
                return SanityFinding(name, True, loss, f"learned in {step} steps, to a loss of {loss:.4g}")
    except TrainingError as error:
        return SanityFinding(name, False, np.inf, f"not learned: {error}")
    advice = "use another learning rate or more hidden units, and look whether t belongs to x"
    text = f"not learned in {HEALTH.steps} steps: the loss is {loss:.4g}, and {chance:.4g} by chance; {advice}"
    return SanityFinding(name, False, loss, text)


def _rehearsed(parts: TrainerParts[State], risk: EmpiricalRisk, steps: int) -> Iterator[EmpiricalRisk]:
    """The risk on few samples with a copy of the network, after each of some steps."""
    rows, network = _spread(risk), deepcopy(parts.network)
    own = replace(parts, network=network, gradient="analytic", verify_every=None)
    few = own.risk(risk.x[rows], risk.targets[rows])
    run = RunState(Weights(network.theta, network.state), parts.optimizer.init(network.theta), {}, 0)
    for _ in range(steps):
        run = run.after(*own.step.after(few, run, "a trial"), epoch=None, fit=None)
        network.adopt(*run.weights)
        yield few


def _spread(risk: EmpiricalRisk) -> IntArray:
    """Few samples, evenly spread, since data may be sorted by class."""
    n = len(risk.x)
    return np.unique(np.linspace(0, n - 1, min(n, HEALTH.samples)).round().astype(np.int64))
