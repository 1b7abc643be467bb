"""The mean loss of a network on given data, as a function of theta alone.

This is where networks meet everything else: minigrad's differentiators and check, scipy's optimisers, or anything that
takes a function of a vector and its gradient.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import require_count, require_instance
from minigrad.arrays import Float64Array, FloatArray, FloatType, as_float_array, require_shape
from minigrad.networks.base import Network
from minigrad.networks.chain import chain_forward, chain_pullback
from minigrad.networks.construction import cast
from minigrad.networks.structured.evaluator import StructuredEvaluator
from minigrad.networks.structured.plan import PerturbationPlan
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets, prepare_targets
from minigrad.probes.evaluators import BringsEvaluator, Evaluator, Serial
from minigrad.probes.returned_values import read_number

_DOUBLE = np.dtype(np.float64)
_SINGLE = np.dtype(np.float32)


class _Data(NamedTuple):
    x: FloatArray  # (n_samples, n_features)
    targets: Targets

    def astype(self, dtype: FloatType) -> _Data:
        """The same data, read-only still, with x and rows of targets in ``dtype``; labels stay as they are."""
        if self.x.dtype == dtype and self.targets.dtype in (np.int64, dtype):
            return self
        targets = cast(self.targets, dtype) if self.targets.dtype.kind == "f" else self.targets
        data = _Data(cast(self.x, dtype), targets)
        data.x.setflags(write=False)
        data.targets.setflags(write=False)
        return data


@final
class EmpiricalRisk(BringsEvaluator):
    """theta -> the mean of ``objective`` over the samples, with its gradient by backpropagation.

    A function of its argument and of nothing else: the network's own theta plays no part, and the data were copied. It
    computes in float64, or in float32 where theta is float32. The data are checked once, here; an evaluation only
    checks theta's shape, and for a theta far out it returns what floating-point arithmetic gives, be it infinity or
    NaN.

    Args:
        network: what turns theta and x into outputs.
        objective: what compares outputs with targets.
        x: (n_samples, n_features), or one sample (n_features,).
        t: labels (n_samples,) or rows (n_samples, n_outputs); for one sample one label or one row.
        max_bytes: how much memory a stack of activations may take in a numeric gradient, which moves many parameters at
            once (but at least one); by default so much that it stays in a processor's cache.

    Raises:
        TypeError, ValueError: data that are not numeric, not finite, or do not fit the network or each other.

    >>> from minigrad.networks import SimpleNet
    >>> from minigrad.objectives import SoftmaxCrossEntropy
    >>> risk = EmpiricalRisk(SimpleNet(), SoftmaxCrossEntropy(), [0.6, 0.9], [0, 0, 1])
    >>> theta = [0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093]
    >>> round(risk(theta), 8)
    0.92806854
    >>> risk.gradient(theta).round(8)
    array([ 0.21924763,  0.14356247, -0.36281009,  0.32887144,  0.2153437 , -0.54421514])
    >>> risk.name(2)
    'dense1.weight[0, 2]'

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.2; Vapnik (1991), Principles of risk minimization.
    """

    def __init__(
        self,
        network: Network,
        objective: Objective,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        *,
        max_bytes: int = STRUCTURED.stack_bytes,
    ) -> None:
        require_instance("network", network, Network)
        require_instance("objective", objective, Objective)
        self._max_bytes = require_count("max_bytes", max_bytes)
        rows = network._rows("x", x)
        n_outputs = _n_outputs(network, rows)
        self._network = network
        self._objective = objective
        self._shape = (network.layout.size,)
        outputs_shape = (n_outputs,) if np.ndim(x) == 1 else (len(rows), n_outputs)
        self._original = _Data(rows, prepare_targets(objective.target_kind, t, outputs_shape, name="t"))
        rows.setflags(write=False)

    @property
    def network(self) -> Network:
        """The network whose outputs are judged."""
        return self._network

    @property
    def objective(self) -> Objective:
        """What judges them."""
        return self._objective

    @property
    def x(self) -> FloatArray:
        """The samples (n_samples, n_features), read-only."""
        return self._original.x

    @property
    def targets(self) -> Targets:
        """The targets as ``objective.prepare`` left them, read-only."""
        return self._original.targets

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the arrays in theta."""
        return self._network.layout.names

    def name(self, index: int) -> str:
        """The name of one element of theta, such as ``"dense1.weight[0, 2]"``."""
        return self._network.layout.name(index)

    @override
    def __call__(self, theta: npt.ArrayLike, /) -> float:
        """The risk at theta (P,)."""
        point, data = self._point(theta)
        outputs = chain_forward(self._network.layers, self._network.split(point), data.x)
        return float(self._objective.mean_values(outputs, data.targets))

    def gradient(self, theta: npt.ArrayLike) -> FloatArray:
        """The derivative of the risk at theta (P,): a fresh array with theta's shape and dtype (float64 for
        integers)."""
        point, data = self._point(theta)
        outputs, pullback = chain_pullback(self._network.layers, self._network.split(point), data.x)
        return self._network.join(pullback(self._objective.mean_gradients(outputs, data.targets)), point)

    def values(self, thetas: npt.ArrayLike) -> Float64Array:
        """The risks (K,) at a stack of points (K, P), all at once. Memory grows with K times the number of
        activations."""
        points, data = self._typed("thetas", thetas)
        if points.ndim != 2 or points.shape[-1] != self._shape[0]:
            raise ValueError(f"`thetas` must have shape (K, {self._shape[0]}), got {points.shape}")
        outputs = chain_forward(self._network.layers, self._network.split(points), data.x)
        return self._objective.mean_values(outputs, data.targets)

    @override
    def evaluator(self) -> Evaluator:
        """What computes again only what a moved parameter can reach; numeric gradients use it by themselves."""
        return StructuredEvaluator(self._plan, Serial(self, read_number))

    def _point(self, theta: npt.ArrayLike) -> tuple[FloatArray, _Data]:
        point, data = self._typed("theta", theta)
        if point.shape != self._shape:
            require_shape("theta", point, self._shape)
        return point, data

    def _typed(self, name: str, theta: npt.ArrayLike) -> tuple[FloatArray, _Data]:
        """theta as a floating-point array, not copied where it is one, and the data in the same dtype."""
        if type(theta) is np.ndarray and theta.dtype == _DOUBLE:
            return theta, self._double
        if type(theta) is np.ndarray and theta.dtype == _SINGLE:
            return theta, self._single
        point = as_float_array(name, theta)
        return point, self._single if point.dtype == _SINGLE else self._double

    @cached_property
    def _plan(self) -> PerturbationPlan:
        return PerturbationPlan(self._network, self._objective, self._double.x, self._double.targets, self._max_bytes)

    @cached_property
    def _double(self) -> _Data:
        return self._original.astype(np.float64)

    @cached_property
    def _single(self) -> _Data:
        return self._original.astype(np.float32)


def _n_outputs(network: Network, rows: FloatArray) -> int:
    """How many outputs a sample has; this also tells whether the samples have the right features.

    Two samples, since a layer may mix them and refuse a single one, and no warnings, since theirs are not the loss's.
    """
    with np.errstate(all="ignore"):
        return int(network.forward(network.theta, rows[:2]).shape[-1])
