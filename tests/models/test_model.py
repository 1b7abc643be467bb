"""A trained network that is kept with what belongs to it, and used by another program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import minigrad as mg
from minigrad.arrays import FloatArray
from minigrad.models import Model

IRIS = mg.load_iris()
STANDARDIZER = mg.Standardizer.fit(IRIS.x, IRIS.feature_names)


def trained() -> mg.Network:
    network = mg.TwoLayerNet(4, 6, 3, activation=mg.Tanh(), rng=0)
    trainer = mg.Trainer(network, mg.SoftmaxCrossEntropy(), mg.Adam(0.05), rng=0)
    trainer.fit(STANDARDIZER.transform(IRIS.x), IRIS.t, epochs=8)
    return network


def test_flowers_get_their_names_and_training_goes_on(tmp_path: Path) -> None:
    network = trained()
    model = Model(network, STANDARDIZER, IRIS.target_names, IRIS.feature_names, "species")
    back = Model.load(model.save(tmp_path / "iris.npz"))
    names = back.predict(IRIS.x)
    scores = network.predict((IRIS.x - IRIS.x.mean(axis=0)) / IRIS.x.std(axis=0))
    assert names.tolist() == [IRIS.target_names[label] for label in scores.argmax(axis=-1)]
    assert np.mean(names == np.array(IRIS.target_names)[IRIS.t]) > 0.9
    odds = np.exp(scores)
    np.testing.assert_allclose(back.probabilities(IRIS.x), odds / odds.sum(axis=-1, keepdims=True), rtol=1e-12)
    assert (back.feature_names, back.target_name) == (IRIS.feature_names, "species")
    assert (str(back.predict(IRIS.x[0])), back.probabilities(IRIS.x[0]).shape) == ("setosa", (3,))
    assert repr(back).endswith("3 classes)")
    before = back.network.theta
    trainer = mg.Trainer(back.network, mg.SoftmaxCrossEntropy(), mg.Adam(0.01), rng=0)
    trainer.fit(STANDARDIZER.transform(IRIS.x), IRIS.t, epochs=1)
    assert not np.array_equal(back.network.theta, before)


def test_a_regression_predicts_in_the_units_of_its_target(tmp_path: Path) -> None:
    """y = 3 + 2 a - b is linear, so the weights for standardised numbers are known."""
    rng = np.random.default_rng(0)
    x = rng.normal([10.0, -4.0], [3.0, 0.5], size=(20, 2))
    y = 3.0 + x @ [[2.0], [-1.0]]
    features, target = mg.Standardizer.fit(x), mg.Standardizer.fit(y)
    network = mg.SimpleNet(2, 1, rng=0)
    network.theta = np.array([2.0, -1.0]) * features.scale / target.scale
    model = Model(network, features, target_name="rent", target_standardizer=target)
    back = Model.load(model.save(tmp_path / "rent.npz"))
    for samples, expected in ((x, y[:, 0]), (x[3], y[3, 0])):
        np.testing.assert_allclose(np.asarray(back.predict(samples), np.float64), expected, rtol=1e-12)
    with pytest.raises(ValueError, match=r"this one predicts numbers: predict\(x\)"):
        back.probabilities(x)
    assert Model(mg.SimpleNet(2, 3, rng=0)).predict(x).shape == (20, 3)


def test_one_output_tells_two_classes_apart() -> None:
    """The output is log(p / (1 - p))."""
    network = mg.SimpleNet(1, 1, rng=0)
    network.theta = [1.0]
    model = Model(network, class_names=("no", "yes"))
    assert model.predict([[-2.0], [2.0]]).tolist() == ["no", "yes"]
    np.testing.assert_allclose(model.probabilities([[np.log(3.0)]]), [[0.25, 0.75]])


def test_float32_stays_float32(tmp_path: Path) -> None:
    model = Model(mg.SimpleNet(4, 3, rng=0, dtype=np.float32), STANDARDIZER, IRIS.target_names)
    back = Model.load(model.save(tmp_path / "a.npz"))
    assert back.network.dtype is np.float32
    x: FloatArray = IRIS.x.astype(np.float32)
    assert back.probabilities(x).dtype == np.float32
    np.testing.assert_array_equal(back.probabilities(x), model.probabilities(x))


@pytest.mark.each(
    ("parts", "error", "message"),
    [
        ({"network": mg.Dense(4, 3)}, TypeError, "`network` must be of class Network"),
        ({"class_names": "setosa"}, TypeError, "`class_names` must be a sequence of names"),
        ({"class_names": ("a", "a", "b")}, ValueError, "`class_names` must all be different"),
        ({"class_names": ("a", "b")}, ValueError, "a name for each of the network's 3 outputs, got \\('a', 'b'\\)"),
        ({"class_names": ("a",)}, ValueError, "at least two names"),
        ({"feature_names": ("a", "b")}, ValueError, "must have 4 names, one for each feature of `standardizer`, got 2"),
        ({"standardizer": mg.Standardizer.fit(IRIS.x[:, :3])}, ValueError, "4 features"),
        ({"standardizer": (0.0, 1.0)}, TypeError, "`standardizer` must be of class Standardizer"),
        ({"target_name": None}, TypeError, "`target_name` must be of class str"),
        ({"target_standardizer": STANDARDIZER}, ValueError, "no `target_standardizer` beside them"),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts: dict[str, object], error: type[Exception], message: str) -> None:
    fitting = {"network": mg.SimpleNet(4, 3, rng=0), "standardizer": STANDARDIZER, "class_names": IRIS.target_names}
    with pytest.raises(error, match=message):
        Model(**{**fitting, **parts})  # type: ignore[arg-type]  # the wrong kinds are the point


def test_samples_that_do_not_fit_are_refused() -> None:
    model = Model(mg.SimpleNet(4, 3, rng=0), STANDARDIZER, IRIS.target_names)
    wrong: npt.ArrayLike = [[1.0, 2.0]]
    for ask in (model.predict, model.probabilities):
        with pytest.raises(ValueError, match="must have 4 features"):
            ask(wrong)
