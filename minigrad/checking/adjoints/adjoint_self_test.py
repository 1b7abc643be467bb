"""What products of random vectors can show: which corrupted adjoints would have failed."""

from __future__ import annotations

import numpy as np

from minigrad.arrays import Float64Array
from minigrad.checking.adjoints.compared import Compared
from minigrad.checking.adjoints.linearity import Vectors
from minigrad.checking.adjoints.probing import Probing
from minigrad.checking.explaining.self_test import SelfTest


def run_adjoint_self_test(products: Compared, probing: Probing) -> SelfTest:
    """Corrupt the adjoint of a right pair, by what that would change in each product.

    An error in a row of A changes <A x, y> by its share (A x)_i y_i, one in a column <x, A' y> by x_j (A' y)_j.
    """
    right, pairs = np.abs(products.forward), len(probing.x)
    rows = _visible(probing.ax, probing.y, products.refuted[:pairs])
    columns = _visible(probing.by, probing.x, products.refuted[:pairs])
    tried = {
        "factor 1.01": bool((0.01 * right > products.refuted).any()),
        "sign": bool((2.0 * right > products.refuted).any()),
        "any row dropped": bool((rows[np.isfinite(rows)] < 1.0).all()),
        "any column dropped": bool((columns[np.isfinite(columns)] < 1.0).all()),
    }
    if not right.any():
        tried = {}
    each = np.concatenate([rows, columns])
    shows = each < 1.0
    return SelfTest(
        tuple(name for name, noticed in tried.items() if noticed),
        tuple(name for name, noticed in tried.items() if not noticed),
        float(np.max(each[shows])) if shows.any() else float("inf"),
        int(shows.sum()),
        int((~shows).sum()),
        "row and column",
    )


def _visible(results: Vectors, others: Vectors, refuted: Float64Array) -> Float64Array:
    """The relative error of each element from which on one of the products fails, of which it has these shares."""
    largest = np.zeros_like(results[0])
    for result, other, limit in zip(results, others, refuted, strict=True):
        np.maximum(largest, np.abs(result * other) / limit, out=largest)
    return np.divide(1.0, largest, out=np.full_like(largest, np.inf), where=largest > 0.0)
