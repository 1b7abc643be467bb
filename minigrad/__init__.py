"""Numerical differentiation, gradient verification and small neural networks in typed numpy.

- ``errors``: The exceptions that minigrad adds to the built-in ones.
- ``exports``: The public names of the package, read from the imports in its ``__init__``.
- ``files``: Files that are written whole or not at all.
- ``masks``: The refusal of masked arrays, whose mask numpy would drop silently.
- ``quantities``: Checks of numbers that are passed as arguments.
- ``arrays``: Array types, and the validation that every array argument goes through.
- ``arguments``: Checks of arguments that are neither arrays nor numbers.
- ``tables``: Tables as text for a terminal and as HTML for a notebook.
- ``plain_data/``: Results as plain data: what JSON can hold, with one rule for NaN and infinity, and back.
- ``archive/``: Named arrays with a description, kept in one file that runs no code when it is read.
- ``layout/``: Names, shapes and places of arrays in one flat vector.
- ``structures/``: Parameters as people keep them, such as a dict of arrays, seen as one flat vector, and back.
- ``functions``: Softmax, log-softmax, sigmoid and one-hot rows.
- ``probes/``: How values of a function are obtained: one by one, vectorised, or in several processes.
- ``differentiators/``: How a derivative is estimated from values of a function, with a bound on its error.
- ``layers/``: Layers: pure functions of parameters and inputs that return outputs and a derivative (pullback).
- ``objectives/``: What training minimises: a function of outputs and targets for each sample, with its derivative.
- ``optimizers/``: How a gradient becomes a step: from gradient descent to AdamW and LBFGS, with schedules and clipping.
- ``penalties/``: Penalties: a price for each parameter, which is part of the loss, of its gradient, and of every check.
- ``networks/``: Layers in a row as a function of one vector ``theta``, and their mean loss on data (``EmpiricalRisk``).
- ``descent/``: ``minimize``: an optimizer followed from a starting point, and how the descent ended.
- ``datasets/``: Data: iris and digits, MNIST's and CSV files, parts for training and test, folds, standardisation.
- ``scores/``: How well a trained network does: accuracy, figures for each class, R2 and other errors of a regression.
- ``checking/``: Whether a claimed gradient is the derivative of a function: PASS, FAIL or INCONCLUSIVE, with reasons.
- ``training/``: ``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.
- ``models/``: A trained network with what belongs to it: standardisation, class and feature names; kept in one file.
- ``testing/``: Contract suites for your own classes, ``assert_gradient``, and the engine of the command check.
- ``plotting/``: Pictures, one call each, drawn with matplotlib (the extra ``plot``).
- ``cli/``: The command line: ``minigrad demo``, ``train``, ``predict``, ``check`` and ``verify``.

>>> import minigrad as mg
>>> mg.CentralDifference().gradient(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0]).round(6)
array([6., 8.])
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module

__version__ = "0.1.0"

TYPE_CHECKING = False  # typing takes longer to import than this file
if TYPE_CHECKING:
    from minigrad import plotting as plotting
    from minigrad import testing as testing
    from minigrad.arrays import Float64Array as Float64Array
    from minigrad.arrays import FloatArray as FloatArray
    from minigrad.arrays import IntArray as IntArray
    from minigrad.arrays import Rng as Rng
    from minigrad.arrays import sum_to_shape as sum_to_shape
    from minigrad.checking import Cause as Cause
    from minigrad.checking import Coordinate as Coordinate
    from minigrad.checking import CostWarning as CostWarning
    from minigrad.checking import Finding as Finding
    from minigrad.checking import FindingKind as FindingKind
    from minigrad.checking import Forecast as Forecast
    from minigrad.checking import GradientCheckError as GradientCheckError
    from minigrad.checking import GradientReport as GradientReport
    from minigrad.checking import OrderEvidence as OrderEvidence
    from minigrad.checking import ScreenedBlock as ScreenedBlock
    from minigrad.checking import SelfTest as SelfTest
    from minigrad.checking import Verdict as Verdict
    from minigrad.checking import around as around
    from minigrad.checking import check_adjoint as check_adjoint
    from minigrad.checking import check_gradient as check_gradient
    from minigrad.checking import check_hessian as check_hessian
    from minigrad.checking import check_jacobian as check_jacobian
    from minigrad.checking import check_jvp_vjp as check_jvp_vjp
    from minigrad.checking import forecast_check as forecast_check
    from minigrad.checking import spot_check as spot_check
    from minigrad.checking import verify_layer as verify_layer
    from minigrad.checking import verify_objective as verify_objective
    from minigrad.datasets import CrossValidation as CrossValidation
    from minigrad.datasets import Dataset as Dataset
    from minigrad.datasets import Fold as Fold
    from minigrad.datasets import RegressionDataset as RegressionDataset
    from minigrad.datasets import Standardizer as Standardizer
    from minigrad.datasets import TrainTestSplit as TrainTestSplit
    from minigrad.datasets import cross_validate as cross_validate
    from minigrad.datasets import k_fold_indices as k_fold_indices
    from minigrad.datasets import load_csv as load_csv
    from minigrad.datasets import load_csv_regression as load_csv_regression
    from minigrad.datasets import load_digits as load_digits
    from minigrad.datasets import load_idx as load_idx
    from minigrad.datasets import load_iris as load_iris
    from minigrad.datasets import load_mnist as load_mnist
    from minigrad.datasets import standardize as standardize
    from minigrad.datasets import train_test_split as train_test_split
    from minigrad.descent import DescentOutcome as DescentOutcome
    from minigrad.descent import DescentResult as DescentResult
    from minigrad.descent import DescentStep as DescentStep
    from minigrad.descent import DivergenceError as DivergenceError
    from minigrad.descent import minimize as minimize
    from minigrad.differentiators import AdaptiveDifference as AdaptiveDifference
    from minigrad.differentiators import BackwardDifference as BackwardDifference
    from minigrad.differentiators import Bounds as Bounds
    from minigrad.differentiators import CentralDifference as CentralDifference
    from minigrad.differentiators import ComplexStep as ComplexStep
    from minigrad.differentiators import Differentiator as Differentiator
    from minigrad.differentiators import Estimate as Estimate
    from minigrad.differentiators import ForwardDifference as ForwardDifference
    from minigrad.differentiators import Geometry as Geometry
    from minigrad.differentiators import Probe as Probe
    from minigrad.differentiators import Richardson as Richardson
    from minigrad.differentiators import RobustDifference as RobustDifference
    from minigrad.differentiators import Status as Status
    from minigrad.differentiators import Stencil as Stencil
    from minigrad.differentiators import Workers as Workers
    from minigrad.errors import IgnoredArgumentWarning as IgnoredArgumentWarning
    from minigrad.errors import MissingExtraError as MissingExtraError
    from minigrad.errors import NonFiniteError as NonFiniteError
    from minigrad.errors import StepLostError as StepLostError
    from minigrad.functions import log_softmax as log_softmax
    from minigrad.functions import one_hot as one_hot
    from minigrad.functions import sigmoid as sigmoid
    from minigrad.functions import softmax as softmax
    from minigrad.layers import GELU as GELU
    from minigrad.layers import Activation as Activation
    from minigrad.layers import AveragePool2D as AveragePool2D
    from minigrad.layers import BatchNorm as BatchNorm
    from minigrad.layers import Chain as Chain
    from minigrad.layers import Conv2D as Conv2D
    from minigrad.layers import Dense as Dense
    from minigrad.layers import Dropout as Dropout
    from minigrad.layers import Embedding as Embedding
    from minigrad.layers import Flatten as Flatten
    from minigrad.layers import GlorotUniform as GlorotUniform
    from minigrad.layers import HeNormal as HeNormal
    from minigrad.layers import Initializer as Initializer
    from minigrad.layers import Layer as Layer
    from minigrad.layers import LayerNorm as LayerNorm
    from minigrad.layers import LeakyReLU as LeakyReLU
    from minigrad.layers import MaxPool2D as MaxPool2D
    from minigrad.layers import Normal as Normal
    from minigrad.layers import Params as Params
    from minigrad.layers import Pullback as Pullback
    from minigrad.layers import ReLU as ReLU
    from minigrad.layers import Residual as Residual
    from minigrad.layers import Sigmoid as Sigmoid
    from minigrad.layers import Softmax as Softmax
    from minigrad.layers import Softplus as Softplus
    from minigrad.layers import Tanh as Tanh
    from minigrad.models import Model as Model
    from minigrad.networks import EmpiricalRisk as EmpiricalRisk
    from minigrad.networks import MultiLayerNet as MultiLayerNet
    from minigrad.networks import Network as Network
    from minigrad.networks import ParameterLayout as ParameterLayout
    from minigrad.networks import Sequential as Sequential
    from minigrad.networks import SimpleConvNet as SimpleConvNet
    from minigrad.networks import SimpleNet as SimpleNet
    from minigrad.networks import TwoLayerNet as TwoLayerNet
    from minigrad.objectives import BinaryCrossEntropy as BinaryCrossEntropy
    from minigrad.objectives import Huber as Huber
    from minigrad.objectives import MeanAbsoluteError as MeanAbsoluteError
    from minigrad.objectives import MeanSquaredError as MeanSquaredError
    from minigrad.objectives import Objective as Objective
    from minigrad.objectives import SoftmaxCrossEntropy as SoftmaxCrossEntropy
    from minigrad.objectives import TargetKind as TargetKind
    from minigrad.objectives import Targets as Targets
    from minigrad.objectives import as_labels as as_labels
    from minigrad.optimizers import LBFGS as LBFGS
    from minigrad.optimizers import AdaGrad as AdaGrad
    from minigrad.optimizers import AdaGradState as AdaGradState
    from minigrad.optimizers import Adam as Adam
    from minigrad.optimizers import AdamState as AdamState
    from minigrad.optimizers import AdamW as AdamW
    from minigrad.optimizers import Clipped as Clipped
    from minigrad.optimizers import CosineDecay as CosineDecay
    from minigrad.optimizers import ExponentialDecay as ExponentialDecay
    from minigrad.optimizers import Frozen as Frozen
    from minigrad.optimizers import GradientDescent as GradientDescent
    from minigrad.optimizers import LBFGSState as LBFGSState
    from minigrad.optimizers import LinearDecay as LinearDecay
    from minigrad.optimizers import Method as Method
    from minigrad.optimizers import Momentum as Momentum
    from minigrad.optimizers import MomentumState as MomentumState
    from minigrad.optimizers import Nesterov as Nesterov
    from minigrad.optimizers import NesterovState as NesterovState
    from minigrad.optimizers import NoState as NoState
    from minigrad.optimizers import OneCycle as OneCycle
    from minigrad.optimizers import Optimizer as Optimizer
    from minigrad.optimizers import RMSprop as RMSprop
    from minigrad.optimizers import RMSpropState as RMSpropState
    from minigrad.optimizers import Schedule as Schedule
    from minigrad.optimizers import Scheduled as Scheduled
    from minigrad.optimizers import ScheduledState as ScheduledState
    from minigrad.optimizers import StateValue as StateValue
    from minigrad.optimizers import StepDecay as StepDecay
    from minigrad.optimizers import ValueAndGradient as ValueAndGradient
    from minigrad.optimizers import WarmUp as WarmUp
    from minigrad.optimizers import matched as matched
    from minigrad.penalties import L1 as L1
    from minigrad.penalties import L2 as L2
    from minigrad.penalties import Penalty as Penalty
    from minigrad.scores import ClassificationReport as ClassificationReport
    from minigrad.scores import RegressionReport as RegressionReport
    from minigrad.scores import TopKAccuracy as TopKAccuracy
    from minigrad.scores import accuracy as accuracy
    from minigrad.scores import classification_report as classification_report
    from minigrad.scores import confusion_matrix as confusion_matrix
    from minigrad.scores import r_squared as r_squared
    from minigrad.scores import regression_report as regression_report
    from minigrad.training import AnyCallback as AnyCallback
    from minigrad.training import Callback as Callback
    from minigrad.training import Checkpoint as Checkpoint
    from minigrad.training import CheckpointState as CheckpointState
    from minigrad.training import CsvLog as CsvLog
    from minigrad.training import EarlyStopping as EarlyStopping
    from minigrad.training import EarlyStoppingState as EarlyStoppingState
    from minigrad.training import EpochRecord as EpochRecord
    from minigrad.training import Evaluation as Evaluation
    from minigrad.training import GradientMismatchError as GradientMismatchError
    from minigrad.training import History as History
    from minigrad.training import Metric as Metric
    from minigrad.training import Mismatch as Mismatch
    from minigrad.training import Progress as Progress
    from minigrad.training import ProgressState as ProgressState
    from minigrad.training import SanityFinding as SanityFinding
    from minigrad.training import SanityReport as SanityReport
    from minigrad.training import Trainer as Trainer
    from minigrad.training import TrainingError as TrainingError
    from minigrad.training import TrainingRun as TrainingRun
    from minigrad.training import VerifyGradient as VerifyGradient
    from minigrad.training import Weights as Weights
    from minigrad.training import learning_rate_limit as learning_rate_limit

_CODE = sys._getframe().f_code


@cache
def _modules() -> dict[str, str]:
    """The module of each public name: type checkers read the imports above, which do not run; this reads them too."""
    from minigrad.exports import exported

    return exported(_CODE)


if not TYPE_CHECKING:  # type checkers would take every misspelt name for an object

    def __getattr__(name: str) -> object:
        """Import the part that ``name`` lives in when it is first used (PEP 562), which keeps ``import minigrad``
        fast."""
        if name == "__all__":
            return list(_modules())
        if name.startswith("_") or name not in _modules():
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = _modules()[name]
        if module == __name__:
            return import_module(f"{module}.{name}")
        value = globals()[name] = getattr(import_module(module), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *_modules()})
