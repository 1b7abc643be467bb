"""``load_idx`` and ``load_mnist`` on tiny files written by hand, and what they say of files that are wrong."""

from __future__ import annotations

import gzip
import re
import struct
from pathlib import Path

import numpy as np
import pytest

import minigrad as mg
from tests.failures import Failures


def idx(code: int, shape: tuple[int, ...], contents: bytes) -> bytes:
    """A file as the format's description has it: zeros, type, number of dimensions, dimensions, numbers."""
    return struct.pack(f">2xBB{len(shape)}I", code, len(shape), *shape) + contents


SIX = idx(8, (2, 3), bytes(range(6)))
ZIPPED = gzip.compress(SIX)


def test_every_type_of_number_is_read_with_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "numbers"
    for code, kind, values in (
        (0x08, "B", [0, 255]),
        (0x09, "b", [-128, 127]),
        (0x0B, "h", [-2, 300]),
        (0x0C, "i", [-70000, 1]),
        (0x0D, "f", [0.5, -2.0]),
        (0x0E, "d", [0.1, 1e300]),
    ):
        path.write_bytes(idx(code, (1, 2), struct.pack(f">2{kind}", *values)))
        array = mg.load_idx(path)
        assert array.tolist() == [values]
        assert array.dtype == np.dtype(kind)
        assert array.flags.writeable
    path.write_bytes(ZIPPED)  # found by its first bytes, not by its name
    assert mg.load_idx(str(path)).tolist() == [[0, 1, 2], [3, 4, 5]]
    path.write_bytes(idx(8, (0, 3), b""))
    assert mg.load_idx(path).shape == (0, 3)


WRONG: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "a web page": (b"<html>", "this is no IDX file, which begins with two bytes of 0; it begins with b'<htm': a web"),
    "a zip archive": (b"PK\3\4", "zip archive; unpack it first"),
    "an image": (b"\x89PNG", "this is no IDX file"),
    "three bytes": (SIX[:3], "the file is cut off after 3 bytes, within its header"),
    "another type": (b"\0\0\x07\1" + SIX[4:], "must be one of 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E, got 0x07"),
    "no dimension": (b"\0\0\x08\0", "the header must have 1 to 32 dimensions, got 0"),
    "200 dimensions": (b"\0\0\x08\xc8" + bytes(800), "the header must have 1 to 32 dimensions, got 200"),
    "a short header": (SIX[:9], "the file is cut off within its header, which must have 2 dimensions"),
    "cut off": (SIX[:-1], "the header says 2 x 3 numbers of 1 bytes, 6 bytes, but only 5 follow"),
    "a huge header": (idx(14, (2**32 - 1,) * 4, b"12"), "but only 2 follow"),
    "trailing": (SIX + b"\0", "6 bytes, but more follow; the header or the file is wrong"),
    "trailing, compressed": (gzip.compress(SIX + b"\0"), "but more follow"),
    "compressed, cut off": (ZIPPED[:-9], "the compressed file is cut off; copy or download it again"),
    "compressed, without its checksum": (ZIPPED[:-8], "the compressed file is cut off"),
    "compressed, one bit off": (ZIPPED[:-8] + bytes([ZIPPED[-8] ^ 1]) + ZIPPED[-7:], "file is damaged (CRC check"),
    "compressed, then noise": (ZIPPED + b"noise", "the compressed file is damaged"),
    "compressed, no method": (ZIPPED[:2] + b"\1" + ZIPPED[3:], "the compressed file is damaged"),
}


def test_each_way_to_be_wrong_has_its_message(tmp_path: Path) -> None:
    failures, path = Failures(), tmp_path / "wrong"
    for name, (contents, message) in WRONG.items():
        path.write_bytes(contents)
        with failures.of(name), pytest.raises(ValueError, match=r"wrong: ") as caught:
            mg.load_idx(path)
        with failures.of(name):
            assert message in str(caught.value)
    failures.report()
    with pytest.raises(FileNotFoundError, match="nowhere: there is no such file"):
        mg.load_idx("nowhere")
    with pytest.raises(IsADirectoryError, match="this is a folder, not a file"):
        mg.load_idx(tmp_path)


NAMES = ("train-images-idx3-ubyte", "t10k-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte")


def write_mnist(folder: Path, n_train: int = 4, n_test: int = 2) -> None:
    """Images of 2 x 2 pixels whose label is the class of their brightest pixel."""
    for images, labels, n in ((NAMES[0], NAMES[2], n_train), (NAMES[1], NAMES[3], n_test)):
        classes = [k % 4 for k in range(n)]
        pixels = b"".join(bytes(255 if place == label else 51 for place in range(4)) for label in classes)
        (folder / images).write_bytes(idx(8, (n, 2, 2), pixels))
        (folder / labels).write_bytes(idx(8, (n,), bytes(classes)))


def test_mnist_is_scaled_and_each_part_in_its_place(tmp_path: Path) -> None:
    write_mnist(tmp_path)
    data = mg.load_mnist(tmp_path)
    assert [each.shape for each in data] == [(4, 4), (2, 4), (4,), (2,)]
    np.testing.assert_array_equal(data.x_test, np.array([[1, 0.2, 0.2, 0.2], [0.2, 1, 0.2, 0.2]], np.float32))
    assert (data.t_train.tolist(), data.t_test.tolist()) == ([0, 1, 2, 3], [0, 1])
    assert data.x_train.dtype == np.float32
    assert data.t_train.dtype == np.int64
    # Other spellings: compressed, and with a point.
    (tmp_path / NAMES[0]).rename(tmp_path / "train-images.idx3-ubyte")
    (tmp_path / f"{NAMES[3]}.gz").write_bytes(gzip.compress((tmp_path / NAMES[3]).read_bytes()))
    (tmp_path / NAMES[3]).unlink()
    again = mg.load_mnist(str(tmp_path), dtype=np.float64)
    assert again.x_train.dtype == np.float64
    np.testing.assert_array_equal(again.x_train.astype(np.float32), data.x_train)
    assert again.t_test.tolist() == [0, 1]


def test_mnist_says_which_files_are_missing_or_mixed_up(tmp_path: Path) -> None:
    images, tests, labels, _ = NAMES
    swapped = "images must be bytes with 3 dimensions, at least one, got shape (4,) of uint8; was another file given"
    failures = Failures()
    for number, (changed, contents, message) in enumerate(
        (
            (tests, None, f"with or without .gz; missing: {tests}"),
            (images, idx(8, (4,), bytes(4)), f"{images}: {swapped}"),
            (labels, idx(8, (2,), b"\0\1"), "the train files have 4 images, but 2 labels"),
            (tests, idx(8, (2, 1, 1), b"ab"), "images have 4 pixels in train, but 1 in t10k"),
            (labels, idx(8, (4,), b"\0\1\2\x19"), "labels must lie in [0, 10), got 25"),
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_mnist(folder)
        (folder / changed).unlink() if contents is None else (folder / changed).write_bytes(contents)
        with failures.of(message), pytest.raises((FileNotFoundError, ValueError), match=re.escape(message)):
            mg.load_mnist(folder)
    failures.report()
    with pytest.raises(FileNotFoundError, match=r"^there is no folder .*; MNIST .* missing: train-images-idx3-ubyte, "):
        mg.load_mnist(tmp_path / "gone")
