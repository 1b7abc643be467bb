"""What there is to say about fun, jac and x apart from single entries, such as a broken contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

from typing_extensions import override

from minigrad.checking.rules.verdict import Verdict
from minigrad.plain_data import PlainData


@final
class FindingKind(StrEnum):
    """Which contract is broken, or what a reader should know."""

    JAC_WRITES_INTO_X = "jac writes into x"
    JAC_ACCUMULATES = "jac accumulates"
    JAC_IS_STATEFUL = "jac depends on earlier calls"
    JAC_READS_FUN = "jac reads what fun left behind"
    JAC_RAISES = "jac raises"
    JAC_RETURNS_ALIAS = "jac returns an alias"
    JAC_SHAPE = "jac returns a wrong shape"
    JAC_DTYPE = "jac returns a wrong dtype"
    JAC_OUTSIDE_PATTERN = "jac is not 0 outside of the pattern"
    JAC_NOT_FINITE = "jac is not finite"
    FUN_WRITES_INTO_X = "fun writes into x"
    FUN_IS_STATEFUL = "fun depends on earlier calls"
    FUN_RAISES = "fun raises"
    FUN_NOT_DETERMINISTIC = "fun is not deterministic"
    FUN_NOISIER = "fun is noisier than said"
    FUN_IGNORES_X = "fun ignores its argument"
    FUN_OUTSIDE_PATTERN = "fun depends on more than the pattern"
    FUN_NOT_FINITE = "fun is not finite"
    PRODUCT_WRITES_INTO_V = "the product writes into v"
    PRODUCT_NOT_LINEAR = "the product is not linear in v"
    NOT_SYMMETRIC = "not symmetric"
    GRADIENT_IS_WRONG = "jac is not the gradient of fun"
    COMPLEX_X = "complex x"
    STATIONARY = "x is stationary"
    NUMERIC_GRADIENT = "numeric gradient"
    PARTS = "parts of the gradient"
    NOT_LINEAR = "not linear"
    NOT_DETERMINISTIC = "not deterministic"
    KEEPS_STATE = "depends on earlier calls"
    WRITES_INTO_ARGUMENT = "writes into its argument"
    OVERWRITES_RESULT = "overwrites an earlier result"
    RETURNS_ALIAS = "returns an alias"
    WRONG_SHAPE = "wrong shape"
    WRONG_DTYPE = "wrong dtype"
    NOT_FINITE = "not finite"
    JVP_IS_WRONG = "jvp is wrong"
    VJP_IS_WRONG = "vjp is wrong"
    BOTH_ARE_WRONG = "jvp and vjp are wrong"
    ONE_IS_WRONG = "jvp or vjp is wrong"


@final
@dataclass(frozen=True)
class Finding(PlainData):
    """One broken contract, or one thing worth knowing.

    Attributes:
        kind: which.
        message: what was seen, and what to do about it.
        verdict: what it means for the whole: FAIL, INCONCLUSIVE, or PASS for what is only worth knowing.
        renamed: the kind as it is printed, where the two functions are not called fun and jac; else empty.
    """

    kind: FindingKind
    message: str
    verdict: Verdict = Verdict.FAIL
    renamed: str = ""

    @property
    def heading(self) -> str:
        """The kind as it is printed."""
        return self.renamed or self.kind.value

    @override
    def __str__(self) -> str:
        return f"{self.heading}: {self.message}"


def described(error: Exception) -> str:
    """An exception in a few words."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


STATIONARY = Finding(
    FindingKind.STATIONARY,
    "every entry is zero within its bound, where a factor or a sign cannot show; check another point too",
    Verdict.PASS,
)
