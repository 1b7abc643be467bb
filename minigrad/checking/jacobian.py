"""check_jacobian: is this matrix the derivative of a function with several outputs?

Each entry d f_i / d x_j is judged as the entry of a gradient is. One evaluation of ``fun`` serves all outputs, so that
a Jacobian of m rows costs no more evaluations than a gradient.
"""

from __future__ import annotations

from typing import cast

import numpy.typing as npt

from minigrad.arguments import as_generator, require_callable, require_flag
from minigrad.arrays import Rng, as_float_array
from minigrad.checking.along_vectors import answer_products
from minigrad.checking.answer import Mode, answer, as_terms
from minigrad.checking.contracts.matrices import Jacobian
from minigrad.checking.contracts.products import Product, as_product
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.derivative_names import jacobian_names
from minigrad.checking.names import Names, entry_names
from minigrad.checking.reporting.report import GradientReport
from minigrad.differentiators.base import Differentiator
from minigrad.probes.function_types import ArrayFunction
from minigrad.probes.origin import Bounds
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers


def check_jacobian(
    fun: ArrayFunction,
    jac: Jacobian | Product,
    x: npt.ArrayLike,
    *,
    product: bool | None = None,
    names: Names = None,
    rtol: float | None = None,
    mode: Mode = "full",
    budget: int | None = None,
    workers: Workers = None,
    order: bool | None = None,
    rng: Rng = None,
    bounds: Bounds = None,
    differentiator: Differentiator | None = None,
) -> GradientReport:
    """Compare ``jac(x)`` with the slopes of every output of ``fun`` at x, entry by entry: PASS, FAIL or INCONCLUSIVE.

    J[i, j] = d f_i / d x_j. Entries are called ``f[i] / x[j]``. While all is well, n columns take 4 n evaluations of
    ``fun`` and a few more, whatever the number of outputs.

    Args:
        fun: a function of an array like x that returns an array of any shape F. Complex outputs count as two, their
            real and their imaginary part.
        jac: its derivative, an array of shape F + x.shape, or a sparse matrix of scipy; or the product (x, v) -> J v,
            an array of shape F, which is compared along three random directions v.
        x: the point, any shape; never written to.
        product: whether ``jac`` is called with x and v; by default its parameters tell.
        names: of the entries of x, as for :func:`~minigrad.check_gradient`.
        rtol, mode, budget, workers, order, rng, bounds, differentiator: as for :func:`~minigrad.check_gradient`.

    Raises:
        TypeError, ValueError: an argument is not what it should be. Exceptions of ``fun`` and ``jac`` at x go through.

    >>> import numpy as np
    >>> residuals = lambda x: np.array([10.0 * (x[1] - x[0] ** 2), 1.0 - x[0]])  # of Rosenbrock's function
    >>> wrong = lambda x: np.array([[-20.0 * x[0], 10.0], [1.0, 0.0]])
    >>> report = check_jacobian(residuals, wrong, [-1.2, 1.0])
    >>> report.verdict.name, report.worst[0].name, report.worst[0].numeric
    ('FAIL', 'f[1] / x[0]', -1.0)
    """
    require_callable("fun", fun)
    require_callable("jac", jac)
    if product is not None:
        require_flag("product", product)
    point = as_float_array("x", x)
    terms = as_terms(rtol, mode, budget, order, differentiator, as_generator("rng", rng))
    inputs = entry_names(names, point)
    subject = Subject.of(fun, point, given=x, bounds=bounds, workers=map_like(workers))
    by_vector = as_product("jac", jac, product)
    if by_vector is not None:
        return answer_products(subject, by_vector, terms)
    return answer(Watch(subject, cast("Jacobian", jac)), lambda *found: jacobian_names(inputs, *found), terms, mode)
