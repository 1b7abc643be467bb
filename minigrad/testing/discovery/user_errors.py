"""What a user's code raised, in one line: the exception, and the line of the user's own that it came from.

Whatever is not Ctrl-C is a mistake of that code: it may exit, or skip itself by an exception that is no ``Exception``.
"""

from __future__ import annotations

import importlib
import linecache
import sysconfig
import traceback
from pathlib import Path

import numpy as np

import minigrad

LIBRARIES = (*(str(Path(each).parent) for each in (minigrad.__file__, np.__file__, importlib.__file__)), "<frozen")
STANDARD = sysconfig.get_path("stdlib")


def described(error: BaseException) -> str:
    """An exception with its file and line, such as
    ``NameError: name 'y' is not defined (two.py, line 3: return 2 * y)``."""
    text = " ".join((error.msg if isinstance(error, SyntaxError) else str(error)).split())
    kind = type(error).__name__
    said = f"{kind}({text})" if isinstance(error, SystemExit) else f"{kind}: {text}" if text else kind
    where = _where(error)
    return f"{said} ({where})" if where else said


def _where(error: BaseException) -> str:
    """The last frame that belongs to no library, such as ``argparse``, where there is one."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}, line {error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(LIBRARIES)]
    own = [
        frame for frame in frames if "site-packages" not in frame.filename and not frame.filename.startswith(STANDARD)
    ] or frames
    if not own:
        return ""
    frame = own[-1]
    line = linecache.getline(frame.filename, frame.lineno or 0).strip()
    return f"{Path(frame.filename).name}, line {frame.lineno}" + (f": {line}" if line else "")
