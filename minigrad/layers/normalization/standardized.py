"""The first half of a normalisation: numbers minus their mean, divided by about their standard deviation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minigrad.arrays import FloatArray


class Standardized(NamedTuple):
    """z = (inputs - mean) / spread with spread = sqrt(variance + epsilon), and what the derivative needs.

    Mean and variance are those over some axes, which they keep with length 1; the variance is the mean of squares.
    """

    z: FloatArray
    mean: FloatArray
    variance: FloatArray
    spread: FloatArray
    over: tuple[int, ...]

    @staticmethod
    def of(inputs: FloatArray, over: tuple[int, ...], epsilon: float) -> Standardized:
        """z of these inputs, with statistics over these axes.

        >>> Standardized.of(np.array([[1.0, 3.0]]), (-1,), 1e-8).z.round(6)
        array([[-1.,  1.]])
        """
        mean: FloatArray = inputs.mean(axis=over, keepdims=True)
        z: FloatArray = inputs - mean
        variance: FloatArray = np.square(z).mean(axis=over, keepdims=True)
        spread: FloatArray = np.sqrt(variance + epsilon)
        z /= spread
        return Standardized(z, mean, variance, spread, over)

    def pulled_back(self, d_z: FloatArray) -> FloatArray:
        """d_inputs = (d_z - mean(d_z) - z mean(z d_z)) / spread, since mean and spread depend on the inputs too."""
        along: FloatArray = (self.z * d_z).mean(axis=self.over, keepdims=True)
        d_inputs: FloatArray = d_z - d_z.mean(axis=self.over, keepdims=True)
        d_inputs -= self.z * along
        d_inputs /= self.spread
        return d_inputs


def initial_statistics(n_features: int) -> dict[str, FloatArray]:
    """The running statistics before any batch: mean 0 and variance 1."""
    return {"running_mean": np.zeros(n_features), "running_variance": np.ones(n_features)}
