"""The products <A x, y> and <x, A' y>, and by how much rounding may have moved them."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.adjoint_settings import ADJOINT
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linear_map import Pair
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.adjoints.space import dot, norm, times_i


def products(pair: Pair, probing: Probing, rtol: float) -> Compared:
    """For each pair (x, y); of complex maps real and imaginary part.

    The bound is what the linearity of both maps shows of their rounding, and some roundings of each term in any case.

    Args:
        pair: the map and its adjoint.
        probing: what they returned.
        rtol: what products may differ by in any case, relative to their size.
    """
    x_space, y_space = (linear.domain for linear in pair)
    names, rows = list[str](), list[tuple[float, float, float, float]]()
    for part in (".real", ".imag") if probing.complex_linear else ("",):
        for k, (x, ax, error) in enumerate(zip(probing.x, probing.ax, probing.ax_error, strict=True)):
            turned = [times_i(vector) if part == ".imag" else vector for vector in (x, ax, error)]
            names.append(f"<{pair[0].matrix} {x_space.numbered(k)}, {y_space.numbered(k)}>{part}")
            rows.append(_product(pair, turned, (probing.y[k], probing.by[k], probing.by_error[k])))
    forward, adjoint, bound, size = np.array(rows).T
    return Compared.of(tuple(names), adjoint, forward, bound, size, rtol)


def _product(
    pair: Pair, of_x: list[Float64Array], of_y: tuple[Float64Array, Float64Array, Float64Array]
) -> tuple[float, float, float, float]:
    """Both products, the bound of their difference, and their size, which is that of the terms: a sum of random signs.

    Args:
        pair: the maps.
        of_x, of_y: an argument, the result, and the rounding of that.
    """
    (x, ax, ax_error), (y, by, by_error) = of_x, of_y
    sizes = norm(ax * y), norm(x * by)
    floor = ADJOINT.roundings * float(np.hypot(pair[0].epsilon * sizes[0], pair[1].epsilon * sizes[1]))
    shown = ADJOINT.sigmas * float(np.hypot(norm(ax_error * y), norm(by_error * x)))
    return dot(ax, y), dot(x, by), floor + shown, max(sizes)
