"""Whether the error bounds of the differentiators hold on each family, and what the derivatives cost."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

import numpy as np
from typing_extensions import override

import minigrad as mg
from examples.benchmarks.families.member import Family, Member
from minigrad.arrays import BoolArray, Float64Array

CLAIMED = (mg.Status.CONVERGED, mg.Status.ONE_SIDED)


@final
@dataclass
class BoundRow:
    """One method on one family; a coordinate is covered where both one-sided slopes lie within value +- error.

    Attributes:
        family, method: their names.
        covered, silent, missing: for each coordinate: inside its bound; outside although CONVERGED or ONE_SIDED; NaN.
        relative: errors of coordinates with one slope that is not 0.
        evaluations: per coordinate, for each member.
        raised: members on which the method raised, by name.
        offenders: coordinates that are silent, by name.
    """

    family: str
    method: str
    covered: list[BoolArray] = field(default_factory=list)
    silent: list[BoolArray] = field(default_factory=list)
    missing: list[BoolArray] = field(default_factory=list)
    relative: list[Float64Array] = field(default_factory=list)
    evaluations: list[float] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    offenders: list[str] = field(default_factory=list)

    def add(self, method: mg.Differentiator, member: Member, seed: int) -> None:
        """Differentiate one member."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                estimate = method.estimate(member.fun, member.x)
            except Exception as error:  # whatever it is, it is counted and named
                self.raised.append(f"seed {seed}, {member.name}: {type(error).__name__}: {str(error)[:80]}")
                return
        self._score(estimate, member, seed)

    def _score(self, estimate: mg.Estimate, member: Member, seed: int) -> None:
        value, error = estimate.value.reshape(-1), estimate.error.reshape(-1)
        missing = np.isnan(value)
        with np.errstate(invalid="ignore"):
            inside = (np.minimum(member.left, member.right) >= value - error) & (
                np.maximum(member.left, member.right) <= value + error
            )
        covered = inside | missing | (error == np.inf)
        silent = ~covered & np.isin(estimate.status.reshape(-1), CLAIMED)
        known = (member.left == member.right) & (member.left != 0.0)
        self.covered.append(covered)
        self.silent.append(silent)
        self.missing.append(missing)
        self.relative.append(np.abs(value - member.left)[known] / np.abs(member.left[known]))
        self.evaluations.append(estimate.evaluations / value.size)
        self.offenders += [
            (
                f"seed {seed}, {member.name} [{k}]: {value[k]:.17g} +- {error[k]:.1e}, slopes {member.left[k]:.17g} "
                f"{member.right[k]:.17g}"
            )
            for k in np.flatnonzero(silent)
        ]

    @override
    def __str__(self) -> str:
        if not self.covered:
            return f"{self.family:34}{self.method:18}  raised {len(self.raised)} times"
        covered, silent, missing = (np.concatenate(part) for part in (self.covered, self.silent, self.missing))
        relative = np.concatenate(self.relative)
        median = float(np.nanmedian(relative)) if np.isfinite(relative).any() else float("nan")
        return (
            f"{self.family:34}{self.method:18}{covered.size:>7}{covered.mean():>9.2%}{silent.sum():>8}{missing.mean():>8.2%}"
            f"{median:>9.1e}{np.mean(self.evaluations):>8.1f}{len(self.raised):>8}"
        )


HEADER = (
    f"{'bounds':34}{'method':18}{'count':>7}{'covered':>9}{'silent':>8}{'NaN':>8}{'median':>9}{'evals':>8}{'raised':>8}"
)


def methods(every: bool) -> dict[str, mg.Differentiator]:
    """The default, or all that come with bounds, by the name that the table calls them."""
    adaptive = mg.AdaptiveDifference()
    found: dict[str, mg.Differentiator] = {"adaptive": adaptive}
    if not every:
        return found
    found |= {
        "complex step": mg.ComplexStep(fallback=adaptive),
        "central": mg.CentralDifference(),
        "central, order 4": mg.CentralDifference(order=4),
        "forward": mg.ForwardDifference(),
        "Richardson": mg.Richardson(mg.CentralDifference()),
    }
    newer = getattr(mg, "RobustDifference", None)  # absent from the first release, which these tables compare with
    return found if newer is None else found | {"robust": newer()}


def method_of(name: str) -> mg.Differentiator:
    """The method of a :func:`short_names`."""
    return methods(True)[short_names()[name]]


def short_names() -> dict[str, str]:
    """What the command line calls the methods, "central-4" for "central, order 4", each with its name in the table."""
    return {name.lower().replace(", order ", "-").removesuffix(" step"): name for name in methods(True)}


def bound_row(family: Family, name: str, method: mg.Differentiator, seeds: Sequence[int]) -> BoundRow:
    """This method on all these members."""
    row = BoundRow(family.name, name)
    for seed in seeds:
        row.add(method, family.make(seed), seed)
    return row
