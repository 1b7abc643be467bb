"""Objectives: what training makes small, as a function of a network's outputs and the targets, with its derivative."""

from __future__ import annotations

from minigrad.objectives.base import Objective as Objective
from minigrad.objectives.mean_squared_error import MeanSquaredError as MeanSquaredError
from minigrad.objectives.softmax_cross_entropy import SoftmaxCrossEntropy as SoftmaxCrossEntropy
from minigrad.objectives.targets import TargetKind as TargetKind
from minigrad.objectives.targets import Targets as Targets
from minigrad.objectives.targets import as_labels as as_labels
