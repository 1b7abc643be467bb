"""Data: iris and digits, MNIST's and CSV files, parts for training and test, folds, standardisation.

- ``dataset``: ``Dataset``: samples with a class label for each, and the names of features and classes.
- ``regression_dataset``: ``RegressionDataset``: samples with a number for each, and the names of both.
- ``csv/``: A CSV file as a data set: cells become numbers, and one column becomes the target.
- ``digits``: Handwritten digits, read from the package.
- ``iris``: Fisher's iris flowers, read from the package.
- ``split``: ``train_test_split``: some samples are kept for the test of a trained network.
- ``folds``: ``k_fold_indices``: the samples in k parts, each of which is held out once.
- ``cross_validation``: ``cross_validate``: the same training on several folds, and how far its scores lie apart.
- ``idx``: ``load_idx``: an array from a file in the IDX format, in which MNIST and Fashion-MNIST come.
- ``mnist``: ``load_mnist``: the images and labels of MNIST or Fashion-MNIST, from the four files in a folder.
- ``standardizer``: ``standardize``: features with mean 0 and standard deviation 1 on the training part.

The whole way of the iris flowers to a network::

    iris = load_iris()
    x_train, x_test, t_train, t_test = train_test_split(iris.x, iris.t, rng=0)
    x_train, x_test = standardize(x_train, x_test)
"""

from __future__ import annotations

from minigrad.datasets.cross_validation import CrossValidation as CrossValidation
from minigrad.datasets.cross_validation import cross_validate as cross_validate
from minigrad.datasets.csv import load_csv as load_csv
from minigrad.datasets.csv import load_csv_regression as load_csv_regression
from minigrad.datasets.dataset import Dataset as Dataset
from minigrad.datasets.digits import load_digits as load_digits
from minigrad.datasets.folds import Fold as Fold
from minigrad.datasets.folds import k_fold_indices as k_fold_indices
from minigrad.datasets.idx import load_idx as load_idx
from minigrad.datasets.iris import load_iris as load_iris
from minigrad.datasets.mnist import load_mnist as load_mnist
from minigrad.datasets.regression_dataset import RegressionDataset as RegressionDataset
from minigrad.datasets.split import TrainTestSplit as TrainTestSplit
from minigrad.datasets.split import train_test_split as train_test_split
from minigrad.datasets.standardizer import Standardizer as Standardizer
from minigrad.datasets.standardizer import standardize as standardize
