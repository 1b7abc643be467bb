"""``standardize``: features with mean 0 and standard deviation 1 on the training part.

``x_train, x_test = standardize(x_train, x_test)``; keep ``Standardizer.fit(x_train)`` for later samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, final

import numpy as np
import numpy.typing as npt
from typing_extensions import override

from minigrad.arrays import Float64Array, FloatArray, as_float_array, everywhere, require_rows, require_shape


@final
@dataclass(frozen=True, eq=False, repr=False)
class Standardizer:
    """The affine map z = (x - mean) / scale of each feature.

    Args:
        mean: (d,) the values that are mapped to 0.
        scale: (d,) the lengths that are mapped to 1, positive.
        feature_names: d names for messages; without them, features are numbered from 0.

    Raises:
        ValueError: the lengths differ, or a scale is not positive.

    >>> standardizer = Standardizer.fit([[1.0, 7.0], [3.0, 7.0]])
    >>> standardizer.mean.tolist(), standardizer.scale.tolist()
    ([2.0, 7.0], [1.0, 1.0])
    >>> standardizer.transform([5.0, 7.5]).tolist()
    [3.0, 0.5]
    """

    mean: Float64Array
    scale: Float64Array
    feature_names: Sequence[str] = ()

    def __post_init__(self) -> None:
        mean = as_float_array("mean", self.mean).astype(np.float64)
        scale = as_float_array("scale", self.scale).astype(np.float64)
        if mean.ndim != 1:
            raise ValueError(f"`mean` must have shape (n_features,), got {mean.shape}")
        require_shape("scale", scale, mean.shape)
        if float(scale.min()) <= 0.0:
            raise ValueError(f"`scale` must be positive, got {float(scale.min())} at index {int(scale.argmin())}")
        if self.feature_names and len(self.feature_names) != mean.size:
            raise ValueError(f"`feature_names` must have {mean.size} names, got {len(self.feature_names)}")
        mean.setflags(write=False)
        scale.setflags(write=False)
        # The way to set attributes of a frozen dataclass.
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "scale", scale)
        object.__setattr__(self, "feature_names", tuple(self.feature_names))

    @classmethod
    def fit(cls, x_train: npt.ArrayLike, feature_names: Sequence[str] = ()) -> Self:
        """Mean and standard deviation (divisor n) of each column of ``x_train`` (n, d); a constant column gets scale 1.

        Raises:
            ValueError: the largest and the smallest value of a column differ by more than a float can hold.
        """
        x = as_float_array("x_train", x_train).astype(np.float64)
        require_rows("x_train", x)
        low: Float64Array = x.min(axis=0)
        with np.errstate(over="ignore"):
            spread: Float64Array = x.max(axis=0) - low
        _require_in_range("x_train", spread, feature_names, "has values too far apart to be standardised")
        # Rounding gives a constant 0.1 a tiny standard deviation, so constant columns are recognised by their spread.
        # In units of the spread, squares of very small or large numbers neither underflow nor overflow.
        constant = spread == 0.0
        unit: Float64Array = np.where(constant, 1.0, spread)
        relative: Float64Array = (x - low) / unit
        mean: Float64Array = low + unit * relative.mean(axis=0)
        # A spread of the smallest float times a number below 1 is 0.
        scale: Float64Array = np.where(constant, 1.0, np.maximum(unit * relative.std(axis=0), np.nextafter(0.0, 1.0)))
        return cls(mean, scale, feature_names)

    def transform(self, x: npt.ArrayLike) -> FloatArray:
        """(x - mean) / scale for ``x`` (..., d); float32 stays float32.

        Raises:
            ValueError: the last axis of ``x`` has not as many features as ``mean``, or a result overflows.
        """
        return self._transform("x", x)

    def inverse(self, z: npt.ArrayLike) -> FloatArray:
        """The inverse map: z * scale + mean for ``z`` (..., d)."""
        array = self._features("z", z)
        result: FloatArray = (array * self.scale + self.mean).astype(array.dtype)
        return result

    @override
    def __repr__(self) -> str:
        return f"Standardizer({self.mean.size} features)"

    def _transform(self, name: str, x: npt.ArrayLike) -> FloatArray:
        array = self._features(name, x)
        with np.errstate(over="ignore"):
            result: FloatArray = ((array - self.mean) / self.scale).astype(array.dtype)
        _require_in_range(name, result, self.feature_names, "has a value too far from the mean to be standardised")
        return result

    def _features(self, name: str, value: npt.ArrayLike) -> FloatArray:
        array = as_float_array(name, value)
        if array.ndim == 0 or array.shape[-1] != self.mean.size:
            raise ValueError(f"`{name}` must have {self.mean.size} features on its last axis, got shape {array.shape}")
        return array


def _require_in_range(name: str, values: FloatArray, feature_names: Sequence[str], what: str) -> None:
    """Raise a ``ValueError`` that names the first feature whose ``values`` (..., d) have overflowed."""
    finite = np.isfinite(values)
    if not everywhere(finite):
        index = int(np.argwhere(~finite)[0][-1])
        feature = f'feature "{feature_names[index]}"' if feature_names else f"feature {index}"
        raise ValueError(f"`{name}`: {feature} {what}; correct it, rescale it (to its logarithm, say) or leave it out")


def standardize(x_train: npt.ArrayLike, *others: npt.ArrayLike) -> tuple[FloatArray, ...]:
    """Map each feature of the training part to mean 0 and standard deviation 1, and the others by the same map.

    The map depends on the training part only, so that a test part stays unknown before the test.

    Args:
        x_train: (n, d).
        others: (..., d) each, for instance the test part.

    Returns:
        ``x_train`` and the others, mapped.

    Raises:
        TypeError, ValueError: an argument is not a finite real array with d features.

    >>> x_train, x_test = standardize([[1.0], [3.0]], [[2.0], [6.0]])
    >>> x_train.tolist(), x_test.tolist()
    ([[-1.0], [1.0]], [[0.0], [4.0]])
    """
    standardizer = Standardizer.fit(x_train)
    named = [("x_train", x_train), *((f"others[{index}]", other) for index, other in enumerate(others))]
    return tuple(standardizer._transform(name, x) for name, x in named)
