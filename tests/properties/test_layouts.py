"""Parameters in one vector: nothing is lost on the way there and back, and each place has a name of its own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import minigrad as mg
from minigrad.arrays import Shape

SHAPES = st.lists(st.lists(st.integers(1, 3), max_size=3).map(tuple), min_size=1, max_size=5)
STACKS = st.lists(st.integers(1, 3), max_size=2).map(tuple)
WIDTHS = st.lists(st.integers(1, 4), min_size=2, max_size=4)


def layout_of(shapes: list[Shape]) -> mg.ParameterLayout:
    return mg.ParameterLayout(tuple(f"array{number}" for number in range(len(shapes))), tuple(shapes))


def network_of(widths: list[int]) -> mg.Network:
    """Dense layers between these widths."""
    return mg.Sequential([mg.Dense(*pair) for pair in pairwise(widths)], rng=0)


@given(SHAPES, STACKS)
def test_flatten_is_the_inverse_of_unflatten(shapes: list[Shape], stack: Shape) -> None:
    layout = layout_of(shapes)
    theta = np.arange(float(np.prod(stack)) * layout.size).reshape(*stack, layout.size)
    arrays = layout.unflatten(theta)
    assert [array.shape for array in arrays.values()] == [(*stack, *shape) for shape in shapes]
    np.testing.assert_array_equal(layout.flatten(arrays), theta)


@given(st.data(), SHAPES, STACKS)
def test_unflatten_is_the_inverse_of_flatten_whatever_the_order_of_the_arrays(
    data: st.DataObject, shapes: list[Shape], stack: Shape
) -> None:
    layout, rng = layout_of(shapes), np.random.default_rng(0)
    arrays = {name: rng.normal(size=(*stack, *shape)) for name, shape in zip(layout.names, shapes, strict=True)}
    theta = layout.flatten({name: arrays[name] for name in data.draw(st.permutations(layout.names))})
    assert theta.shape == (*stack, sum(int(np.prod(shape)) for shape in shapes))
    back = layout.unflatten(theta)
    assert list(back) == list(layout.names)
    for name, array in arrays.items():
        np.testing.assert_array_equal(back[name], array)


@given(SHAPES)
def test_the_name_of_a_place_leads_to_it(shapes: list[Shape]) -> None:
    layout = layout_of(shapes)
    arrays = layout.unflatten(np.arange(layout.size))
    in_order = [
        (f"{name}[{', '.join(map(str, place))}]" if place else name, int(array[place]))
        for name, array in arrays.items()
        for place in np.ndindex(array.shape)
    ]
    assert in_order == [(layout.name(index), index) for index in range(layout.size)]
    assert len(dict(in_order)) == layout.size


@given(WIDTHS)
def test_networks_of_any_widths(widths: list[int]) -> None:
    network = network_of(widths)
    assert network.theta.size == sum((n + 1) * m for n, m in pairwise(widths))
    np.testing.assert_array_equal(network.flatten(network.parameters), network.theta)
    np.testing.assert_array_equal(network.flatten(network.unflatten(network.theta)), network.theta)
    assert len({network.layout.name(index) for index in range(network.theta.size)}) == network.theta.size
