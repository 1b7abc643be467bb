"""The function at x with both products, as functions of arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast, final

import numpy as np
import numpy.typing as npt

from minigrad.arrays import AnyArray, Float64Array, FloatArray, Shape
from minigrad.checking.adjoints.linear_map import LinearMap, MapFunction, Pair
from minigrad.checking.adjoints.remarks import Remarks
from minigrad.checking.adjoints.space import Space
from minigrad.checking.along_vectors import answer_products
from minigrad.checking.answer import answer
from minigrad.checking.contracts.matrices import as_matrix
from minigrad.checking.contracts.products import Product
from minigrad.checking.contracts.question import Terms
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.place import Place
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.probes.returned_values import read_array


@final
@dataclass(frozen=True)
class BothProducts:
    """What is checked.

    Attributes:
        place: fun at x.
        jvp: (x, v) -> J v, or None.
        vjp: (x, w) -> J' w, or None.
        terms: of the check.
        output_shape: the shape F of what fun returns.
        size: (k,) of each of its numbers, by which random vectors w are divided.
    """

    place: Place
    jvp: Product | None
    vjp: Product | None
    terms: Terms
    output_shape: Shape
    size: Float64Array

    @staticmethod
    def at(place: Place, jvp: Product | None, vjp: Product | None, terms: Terms) -> BothProducts:
        """With one evaluation of fun.

        Raises:
            TypeError: fun returns complex numbers.
        """
        value = read_array(place.subject.fun(place.subject.origin.x.copy()))
        size = np.abs(value.reshape(-1).astype(np.float64))
        usable = np.where(np.isfinite(size) & (size > 0.0), size, 1.0)
        return BothProducts(place, jvp, vjp, terms, value.shape, usable)

    def pair(self, remarks: Remarks) -> Pair | None:
        """Both products at x as maps of v and of w, where there are both."""
        forward, adjoint = self.jvp, self.reverse(remarks)
        if forward is None or adjoint is None:
            return None
        x, product = self.place.subject.x, self.place.product(forward)
        v, outputs = (
            Space("v", x.shape, x.dtype.char, first=CHECK.products + 1),
            Space("fun(x)", self.output_shape, x.dtype.char),
        )
        function = cast("MapFunction", lambda vector: product(x.copy(), vector))
        return LinearMap("jvp", function, v, outputs, remarks, "J"), adjoint

    def reverse(self, remarks: Remarks) -> LinearMap | None:
        """vjp at x as a map of w."""
        if self.vjp is None:
            return None
        x = self.place.subject.x
        w, inputs = Space("w", self.output_shape, x.dtype.char), Space("x", x.shape, x.dtype.char)
        function = cast("MapFunction", lambda vector: self.pulled(x.copy(), vector))
        return LinearMap("vjp", function, w, inputs, remarks, "J")

    def pulled(self, x: FloatArray, w: AnyArray) -> AnyArray:
        """vjp(x, w) as an array like x."""
        own = cast("Callable[[object, AnyArray], npt.ArrayLike]", self.vjp)
        return as_matrix("vjp(x, w)", self.place.claim(lambda point: own(point, w))(x))

    def forward_report(self) -> GradientReport | None:
        """jvp against differences of fun along random v."""
        if self.jvp is None:
            return None
        return answer_products(self.place.subject, self.place.product(self.jvp), self.terms)

    def reverse_report(self) -> GradientReport:
        """vjp against differences of fun: its products with random v against slopes of w . fun."""
        weights = self.terms.rng.normal(size=(CHECK.products, self.size.size)) / self.size

        def combined(point: Float64Array) -> Float64Array:
            return weights @ self.place.subject.outputs_at(point, self.output_shape)

        def products(x: FloatArray, v: FloatArray) -> FloatArray:
            pulled = (self.pulled(x.copy(), w.reshape(self.output_shape).astype(x.dtype)) for w in weights)
            return np.array([np.vdot(array.astype(np.float64), v.astype(np.float64)) for array in pulled])

        subject = replace(self.place.subject, fun=combined)
        return answer_products(subject, products, self.terms, "W J")

    def entries_report(self) -> GradientReport:
        """vjp(x, w) for a random w against the slopes of w . fun, entry by entry."""
        weights = self.terms.rng.normal(size=self.size.size) / self.size
        w = weights.reshape(self.output_shape)
        subject = replace(
            self.place.subject, fun=lambda point: weights @ self.place.subject.outputs_at(point, self.output_shape)
        )
        own = cast("Callable[[object, AnyArray], npt.ArrayLike]", self.vjp)
        claim = self.place.claim(lambda point: own(point, w.astype(self.place.subject.x.dtype)))
        return answer(Watch(subject, claim), lambda *_: self.place.inputs, self.terms)
