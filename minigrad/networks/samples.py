"""The data of a risk: samples with their targets, in either floating-point type, and batches of them."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, final

import numpy as np
from typing_extensions import override

from minigrad.arrays import FloatArray, FloatType, IntArray
from minigrad.networks.construction import cast
from minigrad.objectives.targets import Targets


class Data(NamedTuple):
    """Samples and their targets, read-only."""

    x: FloatArray
    """(n_samples, n_features), or with more axes for each sample."""
    targets: Targets
    """(n_samples,) labels, or (n_samples, n_outputs) rows."""
    weights: FloatArray | None = None
    """(n_samples,) what each sample counts; None for 1."""

    def astype(self, dtype: FloatType) -> Data:
        """The same data with x and rows of targets in ``dtype``; labels stay integers."""
        if self.x.dtype == dtype and self.targets.dtype in (np.int64, dtype):
            return self
        targets = cast(self.targets, dtype) if self.targets.dtype.kind == "f" else self.targets
        weights = None if self.weights is None else cast(self.weights, dtype)
        return Data(cast(self.x, dtype), targets, weights).read_only()

    def take(self, rows: IntArray) -> Data:
        """Some of the samples."""
        weights = None if self.weights is None else self.weights[rows]
        return Data(
            self.x.take(rows, axis=0), self.targets.take(rows, axis=0), weights
        ).read_only()  # faster than [rows]

    def read_only(self) -> Data:
        """The same arrays, no longer to be written to."""
        self.x.setflags(write=False)
        self.targets.setflags(write=False)
        if self.weights is not None:
            self.weights.setflags(write=False)
        return self


@final
class Samples:
    """Data in the types in which they are asked for, each converted once; a batch takes its rows of that.

    Args:
        original: the data as they were given.
    """

    def __init__(self, original: Data) -> None:
        self._source: tuple[Samples, IntArray] | None = None
        self._given: Data = original
        self._converted: dict[FloatType, Data] = {}

    @override
    def __reduce__(self) -> tuple[type[Samples], tuple[Data]]:
        return Samples, (self.original,)  # a batch is sent without the samples that it was taken from

    def take(self, rows: IntArray) -> Samples:
        """A batch. It is not copied before it is used, and these samples are kept as long as it is."""
        batch = object.__new__(Samples)
        batch._source, batch._converted = (self, rows), {}
        return batch

    @cached_property
    def original(self) -> Data:
        """The data as they were given."""
        return self._given if self._source is None else self._source[0].original.take(self._source[1])

    def astype(self, dtype: FloatType) -> Data:
        """The data in float64 or float32."""
        data = self._converted.get(dtype)
        if data is None:
            source = self._source
            data = self._given.astype(dtype) if source is None else source[0].astype(dtype).take(source[1])
            self._converted[dtype] = data
        return data
