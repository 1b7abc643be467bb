"""What a trainer and the screening say of networks of minigrad's own layers, whose gradients are right.

Everything goes through the public interface: ``verify_gradient``, ``verify_every=1``, and ``mode="screen"``.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.families.tables.layer_networks import network_of
from examples.benchmarks.verdict_corpus.case import AnyFloats

QUESTIONS = ("verify_gradient", "one entry off by 1 %", "screen", "verify_every=1")
EPOCHS = 5
BATCH = 20
"""How long, and on how many samples at once, a trainer is run that verifies each epoch."""


@final
@dataclass
class TrainerTable:
    """For each question how often each answer was given, and what was answered wrongly."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    offenders: list[str] = field(default_factory=list)

    def add(self, question: str, seed: int, answer: Callable[[], str]) -> None:
        """Note one answer; warnings count as exceptions."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                said = answer()
            except Exception as error:  # whatever it is, it is counted and named
                said = f"raised {type(error).__name__}"
        self.counts[question, said] += 1
        if said not in ("fail" if question == QUESTIONS[1] else "pass", "inconclusive"):
            self.offenders.append(f"seed {seed}: {question} -> {said}")

    @override
    def __str__(self) -> str:
        lines = [f"{'networks of layers':34}"]
        for question in QUESTIONS:
            answers = [f"{said} {count}" for (asked, said), count in sorted(self.counts.items()) if asked == question]
            lines.append(f"{question:34}{', '.join(answers)}")
        return "\n".join(lines)


def trainer_table(seeds: Sequence[int]) -> TrainerTable:
    """All questions about all these networks."""
    table = TrainerTable()
    for seed in seeds:
        _ask(table, seed)
    return table


def _ask(table: TrainerTable, seed: int) -> None:
    net, x, t = network_of(seed)
    risk = mg.EmpiricalRisk(net, mg.SoftmaxCrossEntropy(), x, t)
    theta = np.asarray(net.theta)
    wrong = _off_by_a_percent(risk.gradient(theta), seed)
    trainer = mg.Trainer(net, mg.SoftmaxCrossEntropy(), mg.Adam(), verify_every=1, rng=0)
    table.add(QUESTIONS[0], seed, lambda: str(trainer.verify_gradient(x, t).verdict.value))
    table.add(QUESTIONS[1], seed, lambda: str(mg.check_gradient(risk, lambda _: wrong, theta, rng=0).verdict.value))
    table.add(QUESTIONS[2], seed, lambda: str(_screened(risk, theta, seed).verdict.value))
    table.add(QUESTIONS[3], seed, lambda: _trained(trainer, x, t))


def _off_by_a_percent(gradient: AnyFloats, seed: int) -> AnyFloats:
    """One entry, among those of at least a thousandth of the largest."""
    wrong = np.array(gradient)
    large = np.flatnonzero(np.abs(wrong) >= 1e-3 * np.abs(wrong).max())
    wrong[np.random.default_rng([seed, 871]).choice(large)] *= 1.01
    return wrong


def _screened(risk: mg.EmpiricalRisk, theta: AnyFloats, seed: int) -> mg.GradientReport:
    return mg.check_gradient(risk, risk.gradient, theta, names=risk.name, mode="screen", rng=seed)


def _trained(trainer: mg.Trainer[mg.AdamState], x: AnyFloats, t: AnyFloats | mg.IntArray) -> str:
    trainer.fit(x, t, epochs=EPOCHS, batch_size=min(BATCH, len(x)))
    return "pass"
