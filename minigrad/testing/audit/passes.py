"""Checks a layer in plain numpy: backward against forward, with respect to the input and every parameter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from minigrad.arrays import Float64Array, FloatArray, Shape
from minigrad.layout import Layout
from minigrad.testing.audit.audit_results import Finished
from minigrad.testing.audit.chosen_points import choose_points
from minigrad.testing.audit.visits import Question, visit_all
from minigrad.testing.discovery.items import NotChecked, TwoPasses
from minigrad.testing.discovery.user_errors import described
from minigrad.testing.passes.base import CannotVaryError, Passes


def audit_passes(item: TwoPasses, shape: Shape | None, seed: int) -> Finished | NotChecked:
    """Check that backward(c) is the gradient of sum(c * forward(x)) for a random c, at several inputs."""
    found = _fitting(item.passes, shape)
    if isinstance(found, str):
        return NotChecked(item.name, found, claimed="NotImplementedError" not in found, known_as=item.known_as)
    rng = np.random.default_rng(seed)
    outputs = item.passes.forward(item.passes.arrays(found))
    one = outputs.ndim == 0 and not item.passes.needs_cotangent()
    loss = _Weighted(item.passes, np.ones(()) if one else np.asarray(rng.normal(size=outputs.shape)))
    names = ", ".join(item.passes.arrays(found))
    result = visit_all(item.name, "layer", choose_points(loss.at, found.shape, rng), loss.question, seed)
    return replace(result, details=(f"with respect to {names}, for an input of shape {found.shape}", *result.details))


@final
@dataclass(frozen=True)
class _Weighted:
    """sum(c * outputs), a number."""

    passes: Passes
    weights: Float64Array

    def at(self, x: Float64Array) -> float:
        """The value at an input, with the present parameters."""
        return self.value(self.passes.arrays(x))

    def value(self, arrays: dict[str, Float64Array]) -> float:
        return float(np.sum(self.weights * self.passes.forward(arrays).astype(np.float64)))

    def question(self, x: Float64Array) -> Question:
        """The function and gradient with respect to input and parameters, at an input."""
        start = self.passes.arrays(x)
        layout = Layout.of(start)

        def parts(vector: FloatArray) -> dict[str, Float64Array]:
            return {name: array.astype(np.float64) for name, array in layout.unflatten(vector.copy()).items()}

        def jac(vector: FloatArray) -> Float64Array:
            return layout.join(self.passes.backward(parts(vector), self.weights), "the backward pass")

        point = layout.join(start, "the forward pass")
        return Question(lambda vector: self.value(parts(vector)), jac, point, layout)


def _fitting(passes: Passes, shape: Shape | None) -> Float64Array | str:
    """An input that both passes accept, or else one that forward accepts, or why there is none."""
    problems: dict[str, Shape] = {}
    taken: list[Float64Array] = []
    for each in passes.shapes() if shape is None else (shape,):
        x = np.random.default_rng(0).normal(size=each)
        try:
            outputs, again = (passes.forward(passes.arrays(x)) for _ in range(2))
            if not np.array_equal(outputs, again, equal_nan=True):
                return (
                    "the forward pass is random, so it cannot be compared with anything; seed it inside, or "
                    "leave it out"
                )
            taken.append(x)
            passes.backward(passes.arrays(x), np.ones(outputs.shape))
        except KeyboardInterrupt:
            raise
        except CannotVaryError as error:
            return str(error)
        except BaseException as error:
            problems.setdefault(described(error), each)
            continue
        return x
    return taken[0] if taken else _reason(problems, shape)


def _reason(problems: dict[str, Shape], shape: Shape | None) -> str:
    first, tried = next(iter(problems.items()))
    if len(problems) == 1 and shape is None:
        return f"it could not be evaluated: {first}"
    return f"no input was found that the forward pass takes; pass --shape N[,M...] (tried {tried} and others: {first})"
