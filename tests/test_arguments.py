"""Arguments that are not what they should be are refused by name, before anything happens; numpy's scalars are
welcome."""

from __future__ import annotations

import numpy as np
import pytest

import minigrad as mg
from minigrad import plotting
from tests.good_calls import CENTRAL, T, X, call, called, make_trainer, total

# --- the table -------------------------------------------------------------------------------------------------------

FUNCTION = "must be a function, got"
BAD: list[tuple[str, str, object, type[Exception], str]] = [
    # what cannot be called, and classes in place of instances
    *(
        (what, "fun", value, TypeError, f"`fun` {FUNCTION} {value}")
        for what in (
            "check_gradient",
            "spot_check",
            "gradient",
            "derivative",
            "partial",
            "directional",
            "hessian",
            "jacobian",
            "minimize",
        )
        for value in (None, 5)
    ),
    ("check_gradient", "jac", None, TypeError, f"`jac` {FUNCTION} None"),
    ("check_gradient", "fun", mg.EmpiricalRisk, TypeError, f"`fun` {FUNCTION} <class '.*'>; call it first"),
    ("minimize", "callback", 5, TypeError, f"`callback` {FUNCTION} 5"),
    (
        "minimize",
        "jac",
        mg.Adam,
        TypeError,
        "`jac` must be a function from x to the gradient, or True where .*, got <class",
    ),
    ("fit", "callback", 5, TypeError, f"`callback` {FUNCTION} 5"),
    ("Clipped", "optimizer", None, TypeError, "`optimizer` must be of class Optimizer, got None"),
    (
        "Clipped",
        "optimizer",
        mg.Adam,
        TypeError,
        r"`optimizer` must be of class Optimizer, got <class '.*'>; call it: Adam\(...\)",
    ),
    (
        "Richardson",
        "base",
        mg.CentralDifference,
        TypeError,
        r"`base` must be a finite difference .*; call it: CentralDifference\(\)",
    ),
    (
        "ComplexStep",
        "fallback",
        mg.CentralDifference,
        TypeError,
        "`fallback` must be of class Differentiator, got <class",
    ),
    ("TwoLayerNet", "activation", mg.ReLU, TypeError, r"`activation` must be of class Layer, .*; call it: ReLU\(...\)"),
    ("EmpiricalRisk", "network", mg.SimpleNet, TypeError, "`network` must be of class Network"),
    ("EmpiricalRisk", "objective", mg.MeanSquaredError, TypeError, "`objective` must be of class Objective"),
    ("Sequential", "layers", "dense", TypeError, "`layers` must be a sequence of layers, got 'dense'"),
    (
        "Trainer",
        "gradient",
        np.ones(2),
        ValueError,
        r"`gradient` must be 'analytic' or 'numeric', got array\(\[1., 1.\]\)",
    ),
    ("verify_layer", "layer", mg.ReLU, TypeError, "`layer` must be of class Layer"),
    ("verify_layer", "params", 5, TypeError, "`params` must be of class Mapping, got 5"),
    ("verify_objective", "objective", None, TypeError, "`objective` must be of class Objective, got None"),
    ("verify_layer", "params", {1: 2}, ValueError, r"`params` must have the arrays \[\], which ReLU has; got \{1: 2\}"),
    ("HeNormal.sample", "rng", 5, TypeError, "`rng` must be of class Generator, got 5"),
    ("Dense.forward", "inputs", [[1.0, 2.0]], TypeError, "`inputs` must be a numpy array, got"),
    ("Dense.forward", "params", {}, TypeError, r"`params` of Dense\(.*\) must have arrays named 'weight', got {}"),
    # numbers
    ("Adam", "learning_rate", 10**400, ValueError, "`learning_rate` must be a positive finite number, got 1000"),
    ("Adam", "learning_rate", np.complex128(1.0), TypeError, "`learning_rate` must be a number, got"),
    ("Adam", "beta1", np.bool_(False), TypeError, "`beta1` must be a number, got"),
    (
        "Dense",
        "n_inputs",
        2**70,
        ValueError,
        "`n_inputs` must be a whole number of at most 9223372036854775807, got 1180591",
    ),
    (
        "Dense",
        "n_inputs",
        2**62,
        ValueError,
        "`n_inputs` times `n_outputs` must fit into memory, got 4611686018427387904 times 3",
    ),
    ("TwoLayerNet", "n_hidden", 0, ValueError, "`n_hidden` must be a whole number of at least 1, got 0"),
    ("one_hot", "n_classes", 1.5, TypeError, "`n_classes` must be a whole number, got 1.5"),
    ("one_hot", "n_classes", 0, ValueError, "`n_classes` must be a whole number of at least 1, got 0"),
    ("one_hot", "dtype", int, TypeError, "`dtype` must be numpy.float64 or numpy.float32, got <class 'int'>"),
    ("Sequential", "dtype", "nonsense", TypeError, "`dtype` must be numpy.float64 or numpy.float32, got 'nonsense'"),
    ("Sequential", "dtype", None, TypeError, "`dtype` must be numpy.float64 or numpy.float32, got None"),
    ("Stencil", "derivative", 1.5, TypeError, "`derivative` must be a whole number, got 1.5"),
    ("gradient", "workers", 2**70, ValueError, "`workers` must be at most 10000, got"),
    ("check_optimizer", "steps", 1.5, TypeError, "`steps` must be a whole number, got 1.5"),
    ("check_differentiator", "rtol", -1.0, ValueError, "`rtol` must be a positive finite number, got -1.0"),
    ("plot_step_sweep", "derivative", 10**400, ValueError, "`derivative` must be finite, got inf"),
    # truth values
    *(
        (what, name, "no", TypeError, f"`{name}` must be True or False, got 'no'")
        for what, name in (
            ("Dense", "bias"),
            ("SimpleNet", "bias"),
            ("ComplexStep", "check"),
            ("ForwardDifference", "exact_steps"),
            ("gradient", "vectorized"),
            ("jacobian", "vectorized"),
            ("train_test_split", "stratify"),
            ("check_gradient", "order"),
        )
    ),
    # labels and names
    *(
        (
            what,
            name,
            np.array([2**63, 0, 1], np.uint64)[:size],
            ValueError,
            f"`{name}` must hold integers that fit into 64 bits",
        )
        for what, name, size in (
            ("fit", "t", 3),
            ("objective", "targets", 3),
            ("one_hot", "labels", 2),
            ("as_labels", "targets", 3),
            ("Dataset", "t", 3),
        )
    ),
    ("one_hot", "labels", [2**70, 1], TypeError, "`labels` must hold integers, got dtype object"),
    (
        "as_labels",
        "targets",
        [0.5, 1.5],
        TypeError,
        r"`targets` must hold integers, got dtype float64; convert it with .astype\(int\)",
    ),
    ("as_labels", "targets", None, TypeError, "`targets` must hold integers, got None"),
    ("Dataset", "feature_names", "ab", TypeError, "`feature_names` must be a sequence of names, got 'ab'"),
    ("Dataset", "target_names", 3, TypeError, "`target_names` must be a sequence of names, got 3"),
    ("check_gradient", "names", "xy", TypeError, "`names` must be a sequence of names, got 'xy'"),
    ("ParameterLayout", "names", (1,), TypeError, r"`names` must be a sequence of names, got \(1,\)"),
    ("ParameterLayout", "shapes", 5, TypeError, "`shapes` must be a sequence of shapes, got 5"),
    ("ParameterLayout", "shapes", ((2.5,),), TypeError, r"`shapes\[0\]` must be a whole number, got 2.5"),
    (
        "plot_confusion",
        "target_names",
        np.array(3.0),
        TypeError,
        "`target_names` must be a sequence of names, got array",
    ),
    # arrays
    (
        "predict",
        "x",
        np.ones((2, 3)),
        ValueError,
        r"`x` must have 2 features for each sample, shape \(n_samples, 2\), got \(2, 3\)",
    ),
    ("fit", "x", np.ones((3, 5)), ValueError, "`x` must have 2 features for each sample"),
    ("fit", "t", [0, 1], ValueError, r"`t` must have shape \(3,\), got \(2,\)"),
    ("fit", "validation_data", (X, [0, 1]), ValueError, r"`validation_data`: `t` must have shape \(3,\), got \(2,\)"),
    ("risk.values", "thetas", None, TypeError, "`thetas` must hold real numbers, got None"),
    ("risk", "theta", [[1.0], [1.0, 2.0]], ValueError, "`theta` must be a rectangular array of numbers"),
    ("gradient", "x", {1: "2"}, TypeError, "`x` must hold numbers and arrays of numbers, got .2. at `1`"),
    ("sum_to_shape", "array", [1.0], TypeError, r"`array` must be a numpy array, got \[1.0\]"),
    (
        "sum_to_shape",
        "shape",
        (4,),
        ValueError,
        r"`shape` must broadcast to the shape of `array`, \(2, 3\); got \(4,\)",
    ),
    # objects and files
    ("History", "records", 5, TypeError, "`records` must be a sequence of epoch records, got 5"),
    ("History", "records", [1], TypeError, r"`records\[0\]` must be of class EpochRecord, got 1"),
    ("flatten", "params", 5, TypeError, "`params` must be of class Mapping, got 5"),
    ("from_json", "text", None, TypeError, "`text` must be of class str, got None"),
    (
        "from_json",
        "text",
        "[]",
        ValueError,
        r"`text` must be the JSON of a GradientReport, got '\[\]': expected an object",
    ),
    ("save", "path", None, TypeError, "`path` must be the path of a file, got None"),
]


