"""What training minimises: a function of outputs and targets for each sample, with its derivative.

- ``targets``: What a network's outputs are compared with: class labels or rows of numbers.
- ``base``: What an objective is: one number for each sample.
- ``columns``: What an objective may tell about its structure.
- ``mean_squared_error``: The objective of regression.
- ``softmax_cross_entropy``: The objective of classification.
"""

from __future__ import annotations

from minigrad.objectives.base import Objective as Objective
from minigrad.objectives.mean_squared_error import MeanSquaredError as MeanSquaredError
from minigrad.objectives.softmax_cross_entropy import SoftmaxCrossEntropy as SoftmaxCrossEntropy
from minigrad.objectives.targets import TargetKind as TargetKind
from minigrad.objectives.targets import Targets as Targets
from minigrad.objectives.targets import as_labels as as_labels
