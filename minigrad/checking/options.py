"""The options that checks of gradients, Jacobians and Hessians share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from minigrad.arrays import Rng
from minigrad.checking.answer import Mode
from minigrad.checking.names import Names
from minigrad.differentiators.base import Differentiator
from minigrad.probes.origin import Bounds, StructureBounds
from minigrad.probes.outputs.patterns import SparsityLike
from minigrad.probes.workers.worker_types import Workers


class CommonOptions(TypedDict, total=False):
    """What every check takes; :func:`~minigrad.check_gradient` documents them."""

    names: Names
    rtol: float | None
    budget: int | None
    workers: Workers
    order: bool | None
    rng: Rng
    differentiator: Differentiator | None
    noise: float | None
    points: Sequence[object] | None


class GradientOptions(CommonOptions, total=False):
    """What :func:`~minigrad.check_gradient` takes."""

    mode: Mode
    bounds: StructureBounds


class JacobianOptions(GradientOptions, total=False):
    """What :func:`~minigrad.check_jacobian` takes."""

    product: bool | None
    sparsity: SparsityLike | None


class HessianOptions(CommonOptions, total=False):
    """What :func:`~minigrad.check_hessian` takes."""

    product: bool | None
    bounds: Bounds
