"""Training: mini-batches, epochs, their history, and the verification of the gradient that drives them."""

from minigrad.training.accuracy import accuracy as accuracy
from minigrad.training.evaluation import Evaluation as Evaluation
from minigrad.training.history import EpochRecord as EpochRecord
from minigrad.training.history import History as History
from minigrad.training.mismatch import GradientMismatchError as GradientMismatchError
from minigrad.training.mismatch import Mismatch as Mismatch
from minigrad.training.trainer import Trainer as Trainer
from minigrad.training.training_error import TrainingError as TrainingError
