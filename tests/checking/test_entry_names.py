"""What a report calls the entries, and which arrays it takes them to belong to."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray, Shape
from minigrad.checking.names import GivenNames, Names, entry_names
from minigrad.layout import Layout

LAYOUT = Layout(("w", "s", "empty", "b"), ((2, 2), (), (0, 3), (2,)))
"""An array without axes, and one without entries, among others."""


def quadratic(x: FloatArray) -> float:
    return float(np.sum((1.0 + np.arange(x.size)) * x**2))


def transposed(x: FloatArray) -> FloatArray:
    """The gradient of :func:`quadratic`, with the 2 by 2 array that the vector begins with transposed."""
    gradient = 2.0 * (1.0 + np.arange(x.size)) * x
    gradient[[1, 2]] = gradient[[2, 1]]
    return gradient


@pytest.mark.parametrize(
    "names", [LAYOUT, LAYOUT.name, [LAYOUT.name(k) for k in range(LAYOUT.size)]], ids=["layout", "function", "list"]
)
def test_entries_and_arrays_are_named(names: Names) -> None:
    x = np.array([0.5, -1.0, 2.0, 0.7, 0.3, 1.1, -0.4])
    report = mg.check_gradient(quadratic, transposed, x, names=names, rng=0)
    assert report.names == ("w[0, 0]", "w[0, 1]", "w[1, 0]", "w[1, 1]", "s", "b[0]", "b[1]")
    assert report.cause is not None
    assert (report.cause.message, report.cause.where) == ("it is transposed", "w")


def test_a_screened_layout_is_looked_at_array_by_array_without_empty_ones() -> None:
    x = np.linspace(0.1, 0.7, 7)
    report = mg.check_gradient(quadratic, transposed, x, names=LAYOUT, mode="screen", rng=0)
    assert [(block.name, block.entries, block.verdict.name) for block in report.screened] == [
        ("w", 4, "FAIL"),
        ("s", 1, "PASS"),
        ("b", 2, "PASS"),
    ]


def test_a_layout_must_fit_x() -> None:
    for check in (mg.check_gradient, mg.checking.spot_check):
        with pytest.raises(ValueError, match="`names` must be a layout of the 2 entries of x, got one of 7"):
            check(quadratic, lambda x: 2.0 * x, [1.0, 2.0], names=LAYOUT)


@pytest.mark.parametrize(("shape", "first"), [((), "x"), ((3,), "x[0]"), ((2, 2), "x[0, 0]")])
def test_without_names_all_of_x_is_one_array(shape: Shape, first: str) -> None:
    names = entry_names(None, np.ones(shape))
    assert names.name(0) == first
    assert [(block.name, block.shape) for block in names.blocks] == [("x", shape)]


@pytest.mark.parametrize(
    ("given", "blocks"),
    [
        (["w[0]", "w[1]", "b[0]"], [("w", (2,)), ("b", (1,))]),
        (["w[0, 0]", "w[0, 1]", "w[1, 0]"], [("w", (3,))]),  # a part of an array has no shape
        (["w[1]", "w[2]"], [("w", (2,))]),
        (["left", "right"], [("", (2,))]),
        (["left", "w[0]", "w[1]", "right"], [("", (1,)), ("w", (2,)), ("", (1,))]),
        (["w[a]", "w[b]"], [("", (2,))]),
        (["a[0].b[0]", "a[0].b[1]", "a[1].b[0]"], [("a[0].b", (2,)), ("a[1].b", (1,))]),
    ],
)
def test_arrays_are_read_off_names(given: list[str], blocks: list[tuple[str, Shape]]) -> None:
    found = GivenNames(len(given), given.__getitem__).blocks
    assert [(block.name, block.shape) for block in found] == blocks
    assert np.concatenate([block.entries for block in found]).tolist() == list(range(len(given)))


def test_few_names_among_many_are_asked_for() -> None:
    big, asked = Layout(("w", "b"), ((300, 1000), (1000,))), list[int]()

    def name(index: int) -> str:
        asked.append(index)
        return big.name(index)

    assert GivenNames(big.size, name).blocks == big.blocks
    assert len(asked) < 200
