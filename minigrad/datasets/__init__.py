"""Data: iris and digits, CSV files, training and test parts, standardisation.

- ``dataset``: A table of measured samples with a class label for each, and the names that belong to both.
- ``csv/``: A CSV file as a data set: cells become numbers, and one column becomes class labels.
- ``digits``: Handwritten digits, read from the package: small enough for a plain network.
- ``iris``: Fisher's iris flowers, read from the package by the very loader that reads a user's own file.
- ``split``: Some samples are kept away from training, so that accuracy is measured on what the network has not seen.
- ``standardizer``: Features of different size are brought to mean 0 and standard deviation 1.

The whole way of the iris flowers to a network::

    iris = load_iris()
    x_train, x_test, t_train, t_test = train_test_split(iris.x, iris.t, rng=0)
    x_train, x_test = standardize(x_train, x_test)
"""

from __future__ import annotations

from minigrad.datasets.csv import load_csv as load_csv
from minigrad.datasets.dataset import Dataset as Dataset
from minigrad.datasets.digits import load_digits as load_digits
from minigrad.datasets.iris import load_iris as load_iris
from minigrad.datasets.split import TrainTestSplit as TrainTestSplit
from minigrad.datasets.split import train_test_split as train_test_split
from minigrad.datasets.standardizer import Standardizer as Standardizer
from minigrad.datasets.standardizer import standardize as standardize
