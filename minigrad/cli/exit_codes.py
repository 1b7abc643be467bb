"""Exit codes of the program besides those of its commands."""

from __future__ import annotations

INTERRUPTED = 130
"""What shells expect of a program that was ended by Ctrl-C: 128 + SIGINT."""

TERMINATED = 143
"""The same for 128 + SIGTERM."""

NOT_READ = 141
"""What shells see of a program whose reader has gone: 128 + SIGPIPE. Not 0, which says that all is well."""

NOT_WRITTEN = 2
"""Output could not be written."""


class Terminated(KeyboardInterrupt):
    """An interrupt by SIGTERM."""
