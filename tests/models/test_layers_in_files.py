"""Layers in a file: rebuilt by their own constructors, and only minigrad's classes and those that the caller names."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import final
from zipfile import ZipFile

import numpy as np
import pytest
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray
from minigrad.models import Model
from minigrad.models.layers_as_data import layers_as_data
from minigrad.models.layers_from_data import layers_from_data
from minigrad.plain_data.json_values import JsonObject, JsonValue
from tests.registry import IMAGE_LAYERS, INITIALIZERS, LAYERS


@final
@dataclass(frozen=True)
class Halves(mg.Initializer):
    @override
    def sample(self, rng: np.random.Generator, n_inputs: int, n_outputs: int) -> Float64Array:
        return np.full((n_inputs, n_outputs), 0.5)


@final
@dataclass(frozen=True)
class Gate(mg.Layer):
    """It cuts off above ``limit``; what else it has stands for the kinds of fields that there are."""

    inner: mg.Layer
    limit: float = float("inf")
    places: tuple[tuple[int, ...], ...] = ()
    mark: str | None = None
    n_calls: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.limit <= 0.0:
            raise ValueError(f"`limit` must be positive, got {self.limit}")

    @override
    def initialize(self, rng: np.random.Generator) -> dict[str, FloatArray]:
        return self.inner.initialize(rng)

    @override
    def forward(self, params: mg.Params, inputs: FloatArray) -> tuple[FloatArray, mg.Pullback]:
        outputs, pullback = self.inner.forward(params, inputs)
        return np.minimum(outputs, self.limit), lambda d_outputs: pullback(d_outputs * (outputs < self.limit))


@pytest.mark.each("layer", LAYERS + IMAGE_LAYERS)
def test_every_layer_of_minigrad_is_rebuilt(layer: mg.Layer) -> None:
    data = json.loads(json.dumps(layers_as_data([layer])))
    assert layers_from_data(data, {}) == [layer]


@pytest.mark.each("initializer", INITIALIZERS)
def test_with_its_initializer(initializer: mg.Initializer) -> None:
    layer = mg.Dense(2, 3, initializer=initializer)
    assert layers_from_data(layers_as_data([layer]), {}) == [layer]


def gated() -> mg.Sequential:
    inner = mg.Dense(4, 3, bias=False, initializer=Halves())
    gates = [Gate(inner), Gate(mg.Dense(3, 3), np.float64(0.1), ((1, 2), ()), "雨")]
    return mg.Sequential([*gates, mg.Dense(3, 2)], rng=0)


def test_a_users_layers_are_rebuilt_with_what_is_in_them(tmp_path: Path) -> None:
    network = gated()
    path = Model(network).save(tmp_path / "a.npz")
    back = Model.load(path, layers=[Gate, Halves])
    assert back.network.layers == network.layers
    x = np.random.default_rng(0).normal(size=(5, 4))
    np.testing.assert_array_equal(back.predict(x), network.predict(x))
    trainer = mg.Trainer(back.network, mg.SoftmaxCrossEntropy(), mg.Adam(0.01), rng=0)
    assert trainer.fit(x, np.array([0, 1, 0, 1, 0]), epochs=1).records


def test_the_same_object_stays_the_same_object() -> None:
    twice, other = mg.ReLU(), mg.ReLU()
    first, _, second, third = layers_from_data(layers_as_data([twice, mg.Dense(2, 2), twice, other]), {})
    assert first is second
    assert third is not first


def test_a_class_that_was_not_named_is_not_called(tmp_path: Path) -> None:
    path = Model(gated()).save(tmp_path / "a.npz")
    module = Gate.__module__
    with pytest.raises(ValueError, match=rf"es Gate \(from {module}\) and Halves \(from .*layers=\[Gate, Halves\]\)"):
        Model.load(path)
    with pytest.raises(ValueError, match=r"the class Halves \(from .*import it and pass it.*layers=\[Gate, Halves\]\)"):
        Model.load(path, layers=[Gate])
    with pytest.raises(TypeError, match=r"`layers` must hold classes that are dataclasses, got .*pass its class, ReLU"):
        Model.load(path, layers=[mg.ReLU()])  # type: ignore[list-item]  # an object in place of its class
    with pytest.raises(ValueError, match="`layers` must all be different, got 'Gate' twice"):
        Model.load(path, layers=[Gate, Gate])


@final
@dataclass(frozen=True)
class Holds(mg.Activation):
    """A layer with a field that is no plain data."""

    what: object

    @override
    def apply(self, inputs: FloatArray) -> FloatArray:
        return inputs

    @override
    def pull_back(self, inputs: FloatArray, outputs: FloatArray, d_outputs: FloatArray) -> FloatArray:
        return d_outputs


@pytest.mark.each("what", [np.ones(2), [1], {"a": 1}, abs, mg.Dense, np.float64, b"", 1j])
def test_what_cannot_be_written_is_named(tmp_path: Path, what: object) -> None:
    model = Model(mg.Sequential([mg.Dense(2, 2), Holds((1, what))], rng=0))
    with pytest.raises(TypeError, match=r"layers: Holds\.what\[1\] is .*network\.save\(path\) writes the parameters"):
        model.save(tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


def changed(path: Path, change: Callable[[JsonObject], JsonValue]) -> None:
    """The layers in a file replaced, as somebody would who wants other code to run."""
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest: dict[str, dict[str, JsonValue]] = json.loads(members["manifest.json"])
    manifest["content"]["layers"] = [change({"class": "minigrad.Dense", "fields": {"n_inputs": 2, "n_outputs": 1}})]
    members["manifest.json"] = json.dumps(manifest).encode()
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    path.write_bytes(stream.getvalue())


def nested(depth: int) -> JsonValue:
    return [nested(depth - 1)] if depth else 0


def laughs() -> JsonValue:
    """Chains that each stand twice in the next one: 2**40 layers in 40 lines."""
    chain: JsonValue = {"class": "minigrad.Tanh", "fields": {}}
    for number in range(40):
        chain = {"class": "minigrad.Chain", "fields": {"layers": [chain, {"again": number}], "names": ["a", "b"]}}
    return [chain]


HOSTILE: dict[str, tuple[Callable[[JsonObject], JsonValue], str]] = {
    "a function": (
        lambda layer: {"class": "system", "module": "os", "fields": {"command": "true"}},
        "system .from os.",
    ),
    "with a dot": (lambda layer: {**layer, "class": "os.system"}, "class os.system"),
    "no layer": (lambda layer: {**layer, "class": "minigrad.open"}, "minigrad.open, which this version does not have"),
    "abstract": (lambda layer: {**layer, "class": "minigrad.Layer"}, "minigrad.Layer, which this version"),
    "an initializer": (lambda layer: {"class": "minigrad.HeNormal", "fields": {}}, "it should list layers"),
    "a number": (lambda layer: 3, "it should list layers, got"),
    "wrong width": (lambda layer: {**layer, "fields": {"n_inputs": -1, "n_outputs": 1}}, "Dense cannot be made of"),
    "other field": (lambda layer: {**layer, "fields": {"size": 1}}, "Dense cannot be made of .*unexpected keyword"),
    "huge": (
        lambda layer: {**layer, "fields": {"n_inputs": 9000, "n_outputs": 9000}},
        "more than the 2 numbers for parameters",
    ),
    "each other": (lambda layer: {**layer, "class": "minigrad.Chain", "fields": {"layers": laughs()}}, "100000 layers"),
    "no fields": (lambda layer: {"class": "minigrad.Dense"}, "incomplete or was changed .KeyError"),
    "again": (lambda layer: {"again": 5}, "incomplete or was changed .IndexError"),
    "deep": (lambda layer: nested(700), "recursion|should list layers"),
    "other": (
        lambda layer: {**layer, "fields": {"n_inputs": 1, "n_outputs": 2}},
        r"dense1\.weight has the shape \(2, 1\)",
    ),
}


@pytest.mark.each("what", list(HOSTILE))
def test_a_changed_file_is_refused(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, message = HOSTILE[what]
    called = list[object]()
    monkeypatch.setattr(os, "system", called.append)
    path = Model(mg.SimpleNet(2, 1, rng=0)).save(tmp_path / "a.npz")
    changed(path, change)
    with pytest.raises(ValueError, match=message) as caught:
        Model.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert called == []
