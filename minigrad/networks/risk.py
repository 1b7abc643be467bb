"""``EmpiricalRisk``: the mean loss of a network on given data, as a function of theta.

Differentiators, ``check_gradient``, scipy's optimisers and everything else that takes a function of a vector and its
gradient can take this one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arguments import require_count, require_instance
from minigrad.arrays import Float64Array, FloatArray, IntArray, as_float_array, require_shape
from minigrad.networks.base import Network, ThetaPullback
from minigrad.networks.risk_data import as_data, as_key, as_targets
from minigrad.networks.risk_terms import RiskTerms, Slope
from minigrad.networks.samples import Data, Samples
from minigrad.networks.structured.evaluator import StructuredEvaluator
from minigrad.networks.structured.plan import PerturbationPlan
from minigrad.networks.structured.structured_settings import STRUCTURED
from minigrad.objectives.base import Objective
from minigrad.objectives.targets import Targets
from minigrad.penalties.penalized import Penalized, PenaltyChoice
from minigrad.probes.evaluators import BringsEvaluator, Evaluator, Serial
from minigrad.probes.returned_values import read_number

_FLOATS = (np.dtype(np.float64), np.dtype(np.float32))


@final
class EmpiricalRisk(BringsEvaluator):
    """theta -> the mean of ``objective`` over the samples, with its gradient by backpropagation.

    A function of its argument alone: it does not use the network's own theta, and it copies the data and the network's
    state. It computes in float64, or in float32 for a theta in float32. The data are checked once; an evaluation may
    be infinite or NaN.

    Args:
        network: computes outputs from theta and x.
        objective: compares outputs with targets.
        x: (n_samples, n_features), or one sample (n_features,); more axes where the first layer takes them.
        t: labels (n_samples,) or rows (n_samples, n_outputs); for one sample one label or one row.
        penalty: added to the mean loss: one :class:`~minigrad.Penalty` for all weights, or a dict of them by name, such
            as ``{"dense1.*": L2(0.1)}``.
        sample_weight: (n_samples,), what each sample counts, at least 0: the mean loss is sum_i w_i loss_i / N.
        training: None for the network as it is used; a number for the network as it is trained, with everything random
            in its layers drawn from this seed, so that it is a function of theta alone there too.
        max_bytes: memory for activations in a numeric gradient, by default about a processor's cache.

    Raises:
        TypeError, ValueError: data that are not numeric, not finite, or do not fit the network or each other.

    >>> import minigrad as mg
    >>> risk = EmpiricalRisk(mg.SimpleNet(), mg.SoftmaxCrossEntropy(), [0.6, 0.9], [0, 0, 1])
    >>> theta = [0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093]
    >>> round(risk(theta), 8)
    0.92806854
    >>> risk.gradient(theta).round(8)
    array([ 0.21924763,  0.14356247, -0.36281009,  0.32887144,  0.2153437 , -0.54421514])

    Source: Saitoh (2016), Deep Learning from Scratch, section 4.4.2; Vapnik (1991), Principles of risk minimization.
    """

    def __init__(
        self,
        network: Network,
        objective: Objective,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        *,
        penalty: PenaltyChoice = None,
        sample_weight: npt.ArrayLike | None = None,
        training: int | None = None,
        max_bytes: int = STRUCTURED.stack_bytes,
    ) -> None:
        require_instance("network", network, Network)
        require_instance("objective", objective, Objective)
        penalized = Penalized.of(penalty, network.layout)
        self._max_bytes = require_count("max_bytes", max_bytes)
        terms = RiskTerms(network, network.architecture.composition, network.state.copy(), objective, penalized)
        self._terms = terms if training is None else terms.in_training(as_key(training), None)
        self._samples = Samples(as_data(network, objective, x, t, sample_weight))
        self._shape = (network.layout.size,)

    def take(self, rows: IntArray, *, training: int | None = None, state: FloatArray | None = None) -> EmpiricalRisk:
        """The risk on some of the samples, unchecked: what training asks for in each batch.

        Args:
            rows: their numbers.
            training: None for what this risk does; a number for the network in training, with this seed.
            state: in training, what the layers remember; by default what this risk says.
        """
        terms = self._terms if training is None else self._terms.in_training(training, state)
        return self._with(terms, self._samples.take(rows))

    def with_state(self, state: FloatArray) -> EmpiricalRisk:
        """The same risk where the layers remember ``state``, which is not copied."""
        return self._with(replace(self._terms, state=state), self._samples)

    def of_outputs(self, objective: Objective, t: npt.ArrayLike) -> EmpiricalRisk:
        """The same network, layers and samples with another objective and other targets, and without penalties."""
        terms = replace(self._terms, objective=objective, penalized=Penalized(()))
        rows = self._samples.original.x
        targets = as_targets(terms.network, objective, rows, t)
        return self._with(terms, Samples(Data(rows, targets)))

    def _with(self, terms: RiskTerms, samples: Samples) -> EmpiricalRisk:
        risk = object.__new__(EmpiricalRisk)
        risk._max_bytes, risk._terms, risk._samples, risk._shape = self._max_bytes, terms, samples, self._shape
        return risk

    @property
    def network(self) -> Network:
        """The network."""
        return self._terms.network

    @property
    def objective(self) -> Objective:
        """The objective."""
        return self._terms.objective

    @property
    def x(self) -> FloatArray:
        """The samples (n_samples, n_features), read-only."""
        return self._samples.original.x

    @property
    def targets(self) -> Targets:
        """The targets as ``objective.prepare`` left them, read-only."""
        return self._samples.original.targets

    @property
    def sample_weight(self) -> FloatArray | None:
        """What each sample counts, (n_samples,), read-only; None for 1."""
        return self._samples.original.weights

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the arrays in theta."""
        return self.network.layout.names

    def name(self, index: int) -> str:
        """The name of one element of theta, such as ``"dense1.weight[0, 2]"``."""
        return self.network.layout.name(index)

    @override
    def __call__(self, theta: npt.ArrayLike, /) -> float:
        """The risk at theta (P,)."""
        point, data = self._point(theta)
        return float(self._terms.values(point, data))

    def gradient(self, theta: npt.ArrayLike) -> FloatArray:
        """The derivative of the risk at theta (P,): a new array with theta's shape and dtype (float64 for integers)."""
        return self.slope(theta, value=False).gradient

    def value_and_gradient(self, theta: npt.ArrayLike) -> tuple[float, FloatArray]:
        """The risk and its gradient, from one way forward."""
        return self.slope(theta)[:2]

    def slope(self, theta: npt.ArrayLike, *, value: bool = True) -> Slope:
        """The risk at theta (P,), its gradient, and what the layers remember afterwards.

        Args:
            theta: (P,).
            value: whether the risk is computed; it is NaN if not.
        """
        point, data = self._point(theta)
        return self._terms.slope(point, data, value=value)

    def outputs(self, theta: npt.ArrayLike) -> FloatArray:
        """The outputs of the network at theta (P,) for all samples: (n_samples, n_outputs)."""
        return self._terms.outputs(*self._point(theta))

    def layer_outputs(self, theta: npt.ArrayLike) -> list[FloatArray]:
        """The outputs of each layer at theta (P,) for all samples."""
        return self._terms.layer_outputs(*self._point(theta))

    def value_and_outputs(self, theta: npt.ArrayLike) -> tuple[float, FloatArray]:
        """The risk at theta (P,) and the outputs (n_samples, n_outputs), from one way forward."""
        point, data = self._point(theta)
        outputs = self._terms.outputs(point, data)
        return float(self._terms.values_of(outputs, point, data)), outputs

    def pullback(self, theta: npt.ArrayLike) -> tuple[FloatArray, ThetaPullback]:
        """The outputs, and the function from dL/d(outputs) to dL/d(theta), without the objective and penalties."""
        point, data = self._point(theta)
        outputs, chain, _ = self._terms.run(point, data)
        return outputs, lambda d_outputs: self.network.join(chain(d_outputs), point)

    def penalty_slopes(self, theta: npt.ArrayLike) -> FloatArray:
        """(P,) the derivative of the penalties alone at theta."""
        point, _ = self._point(theta)
        slopes = np.zeros_like(point)
        self._terms.penalized.add_slopes(point, slopes)
        return slopes

    def values(self, thetas: npt.ArrayLike) -> Float64Array:
        """The risks (K,) at a stack of points (K, P), all at once; memory grows with K times the number of
        activations."""
        points, data = self._typed("thetas", thetas)
        if points.ndim != 2 or points.shape[-1] != self._shape[0]:
            raise ValueError(f"`thetas` must have shape (K, {self._shape[0]}), got {points.shape}")
        return self._terms.values(points, data)

    @override
    def evaluator(self) -> Evaluator:
        """The evaluator that numeric gradients use: it recomputes only what depends on the changed parameter."""
        return StructuredEvaluator(self._plan, Serial(self, read_number))

    def _point(self, theta: npt.ArrayLike) -> tuple[FloatArray, Data]:
        point, data = self._typed("theta", theta)
        if point.shape != self._shape:
            require_shape("theta", point, self._shape)
        return point, data

    def _typed(self, name: str, theta: npt.ArrayLike) -> tuple[FloatArray, Data]:
        """theta as a floating-point array, not copied where it is one, and the data in the same dtype."""
        if type(theta) is not np.ndarray or theta.dtype not in _FLOATS:
            theta = as_float_array(name, theta)
        return theta, self._samples.astype(theta.dtype.type)

    @cached_property
    def _plan(self) -> PerturbationPlan:
        return PerturbationPlan(self._terms, self._samples.astype(np.float64), self._max_bytes)
