"""Which data a fit has, compared by their numbers or by their checksums."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Final, final

import numpy as np

from minigrad.arrays import AnyArray
from minigrad.networks.risk import EmpiricalRisk
from minigrad.plain_data.json_values import JsonObject, to_text

PARTS: Final = ("x", "t", "sample_weight")


@final
class DataIdentity:
    """Samples, targets and weights of samples: the data themselves, or what a file says of them.

    Args:
        risk: has the data.
        checksums: of each part; by default they are computed from the data when they are needed.
    """

    def __init__(self, risk: EmpiricalRisk | None, checksums: dict[str, str] | None = None) -> None:
        self._risk = risk
        self._checksums = checksums

    @property
    def from_file(self) -> bool:
        """Whether only the checksums are known."""
        return self._risk is None

    @cached_property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of each part, of its shape and of its dtype; empty for what there is none of."""
        if self._checksums is not None or self._risk is None:
            return self._checksums or {}
        return {name: _checksum(array) for name, array in zip(PARTS, _arrays(self._risk), strict=True)}

    def differences(self, other: DataIdentity) -> list[str]:
        """The names of the parts that are not the same."""
        if self._risk is not None and self._risk is other._risk:
            return []
        if self._risk is not None and other._risk is not None:
            pairs = zip(PARTS, _arrays(self._risk), _arrays(other._risk), strict=True)
            return [name for name, mine, its in pairs if not _same(mine, its)]
        return [name for name in PARTS if self.checksums.get(name) != other.checksums.get(name)]

    def to_json(self) -> JsonObject:
        """The checksums."""
        return {**self.checksums}

    @staticmethod
    def from_json(data: JsonObject) -> DataIdentity:
        """The inverse of :meth:`to_json`."""
        return DataIdentity(None, {name: to_text(text) for name, text in data.items()})


def _arrays(risk: EmpiricalRisk) -> tuple[AnyArray | None, ...]:
    return risk.x, risk.targets, risk.sample_weight


def _same(one: AnyArray | None, other: AnyArray | None) -> bool:
    if one is None or other is None:
        return one is other
    return one is other or (one.dtype == other.dtype and np.array_equal(one, other))


def _checksum(array: AnyArray | None) -> str:
    if array is None:
        return ""
    digest = hashlib.sha256(f"{array.shape} {array.dtype.name}".encode())
    digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
