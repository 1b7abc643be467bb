"""``Trainer``: mini-batches, epochs and their history, and verification of the gradient in use.

- ``accuracy``: The share of samples that a classifier gets right.
- ``batches``: Mini-batches: every sample once in each epoch, in an order drawn anew.
- ``evaluation``: Loss and accuracy of a network on given data.
- ``history``: What a training run leaves behind: loss and accuracy after each epoch.
- ``mismatch``: A gradient that turned out wrong while training, with everything that is needed to look at it again.
- ``numeric``: The numeric gradient that a trainer's differentiator takes, on trial: against values of the loss.
- ``samples``: An objective sample by sample: each sample's own value against its own gradient.
- ``parts``: Evidence from the parts of a loss, for entries of its gradient that values of the loss cannot decide.
- ``training_error``: Divergence of a training: how one step shows it, and the exception that reports it.
- ``training_lock``: A lock for one trainer: a second call of ``fit`` is refused while the first one runs.
- ``verification``: Verifies a trainer's two gradients against each other and against values of the loss.
- ``batch_gradient``: The gradient of one mini-batch: how it is computed, and how it is verified before a step uses it.
- ``loop``: The training loop: epochs of mini-batches, and for each batch a gradient and a step.
- ``trainer``: The trainer: a network, an objective, an optimizer and a differentiator at work together.
"""

from minigrad.training.accuracy import accuracy as accuracy
from minigrad.training.evaluation import Evaluation as Evaluation
from minigrad.training.history import EpochRecord as EpochRecord
from minigrad.training.history import History as History
from minigrad.training.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.mismatch import Mismatch as Mismatch
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
