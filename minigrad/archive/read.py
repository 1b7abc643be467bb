"""``read_archive``: what was written, or a message that says what is wrong with the file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from minigrad.archive.arrays_as_npy import from_npy
from minigrad.archive.foreign_files import HEAD, require_zip
from minigrad.archive.kinds import Kind, require_kind
from minigrad.archive.manifest import Manifest, from_text_file
from minigrad.archive.zip_members import MANIFEST, Members, opened_zip
from minigrad.arguments import as_path
from minigrad.arrays import AnyArray, FloatArray
from minigrad.plain_data.json_values import JsonObject


class Archive(NamedTuple):
    """What a file holds.

    Attributes:
        path: of the file.
        content: the plain data.
        arrays: by name; they belong to the caller.
        versions: of minigrad, numpy and python, that the file was written with.
    """

    path: Path
    content: JsonObject
    arrays: dict[str, AnyArray]
    versions: dict[str, str]

    def floats(self, name: str) -> FloatArray:
        """The array of this name, which must hold floating-point numbers.

        Raises:
            ValueError: there is none, or it holds something else.
        """
        array = self.arrays.get(name)
        if array is None or array.dtype.kind != "f":
            found = "none" if array is None else f"one of {array.dtype}"
            raise ValueError(f"{self.path}: it should hold an array {name!r} of floating-point numbers, got {found}")
        return cast("FloatArray", array)


def read_archive(path: str | os.PathLike[str], kind: Kind) -> Archive:
    """Read what :func:`minigrad.archive.write_archive` wrote. No code in the file is run.

    Args:
        path: of the file.
        kind: what it must hold.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ValueError: minigrad did not write it, or another version of the format; it holds something else; it was cut off
            or changed. The message says which.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     try:
    ...         read_archive(folder, "network")
    ...     except IsADirectoryError as error:
    ...         print(str(error).removeprefix(folder))
    : this is a folder, not a file
    """
    target = as_path("path", path)
    try:
        with target.open("rb") as file:
            return _read(target, file, kind)
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{target}: there is no such file") from error
    except (IsADirectoryError, PermissionError) as error:
        if target.is_dir():
            raise IsADirectoryError(f"{target}: this is a folder, not a file") from error
        raise
    except ValueError as error:
        raise ValueError(f"{target}: {error}") from error


def _read(path: Path, file: BinaryIO, kind: Kind) -> Archive:
    require_zip(file.read(HEAD))
    with opened_zip(file, os.fstat(file.fileno()).st_size) as members:
        manifest = from_text_file(members.read(MANIFEST))
        require_kind(manifest.kind, kind)
        _require_same_members(manifest, members)
        arrays = {name: from_npy(name, members.read(f"{name}.npy"), entry) for name, entry in manifest.entries.items()}
    return Archive(path, manifest.content, arrays, manifest.versions)


def _require_same_members(manifest: Manifest, members: Members) -> None:
    """Raise a ``ValueError`` unless the members are the arrays of the manifest, in size too."""
    sizes = members.sizes
    expected = {MANIFEST, *(f"{name}.npy" for name in manifest.entries)}
    missing, unknown = sorted(expected - sizes.keys()), sorted(sizes.keys() - expected)
    if missing or unknown:
        raise ValueError(
            f"the file was changed after it was written: of the members that its manifest names, {missing} are "
            f"missing; it does not name {unknown}"
        )
    for name, entry in manifest.entries.items():
        entry.require_size(name, sizes[f"{name}.npy"])
