"""The networks, with their data, their first weights and the order of their samples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

import minigrad as mg
from minigrad.arrays import FloatArray, FloatType, IntArray

Rule: TypeAlias = Literal["sgd", "adam"]

RATES: Final[dict[Rule, float]] = {"sgd": 0.1, "adam": 0.001}
"""The learning rate of each rule."""


class Case(NamedTuple):
    """A classifier with ReLU between its dense layers, trained on softmax cross-entropy.

    Attributes:
        widths: features, hidden units of each layer, classes.
        batch: samples in a batch.
        dtype: of data and weights.
        rule: stochastic gradient descent or Adam.
        samples: how many there are.
        epochs: in one run.
        reach: the ratio to the loop by hand (with filters, to PyTorch) that minigrad should reach.
        filters: 3 x 3 filters of a convolution before the dense layers, with ReLU and 2 x 2 pooling; 0 for none.
    """

    widths: tuple[int, ...]
    batch: int
    dtype: FloatType
    rule: Rule
    samples: int = 2000
    epochs: int = 5
    reach: float = 1.3
    filters: int = 0

    @property
    def name(self) -> str:
        """Widths, batch, precision and rule."""
        widths = "-".join(map(str, self.widths))
        filters = f" after {self.filters} filters" if self.filters else ""
        return f"{widths}{filters}, batch {self.batch}, {np.dtype(self.dtype).name}, {self.rule}"

    @property
    def steps(self) -> int:
        """How many steps one run takes."""
        return self.epochs * -(-self.samples // self.batch)

    def data(self) -> tuple[FloatArray, IntArray]:
        """Numbers in [0, 1) and labels: the digits or the irises where the widths are theirs, else drawn at random, in
        the size of MNIST."""
        known = {(64, 10): mg.load_digits, (4, 3): mg.load_iris}.get((self.widths[0], self.widths[-1]))
        if known is None:
            rng = np.random.default_rng(0)
            x: FloatArray = rng.random((self.samples, self.widths[0]))
            t: IntArray = rng.integers(self.widths[-1], size=self.samples)
        else:
            bundled = known()
            x, t = bundled.x[: self.samples] / bundled.x.max(), bundled.t[: self.samples].copy()
        rows: FloatArray = x.astype(self.dtype)
        return rows.reshape(-1, 1, 8, 8) if self.filters else rows, t

    def first_weights(self) -> list[FloatArray]:
        """Weight and bias of each layer, the same for all contestants: normal with variance 2 / inputs, and 0."""
        rng, arrays = np.random.default_rng(1), list[FloatArray]()
        hidden = (9 * self.filters if self.filters else self.widths[0], *self.widths[1:])  # 9 numbers for each filter
        shapes: list[tuple[int, ...]] = [(self.filters, 1, 3, 3)] if self.filters else []
        for shape in (*shapes, *pairwise(hidden)):
            inputs, outputs = (9, shape[0]) if len(shape) == 4 else shape
            arrays += [rng.normal(scale=np.sqrt(2 / inputs), size=shape), np.zeros(outputs)]
        return [array.astype(self.dtype) for array in arrays]

    def batches(self, rng: np.random.Generator) -> Iterator[IntArray]:
        """The rows of one epoch's batches, every sample once."""
        order = rng.permutation(self.samples)
        for start in range(0, self.samples, self.batch):
            yield order[start : start + self.batch]


NETWORKS: Final = (
    Case((784, 50, 10), 100, np.float32, "sgd"),
    Case((784, 200, 200, 10), 32, np.float32, "sgd", samples=640),
    Case((64, 50, 10), 32, np.float32, "sgd", samples=1797, reach=1.6),
    Case((4, 3), 32, np.float32, "sgd", samples=150, epochs=20, reach=2.5),
)
"""What is measured, each in both precisions and with both rules."""

CONVOLUTIONS: Final = (Case((64, 100, 10), 32, np.float32, "sgd", samples=1797, epochs=1, reach=2.0, filters=16),)
"""The digits as images of 8 x 8."""


def variants(cases: tuple[Case, ...]) -> Iterator[Case]:
    """Each case in both precisions and with both rules."""
    for case in cases:
        for dtype in (np.float32, np.float64):
            for rule in RATES:
                yield case._replace(dtype=dtype, rule=rule)
