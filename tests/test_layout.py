"""Layout: from named arrays to one vector and back, and what it says to arrays that do not fit it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from minigrad.arrays import FloatArray
from minigrad.layout import Layout
from minigrad.networks import SimpleNet

LAYOUT = Layout(("weight", "bias", "gain"), ((2, 3), (3,), ()))
PARAMS: dict[str, npt.ArrayLike] = {"weight": np.ones((2, 3)), "bias": [1, 2, 3], "gain": 4.0}


def test_order_and_names() -> None:
    assert LAYOUT.size == 10
    np.testing.assert_array_equal(LAYOUT.flatten(PARAMS), [1, 1, 1, 1, 1, 1, 1, 2, 3, 4])
    assert [LAYOUT.name(i) for i in (0, 5, 6, 9)] == ["weight[0, 0]", "weight[1, 2]", "bias[0]", "gain"]


@pytest.mark.parametrize("index", [-1, 10])
def test_name_out_of_range(index: int) -> None:
    with pytest.raises(IndexError, match=rf"`index` must lie in \[0, 10\), got {index}"):
        LAYOUT.name(index)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"beta": 1.0}, r"`params` must have the names \['weight', 'bias', 'gain'\]; missing \[\], unknown \['beta'\]"),
        (
            {"weight": np.ones((3, 2))},
            r"`params\['weight'\]` must have shape \(2, 3\), with leading axes or without, got \(3, 2\)",
        ),
        ({"bias": 1.0}, r"`params\['bias'\]` must have shape \(3,\)"),
        ({"bias": [1.0, 2.0, np.inf]}, r"`params\['bias'\]` must be finite, got inf at index 2"),
        ({"gain": [1.0, 2.0]}, r"must share their leading axes, got \[\(\), \(2,\)\]"),
    ],
)
def test_flatten_refuses_by_name(change: dict[str, npt.ArrayLike], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LAYOUT.flatten({**PARAMS, **change})


def test_flatten_misses_by_name() -> None:
    with pytest.raises(ValueError, match=r"missing \['gain'\], unknown \[\]"):
        LAYOUT.flatten({"weight": np.ones((2, 3)), "bias": np.ones(3)})


@pytest.mark.parametrize("shape", [(), (9,), (10, 2)])
def test_unflatten_refuses_another_size(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"`theta` must have shape \(..., 10\), got \("):
        LAYOUT.unflatten(np.ones(shape))


def test_a_layout_must_make_sense() -> None:
    with pytest.raises(ValueError, match="`shapes` must have one entry for each of 2 names, got 1"):
        Layout(("a", "b"), ((2,),))
    with pytest.raises(ValueError, match="`names` must all be different"):
        Layout(("a", "a"), ((2,), (2,)))


def test_blocks_are_the_places_of_the_arrays() -> None:
    assert [(block.name, block.shape, block.size) for block in LAYOUT.blocks] == [
        ("weight", (2, 3), 6),
        ("bias", (3,), 3),
        ("gain", (), 1),
    ]
    assert [block.entries.tolist() for block in LAYOUT.blocks] == [[0, 1, 2, 3, 4, 5], [6, 7, 8], [9]]
    names = [block.entry_name(k) for block in LAYOUT.blocks for k in range(block.size)]
    assert names == [LAYOUT.name(index) for index in range(LAYOUT.size)]


def test_the_layout_of_arrays_has_their_names_and_shapes() -> None:
    assert Layout.of({name: np.asarray(array) for name, array in PARAMS.items()}) == LAYOUT
    assert Layout.of({}).size == 0


def test_join_takes_what_a_pullback_returned() -> None:
    arrays = {name: np.asarray(array, dtype=np.float32) for name, array in PARAMS.items()}
    arrays["bias"][1] = np.nan
    joined = LAYOUT.join({"left over": np.ones(9), **arrays}, "the pullback")
    assert joined.dtype == np.float64
    np.testing.assert_array_equal(joined, [1, 1, 1, 1, 1, 1, 1, np.nan, 3, 4])


@pytest.mark.parametrize(("wrong", "got"), [({"bias": np.ones((1, 3))}, r"\(1, 3\)"), ({}, "nothing")])
def test_join_says_which_array_is_wrong(wrong: dict[str, FloatArray], got: str) -> None:
    arrays = {"weight": np.ones((2, 3)), "gain": np.ones(()), **wrong}
    message = rf"the pullback must return a gradient of shape \(3,\) with respect to bias, got {got}"
    with pytest.raises(ValueError, match=message):
        LAYOUT.join(arrays, "the pullback")


def test_unflatten_takes_lists_and_integers() -> None:
    params = LAYOUT.unflatten(list(range(10)))
    assert params["weight"].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert float(params["gain"]) == 9.0
    assert SimpleNet(rng=0).unflatten([6, 5, 4, 3, 2, 1])["dense1.weight"].tolist() == [
        [6.0, 5.0, 4.0],
        [3.0, 2.0, 1.0],
    ]
    with pytest.raises(TypeError, match="`theta` must hold real numbers, got None"):
        LAYOUT.unflatten(None)  # type: ignore[arg-type]  # what the test is about


def test_unflatten_gives_views_of_an_array_whatever_it_holds() -> None:
    theta = np.full(10, np.nan)
    assert all(np.shares_memory(theta, part) for part in LAYOUT.unflatten(theta).values())


def test_a_layout_made_of_lists_is_the_same_as_one_made_of_tuples() -> None:
    layout = Layout(["w"], [[2, 3]])  # type: ignore[arg-type]  # what the test is about
    assert layout == Layout(("w",), ((2, 3),))
    assert hash(layout) == hash(Layout(("w",), ((2, 3),)))
    assert layout.unflatten(np.arange(6.0))["w"].shape == (2, 3)
    assert layout.flatten({"w": np.ones((2, 3))}).tolist() == [1.0] * 6
    with pytest.raises(ValueError, match=r"`shapes\[0\]` must be a whole number of at least 0, got -1"):
        Layout(("w",), ((-1,),))
