"""All cases, and the two halves of them: one to tune a check by, one to report what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from examples.benchmarks.derivatives.adjoints import convolutions, images, products, signals
from examples.benchmarks.derivatives.case import Case
from examples.benchmarks.derivatives.hessians import (
    energies,
    forms,
    functions,
    joints,
    likelihoods,
    models,
    rough_gradients,
)
from examples.benchmarks.derivatives.jacobians import (
    cameras,
    classic,
    complex_values,
    fits,
    geometry,
    hard,
    kinks,
    learning,
    matrices,
    motion,
    peaks,
    shapes,
    systems,
)
from examples.benchmarks.derivatives.structures import complex_parameters, containers, mixtures, named, networks

Half = Literal["tune", "report", "all"]


class Problem(Protocol):
    """A function with claims about its derivative."""

    def cases(self) -> list[Case]:
        """Each claim as a case."""


FILES: tuple[Sequence[Problem], ...] = (
    fits.PROBLEMS,
    peaks.PROBLEMS,
    classic.PROBLEMS,
    systems.PROBLEMS,
    motion.PROBLEMS,
    geometry.PROBLEMS,
    cameras.PROBLEMS,
    learning.PROBLEMS,
    matrices.PROBLEMS,
    hard.PROBLEMS,
    kinks.PROBLEMS,
    shapes.PROBLEMS,
    functions.PROBLEMS,
    forms.PROBLEMS,
    models.PROBLEMS,
    likelihoods.PROBLEMS,
    energies.PROBLEMS,
    joints.PROBLEMS,
    convolutions.PROBLEMS,
    signals.PROBLEMS,
    images.PROBLEMS,
    products.PROBLEMS,
    networks.PROBLEMS,
    named.PROBLEMS,
    containers.PROBLEMS,
    mixtures.PROBLEMS,
    complex_parameters.PROBLEMS,
    complex_values.PROBLEMS,
    rough_gradients.PROBLEMS,
)
"""The problems of each file; new ones are put at the end, so that the others stay in their halves."""


def corpus(half: Half = "all") -> list[Case]:
    """Every case of a half: problems alternate between the halves, with all their claims."""
    found: list[Case] = []
    for number, problems in enumerate(FILES):
        for place, problem in enumerate(problems):
            if half == "all" or (half == "tune") == ((number + place) % 2 == 0):
                found += problem.cases()
    return found
