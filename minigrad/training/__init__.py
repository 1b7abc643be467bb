"""``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.

- ``accuracy``: The share of samples that a classifier gets right.
- ``batches``: Mini-batches: every sample once in each epoch, in a new random order.
- ``evaluation``: Loss and accuracy of a network on given data.
- ``history``: ``History``: loss and accuracy after each epoch, on training and on validation data.
- ``mismatch``: ``GradientMismatchError``: a gradient that verification refuted during training.
- ``numeric_gradient``: A numeric gradient, and whether values of the loss contradict it.
- ``risk_evidence``: Measures the slopes of a risk, and compares its analytic gradient with them.
- ``training_error``: When a training step counts as diverged, and the exception that reports it.
- ``training_lock``: A lock for one trainer: a second call of ``fit`` is refused while the first one runs.
- ``verification_settings``: The settings of what a trainer's verification does beyond a check.
- ``samples``: The gradient of an objective, checked sample by sample.
- ``part_findings``: Findings and notes on the parts of a loss.
- ``parts``: Evidence from the parts of a loss, for entries of its gradient that values of the loss cannot decide.
- ``verification``: Verifies the two gradients of a trainer, the analytic and the numeric one.
- ``batch_gradient``: The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it.
- ``validation_data``: The data on which a network is evaluated after each epoch, and not trained.
- ``loop``: The training loop: epochs of mini-batches, and for each batch a gradient and a step.
- ``trainer``: ``Trainer``: trains a network on an objective with an optimizer, and verifies the gradient.
"""

from minigrad.training.accuracy import accuracy as accuracy
from minigrad.training.evaluation import Evaluation as Evaluation
from minigrad.training.history import EpochRecord as EpochRecord
from minigrad.training.history import History as History
from minigrad.training.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.mismatch import Mismatch as Mismatch
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
