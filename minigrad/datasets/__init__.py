"""Real data: two classical sets inside the package, a loader for a user's table, and what data need before training.

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
