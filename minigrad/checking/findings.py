"""What is wrong with fun or jac apart from numbers: a broken contract, named and explained."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

from typing_extensions import override

from minigrad.checking.plain import JsonObject, to_text
from minigrad.checking.verdict import Verdict


@final
class FindingKind(StrEnum):
    """Which contract is broken, or what else is wrong besides single entries."""

    JAC_WRITES_INTO_X = "jac writes into x"
    JAC_ACCUMULATES = "jac accumulates"
    JAC_IS_STATEFUL = "jac depends on earlier calls"
    JAC_RETURNS_ALIAS = "jac returns an alias"
    JAC_SHAPE = "jac returns a wrong shape"
    JAC_DTYPE = "jac returns a wrong dtype"
    JAC_NOT_FINITE = "jac is not finite"
    FUN_WRITES_INTO_X = "fun writes into x"
    FUN_NOT_DETERMINISTIC = "fun is not deterministic"
    FUN_IGNORES_X = "fun ignores its argument"
    FUN_NOT_FINITE = "fun is not finite"
    NUMERIC_GRADIENT = "numeric gradient"
    PARTS = "parts of the gradient"


@final
@dataclass(frozen=True)
class Finding:
    """One broken contract.

    Attributes:
        kind: which.
        message: what was seen, and what to do about it.
        verdict: what it means for the whole: FAIL, INCONCLUSIVE, or PASS for what is only worth knowing.
    """

    kind: FindingKind
    message: str
    verdict: Verdict = Verdict.FAIL

    @override
    def __str__(self) -> str:
        return f"{self.kind.value}: {self.message}"

    def to_dict(self) -> JsonObject:
        """The finding as JSON."""
        return {"kind": self.kind.value, "message": self.message, "verdict": self.verdict.value}

    @staticmethod
    def from_dict(data: JsonObject) -> Finding:
        """The inverse of :meth:`to_dict`."""
        return Finding(FindingKind(to_text(data["kind"])), to_text(data["message"]), Verdict(to_text(data["verdict"])))
