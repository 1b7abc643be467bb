"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_UNFINISHED = re.compile(r"\.minigrad-[0-9a-f]{16}")
"""The name under which a file is written until it is whole."""


def write_atomically(path: str | os.PathLike[str], contents: str | bytes) -> Path:
    """Write a file completely, or leave the old one as it is: the contents go into a new file, which then replaces it.

    That holds for a process that is killed, and for a machine that loses power. What a killed process left behind is
    removed by the next call that writes into the same folder.

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


def require_folder(path: str | os.PathLike[str]) -> None:
    """Raise a ``FileNotFoundError`` unless the folder of ``path`` exists."""
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {folder}", os.fspath(path))


def _replace(target: Path, data: bytes) -> None:
    require_folder(target)
    _remove_leftovers(target.parent)
    file, beside = _unfinished_file(target.parent)
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                _keep_mode(target, beside)
            if sys.platform == "win32":  # which does not rename open files
                file.close()
            os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(target.parent)


def _keep_mode(old: Path, new: Path) -> None:
    """Give ``new`` the permissions of ``old``, unless these forbid writing."""
    if not os.access(old, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    shutil.copymode(old, new)


def _flush_folder(folder: Path) -> None:
    """Let the new name survive a loss of power, on systems where folders can be flushed."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _unfinished_file(folder: Path) -> tuple[BinaryIO, Path]:
    """A new file, locked for as long as it is open, and its path."""
    while True:
        path = folder / f".minigrad-{secrets.token_hex(8)}"
        try:
            file = path.open("xb")
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}: no file can be made in {folder}") from error
        try:
            locked = _lock(file)
        except OSError:  # a file system without locks, on which no leftover is removed
            return file, path
        if locked and path.exists():
            return file, path
        file.close()  # another process took it for a leftover before it was locked


def _remove_leftovers(folder: Path) -> None:
    """Remove the unfinished files of processes that were killed: those that nobody has locked."""
    with suppress(OSError):
        for name in filter(_UNFINISHED.fullmatch, os.listdir(folder)):
            with suppress(OSError):
                _remove_unless_locked(folder / name)


def _remove_unless_locked(path: Path) -> None:
    if sys.platform == "win32":  # which does not remove open files
        path.unlink()
    else:
        with path.open("r+b") as file:
            if _lock(file):
                path.unlink()


def _lock(file: BinaryIO) -> bool:
    """Lock a file unless another process has locked it. The lock ends with the process, however that ends."""
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
