"""The shipped digits, compared with the raw pixels in the package."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from minigrad.datasets import load_digits

CLASS_COUNTS = (178, 182, 177, 183, 181, 182, 181, 179, 174, 180)
"""Of the test half, as its authors list them."""


def raw() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    with (
        as_file(files("minigrad.datasets") / "data" / "digits.npz") as path,
        np.load(path, allow_pickle=False) as archive,
    ):
        images: npt.NDArray[np.uint8] = archive["images"]
        labels: npt.NDArray[np.uint8] = archive["labels"]
    return images, labels


def test_sizes_names_and_counts() -> None:
    digits = load_digits()
    assert digits.x.shape == (1797, 64)
    assert digits.x.dtype == np.float64
    assert digits.t.shape == (1797,)
    assert digits.t.dtype == np.int64
    assert digits.target_names == tuple("0123456789")
    assert digits.class_counts == CLASS_COUNTS
    assert digits.feature_names[0] == "pixel[0, 0]"
    assert digits.feature_names[-1] == "pixel[7, 7]"
    assert "Alpaydin" in digits.description
    assert "Kaynak" in digits.description


def test_pixels_are_sixteenths_and_the_images_come_back_exactly() -> None:
    digits = load_digits()
    images, labels = raw()
    assert float(digits.x.min()) == 0.0
    assert float(digits.x.max()) == 1.0
    np.testing.assert_array_equal(digits.x.reshape(-1, 8, 8) * 16, images)
    np.testing.assert_array_equal(digits.t, labels)
    assert float(digits.x.sum()) * 16 == int(images.sum(dtype=np.int64)) == 561718


def test_feature_names_point_at_their_pixel() -> None:
    digits = load_digits()
    images, _ = raw()
    column = digits.feature_names.index("pixel[2, 5]")
    np.testing.assert_array_equal(digits.x[:, column] * 16, images[:, 2, 5])


def test_three_pixels_are_always_blank() -> None:
    digits = load_digits()
    blank = [name for name, column in zip(digits.feature_names, digits.x.T, strict=True) if not column.any()]
    assert blank == ["pixel[0, 0]", "pixel[4, 0]", "pixel[4, 7]"]
