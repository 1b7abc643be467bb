"""How well a trained network does: accuracy, figures for each class, R2 and other errors of a regression.

- ``accuracy``: The share of samples that a classifier gets right.
- ``top_k_accuracy``: ``TopKAccuracy``: the share of samples whose class is among the k most likely ones.
- ``r_squared``: The share of the targets' variance that a regression explains.
- ``confusion_matrix``: How many samples of each class were taken for each class.
- ``classification_report``: ``ClassificationReport``: precision, recall and F1 of each class, beside a guess.
- ``regression_report``: ``RegressionReport``: R2 and errors in the target's units, beside a guess.
"""

from __future__ import annotations

from minigrad.scores.accuracy import accuracy as accuracy
from minigrad.scores.classification_report import ClassificationReport as ClassificationReport
from minigrad.scores.classification_report import classification_report as classification_report
from minigrad.scores.confusion_matrix import confusion_matrix as confusion_matrix
from minigrad.scores.r_squared import r_squared as r_squared
from minigrad.scores.regression_report import RegressionReport as RegressionReport
from minigrad.scores.regression_report import regression_report as regression_report
from minigrad.scores.top_k_accuracy import TopKAccuracy as TopKAccuracy
