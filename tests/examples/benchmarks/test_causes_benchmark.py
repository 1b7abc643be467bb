"""Planted mistakes: their labels are right, and what a report names as the cause is the mistake that was made."""

from __future__ import annotations

from collections import Counter

import numpy as np

from examples.benchmarks.causes.__main__ import cases, render
from examples.benchmarks.causes.planted import Said, said_of

SEEDS = (1,)


def test_right_gradients_are_right() -> None:
    """By plain differences along a random direction, without a check."""
    for seed, planted, mistake in cases(range(8)):
        if mistake.name.endswith("sign"):
            unit = np.random.default_rng(seed).normal(size=planted.x.size)
            ahead, behind = (np.asarray(planted.fun(planted.x + h * unit)) for h in (1e-6, -1e-6))
            slope, where = planted.jac(planted.x) @ unit, f"{planted.group} {seed}"
            np.testing.assert_allclose((ahead - behind) / 2e-6, slope, rtol=1e-5, atol=1e-5, err_msg=where)


def test_causes_are_named_rightly_or_not_at_all() -> None:
    counts: dict[str, Counter[Said]] = {}
    for _, planted, mistake in list(cases(SEEDS))[::4]:
        counts.setdefault(mistake.name, Counter())[said_of(planted, mistake)[0]] += 1
    table = render(counts)
    assert not any(count[Said.WRONG] for count in counts.values()), table
    seen = [count for name, count in counts.items() if not name.startswith("no kind")]
    right, silent = (sum(count[said] for count in seen) for said in (Said.RIGHT, Said.NOTHING))
    assert right > 10 * silent, table
