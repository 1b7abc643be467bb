"""The shipped iris data are Fisher's: the facts of his paper, and the two rows in which a well-known copy errs."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import pytest

from minigrad.datasets import load_csv, load_iris


def test_names_and_sizes() -> None:
    iris = load_iris()
    assert iris.x.shape == (150, 4)
    assert iris.x.dtype == np.float64
    assert iris.t.shape == (150,)
    assert iris.t.dtype == np.int64
    assert iris.feature_names == ("sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm")
    assert iris.target_names == ("setosa", "versicolor", "virginica")
    assert iris.class_counts == (50, 50, 50)


@pytest.mark.each(
    ("label", "means"),
    [(0, (5.006, 3.428, 1.462, 0.246)), (1, (5.936, 2.770, 4.260, 1.326)), (2, (6.588, 2.974, 5.552, 2.026))],
)
def test_class_means_are_those_that_fisher_published(label: int, means: tuple[float, ...]) -> None:
    iris = load_iris()
    np.testing.assert_allclose(iris.x[iris.t == label].mean(axis=0), means, rtol=1e-13)


def test_the_two_rows_in_which_the_uci_copy_differs_follow_fisher() -> None:
    iris = load_iris()
    assert iris.x[34].tolist() == [4.9, 3.1, 1.5, 0.2]
    assert iris.x[37].tolist() == [4.9, 3.6, 1.4, 0.1]


def test_it_is_what_the_csv_loader_reads_and_credits_its_authors() -> None:
    iris = load_iris()
    with as_file(files("minigrad.datasets") / "data" / "iris.csv") as path:
        table = load_csv(path, target="species")
    np.testing.assert_array_equal(iris.x, table.x)
    np.testing.assert_array_equal(iris.t, table.t)
    assert "Fisher (1936)" in iris.description
    assert "Anderson" in iris.description
