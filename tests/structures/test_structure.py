"""A structure of arrays as one vector and back: kinds, types and names are kept, and nothing of the caller's is."""

from __future__ import annotations

import pickle
import re
from collections import Counter, OrderedDict, UserDict, defaultdict
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minigrad.arrays import AnyArray, Float64Array
from minigrad.structures import OnStructures, Structure, is_structure

F32 = np.float32


class Pair(NamedTuple):
    a: object
    b: object


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    weight: AnyArray
    bias: object = 0.0
    total: float = field(init=False, default=9.0)


@dataclass
class Rounded:
    n: object

    def __post_init__(self) -> None:
        self.n = round(float(str(self.n)))


@dataclass
class Positive:
    scale: float

    def __post_init__(self) -> None:
        if self.scale <= 0:
            raise ValueError("scale must be positive")


class Attributes(dict[str, object]):
    """A dict whose items are attributes too: a copy of it would share them with the original."""

    def __init__(self, items: dict[str, object]) -> None:
        super().__init__(items)
        self.__dict__ = self


def structure_of(value: object) -> Structure[object]:
    structure = Structure.of("x", value)
    assert structure is not None
    return structure


def test_every_kind_nested_is_numbered_named_and_made_again() -> None:
    value = Pair(
        Layer(np.array([[1, 2], [3, 4]], F32), np.array(5, np.int8)),
        [np.array([6.0, 7.0]), {"k": 8, 3: None, "e": []}, (), (np.array([9.0], np.float16), F32(10))],
    )
    structure = structure_of(value)
    np.testing.assert_array_equal(structure.vector, np.arange(1.0, 11.0))
    names = ("a.weight", "a.bias", "b.0", "b.1.k", "b.3.0", "b.3.1")
    assert structure.layout.names == names
    assert structure.layout.shapes == ((2, 2), (), (2,), (), (1,), ())
    assert [structure.name(i) for i in (2, 4, 6, 7, 9)] == ["a.weight[1, 0]", "a.bias", "b.0[1]", "b.1.k", "b.3.1"]
    for built, types in (
        (structure.build(structure.vector), (float, float, float)),
        (structure.build_given(structure.vector), (F32, float, F32)),
    ):
        assert isinstance(built, Pair)
        assert isinstance(built.a, Layer)
        assert isinstance(built.b, list)
        assert built.a.weight.tolist() == [[1, 2], [3, 4]]
        assert built.a.weight.dtype == types[0]
        assert isinstance(built.a.bias, np.ndarray)
        assert built.a.bias.dtype == np.float64
        assert built.a.total == 9.0
        assert built.b[1] == {"k": 8.0, 3: None, "e": []}
        assert type(built.b[1]["k"]) is types[1]
        assert built.b[2] == ()
        assert isinstance(built.b[3], tuple)
        assert built.b[3][0].dtype == np.float64
        assert type(built.b[3][1]) is types[2]
    assert structure.epsilon == np.finfo(F32).eps
    assert structure_of({"w": 1}).epsilon == np.finfo(float).eps


def test_classes_of_mappings_are_kept_where_they_can_be_made_again() -> None:
    for given_mapping in (
        {"a": 1.0},
        OrderedDict(a=1.0),
        defaultdict(float, a=1.0),
        Counter(a=1),
        Attributes({"a": 1.0}),
        UserDict(a=1.0),
        MappingProxyType({"a": 1.0}),
    ):
        built = structure_of(given_mapping).build([2.0])
        assert type(built) is type(given_mapping), given_mapping
        assert built == {"a": 2.0}
        assert given_mapping["a"] == 1.0
    built = structure_of(Attributes({"a": 1.0})).build([2.0])
    assert isinstance(built, Attributes)
    assert vars(built)["a"] == 2.0


def test_nothing_is_shared_with_the_caller_or_between_two_structures() -> None:
    w = np.array([1.0, 2.0])
    structure: Structure[dict[str, Float64Array]] | None = Structure.of("x", {"w": w})
    assert structure is not None
    vector = structure.vector
    one, other = structure.build(vector), structure.build_given(vector)
    for array in (one["w"], other["w"], structure.vector):
        array += 100.0
    w += 50.0
    vector += 10.0
    np.testing.assert_array_equal(structure.vector, [1.0, 2.0])
    np.testing.assert_array_equal(one["w"], [101.0, 102.0])


