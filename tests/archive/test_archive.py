"""One file for arrays and their description: what is written comes back, and any other file is refused by its name."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest

from minigrad.archive import read_archive, write_archive
from minigrad.arrays import AnyArray
from minigrad.plain_data.json_values import JsonObject

CONTENT: JsonObject = {"classes": ["wet", "dry 雨"], "epochs": 3, "state": 2**120, "rate": 0.1, "none": None}
ARRAYS: dict[str, AnyArray] = {"theta": np.array([1.5, -2.0, 1e-300]), "optimizer.steps": np.array([7])}


def saved(folder: Path) -> Path:
    return write_archive(folder / "a.npz", "network", CONTENT, ARRAYS)


def test_everything_comes_back_and_numpy_opens_it(tmp_path: Path) -> None:
    arrays: dict[str, AnyArray] = {
        name: np.arange(6).astype(name).reshape(2, 3)
        for name in "bool int8 uint64 float16 float32 float64 >f8 >i4".split()
    }
    arrays |= {"one number": np.array(np.pi), "empty": np.empty((0, 3)), "special": np.array([np.nan, -0.0, np.inf])}
    arrays |= {"columns": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "names/with/slashes ü": np.ones(1)}
    path = write_archive(tmp_path / "a.npz", "model", CONTENT, arrays)
    back = read_archive(path, "model")
    assert back.content == CONTENT
    assert back.versions["numpy"] == np.__version__
    assert list(back.arrays) == list(arrays)
    with np.load(path) as opened:
        for name, array in arrays.items():
            for found in (back.arrays[name], opened[name]):
                np.testing.assert_array_equal(found, array, strict=array.dtype.isnative)
            assert back.arrays[name].flags.writeable
    assert np.signbit(back.arrays["special"]).tolist() == [False, True, False]


def test_equal_contents_are_equal_bytes(tmp_path: Path) -> None:
    """Whatever the time and the layout in memory; and unequal ones are not."""
    rows = np.arange(6.0).reshape(2, 3)
    paths = [
        write_archive(tmp_path / str(index), "network", {}, {"a": array})
        for index, array in enumerate([rows, np.asfortranarray(rows), rows.astype(">f8"), rows.T])
    ]
    first, *others = [path.read_bytes() for path in paths]
    assert [data == first for data in others] == [True, True, False]


def rewritten(folder: Path, change: Callable[[dict[str, bytes]], None], compression: int = 0) -> bytes:
    """A saved file with other members."""
    with ZipFile(saved(folder)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    stream = BytesIO()
    with ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_manifest(folder: Path, **changes: object) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        manifest: dict[str, object] = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps(manifest | changes).encode()

    return rewritten(folder, change)


def with_entry(folder: Path, **changes: object) -> bytes:
    manifest: dict[str, dict[str, dict[str, object]]] = json.loads(ZipFile(saved(folder)).read("manifest.json"))
    arrays = manifest["arrays"]
    return with_manifest(folder, arrays={**arrays, "theta": {**arrays["theta"], **changes}})


def plain_npz() -> bytes:
    stream = BytesIO()
    np.savez(stream, theta=np.ones(3))
    return stream.getvalue()


def single_array() -> bytes:
    stream = BytesIO()
    np.save(stream, np.ones(3))
    return stream.getvalue()


def long_member(folder: Path) -> bytes:
    """A directory that promises a gigabyte from a member of 200 bytes, as a zip bomb does."""
    data = saved(folder).read_bytes()
    size = (128 + 24).to_bytes(4, "little") * 2
    assert data.count(size) == 2  # before the member and in the directory
    return data.replace(size, (1 << 30).to_bytes(4, "little") * 2)


def change_number(members: dict[str, bytes]) -> None:
    members["theta.npy"] = members["theta.npy"][:-1] + b"\0"


def rename(members: dict[str, bytes]) -> None:
    members["b"] = members.pop("theta.npy")


WRONG: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda folder: b"", "the file is empty$"),
    "text": (lambda folder: "\ufeffgröße,art\n1,2\n".encode(), "this is text, not a file that minigrad saved"),
    "unknown": (lambda folder: b"\x00\x01\xfe", "a file of unknown kind"),
    "picture": (lambda folder: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG image"),
    "pickle": (lambda folder: pickle.dumps({"theta": 1}), "this is a pickle, which could run code"),
    "one array": (lambda folder: single_array(), "a single array, as numpy.save writes it"),
    "plain npz": (lambda folder: plain_npz(), "a zip file without manifest.json"),
    "cut off": (lambda folder: saved(folder).read_bytes()[:-30], "cut off or damaged"),
    "flipped bit": (lambda folder: saved(folder).read_bytes().replace(b"epochs", b"epocha"), "cut off or damaged"),
    "number changed": (lambda folder: rewritten(folder, change_number), "the checksum of the array 'theta' is wrong"),
    "member lost": (
        lambda folder: rewritten(folder, lambda m: m.update(c=m.pop("theta.npy"))),
        r"\['theta.npy'\] .* not name \['c'\]",
    ),
    "compressed": (lambda folder: rewritten(folder, lambda m: None, ZIP_DEFLATED), "it is compressed"),
    "bomb": (long_member, "more than the file itself"),
    "another's": (lambda folder: with_manifest(folder, format="gallery"), "but not minigrad's"),
    "no JSON": (lambda folder: rewritten(folder, lambda m: m.update({"manifest.json": b"["})), "cannot be read"),
    "deep JSON": (lambda folder: rewritten(folder, lambda m: m.update({"manifest.json": b"[" * 10**5})), "cannot be"),
    "no kind": (lambda folder: with_manifest(folder, kind=None), "is incomplete or was changed"),
    "newer": (lambda folder: with_manifest(folder, format_version=2), "version 2 of the file format.*update minigrad"),
    "model": (lambda folder: with_manifest(folder, kind="model"), r"a model, not a network; open it with Model\.load"),
    "new kind": (lambda folder: with_manifest(folder, kind="forest"), "'forest', which this version"),
    "huge shape": (lambda folder: with_entry(folder, shape=[10**12]), "has 152 bytes, but 8000000000000"),
    "other shape": (
        lambda folder: with_entry(folder, shape=[3, 1]),
        r"float64, the manifest says \(3, 1\)",
    ),
    "objects": (lambda folder: with_entry(folder, dtype="object"), "cannot have the dtype 'object'"),
    "other sum": (lambda folder: with_entry(folder, sha256="0"), "the checksum of the array 'theta' is wrong"),
}


@pytest.mark.each("what", list(WRONG))
def test_each_wrong_file_has_its_own_message(tmp_path: Path, what: str) -> None:
    make, message = WRONG[what]
    path = tmp_path / "wrong.npz"
    path.write_bytes(make(tmp_path))
    with pytest.raises(ValueError, match=message) as caught:
        read_archive(path, "network")
    assert str(caught.value).startswith(f"{path}: ")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="none: there is no such file"):
        read_archive(tmp_path / "none", "network")
    with pytest.raises(IsADirectoryError, match="this is a folder, not a file"):
        read_archive(tmp_path, "network")
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*none"):
        write_archive(tmp_path / "none" / "a", "network", {}, {})


def test_a_cut_or_a_flipped_bit_anywhere_is_refused_or_does_no_harm(tmp_path: Path) -> None:
    whole, rng = saved(tmp_path).read_bytes(), np.random.default_rng(0)
    path = tmp_path / "b.npz"
    changed = [whole[:place] for place in rng.choice(len(whole), 100, replace=False)]
    for place in rng.choice(len(whole), 400, replace=False):
        flipped = bytes([whole[place] ^ (1 << int(rng.integers(8)))])
        changed.append(whole[:place] + flipped + whole[place + 1 :])
    refused = 0
    for data in changed:
        path.write_bytes(data)
        try:
            back = read_archive(path, "network")
        except ValueError:
            refused += 1
        else:
            assert back.content == CONTENT
            np.testing.assert_array_equal(back.arrays["theta"], ARRAYS["theta"])
    assert refused >= 0.9 * len(changed)  # the rest are dates and the like in the zip's directory


@pytest.mark.each(
    ("array", "name"),
    [(np.array(["a"]), "a"), (np.array([None]), "a"), ([1.0], "a"), (np.array([1j]), "a"), (np.ones(1), "a\0b")],
)
def test_what_is_no_array_of_numbers_is_not_written(tmp_path: Path, array: AnyArray, name: str) -> None:
    with pytest.raises((TypeError, ValueError), match=r"`arrays(\['a'\])?` must"):
        write_archive(tmp_path / "a", "network", {}, {name: array})
    assert list(tmp_path.iterdir()) == []
