"""``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.

- ``weights``: ``Weights``: what a network has learned.
- ``first_fault``: Where the first number that is not finite came from, in a step of training that went wrong.
- ``training_error``: When a training step counts as diverged, and the exception that reports it.
- ``recording/``: What is measured after each epoch, and the record of it.
- ``verifying/``: How a trainer's two gradients are verified: slopes of the loss, its parts, and the numeric gradient.
- ``callbacks/``: What happens besides training: progress, logs, an early end; each with its state in the open.
- ``resuming/``: What a run remembers, as plain data and arrays, from which it goes on as if never interrupted.
- ``running/``: How a fit runs: batches, steps, and a run that is one value, replaced after each batch.
- ``health/``: Whether training can work: the largest stable learning rate, and what to look at before a long run.
- ``training_setup``: What a trainer is made of, and what can be asked of it without training.
- ``trainer``: ``Trainer``: trains a network on an objective with an optimizer, and verifies the gradient.
"""

from minigrad.training.callbacks.base import AnyCallback as AnyCallback
from minigrad.training.callbacks.base import Callback as Callback
from minigrad.training.callbacks.checkpoint import Checkpoint as Checkpoint
from minigrad.training.callbacks.checkpoint import CheckpointState as CheckpointState
from minigrad.training.callbacks.csv_log import CsvLog as CsvLog
from minigrad.training.callbacks.early_stopping import EarlyStopping as EarlyStopping
from minigrad.training.callbacks.early_stopping import EarlyStoppingState as EarlyStoppingState
from minigrad.training.callbacks.training_progress import Progress as Progress
from minigrad.training.callbacks.training_progress import ProgressState as ProgressState
from minigrad.training.callbacks.training_run import TrainingRun as TrainingRun
from minigrad.training.callbacks.verify_gradient import VerifyGradient as VerifyGradient
from minigrad.training.health.learning_rate_limit import learning_rate_limit as learning_rate_limit
from minigrad.training.health.sanity_report import SanityFinding as SanityFinding
from minigrad.training.health.sanity_report import SanityReport as SanityReport
from minigrad.training.recording.epoch_record import EpochRecord as EpochRecord
from minigrad.training.recording.evaluation import Evaluation as Evaluation
from minigrad.training.recording.history import History as History
from minigrad.training.recording.metrics import Metric as Metric
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
from minigrad.training.verifying.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.verifying.mismatch import Mismatch as Mismatch
from minigrad.training.weights import Weights as Weights
