"""The plane of a network's inputs that is shown, and a note on the inputs outside of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minigrad.arguments import as_names, require_count, shown
from minigrad.arrays import Float64Array, FloatArray
from minigrad.plotting.classifiers.class_looks import class_names
from minigrad.plotting.drawing.plane import Plane, principal_plane

_SAMPLES = "classified as they are, then projected"
"""The note on samples where they lie outside of the plane."""


class InputView(NamedTuple):
    """A plane of inputs, the names of its two axes, and a note on the other dimensions."""

    plane: Plane
    labels: tuple[str, str]
    note: str


def input_view(x: FloatArray, features: tuple[int, int] | None, feature_names: Sequence[str]) -> InputView:
    """The plane of two features, or of the first two principal components where there are more and none are chosen.

    Raises:
        TypeError, ValueError: ``features`` or ``feature_names`` do not fit ``x``, or ``x`` has no two dimensions.
    """
    given = as_names("feature_names", feature_names)
    names = class_names(given, x.shape[1], argument="feature_names")
    names = names if given else tuple(f"feature {name}" for name in names)
    if len(names) < 2:
        raise ValueError("`x` must have at least two features, of which a plane can be drawn, got one")
    if features is not None or len(names) == 2:
        return _of_features(x, _checked((0, 1) if features is None else features, len(names)), names)
    return _of_components(x)


def _checked(features: Sequence[int], count: int) -> tuple[int, int]:
    if not isinstance(features, Sequence):
        raise TypeError(f"`features` must be the numbers of two features, such as (0, 1), got {shown(features)}")
    for number in features:
        require_count("features", number, minimum=0)
    if len(features) != 2 or features[0] == features[1] or max(features) >= count:
        raise ValueError(f"`features` must be two different numbers in [0, {count}), got {features}")
    return features[0], features[1]


def _of_features(x: FloatArray, features: tuple[int, int], names: Sequence[str]) -> InputView:
    first, second = np.eye(x.shape[1])[list(features)]
    origin: Float64Array = x.mean(axis=0, dtype=np.float64) * (1.0 - first - second)
    others = len(names) - 2
    held = "the other feature at its mean" if others == 1 else f"the other {others} features at their means"
    note = f"regions: {held}; samples: {_SAMPLES}" if others else ""
    return InputView(Plane(origin, first, second), (names[features[0]], names[features[1]]), note)


def _of_components(x: FloatArray) -> InputView:
    found = principal_plane(x, x.mean(axis=0, dtype=np.float64))
    if found is None:
        raise ValueError(
            "`x` must vary in two directions for a plane of principal components; choose `features` instead"
        )
    labels = [
        f"principal component {number} ({share:.1%} of the variance)" for number, share in enumerate(found.shares, 1)
    ]
    note = f"plane: {sum(found.shares):.1%} of the variance; samples: {_SAMPLES}"
    return InputView(found.plane, (labels[0], labels[1]), note)