def test_a_stack_of_vectors_gives_each_array_an_axis_in_front() -> None:
    built = structure_of({"W": np.zeros((2, 1)), "b": 1.0}).build(np.arange(6.0).reshape(2, 3))
    assert isinstance(built, dict)
    np.testing.assert_array_equal(built["W"], [[[0], [1]], [[3], [4]]])
    np.testing.assert_array_equal(built["b"], [2, 5])


def test_complex_arrays_have_two_entries_for_each_of_their_own() -> None:
    structure = structure_of({"z": np.array([1 + 2j, 3j], np.complex64), "r": 1.0, "c": 4 + 5j})
    np.testing.assert_array_equal(structure.vector, [1, 2, 0, 3, 1, 4, 5])
    assert [structure.name(i) for i in (0, 3, 4, 6)] == ["z[0].real", "z[1].imag", "r", "c.imag"]
    built, again = structure.build(np.arange(7.0)), structure.build_given(np.arange(7.0))
    assert isinstance(built, dict)
    assert isinstance(again, dict)
    assert built["z"].tolist() == [1j, 2 + 3j]
    assert built["c"] == 5 + 6j
    assert type(built["c"]) is complex
    assert built["z"].dtype == np.complex128
    assert again["z"].dtype == np.complex64
    np.testing.assert_array_equal(structure.join("jac(x)", built), np.arange(7.0))


def test_what_is_a_structure_and_what_an_array() -> None:
    row = np.ones(2)
    structures: list[object] = [
        {},
        Pair(1, 2),
        Layer(row),
        [row],
        (row, 1.0),
        [[row], [row, row]],
        [{"a": 1}],
        [[[{}]]],
    ]
    for value in structures:
        assert is_structure(value), value
    arrays: list[object] = [1.0, 1j, row, F32(1), [1.0, 2.0], [[1, 2], [3, 4]], (1, 2), [np.float64(1), np.array(2.0)]]
    for value in [*arrays, Layer, Pair, [], ["a", "b"], [None], "ab", None]:
        assert not is_structure(value), value
        assert Structure.of("x", value) is None


def test_what_is_no_parameter_is_refused_by_its_name() -> None:
    itself: dict[str, object] = {"a": 1.0}
    itself["deep"] = [itself, np.ones(1)]
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    number = "`x` must hold numbers and arrays of numbers, got {} at `{}`; leave out what is no parameter"
    cases: list[tuple[object, type[Exception], str]] = [
        ({"net": {"kind": "relu"}}, TypeError, number.format("'relu'", "net.kind")),
        ([np.ones(1), True], TypeError, number.format("True", "x.1")),
        ({"m": np.array([True])}, TypeError, number.format("an array of dtype bool", "m")),
        (Layer(np.array(["a"])), TypeError, number.format("an array of dtype <U1", "weight")),
        ({"w": [[1.0], [2.0, 3.0]]}, ValueError, "`x` must hold arrays of numbers; at `w`: setting an array"),
        ({"w": [1.0, np.inf]}, ValueError, "`x` must be finite, got inf at `w[1]`"),
        ({"w": masked}, ValueError, "`x` must not have masked entries, as at `w`"),
        ({"w": None, "e": []}, ValueError, "`x` must hold at least one number, got none"),
        ({1: 1.0, "1": 2.0}, ValueError, "`x` must have distinct names, got `1` twice"),
        ({"a.b": 1.0, "a": {"b": 2.0}}, ValueError, "`x` must have distinct names, got `a.b` twice"),
        (itself, ValueError, "`x` must end somewhere, and contains itself at `deep.0`"),
        (Rounded(2), ValueError, "`x` must keep the numbers that it is built from"),
    ]
    for value, kind, text in cases:
        with pytest.raises(kind, match=re.escape(text)):
            Structure.of("x", value)
    assert structure_of(Positive(1e-3)).build([2.0]) == Positive(2.0)


