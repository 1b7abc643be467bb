"""The place of a check: a function at an array, or at the vector of a structure, and what its entries are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

import numpy.typing as npt

from minigrad.arrays import as_float_array
from minigrad.checking.contracts.matrices import Jacobian
from minigrad.checking.contracts.products import Product
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.names import EntryNames, Names, entry_names
from minigrad.probes.function_types import ArrayFunction
from minigrad.probes.origin import Bounds, StructureBounds
from minigrad.probes.workers.engines import map_like
from minigrad.probes.workers.worker_types import Workers
from minigrad.structures import Structure
from minigrad.structures.structured_claims import StructuredJac


class Place(NamedTuple):
    """Where a function is checked.

    Attributes:
        subject: the function at its point.
        inputs: the names of the entries of x.
    """

    subject: Subject
    inputs: EntryNames

    def claim(self, jac: object) -> Jacobian:
        """jac as a function of the array that the subject is at."""
        structure = self.subject.structure
        if structure is None:
            return cast("Jacobian", jac)
        return StructuredJac(cast("Callable[[object], object]", jac), structure)

    def product(self, product: Product) -> Product:
        """A product (x, v) -> J v, as a function of such arrays."""
        structure = self.subject.structure
        if structure is None:
            return product
        own = cast("Callable[[object, object], npt.ArrayLike]", product)
        return lambda x, v: own(structure.build_given(x), structure.build(v))


def placed(fun: object, x: object, names: Names, bounds: StructureBounds, workers: Workers) -> Place:
    """fun at x, checked; arguments as of :func:`~minigrad.check_gradient`.

    Raises:
        TypeError, ValueError: x is neither an array nor a structure, or ``names`` or ``bounds`` do not fit it.
    """
    structure = Structure.of_point("x", x)
    if structure is None:
        given = cast("npt.ArrayLike", x)
        point = as_float_array("x", given)
        inputs = entry_names(names, point)
        function = cast("ArrayFunction", fun)
        own = Subject.of(function, point, given=given, bounds=cast("Bounds", bounds), workers=map_like(workers))
        return Place(own, inputs)
    named = structure if names is None else entry_names(names, structure.vector)
    of_structure = cast("Callable[[object], npt.ArrayLike]", fun)
    return Place(Subject.of_structure(of_structure, structure, bounds=bounds, workers=map_like(workers)), named)
