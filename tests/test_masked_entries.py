"""Masked entries are refused wherever an array is taken."""

from __future__ import annotations

import numpy as np
import pytest

from tests.good_calls import CENTRAL, MASKED, call, total

# --- masked arrays ---------------------------------------------------------------------------------------------------

TAKE_ARRAYS = [
    *(
        ("check_gradient", "x"),
        ("spot_check", "x"),
        ("gradient", "x"),
        ("derivative", "x"),
        ("hessian", "x"),
        ("jacobian", "x"),
    ),
    *(("partial", "x"), ("directional", "x"), ("directional", "direction"), ("minimize", "x0"), ("Stencil", "offsets")),
    *(
        ("forward", "x"),
        ("forward", "theta"),
        ("predict", "x"),
        ("risk", "theta"),
        ("risk.values", "thetas"),
        ("fit", "x"),
    ),
    *(("fit", "t"), ("EmpiricalRisk", "x"), ("EmpiricalRisk", "t"), ("objective", "outputs"), ("objective", "targets")),
    *(
        ("accuracy", "outputs"),
        ("accuracy", "targets"),
        ("as_labels", "targets"),
        ("one_hot", "labels"),
        ("softmax", "logits"),
    ),
    *(
        ("sigmoid", "x"),
        ("standardize", "x_train"),
        ("Standardizer", "mean"),
        ("Standardizer", "scale"),
        ("Dataset", "x"),
    ),
    *(
        ("Dataset", "t"),
        ("train_test_split", "x"),
        ("train_test_split", "t"),
        ("unflatten", "theta"),
        ("verify_layer", "inputs"),
    ),
    *(
        ("verify_objective", "outputs"),
        ("verify_objective", "targets"),
        ("Dense.forward", "inputs"),
        ("plot_confusion", "targets"),
    ),
]


@pytest.mark.each(("what", "name"), TAKE_ARRAYS)
def test_masked_entries_are_refused(what: str, name: str) -> None:
    for value in (MASKED, np.ma.array([[1, 2]], mask=[[False, True]]), np.ma.masked):
        with pytest.raises(ValueError, match=f"`{name}` must not have masked entries; replace them with .filled"):
            call(what, **{name: value})


@pytest.mark.each("value", [[1.0, np.ma.masked], [MASKED, MASKED], ([[MASKED]],)])
def test_masked_entries_in_lists_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="`x` must not have masked entries"):
        call("gradient", x=value)


def test_a_masked_array_without_masked_entries_is_an_array() -> None:
    gradient = CENTRAL.gradient(total, np.ma.array([1.0, 2.0], mask=[False, False]))
    assert type(gradient) is np.ndarray
    assert gradient.round(6).tolist() == [2.0, 4.0]


@pytest.mark.each("what", ["check_gradient", "spot_check"])
def test_a_gradient_with_masked_entries_is_refused(what: str) -> None:
    with pytest.raises(ValueError, match=r"`jac\(x\)` must not have masked entries"):
        call(what, jac=lambda x: np.ma.array(2.0 * x, mask=[False, True]))


def test_what_fun_and_jac_return_may_not_be_masked() -> None:
    with pytest.raises(TypeError, match="`fun` must return numbers, got masked entries"):
        call("jacobian", fun=lambda x: np.ma.array(x, mask=True))
    with pytest.raises(ValueError, match=r"`jac\(x\)` must not have masked entries"):
        call("minimize", jac=lambda x: np.ma.array(x, mask=True))
