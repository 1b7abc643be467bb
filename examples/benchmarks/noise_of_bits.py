"""Noise that depends on every bit of x and on nothing else, so that the function stays a function."""

from __future__ import annotations

import zlib

import numpy as np

from minigrad.arrays import FloatArray


def noise_of_bits(x: FloatArray) -> float:
    """A number in [-1, 1]."""
    return zlib.crc32(np.ascontiguousarray(x).tobytes()) / 2.0**31 - 1.0
