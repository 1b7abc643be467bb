"""One optimizer for each clause that breaks it, and that one only; and an unusual optimizer that keeps all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, final

import numpy as np
import pytest
from typing_extensions import override

from minigrad.arrays import FloatArray
from minigrad.optimizers import NoState, Optimizer, matched
from minigrad.testing import ContractError, check_optimizer


class Ball(NamedTuple):
    """A velocity, and a number."""

    velocity: FloatArray | float
    steps: float


@final
@dataclass(frozen=True)
class Rolling(Optimizer[Ball]):
    """Momentum with a mistake that can be chosen."""

    mistake: str = ""
    calls: list[int] = field(default_factory=list)

    @override
    def init(self, theta: FloatArray) -> Ball:
        self.calls.clear()
        if self.mistake == "init writes":
            theta *= 2.0
        return Ball(self._start(theta), 0.0)

    def _start(self, theta: FloatArray) -> FloatArray | float:
        if self.mistake == "a number that broadcasts":
            return 0.0
        if self.mistake == "one that broadcasts":
            return np.zeros(1, theta.dtype)
        return np.zeros((*theta.shape, 1)) if self.mistake == "a column" else np.zeros_like(theta)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Ball) -> tuple[FloatArray, Ball]:
        slope = (
            np.asarray(gradient.astype(theta.dtype))
            if self.mistake == "takes any gradient"
            else matched(gradient, theta)
        )
        if self.mistake == "takes any gradient":
            slope = np.asarray(
                np.broadcast_to(slope.reshape(-1)[:1] if slope.shape != theta.shape else slope, theta.shape)
            )
        if self.mistake in ("counts", "counts hundreds"):
            self.calls.append(1)
        if self.mistake == "keeps the gradient":
            return theta - 0.1 * slope, Ball(slope, state.steps)
        if self.mistake == "writes theta":
            theta -= slope
        if self.mistake == "writes the same theta":
            theta *= 1.0
        if self.mistake == "writes its state" and isinstance(state.velocity, np.ndarray):
            state.velocity[...] = 0.5 * state.velocity - 0.1 * slope
            return np.asarray(theta + state.velocity), state
        velocity = np.asarray(0.5 * state.velocity - (-0.1 if self.mistake == "climbs" else 0.1) * slope)
        if self.mistake == "counts":
            velocity = np.asarray(velocity / (1.0 + 0.1 * len(self.calls)))
        if self.mistake == "counts hundreds":
            velocity = np.asarray(velocity / (1.0 + len(self.calls) // 100))
        following = np.asarray(theta + velocity)
        return (following.astype(np.float64) if self.mistake == "upcasts" else following), Ball(
            velocity, state.steps + 1.0
        )


@final
@dataclass(frozen=True)
class Forgetful(Optimizer[Ball]):
    """Keeps its velocity in an attribute of the state's own array, which a copy has not."""

    @override
    def init(self, theta: FloatArray) -> Ball:
        return Ball(np.zeros_like(theta).view(_Remembering), 0.0)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Ball) -> tuple[FloatArray, Ball]:
        kind = 1.0 if isinstance(state.velocity, _Remembering) else 0.5
        return theta - 0.1 * kind * matched(gradient, theta), state


class _Remembering(np.ndarray[tuple[int, ...], np.dtype[np.float64]]):
    @override
    def copy(self, order: object = None) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:  # type: ignore[override]  # shorter
        return np.array(self)


@pytest.mark.parametrize(
    ("mistake", "clause", "how", "advice"),
    [
        ("init writes", "writes to nothing", "init writes into theta", "not theta -= step"),
        ("writes theta", "writes to nothing", "step writes into theta", "not theta -= step"),
        ("writes the same theta", "writes to nothing", "step writes into theta; the values stay", "not theta -= step"),
        ("writes its state", "writes to nothing", "step writes into state.velocity", "work on new arrays"),
        (
            "keeps the gradient",
            "writes to nothing",
            "state.velocity that step returns is not a new array",
            "work on new arrays",
        ),
        (
            "a column",
            "theta keeps its shape",
            r"theta after step 1 must be float64 of shape \(3,\), got .*\(3, 3\)",
            r"numpy.zeros_like\(theta\)",
        ),
        ("upcasts", "theta keeps its shape and dtype", "must be float32", r"matched\(gradient, theta\)"),
        (
            "a number that broadcasts",
            "each array of the state",
            r"state.velocity is a number at first and .* \(3,\) after step 1",
            "zeros_like",
        ),
        (
            "one that broadcasts",
            "each array of the state",
            r"of shape \(1,\) at first and .* \(3,\) after step 1",
            "zeros_like",
        ),
        (
            "takes any gradient",
            "a gradient of another shape is refused",
            r"takes a gradient of shape \(1,\)",
            r"matched\(gradient, theta\)",
        ),
        (
            "counts hundreds",
            "the same arguments give the same result",
            "it keeps something of a call in its attribute `calls`",
            "in the state only",
        ),
        ("climbs", "the value of a quadratic falls within 200 steps", "it went from 6.5", "the sign of the step"),
    ],
)
def test_a_broken_optimizer_breaks_one_clause_and_is_told_what_to_do(
    mistake: str, clause: str, how: str, advice: str
) -> None:
    with pytest.raises(ContractError) as caught:
        check_optimizer(Rolling(mistake))
    (text,) = caught.value.broken
    assert text.startswith(clause), text
    assert re.search(f"(?s){how}.*What to do: .*{advice}", text), text


