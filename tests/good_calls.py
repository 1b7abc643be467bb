"""One call of each public function with good arguments, of which a test replaces one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

import minigrad as mg
from minigrad import plotting, testing
from minigrad.arrays import Float64Array

X: Float64Array = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 0.0]])
T = np.array([0, 1, 2])
CENTRAL = mg.CentralDifference()
MASKED = np.ma.array([1.0, 2.0], mask=[False, True])

Call = tuple[object, Mapping[str, object]]


def total(x: Float64Array) -> float:
    return float(np.sum(x**2))


def twice(x: Float64Array) -> Float64Array:
    return 2.0 * x


def make_trainer() -> mg.Trainer[mg.AdamState]:
    return mg.Trainer(mg.SimpleNet(2, 3, rng=0), mg.SoftmaxCrossEntropy(), mg.Adam(), rng=0)


def called(function: object, *values: object, **arguments: object) -> object:
    """Call what mypy knows would be refused."""
    assert callable(function)
    return function(*values, **arguments)


def fit(**arguments: object) -> object:
    return called(make_trainer().fit, **arguments)


NET, LAYOUT = mg.SimpleNet(2, 3, rng=0), mg.ParameterLayout(("w",), ((2,),))
RISK = mg.EmpiricalRisk(NET, mg.SoftmaxCrossEntropy(), X, T)

GOOD: dict[str, Call] = {
    "Adam": (mg.Adam, {}),
    "Clipped": (mg.Clipped, {"optimizer": mg.Adam(), "max_norm": 1.0}),
    "ComplexStep": (mg.ComplexStep, {}),
    "Dataset": (mg.Dataset, {"x": X, "t": T, "feature_names": ("a", "b"), "target_names": ("u", "v", "w")}),
    "Dense": (mg.Dense, {"n_inputs": 2, "n_outputs": 3}),
    "Dense.forward": (mg.Dense(2, 1, bias=False).forward, {"params": {"weight": np.ones((2, 1))}, "inputs": X}),
    "EmpiricalRisk": (mg.EmpiricalRisk, {"network": NET, "objective": mg.SoftmaxCrossEntropy(), "x": X, "t": T}),
    "ForwardDifference": (mg.ForwardDifference, {}),
    "HeNormal.sample": (mg.HeNormal().sample, {"rng": np.random.default_rng(0), "n_inputs": 2, "n_outputs": 3}),
    "History": (mg.History, {}),
    "ParameterLayout": (mg.ParameterLayout, {"names": ("a",), "shapes": ((2,),)}),
    "Richardson": (mg.Richardson, {"base": CENTRAL}),
    "Sequential": (mg.Sequential, {"layers": [mg.Dense(2, 3)], "rng": 0}),
    "SimpleNet": (mg.SimpleNet, {}),
    "Standardizer": (mg.Standardizer, {"mean": [0.0, 1.0], "scale": [1.0, 2.0]}),
    "Stencil": (mg.Stencil.from_offsets, {"offsets": (0, 1, 2)}),
    "Trainer": (mg.Trainer, {"network": NET, "objective": mg.SoftmaxCrossEntropy(), "optimizer": mg.Adam()}),
    "TwoLayerNet": (mg.TwoLayerNet, {"n_inputs": 2, "n_hidden": 4, "n_outputs": 3}),
    "accuracy": (mg.accuracy, {"outputs": np.eye(2), "targets": [0, 1]}),
    "as_labels": (mg.as_labels, {"targets": T}),
    "check_differentiator": (testing.check_differentiator, {"differentiator": CENTRAL}),
    "check_gradient": (mg.check_gradient, {"fun": total, "jac": twice, "x": [1.0, 2.0]}),
    "check_optimizer": (testing.check_optimizer, {"optimizer": mg.Adam(), "steps": 5}),
    "derivative": (CENTRAL.derivative, {"fun": np.sin, "x": [1.0, 2.0]}),
    "directional": (CENTRAL.directional, {"fun": total, "x": [1.0, 2.0], "direction": [1.0, 1.0]}),
    "fit": (fit, {"x": X, "t": T, "epochs": 1, "validation_data": (X, T)}),
    "flatten": (LAYOUT.flatten, {"params": {"w": [1.0, 2.0]}}),
    "forward": (NET.forward, {"theta": np.ones(6), "x": X}),
    "from_json": (mg.GradientReport.from_json, {"text": ""}),
    "gradient": (CENTRAL.gradient, {"fun": total, "x": [1.0, 2.0]}),
    "hessian": (CENTRAL.hessian, {"fun": total, "x": [1.0, 2.0]}),
    "jacobian": (CENTRAL.jacobian, {"fun": twice, "x": [1.0, 2.0]}),
    "minimize": (mg.minimize, {"fun": total, "x0": [1.0, 2.0], "optimizer": mg.GradientDescent(0.1), "steps": 2}),
    "objective": (mg.SoftmaxCrossEntropy().value, {"outputs": np.eye(3), "targets": T}),
    "one_hot": (mg.one_hot, {"labels": [0, 1], "n_classes": 2}),
    "partial": (CENTRAL.partial, {"fun": total, "x": [1.0, 2.0], "index": 0}),
    "plot_confusion": (plotting.plot_confusion, {"outputs": np.eye(3), "targets": T}),
    "plot_step_sweep": (plotting.plot_step_sweep, {"fun": np.sin, "x": 1.0, "derivative": 0.5}),
    "predict": (NET.predict, {"x": X}),
    "risk": (RISK.gradient, {"theta": np.ones(6)}),
    "risk.values": (RISK.values, {"thetas": np.ones((2, 6))}),
    "save": (plotting.save, {"ax": None, "path": "picture.png"}),
    "sigmoid": (mg.sigmoid, {"x": [0.0]}),
    "softmax": (mg.softmax, {"logits": [0.0, 1.0]}),
    "spot_check": (mg.spot_check, {"fun": total, "jac": twice, "x": [1.0, 2.0]}),
    "standardize": (mg.standardize, {"x_train": X}),
    "sum_to_shape": (mg.sum_to_shape, {"array": np.ones((2, 3)), "shape": (3,)}),
    "train_test_split": (
        mg.train_test_split,
        {"x": np.ones((4, 1)), "t": [0, 0, 1, 1], "test_fraction": 0.5, "rng": 0},
    ),
    "unflatten": (LAYOUT.unflatten, {"theta": [1.0, 2.0]}),
    "verify_layer": (mg.verify_layer, {"layer": mg.ReLU(), "inputs": X}),
    "verify_objective": (
        mg.verify_objective,
        {"objective": mg.SoftmaxCrossEntropy(), "outputs": np.eye(3), "targets": T},
    ),
}


def call(what: str, **changes: object) -> object:
    function, arguments = GOOD[what]
    return called(function, **{**arguments, **changes})
