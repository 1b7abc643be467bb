"""The values of a function along a line, where bounds or its domain end."""

from __future__ import annotations

import numpy as np

from minigrad.probes.problems import gradient_probe
from minigrad.probes.sampler import Sampler


def test_the_sampler_does_not_step_out_of_bounds_or_of_the_domain() -> None:
    probe, _ = gradient_probe(lambda x: float(np.sqrt(x[0])), [1.0], (-5.0, 2.0), False)
    values = Sampler(probe, np.array([0])).values(np.array([[-2.0, -0.5, 0.5, 3.0]]))
    assert np.isnan(values).tolist() == [[True, False, False, True]]
    assert probe.evaluations == 3