def test_a_state_that_is_no_longer_as_good_when_copied() -> None:
    with pytest.raises(
        ContractError, match=r"a copy of it is as good: theta of a run and of the same run resumed.*differ"
    ):
        check_optimizer(Forgetful())


@final
@dataclass(frozen=True)
class Listing(Optimizer[Ball]):
    """Returns no state."""

    @override
    def init(self, theta: FloatArray) -> Ball:
        return []  # type: ignore[return-value]  # what the test is about

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Ball) -> tuple[FloatArray, Ball]:
        return theta, state


def test_a_state_that_is_no_tuple() -> None:
    with pytest.raises(
        ContractError, match="init returns list, not a NamedTuple\n    What to do: return a NamedTuple of arrays"
    ):
        check_optimizer(Listing())


def test_a_right_optimizer_with_a_number_in_its_state_keeps_its_contract() -> None:
    assert len(check_optimizer(Rolling()).kept) == 8


@final
@dataclass(frozen=True)
class Counting(Optimizer[Ball]):
    """Counts its steps in numpy's integers."""

    @override
    def init(self, theta: FloatArray) -> Ball:
        return Ball(np.zeros_like(theta), 0.0)

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Ball) -> tuple[FloatArray, Ball]:
        count = np.int64(state.steps) + 1
        return theta - 0.1 * matched(gradient, theta), state._replace(steps=count)  # type: ignore[arg-type]  # what numpy often gives


def test_numbers_of_numpy_in_a_state_are_numbers() -> None:
    assert len(check_optimizer(Counting()).kept) == 8


def test_a_memory_outside_of_the_state_is_found() -> None:
    """Two runs from init are alike; a run that starts from a state in the middle is not."""
    with pytest.raises(ContractError, match="the same arguments give the same result"):
        check_optimizer(Rolling("counts"))


@final
@dataclass(frozen=True)
class ListInside(Optimizer[Ball]):
    """Keeps a list in its state, which cannot be saved."""

    @override
    def init(self, theta: FloatArray) -> Ball:
        return Ball([0.0], 0.0)  # type: ignore[arg-type]  # what the test is about

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: Ball) -> tuple[FloatArray, Ball]:
        return theta - 0.1 * matched(gradient, theta), state


def test_a_state_with_a_list_inside() -> None:
    with pytest.raises(
        ContractError, match=r"(?s)init returns a state, .*a state must hold arrays, numbers and states, got list"
    ) as caught:
        check_optimizer(ListInside())
    assert len(caught.value.broken) == 1


@final
@dataclass(frozen=True)
class Textbook(Optimizer[NoState]):
    """theta - rate * gradient: upcasts and broadcasts, since it takes the gradient as it comes."""

    @override
    def init(self, theta: FloatArray) -> NoState:
        return NoState()

    @override
    def step(self, theta: FloatArray, gradient: FloatArray, state: NoState) -> tuple[FloatArray, NoState]:
        return theta - 0.1 * gradient, state


def test_two_faults_of_one_cause_are_reported_once() -> None:
    with pytest.raises(ContractError) as caught:
        check_optimizer(Textbook())
    (text,) = caught.value.broken
    assert text.startswith("theta keeps its shape and dtype")
    assert "matched(gradient, theta)" in text
    assert any("a gradient of another shape is refused" in names for names in caught.value.not_run)


def test_steps_are_checked() -> None:
    with pytest.raises(ValueError, match="`steps` must be a whole number of at least 1, got 0"):
        check_optimizer(Rolling(), steps=0)
