"""The abstract differentiator: one method to write, and every kind of derivative follows from it.

>>> import numpy as np
>>> import minigrad as mg
>>> mg.CentralDifference().jacobian(lambda x: np.array([x[0] * x[1], x[0] ** 2]), [2.0, 3.0]).round(6)
array([[3., 2.],
       [4., 0.]])
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import SupportsFloat, TypeAlias, final, overload

import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array
from minigrad.differentiators.estimate import Estimate
from minigrad.differentiators.hessian import assemble, mixed_lines
from minigrad.differentiators.ignored_argument import warn_if_ignored
from minigrad.probes import problems
from minigrad.probes.function_types import ArrayFunction, ScalarFunction
from minigrad.probes.origin import Bounds
from minigrad.probes.probe import Probe
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers

Index: TypeAlias = int | tuple[int, ...]

Numbers: TypeAlias = AnyArray | Sequence[float] | Sequence[Sequence[float]]
"""An array or nested sequences of numbers, but not a single number."""


class Differentiator(ABC):
    """How a derivative is estimated from values of a function.

    A subclass writes :meth:`differentiate` for n functions of one variable; the rest of this class reduces gradients,
    Jacobians and Hessians to such functions. A whole differentiator, (f(x + h) - f(x)) / h, without a bound on its
    error:

    >>> import numpy as np
    >>> import minigrad as mg
    >>> class Textbook(Differentiator):
    ...     def differentiate(self, probe, *, derivative=1, with_error=True):
    ...         if derivative == 2 or probe.geometry.bounded:
    ...             raise NotImplementedError("first derivatives without bounds only")
    ...         line, step = np.arange(probe.size), np.full(probe.size, 1e-5)
    ...         value = (probe.values(line, step) - probe.base()) / step
    ...         unknown, status = np.full(probe.size, np.inf), np.full(probe.size, mg.Status.CONVERGED)
    ...         return mg.Estimate(value, unknown, step, status, probe.evaluations)
    >>> Textbook().gradient(lambda x: x[0] ** 2 * x[1], [3.0, 4.0]).round(3)
    array([24.,  9.])

    Arguments, exceptions and warnings that its methods share are described at :meth:`gradient`.
    """

    @abstractmethod
    def differentiate(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        """Differentiate every line of ``probe`` at t = 0.

        Args:
            probe: gives the values phi_k(t) of n functions of one variable.
            derivative: 1 for phi_k'(0), 2 for phi_k''(0), which Hessians are made of.
            with_error: whether error bounds are wanted; without, a method may save evaluations and return infinity.

        Returns:
            an :class:`Estimate` of flat arrays (n,).

        Raises:
            NotImplementedError: it has no second derivatives, or keeps no bounds (``probe.geometry``).
        """

    @overload
    def derivative(self, fun: Callable[[float], SupportsFloat], x: float, *, bounds: Bounds = None) -> float: ...
    @overload
    def derivative(self, fun: ArrayFunction, x: Numbers, *, bounds: Bounds = None) -> Float64Array: ...
    @final
    def derivative(
        self, fun: Callable[[float], SupportsFloat] | ArrayFunction, x: npt.ArrayLike, *, bounds: Bounds = None
    ) -> float | Float64Array:
        """f'(x) of a function of one number; for an array x, of each element of an elementwise ``fun``.

        >>> import numpy as np
        >>> import minigrad as mg
        >>> mg.CentralDifference().derivative(np.exp, [0.0, 1.0]).round(6)
        array([1.        , 2.718282])
        """
        probe, shape = problems.derivative_probe(fun, x, bounds)
        value = self._solve(probe, with_error=False).value.reshape(shape)
        return value if shape else float(value)

    @final
    def partial(self, fun: ScalarFunction, x: npt.ArrayLike, index: Index, *, bounds: Bounds = None) -> float:
        """The partial derivative with respect to ``x[index]``; all other coordinates stay where they are.

        Args:
            index: an int for one axis (negative ones count from the end), a tuple for several.

        Raises:
            IndexError: ``index`` is outside x or has the wrong length.

        >>> import minigrad as mg
        >>> mg.CentralDifference(abs_step=1e-4).partial(lambda x: x[0] ** 2 + x[1] ** 2, [3.0, 4.0], 0)
        6.00000000000378
        """
        probe = problems.partial_probe(fun, x, index, bounds)
        return float(self._solve(probe, with_error=False).value[0])

    @final
    def gradient(
        self,
        fun: ScalarFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array:
        """All partial derivatives of a function with one value; an array of x's shape.

        Args:
            fun: called with an array of its own, into which it may write. Its exceptions keep their type; a note names
                the coordinate.
            x: anything that ``numpy.asarray`` takes; it is never written to or kept. Integers are promoted. float32
                gets steps that suit its precision; ``fun`` is then called with float64 points, and the result is
                float64.
            bounds: (lower, upper), numbers or arrays like x; the method turns one-sided there and never crosses them.
            vectorized: whether ``fun`` takes a stack of m points (m, *x.shape) and returns m values, in one call.
            workers: how many processes share the work, or something that is called like ``map``, see
                :mod:`minigrad.probes.workers.engines`. The result does not depend on how many or which, to the last
                bit, where BLAS uses equally many threads.

        Raises:
            TypeError: x or a value of ``fun`` is not real numbers, or ``fun`` returns an array where a number is due.
            ValueError: x is empty, not finite, outside the bounds, or a shape does not fit.

        Warns:
            IgnoredArgumentWarning: ``fun`` ignores its argument, as ``lambda w: net.loss(x, t)`` does, and uses an
                array that holds x's numbers; its derivative is 0.
        """
        return self._gradient(fun, x, bounds, vectorized, workers, with_error=False).value

    @final
    def directional(
        self, fun: ScalarFunction, x: npt.ArrayLike, direction: npt.ArrayLike, *, bounds: Bounds = None
    ) -> float:
        """The slope of f(x + t v) at t = 0, which is gradient . v; v = ``direction`` is not normalised.

        Raises:
            ValueError: ``direction`` has not the shape of x, or is zero.

        >>> import minigrad as mg
        >>> round(mg.CentralDifference().directional(lambda x: x[0] * x[1], [3.0, 4.0], [1.0, 2.0]), 6)
        10.0
        """
        probe = problems.directional_probe(fun, x, direction, bounds)
        return float(self._solve(probe, with_error=False).value[0])

    @final
    def jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Float64Array:
        """dF_j/dx_i of a function with an array for a value; shape F.shape + x.shape."""
        return self._jacobian(fun, x, bounds, vectorized, workers, with_error=False).value

    @final
    def hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, *, bounds: Bounds = None, workers: Workers = None
    ) -> Float64Array:
        """All second partial derivatives, symmetric; shape x.shape + x.shape.

        The mixed ones come from second derivatives along a e_i + b e_j, which are a^2 H_ii + 2 a b H_ij + b^2 H_jj,
        with a and b in proportion to the steps along e_i and e_j.

        >>> import minigrad as mg
        >>> mg.CentralDifference().hessian(lambda x: x[0] ** 2 * x[1], [1.0, 2.0]).round(5)
        array([[4., 2.],
               [2., 0.]])
        """
        return self._hessian(fun, x, bounds, workers, with_error=False).value

    @final
    def estimate(
        self,
        fun: ScalarFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate:
        """:meth:`gradient` with error bounds, steps, status and cost."""
        return self._gradient(fun, x, bounds, vectorized, workers, with_error=True)

    @overload
    def estimate_derivative(
        self, fun: Callable[[float], SupportsFloat], x: float, *, bounds: Bounds = None
    ) -> Estimate: ...
    @overload
    def estimate_derivative(self, fun: ArrayFunction, x: Numbers, *, bounds: Bounds = None) -> Estimate: ...
    @final
    def estimate_derivative(
        self, fun: Callable[[float], SupportsFloat] | ArrayFunction, x: npt.ArrayLike, *, bounds: Bounds = None
    ) -> Estimate:
        """:meth:`derivative` with error bounds, steps, status and cost."""
        probe, shape = problems.derivative_probe(fun, x, bounds)
        return self._solve(probe).reshape(shape)

    @final
    def estimate_partial(
        self, fun: ScalarFunction, x: npt.ArrayLike, index: Index, *, bounds: Bounds = None
    ) -> Estimate:
        """:meth:`partial` with its error bound, step, status and cost."""
        return self._solve(problems.partial_probe(fun, x, index, bounds)).reshape(())

    @final
    def estimate_directional(
        self, fun: ScalarFunction, x: npt.ArrayLike, direction: npt.ArrayLike, *, bounds: Bounds = None
    ) -> Estimate:
        """:meth:`directional` with its error bound, step (in units of t), status and cost."""
        return self._solve(problems.directional_probe(fun, x, direction, bounds)).reshape(())

    @final
    def estimate_jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        *,
        bounds: Bounds = None,
        vectorized: bool = False,
        workers: Workers = None,
    ) -> Estimate:
        """:meth:`jacobian` with error bounds, steps, status and cost."""
        return self._jacobian(fun, x, bounds, vectorized, workers, with_error=True)

    @final
    def estimate_hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, *, bounds: Bounds = None, workers: Workers = None
    ) -> Estimate:
        """:meth:`hessian` with error bounds, steps, status and cost."""
        return self._hessian(fun, x, bounds, workers, with_error=True)

    @final
    def _solve(self, probe: Probe, *, derivative: int = 1, with_error: bool = True) -> Estimate:
        """:meth:`differentiate`, and a warning where the function ignores its argument."""
        return warn_if_ignored(probe, self.differentiate(probe, derivative=derivative, with_error=with_error))

    @final
    def _gradient(
        self,
        fun: ScalarFunction,
        x: npt.ArrayLike,
        bounds: Bounds,
        vectorized: bool,
        workers: Workers,
        *,
        with_error: bool,
    ) -> Estimate:
        probe, shape = problems.gradient_probe(fun, x, bounds, vectorized, map_like(workers))
        return self._solve(probe, with_error=with_error).reshape(shape)

    @final
    def _jacobian(
        self,
        fun: ArrayFunction,
        x: npt.ArrayLike,
        bounds: Bounds,
        vectorized: bool,
        workers: Workers,
        *,
        with_error: bool,
    ) -> Estimate:
        probe, shape = problems.jacobian_probe(fun, x, bounds, vectorized, map_like(workers))
        return self._solve(probe, with_error=with_error).reshape(shape)

    @final
    def _hessian(
        self, fun: ScalarFunction, x: npt.ArrayLike, bounds: Bounds, workers: Workers, *, with_error: bool
    ) -> Estimate:
        probe, _ = problems.gradient_probe(fun, x, bounds, False, map_like(workers))
        pure = self._solve(probe, derivative=2, with_error=with_error)
        lines = mixed_lines(probe.origin, pure)
        if probe.size == 1:
            return assemble(pure, pure.take(lines.first), lines)
        mixed = self.differentiate(probe.along(lines), derivative=2, with_error=with_error)
        return assemble(pure, mixed, lines)
