"""Lessons run once, although many tests look at what they print and draw: where tests run in several processes with
``--dist loadgroup``, all of these run in the same one."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark also where pytest-xdist, which reads it, is not installed."""
    config.addinivalue_line("markers", "xdist_group(name): tests that share what is costly to make")
