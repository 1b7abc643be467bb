"""What the base classes guarantee in final methods cannot be taken back, and finished classes cannot be subclassed."""

from __future__ import annotations

import numpy.typing as npt
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.differentiators.kinds.slope_methods import Index
from minigrad.probes.function_types import ScalarFunction
from minigrad.probes.origin import Bounds
from minigrad.objectives import Targets


class SumsOverSamples(mg.Objective):
    @override  # E: Cannot override final attribute "value" (previously declared in base class "Objective")  [misc]
    def value(self, outputs: npt.ArrayLike, targets: npt.ArrayLike, *, weights: npt.ArrayLike | None = None) -> float:
        return 0.0

    @override
    def sample_values(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return outputs[..., 0]

    @override
    def sample_gradients(self, outputs: FloatArray, targets: Targets) -> FloatArray:
        return outputs


class OwnPartial(mg.Differentiator):
    @override  # E: Cannot override final attribute "partial" (previously declared in base class "SlopeMethods")  [misc]
    def partial(self, fun: ScalarFunction, x: npt.ArrayLike, index: Index, *, bounds: Bounds = None) -> float:  # E: Signature of "partial" incompatible with supertype "minigrad.differentiators.kinds.slope_methods.SlopeMethods"  [override]
        return 0.0


class Nesterov(mg.Momentum):  # E: Cannot inherit from final class "Momentum"  [misc]
    pass


class BetterAdam(mg.Adam):  # E: Cannot inherit from final class "Adam"  [misc]
    pass


class LeakyReLU(mg.ReLU):  # E: Cannot inherit from final class "ReLU"  [misc]
    pass


class SparseCrossEntropy(mg.SoftmaxCrossEntropy):  # E: Cannot inherit from final class "SoftmaxCrossEntropy"  [misc]
    pass


class DeepNet(mg.TwoLayerNet):  # E: Cannot inherit from final class "TwoLayerNet"  [misc]
    pass


class MyTrainer(mg.Trainer[mg.NoState]):  # E: Cannot inherit from final class "Trainer"  [misc]
    pass


class MyCentralDifference(mg.CentralDifference):  # E: Cannot inherit from final class "CentralDifference"  [misc]
    pass


class Lambda(mg.EmpiricalRisk):  # E: Cannot inherit from final class "EmpiricalRisk"  [misc]
    pass


mg.Adam().learning_rate = 0.1  # E: Property "learning_rate" defined in "Adam" is read-only  [misc]
mg.CentralDifference().order = 4  # E: Property "order" defined in "CentralDifference" is read-only  [misc]
mg.SimpleNet().layers = ()  # E: Cannot assign to final attribute "layers"  [misc]  # E: Property "layers" defined in "Network" is read-only  [misc]
estimate: Float64Array = mg.CentralDifference().estimate(lambda x: x[0], [1.0])  # E: Incompatible types in assignment (expression has type "Estimate", variable has type "ndarray[...]")  [assignment]
