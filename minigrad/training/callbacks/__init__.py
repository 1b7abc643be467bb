"""What happens besides training: progress, logs, an early end; each with its state in the open.

- ``training_run``: ``TrainingRun``: what a callback sees of a run.
- ``base``: The abstract ``Callback``: a rule that is asked at certain moments of training, with its memory in the open.
- ``active``: A callback together with what it remembers at some moment of a run.
- ``monitor``: A number of the history that a callback watches, and which of two values is better.
- ``early_stopping``: ``EarlyStopping``: an end where a number has stopped improving, and the best weights, always.
- ``training_progress``: ``Progress``: how far training is, on a terminal.
- ``csv_log``: ``CsvLog``: the history as a table in a file, up to date after each epoch.
- ``checkpoint``: ``Checkpoint``: the whole trainer in a file, every so often.
- ``verify_gradient``: ``VerifyGradient``: a check of the analytic gradient during training.
"""

from __future__ import annotations

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
