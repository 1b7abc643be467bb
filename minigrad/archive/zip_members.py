"""A zip whose equal contents are equal bytes, and whose sizes are checked before anything is read."""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO, Final, final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MANIFEST: Final = "manifest.json"

_NO_MANIFEST: Final = (
    "this is a zip file without manifest.json, such as numpy.savez and torch.save write, not a file that minigrad saved"
)

_ENCRYPTED: Final = 1
"""The flag of a member that is encrypted."""


def to_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members, not compressed, all of the date 1980-01-01."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in members.items():
            info = ZipInfo(name)
            if info.filename != name:
                raise ValueError(f"`arrays` must have names that a zip file can hold, got {name!r}")
            info.create_system = 3  # that of unix, on any system
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return stream.getvalue()  # no copy; and a view of its buffer in a traceback can crash Python 3.12


@final
class Members:
    """The members of an open zip of ``size`` bytes.

    Raises:
        ValueError: the zip has no manifest, or its directory says what :func:`to_zip` does not write, such as more
            bytes than the file has.
    """

    def __init__(self, archive: ZipFile, size: int) -> None:
        infos = archive.infolist()
        self._archive = archive
        self._infos = {info.filename: info for info in infos}
        if MANIFEST not in self._infos:
            raise ValueError(_NO_MANIFEST)
        if any(info.compress_type != ZIP_STORED or info.flag_bits & _ENCRYPTED for info in infos):
            raise ValueError("it is compressed or encrypted, which files that minigrad saved are not")
        if len(infos) != len(self._infos):
            raise ValueError("it has two members of one name: the file was changed after it was written")
        claimed = sum(max(info.file_size, info.compress_size) for info in infos)
        if claimed > size:
            raise ValueError(f"its members have {claimed} bytes together, more than the file itself, {size}")

    @property
    def sizes(self) -> dict[str, int]:
        """The size of each member in bytes."""
        return {name: info.file_size for name, info in self._infos.items()}

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            ValueError: the zip is damaged.
        """
        with _damage():
            return self._archive.read(self._infos[name])


@contextmanager
def opened_zip(file: BinaryIO, size: int) -> Iterator[Members]:
    """The members of a zip file of ``size`` bytes.

    Raises:
        ValueError: it is cut off or damaged, or not as :func:`to_zip` writes it.
    """
    with _damage():
        archive = ZipFile(file)
    with archive:
        yield Members(archive, size)


@contextmanager
def _damage() -> Iterator[None]:
    """What ``zipfile`` raises on a damaged file becomes one ``ValueError``."""
    try:
        yield
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, struct.error, OverflowError, ValueError) as error:
        raise _damaged(error) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # from a position that no file has
            raise
        raise _damaged(error) from error


def _damaged(error: Exception) -> ValueError:
    return ValueError(f"the file is cut off or damaged ({str(error) or type(error).__name__})")
