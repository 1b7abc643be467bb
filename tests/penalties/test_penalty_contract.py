"""Every penalty: slopes are derivatives of values, each number is priced by itself, and float32 stays float32."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.checking import check_gradient
from minigrad.penalties import Penalty
from tests.numeric import read_only
from tests.registry import PENALTIES

THETA = read_only(np.array([[-2.0, -0.3, 0.7], [1.5, 3.0, -40.0]]))


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
def test_its_promises(penalty: Penalty) -> None:
    values, slopes = penalty.element_values(THETA), penalty.element_slopes(THETA)
    for index in np.ndindex(THETA.shape):
        assert values[index] == penalty.element_values(THETA[index].reshape(1))[0]
    report = check_gradient(lambda theta: float(penalty.element_values(theta).sum()), penalty.element_slopes, THETA)
    assert report.passed, report
    single = THETA.astype(np.float32)
    for given, double in ((penalty.element_values(single), values), (penalty.element_slopes(single), slopes)):
        assert given.dtype == np.float32
        np.testing.assert_allclose(given, double, rtol=1e-6)
