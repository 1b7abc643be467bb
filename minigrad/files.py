"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path


def write_atomically(path: str | os.PathLike[str], contents: str | bytes) -> Path:
    """Write a file completely, or leave the old one as it is: the contents go into a new file, which then replaces it.

    Of a symbolic link the target is replaced. Anything but a regular file, such as ``/dev/stdout``, is written to
    directly.

    Args:
        path: of the file; its folder must exist.
        contents: text is encoded in UTF-8.

    Returns:
        the path.

    Raises:
        OSError: the file cannot be written; the old one, if there was one, is unchanged.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_atomically(f"{folder}/a.txt", "one").read_text(), os.listdir(folder)
    ('one', ['a.txt'])
    """
    target = Path(os.path.realpath(path))
    data = contents.encode("utf-8") if isinstance(contents, str) else contents
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    return Path(path)


def _replace(target: Path, data: bytes) -> None:
    beside = target.parent / f".minigrad-{secrets.token_hex(8)}"
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            _keep_mode(target, beside)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _keep_mode(old: Path, new: Path) -> None:
    """Give ``new`` the permissions of ``old``, unless these forbid writing."""
    if not os.access(old, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    shutil.copymode(old, new)
