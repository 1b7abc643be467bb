"""The arguments that a user's function, method or class needs."""

from __future__ import annotations

import inspect

import numpy as np

from minigrad.arrays import Float64Array

FIXED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
FUNCTIONS = ("f", "fun", "func", "function", "fn", "loss_f", "loss_fn", "loss_function", "callback")
"""Names of arguments that are functions themselves: ``gradient(f, x)`` differentiates numerically."""

SIZES = {
    "n_inputs": 4,
    "n_outputs": 3,
    "n_features": 4,
    "n_symbols": 5,
    "input_size": 4,
    "output_size": 3,
    "hidden_size": 5,
    "in_features": 4,
    "out_features": 3,
    "input_dim": 4,
    "output_dim": 3,
    "n_in": 4,
    "n_out": 3,
    "size": 4,
    "dim": 4,
}
RATES = {"learning_rate": 0.01, "lr": 0.01, "eps": 1e-5, "epsilon": 1e-5}


def signature(function: object) -> inspect.Signature | None:
    """The signature, where Python knows it."""
    try:
        return inspect.signature(function) if callable(function) else None
    except (ValueError, TypeError):
        return None


def required(function: object) -> list[str]:
    """The names of the arguments without default."""
    known = signature(function)
    parameters = known.parameters.values() if known else ()
    return [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def why_not_of_one_array(name: str, function: object) -> str:
    """Why a function cannot be called with one array; empty if it can."""
    needed, known = required(function), signature(function)
    if inspect.iscoroutinefunction(function):
        return f"`{name}` is a coroutine; let it be a plain function"
    if len(needed) > 1:
        return (
            f"`{name}` needs {len(needed)} arguments: {', '.join(needed)}; give the others by functools.partial "
            "or defaults"
        )
    if known is not None and not any(p.kind in (*FIXED, p.VAR_POSITIONAL) for p in known.parameters.values()):
        return f"`{name}` takes no argument that could be varied; let it take one array"
    return ""


def takes_a_function(function: object) -> bool:
    """Whether it seems to differentiate other functions, at a point or by returning a new function."""
    needed = required(function)
    captured: tuple[str, ...] = getattr(getattr(function, "__code__", None), "co_cellvars", ())
    return any(name in FUNCTIONS and (len(needed) > 1 or name in captured) for name in needed)


def usual_arguments(cls: object) -> dict[str, float | Float64Array] | list[str]:
    """Values for the arguments that a class needs, or the names of those for which none is known."""
    rng = np.random.default_rng(1)
    arrays: dict[str, Float64Array] = {"w": rng.normal(size=(4, 3)), "b": rng.normal(size=3)}
    known: dict[str, float | Float64Array] = {
        **SIZES,
        **RATES,
        **arrays,
        **{name.upper(): each for name, each in arrays.items()},
    }
    needed = required(cls)
    unknown = [name for name in needed if name not in known]
    return unknown or {name: known[name] for name in needed}
