"""The sizes and tolerances of the contract suites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class ContractSettings:
    """Chosen, not calibrated: small arrays, and tolerances far above rounding errors and far below real mistakes.

    Attributes:
        layer_samples: samples in the random inputs of a layer.
        objective_samples: samples in the random outputs for an objective.
        features: features of both, where a layer does not declare ``n_inputs``.
        side: length of the other axes of a sample, such as height and width.
        rounding: relative difference, to the largest entry, between results that are computed in another order.
        layer_single: the same between outputs of a layer in float32 and in float64.
        objective_single: the same between results of an objective in float32 and in float64.
        second_derivative: error of second and third derivatives relative to the largest; a formula of low order at a
            bound is no better.
        widths: the largest number of features that is tried where the declared one is refused.
        changed_elements: the largest number of elements of a parameter, or of columns of inputs, that are changed one
            by one to check a declaration.
        change: the size of such a change; the declared relation is linear, so any size will do.
        linear: relative error of outputs after such a change.
    """

    layer_samples: int = 5
    objective_samples: int = 6
    features: int = 4
    side: int = 5
    rounding: float = 1e-12
    layer_single: float = 1e-3
    objective_single: float = 1e-4
    second_derivative: float = 5e-2
    widths: int = 32
    changed_elements: int = 40
    change: float = 0.5
    linear: float = 1e-9


CONTRACT: Final = ContractSettings()
