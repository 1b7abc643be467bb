"""A user's differentiator: the forward difference to the letter, in ten lines; and what each method of the base
returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_type, final

import numpy as np
from typing_extensions import override

import minigrad as mg
from minigrad.arrays import Float64Array, FloatArray


@final
@dataclass(frozen=True)
class Textbook(mg.Differentiator):
    h: float = 1e-5

    @override
    def differentiate(self, probe: mg.Probe, *, derivative: int = 1, with_error: bool = True) -> mg.Estimate:
        line, step = np.arange(probe.size), np.full(probe.size, self.h)
        value = (probe.values(line, step) - probe.base()) / step
        status = np.full(probe.size, int(mg.Status.CONVERGED), np.int8)
        return mg.Estimate(value, np.full(probe.size, np.inf), step, status, probe.evaluations)


def square(x: float) -> float:
    return x * x


method = Textbook()
assert_type(method.derivative(square, 3.0), float)
assert_type(method.derivative(np.exp, np.ones(3)), Float64Array)
assert_type(method.derivative(lambda x, a: a * x, 3.0, args=(2.0,), n=3), float)
assert_type(method.derivative(lambda x, a: a * x, np.ones(3), args=(2.0,), n=3), Float64Array)
assert_type(method.gradient(lambda x, a: a * x[0], [1.0, 2.0], args=(2.0,)), Float64Array)
assert_type(method.estimate_jacobian(lambda x, a: a * x, [1.0, 2.0], args=(2.0,)).error, Float64Array)
assert_type(mg.minimize(lambda x: (x @ x, 2 * x), [1.0], mg.LBFGS(), jac=True).x, FloatArray)
assert_type(mg.minimize(lambda x, a: (a * x @ x, 2 * a * x), [1.0], mg.LBFGS(), jac=True, args=(2.0,)).nfev, int)
assert_type(mg.minimize(lambda x, a: a * x @ x, [1.0], mg.LBFGS(), jac=lambda x, a: 2 * a * x, args=(2.0,)).njev, int)
assert_type(method.partial(lambda x: x[0] * x[1], [1.0, 2.0], 1), float)
assert_type(method.gradient(lambda x: x[0] * x[1], [1.0, 2.0]), Float64Array)
assert_type(method.directional(lambda x: x[0], [1.0], [2.0]), float)
assert_type(method.jacobian(lambda x: 2 * x, [1.0, 2.0], bounds=(0.0, np.inf)), Float64Array)
assert_type(method.hessian(lambda x: x[0] ** 2, [1.0]), Float64Array)
assert_type(method.estimate(lambda x: x[0] ** 2, [1.0]).error, Float64Array)
