"""The libraries, and the files with their cases; a library that is not installed is left out by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from examples.benchmarks.in_the_wild.case import Case


class Library(NamedTuple):
    """What the tables call it, the module that must be installed, and where its cases are."""

    name: str
    module: str
    parts: tuple[str, ...]

    @property
    def installed(self) -> bool:
        """Whether its module can be imported."""
        return find_spec(self.module) is not None

    def cases(self) -> Iterator[Case]:
        """Part by part."""
        for part in self.parts:
            yield from import_module(f"examples.benchmarks.in_the_wild.{part}").cases()


LIBRARIES = (
    Library(
        "scipy.special",
        "scipy",
        (
            "special.bessel_functions",
            "special.gamma_functions",
            "special.error_functions",
            "special.polynomials",
        ),
    ),
    Library("scipy.stats", "scipy", ("scipy_parts.distributions",)),
    Library("scipy.interpolate", "scipy", ("scipy_parts.interpolants",)),
    Library("scipy.optimize", "scipy", ("scipy_parts.minimisation",)),
    Library("scipy.integrate, scipy.odr", "scipy", ("scipy_parts.equations",)),
    Library("scipy's linear operators", "scipy", ("scipy_parts.operators", "scipy_parts.transforms")),
    Library(
        "statsmodels",
        "statsmodels",
        (
            "statistical_models.generalised_linear",
            "statistical_models.discrete",
            "statistical_models.parts",
            "statistical_models.likelihoods",
        ),
    ),
    Library("scikit-learn", "sklearn", ("learning.losses", "learning.kernels", "learning.models")),
    Library("autograd", "autograd", ("automatic.of_autograd",)),
    Library("jax", "jax", ("automatic.of_jax",)),
    Library("torch", "torch", ("automatic.of_torch",)),
)
"""In the order of the tables."""