@pytest.mark.each(("what", "name", "value", "error", "message"), BAD)
def test_bad_arguments_are_refused_by_name(
    what: str, name: str, value: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        call(what, **{name: value})


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(TypeError, match="got array") as caught:
        call("minimize", optimizer=np.zeros((100, 100)))
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_validation_data_is_looked_at_before_anything_changes() -> None:
    trainer = make_trainer()
    before = trainer.network.theta.copy()
    for changes in ({"callback": 5}, {"validation_data": (X, [0])}):
        with pytest.raises((TypeError, ValueError)):
            called(trainer.fit, X, T, **changes)
    assert np.array_equal(trainer.network.theta, before)
    assert trainer.state.steps == 0


# --- what is welcome
# ---------------------------------------------------------------------------------------------------


def test_numpys_scalars_are_as_good_as_pythons() -> None:
    rule = called(mg.Adam, np.float32(0.5))
    assert isinstance(rule, mg.Adam)
    assert rule == mg.Adam(0.5)
    assert type(rule.learning_rate) is float
    assert called(mg.Dense, np.int64(2), np.int8(3), bias=np.bool_(False)) == mg.Dense(2, 3, bias=False)
    assert np.array_equal(np.asarray(call("one_hot", labels=np.int64(1), n_classes=np.int64(2))), [0.0, 1.0])
    assert call("partial", index=np.int64(1)) == CENTRAL.partial(total, [1.0, 2.0], 1)
    result = call("minimize", steps=np.int64(3), tol=np.float32(1e-3))
    assert isinstance(result, mg.DescentResult)
    assert result.nit == 3
    assert np.isclose(CENTRAL.derivative(np.square, np.float64(3.0)), 6.0)


# --- complex numbers of Python's
# ---------------------------------------------------------------------------------------


def root(x: float) -> float:
    """Below 0 Python's answer is a complex number."""
    value: float = float(x) ** 0.5
    return value


def test_complex_values_are_outside_the_domain() -> None:
    assert mg.AdaptiveDifference().derivative(root, 1e-9) == pytest.approx(0.5e4 * 10**0.5, rel=1e-8)
    with pytest.raises(mg.NonFiniteError, match="`fun` returned nan with x moved by"):
        CENTRAL.derivative(root, 1e-9)
    assert mg.check_gradient(lambda x: root(x[0]), lambda x: 0.5 * x**-0.5, [1e-6]).passed
    with pytest.raises(mg.DivergenceError, match=r"the point or `fun` \(nan\) is not finite there"):
        mg.minimize(lambda x: root(x[0]), [1.0], mg.GradientDescent(0.6))
    line = plotting.plot_tangent(root, 1.0, bounds=(-1.0, 2.0)).lines[0]
    assert np.isnan(np.asarray(line.get_ydata(), dtype=np.float64)).any()
