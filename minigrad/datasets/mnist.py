"""``load_mnist``: the images and labels of MNIST or Fashion-MNIST, from the four files in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import numpy as np

from minigrad.arguments import as_float_type, as_path
from minigrad.arrays import AnyArray, FloatArray, FloatType, IntArray
from minigrad.datasets.idx import load_idx
from minigrad.datasets.split import TrainTestSplit

_FILES: Final = (
    "train-images-idx3-ubyte",
    "t10k-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-labels-idx1-ubyte",
)
"""The names in the order of the fields of a ``TrainTestSplit``."""

_CLASSES: Final = 10
_BRIGHTEST: Final = 255


def load_mnist(folder: str | os.PathLike[str], *, dtype: FloatType = np.float32) -> TrainTestSplit:
    """Read MNIST, or Fashion-MNIST, whose files have the same names: images scaled to [0, 1], and labels 0 to 9.

    The folder must have ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``, ``t10k-images-idx3-ubyte`` and
    ``t10k-labels-idx1-ubyte``, as they are or compressed (``.gz``). Nothing is downloaded.

    Args:
        folder: where the files are.
        dtype: ``numpy.float32``, or ``numpy.float64``, which takes 440 MB.

    Returns:
        x_train (60000, 784), x_test (10000, 784), t_train (60000,), t_test (10000,). The images are
        ``x_train.reshape(-1, 28, 28)``.

    Raises:
        FileNotFoundError: files are missing; the message says which.
        TypeError: ``dtype`` is neither of the two.
        ValueError: a file is no IDX file, or does not hold what its name says.

    Source: Y. LeCun, C. Cortes and C. Burges (1998), The MNIST database of handwritten digits; H. Xiao, K. Rasul and R.
    Vollgraf (2017), Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms.
    """
    kind, place = as_float_type("dtype", dtype), as_path("folder", folder)
    x_train, x_test = (_images(path, kind) for path in _found(place)[:2])
    t_train, t_test = (_labels(path) for path in _found(place)[2:])
    for images, labels, part in ((x_train, t_train, "train"), (x_test, t_test, "t10k")):
        if len(images) != len(labels):
            raise ValueError(f"{folder}: the {part} files have {len(images)} images, but {len(labels)} labels")
    if x_train.shape[1] != x_test.shape[1]:
        raise ValueError(f"{folder}: images have {x_train.shape[1]} pixels in train, but {x_test.shape[1]} in t10k")
    return TrainTestSplit(x_train, x_test, t_train, t_test)


def _found(folder: Path) -> list[Path]:
    """The four files; raises if some are missing."""
    found = {name: next(filter(Path.is_file, _spellings(folder, name)), None) for name in _FILES}
    paths = [path for path in found.values() if path is not None]
    if len(paths) == len(_FILES):
        return paths
    missing = ", ".join(name for name, path in found.items() if path is None)
    state = "" if folder.is_dir() else f"there is no folder {folder}; "
    raise FileNotFoundError(
        f"{state}MNIST (or Fashion-MNIST, under the same names) is read from four files in {folder}, with or without "
        f".gz; missing: {missing}"
    )


def _spellings(folder: Path, name: str) -> list[Path]:
    """The paths under which a file is looked for; some copies have a point in place of the second dash."""
    names = (name, name.replace("-idx", ".idx"))
    return [folder / f"{each}{ending}" for each in names for ending in ("", ".gz")]


def _images(path: Path, dtype: FloatType) -> FloatArray:
    images = _bytes(path, 3, "images")
    x: FloatArray = images.reshape(len(images), -1).astype(dtype)
    x /= dtype(_BRIGHTEST)
    return x


def _labels(path: Path) -> IntArray:
    labels = _bytes(path, 1, "labels").astype(np.int64)
    if int(labels.max()) >= _CLASSES:
        raise ValueError(f"{path}: labels must lie in [0, {_CLASSES}), got {int(labels.max())}")
    return labels


def _bytes(path: Path, n_axes: int, what: str) -> AnyArray:
    array = load_idx(path)
    if array.dtype != np.uint8 or array.ndim != n_axes or array.size == 0:
        raise ValueError(
            f"{path}: {what} must be bytes with {n_axes} dimensions, at least one, got shape {array.shape} of "
            f"{array.dtype}; was another file given this name?"
        )
    return array
