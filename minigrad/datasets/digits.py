"""Handwritten digits, read from the package."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from minigrad.datasets.dataset import Dataset

_SIDE = 8
_DARKEST = 16

_DESCRIPTION = (
    "Handwritten digits of 8 x 8 pixels; E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits,"
    " UCI Machine Learning Repository, data set 80."
)


def load_digits() -> Dataset:
    """1,797 handwritten digits of 8 x 8 pixels, each pixel scaled from its 0..16 to [0, 1].

    Division by 16 is exact, so ``x * 16`` are the original counts. The images are ``x.reshape(-1, 8, 8)``: row by row
    from the top, 0 paper and 1 ink. Three pixels are 0 in every image.

    Returns:
        x (1797, 64), feature ``pixel[row, column]``. t (1797,): the digit.

    >>> digits = load_digits()
    >>> digits
    Dataset(1797 samples, 64 features, 10 classes)
    >>> images = digits.x.reshape(-1, 8, 8)
    >>> (images[0, 0] * 16).tolist(), digits.target_names[digits.t[0]]
    ([0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0], '0')

    Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI data set 80, the test half.
    """
    with as_file(files("minigrad.datasets") / "data" / "digits.npz") as path:
        with np.load(path, allow_pickle=False) as archive:
            images: npt.NDArray[np.uint8] = archive["images"]
            labels: npt.NDArray[np.uint8] = archive["labels"]
    x = images.reshape(len(images), _SIDE * _SIDE) / np.float64(_DARKEST)
    names = tuple(f"pixel[{row}, {column}]" for row in range(_SIDE) for column in range(_SIDE))
    return Dataset(x, labels.astype(np.int64), names, tuple("0123456789"), _DESCRIPTION)
