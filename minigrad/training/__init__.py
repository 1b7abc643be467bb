"""``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.

- ``accuracy``: The share of samples that a classifier gets right.
- ``batches``: Mini-batches: every sample once in each epoch, in a new random order.
- ``evaluation``: Loss and accuracy of a network on given data.
- ``history``: ``History``: loss and accuracy after each epoch, on training and on validation data.
- ``training_error``: When a training step counts as diverged, and the exception that reports it.
- ``training_lock``: A lock for one trainer: a second call of ``fit`` is refused while the first one runs.
- ``verifying/``: How a trainer's two gradients are verified: slopes of the loss, its parts, and the numeric gradient.
- ``batch_gradient``: The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it.
- ``validation_data``: The data on which a network is evaluated after each epoch, and not trained.
- ``run_state``: All that a trainer is between two batches, as one value.
- ``published_run``: A run, and what others see of it: the parameters of the network, and the random generator.
- ``loop``: The training loop: epochs of mini-batches, and for each batch a gradient and a step.
- ``trainer``: ``Trainer``: trains a network on an objective with an optimizer, and verifies the gradient.
"""

from minigrad.training.accuracy import accuracy as accuracy
from minigrad.training.evaluation import Evaluation as Evaluation
from minigrad.training.history import EpochRecord as EpochRecord
from minigrad.training.history import History as History
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
from minigrad.training.verifying.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.verifying.mismatch import Mismatch as Mismatch
