"""Checks of a derivative by its products with random vectors: (x, v) -> J v against the slopes of fun along v."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minigrad.arrays import Float64Array, Shape
from minigrad.checking.answer import answer
from minigrad.checking.contracts.products import Product, Products, note_products
from minigrad.checking.contracts.question import Terms
from minigrad.checking.contracts.subject import Subject
from minigrad.checking.contracts.watch import Watch
from minigrad.checking.direction_lengths import direction_lengths
from minigrad.checking.names import GivenNames
from minigrad.checking.reporting.evidence import Evidence
from minigrad.checking.reporting.report import GradientReport
from minigrad.checking.rules.check_settings import CHECK
from minigrad.checking.screening.gap import random_direction
from minigrad.probes.lines import CoordinateLines


def answer_products(
    subject: Subject,
    product: Product,
    terms: Terms,
    matrix: str = "J",
    note: Callable[[Evidence], Evidence] | None = None,
) -> GradientReport:
    """The report on products with random vectors.

    Args:
        subject: fun at x.
        product: (x, v) -> the derivative at x times v.
        terms: of the check.
        matrix: what the derivative is called: entries are ``(J v1)[i]``.
        note: adds more findings.
    """
    products = Products(product, _random_vectors(subject, terms.rng))
    watch = Watch(subject.along(products.directions), products)

    def notes(evidence: Evidence) -> Evidence:
        note_products(watch, products, evidence.question.tolerance.widest)
        return evidence if note is None else note(evidence)

    return answer(watch, lambda found, shape: _names(matrix, found, shape), terms, note=notes)


def _random_vectors(subject: Subject, rng: np.random.Generator) -> Float64Array:
    """(k, *x.shape): each moves every coordinate by about its length, in an order of magnitude of its own."""
    origin = subject.origin
    length = direction_lengths(CoordinateLines.all(origin).geometry())
    entries = np.arange(origin.x.size)
    vectors = [random_direction(entries, length, rng).weights for _ in range(CHECK.products)]
    return np.stack(vectors).reshape(-1, *origin.x.shape)


def _names(matrix: str, subject: Subject, shape: Shape) -> GivenNames:
    columns = CHECK.products
    outputs = int(np.prod(shape))

    def name(index: int) -> str:
        output, vector = divmod(index, columns)
        return f"({matrix} v{vector + 1}){subject.output_name(shape, output).removeprefix('f')}"

    return GivenNames(outputs * columns, name)
