"""The abstract differentiator: one method to write, and every kind of derivative follows from it."""

from __future__ import annotations

from minigrad.differentiators.kinds.derivative_methods import DerivativeMethods
from minigrad.differentiators.kinds.gradient_methods import GradientMethods
from minigrad.differentiators.kinds.hessian_methods import HessianMethods
from minigrad.differentiators.kinds.jacobian_methods import JacobianMethods
from minigrad.differentiators.kinds.slope_methods import SlopeMethods


class Differentiator(DerivativeMethods, SlopeMethods, GradientMethods, JacobianMethods, HessianMethods):
    """How a derivative is estimated from values of a function.

    A subclass writes :meth:`differentiate` for n functions of one variable; the bases of this class reduce gradients,
    Jacobians and Hessians to such functions. A whole differentiator, (f(x + h) - f(x)) / h, without a bound on its
    error:

    >>> import numpy as np
    >>> import minigrad as mg
    >>> class Textbook(Differentiator):
    ...     def differentiate(self, probe, *, derivative=1, with_error=True):
    ...         if derivative > 1 or probe.geometry.bounded:
    ...             raise NotImplementedError("first derivatives without bounds only")
    ...         line, step = np.arange(probe.size), np.full(probe.size, 1e-5)
    ...         value = (probe.values(line, step) - probe.base()) / step
    ...         unknown, status = np.full(probe.size, np.inf), np.full(probe.size, mg.Status.CONVERGED)
    ...         return mg.Estimate(value, unknown, step, status, probe.evaluations)
    >>> Textbook().gradient(lambda x: x[0] ** 2 * x[1], [3.0, 4.0]).round(3)
    array([24.,  9.])

    Arguments, exceptions and warnings that its methods share are described at :meth:`gradient`.
    """
