"""Standard streams that are closed, full, or lack characters."""

from __future__ import annotations

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO, final

from typing_extensions import override

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def open_streams() -> None:
    """Prepare stdout and stderr for a program.

    Writing to a closed stdout raises, as on a full disk, where Python would drop the output silently. What cannot be
    written to stderr is dropped, since neither progress nor a message may end the command. Characters that a stream's
    encoding lacks are written as escapes.
    """
    out: TextIO | None = sys.stdout
    if out is None:
        out = sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if isinstance(out, TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    err: TextIO | None = sys.stderr
    number, encoding = (os.open(os.devnull, os.O_WRONLY), "utf-8") if err is None else (err.fileno(), err.encoding)
    raw = _Lenient(number, "w", closefd=False)
    sys.stderr = TextIOWrapper(BufferedWriter(raw), encoding, errors="backslashreplace", line_buffering=True)


@final
class _Lenient(FileIO):
    """A file that ignores errors of writing."""

    @override
    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes
