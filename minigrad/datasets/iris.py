"""Fisher's iris flowers, read from the package."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files

from minigrad.datasets.csv import load_csv
from minigrad.datasets.dataset import Dataset

_DESCRIPTION = (
    "Iris flowers measured by E. Anderson; R. A. Fisher (1936), The use of multiple measurements in taxonomic problems,"
    " Annals of Eugenics 7, 179-188."
)


def load_iris() -> Dataset:
    """150 iris flowers, 50 of each of three species, four lengths in centimetres.

    The values are those of Fisher's paper; the copy in the UCI Machine Learning Repository differs from it in two rows.

    Returns:
        x (150, 4): sepal length and width, petal length and width. t (150,): 0 setosa, 1 versicolor, 2 virginica.

    >>> iris = load_iris()
    >>> iris
    Dataset(150 samples, 4 features, 3 classes)
    >>> iris.x[0].tolist(), iris.target_names[iris.t[0]]
    ([5.1, 3.5, 1.4, 0.2], 'setosa')

    Source: R. A. Fisher (1936), The use of multiple measurements in taxonomic problems, table I.
    """
    with as_file(files("minigrad.datasets") / "data" / "iris.csv") as path:
        return replace(load_csv(path, target="species"), description=_DESCRIPTION)
