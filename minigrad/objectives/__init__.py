"""What training minimises: a function of outputs and targets for each sample, with its derivative.

- ``binary_targets``: Targets from 0 to 1, each by itself.
- ``targets``: Targets: class labels or rows of numbers, checked once.
- ``weights``: How much each sample, or each class, counts.
- ``base``: The abstract ``Objective``: a value for each sample.
- ``together``: What an objective may offer so that value and derivative share their work.
- ``columns``: What an objective may tell about its structure.
- ``mean_squared_error``: ``MeanSquaredError``: the usual objective of regression.
- ``mean_absolute_error``: ``MeanAbsoluteError``: the objective of regression that a few wild samples disturb least.
- ``huber``: ``Huber``: squared error for small errors, absolute error for large ones.
- ``softmax_cross_entropy``: ``SoftmaxCrossEntropy``: the negative log-probability of the correct class.
- ``binary_cross_entropy``: ``BinaryCrossEntropy``: the negative log-probability of answers to questions of yes or no.
"""

from __future__ import annotations

from minigrad.objectives.base import Objective as Objective
from minigrad.objectives.binary_cross_entropy import BinaryCrossEntropy as BinaryCrossEntropy
from minigrad.objectives.huber import Huber as Huber
from minigrad.objectives.mean_absolute_error import MeanAbsoluteError as MeanAbsoluteError
from minigrad.objectives.mean_squared_error import MeanSquaredError as MeanSquaredError
from minigrad.objectives.softmax_cross_entropy import SoftmaxCrossEntropy as SoftmaxCrossEntropy
from minigrad.objectives.targets import TargetKind as TargetKind
from minigrad.objectives.targets import Targets as Targets
from minigrad.objectives.targets import as_labels as as_labels
from minigrad.objectives.weights import as_sample_weight as as_sample_weight
