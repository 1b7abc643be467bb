"""``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.

- ``recording/``: What is measured after each epoch, and the record of it.
- ``weights``: ``Weights``: what a network has learned.
- ``batches``: Mini-batches: every sample once in each epoch, in a new random order.
- ``training_error``: When a training step counts as diverged, and the exception that reports it.
- ``training_lock``: A lock for one trainer: a second call of ``fit`` is refused while the first one runs.
- ``verifying/``: How a trainer's two gradients are verified: slopes of the loss, its parts, and the numeric gradient.
- ``batch_gradient``: The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it.
- ``callbacks/``: What happens besides training: progress, logs, an early end; each with its state in the open.
- ``resuming/``: A run in a file, from which it goes on as if it had never been interrupted.
- ``fit_options``: The options of ``fit``, besides its data.
- ``fit_plan``: What one call of ``fit`` shall do, and with which data.
- ``run_state``: All that a trainer is between two batches, as one value.
- ``published_run``: A run, and what others see of it: the parameters of the network, and the random generator.
- ``batch_step``: One step of training: from a batch and the run so far to the run after it.
- ``backups``: The backup of a fit: written while it runs, and read where a script is started again.
- ``asked_callbacks``: The callbacks of one fit: when they are asked, and what becomes of their states.
- ``loop``: The training loop: epochs of mini-batches, and what is done after each.
- ``trainer_parts``: The parts that a trainer is made of, which never change.
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
from minigrad.training.recording.accuracy import accuracy as accuracy
from minigrad.training.recording.epoch_record import EpochRecord as EpochRecord
from minigrad.training.recording.evaluation import Evaluation as Evaluation
from minigrad.training.recording.history import History as History
from minigrad.training.recording.metrics import Metric as Metric
from minigrad.training.recording.r_squared import r_squared as r_squared
from minigrad.training.recording.top_k_accuracy import TopKAccuracy as TopKAccuracy
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
from minigrad.training.verifying.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.verifying.mismatch import Mismatch as Mismatch
from minigrad.training.weights import Weights as Weights