def test_what_differs_is_told_by_name() -> None:
    x = {"W": np.zeros((2, 3)), "b": 0.0, "layers": [{"k": np.zeros(2)}, Pair(1.0, None)], "none": None}
    structure = structure_of(x)
    good = {"W": np.arange(6).reshape(2, 3), "b": [7], "layers": ([{"k": (8, 9)}, [10, None]])}
    np.testing.assert_array_equal(structure.join("jac(x)", good), [0, 1, 2, 3, 4, 5, 7, 8, 9, 10])
    cases: list[tuple[object, str]] = [
        ([1], "it is a list, must be a dict"),
        (np.zeros(10), "it is an array, must be a dict"),
        (None, "it is None, must be a dict"),
        ({"b": 0.0, "layers": x["layers"]}, "it has no `W`"),
        (x | {"b3": 1.0}, "`b3` is unknown"),
        (x | {"W": np.zeros((3, 2))}, "`W` has shape (3, 2), must be (2, 3)"),
        (x | {"W": None}, "`W` is None, must be an array of real numbers of shape (2, 3)"),
        (x | {"W": np.zeros((2, 3), complex)}, "`W` has dtype complex128, must be an array of real numbers of shape"),
        (x | {"b": "seven"}, "`b` is 'seven', must be a number"),
        (x | {"b": np.zeros(2), "none": 0.0}, "`b` has shape (2,), must be (); `none` is 0.0, must be None"),
        (x | {"layers": [{"k": np.zeros(2)}]}, "`layers` has 1 items, must have 2"),
        (x | {"layers": {"k": np.zeros(2)}}, "`layers` is a dict, must be a list"),
        (x | {"layers": [{"q": 1}, (0, None)]}, "it has no `layers.0.k`; `layers.0.q` is unknown"),
        (x | {"layers": [{"k": [1, 2]}, Layer(np.zeros(1))]}, "`layers.1` is a dataclass, must be a NamedTuple"),
    ]
    for returned, text in cases:
        with pytest.raises(ValueError, match=re.escape(f"`jac(x)` must have the structure of `x`: {text}")):
            structure.join("jac(x)", returned)


def test_what_differs_without_lack_can_be_read_all_the_same() -> None:
    structure = structure_of({"W": np.zeros((2, 1)), "b": 0.0})
    transposed = structure.read({"W": [[1.0, 2.0]], "b": 3.0, "c": 4.0})
    assert transposed.complete
    assert transposed.vector.tolist() == [1.0, 2.0, 3.0]
    assert len(transposed.differences) == 2
    partial = structure.read({"W": [[1.0], [2.0]]})
    assert not partial.complete
    np.testing.assert_array_equal(partial.vector, [1.0, 2.0, np.nan])


LEAVES = st.one_of(
    st.floats(-1e6, 1e6),
    st.lists(st.integers(0, 3), max_size=3).map(lambda shape: np.full(tuple(shape), 0.5)),
    st.lists(st.integers(1, 3), max_size=2).map(lambda shape: np.full(tuple(shape), 0.25, F32)),
    st.none(),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: [np.zeros(1), *items]),
        st.tuples(inner, inner).map(lambda pair: Pair(*pair)),
        st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(TREES)
def test_to_the_vector_and_back_is_no_change_and_back_and_forth_neither(tree: object) -> None:
    structure = structure_of({"tree": tree, "one": 1.0})
    numbers = np.arange(float(structure.vector.size))
    assert structure.join("it", structure.build(numbers)).tolist() == numbers.tolist()
    again = structure_of(structure.build_given(structure.vector))
    assert again.layout == structure.layout
    assert again.vector.tolist() == structure.vector.tolist()
    assert len({structure.name(index) for index in range(numbers.size)}) == numbers.size


def first_weight(layer: Layer) -> float:
    return float(np.ravel(layer.weight)[0])


def test_a_function_of_structures_can_be_sent_to_another_process() -> None:
    structure: Structure[Layer] | None = Structure.of("x", Layer(np.array([1.0, 2.0])))
    assert structure is not None
    fun = pickle.loads(pickle.dumps(OnStructures(first_weight, structure)))
    assert fun(np.array([3.0, 4.0, 5.0])) == 3.0
    assert replace(structure.build([1.0, 2.0, 3.0]), bias=0.0).weight.tolist() == [1.0, 2.0]
