"""How well a trained network does: figures for each class, errors of a regression, cross-validation.

- ``confusion_matrix``: How many samples of each class were taken for each class.
- ``classification_report``: ``ClassificationReport``: precision, recall and F1 of each class, beside a guess.
- ``regression_report``: ``RegressionReport``: R2 and errors in the target's units, beside a guess.
- ``cross_validation``: ``cross_validate``: the same training on several folds, and how far its scores lie apart.
"""

from __future__ import annotations

from minigrad.scores.classification_report import ClassificationReport as ClassificationReport
from minigrad.scores.classification_report import classification_report as classification_report
from minigrad.scores.confusion_matrix import confusion_matrix as confusion_matrix
from minigrad.scores.cross_validation import CrossValidation as CrossValidation
from minigrad.scores.cross_validation import cross_validate as cross_validate
from minigrad.scores.regression_report import RegressionReport as RegressionReport
from minigrad.scores.regression_report import regression_report as regression_report
