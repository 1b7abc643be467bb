"""autograd and jax: gradients, Hessians and Jacobians of the same functions, and those that only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

import numpy as np

from examples.benchmarks.in_the_wild.automatic.array_functions import (
    MATRIX,
    Differentiable,
    Written,
    elementwise,
    matrices,
    reductions,
)
from examples.benchmarks.in_the_wild.case import Case, box, gradient, hessian, jacobian
from minigrad.arrays import Float64Array

Transform: TypeAlias = Callable[[Differentiable], Differentiable]


def of_autograd() -> Iterator[Case]:
    """Its numpy, its scipy.special, and products of Hessians."""
    library = import_module("autograd")
    names = import_module("autograd.numpy")
    special = import_module("autograd.scipy.special")
    own = _special(
        names,
        special,
        ("erf", "erfc", "gammaln", "gamma", "psi", "expit", "logit", "j0", "j1", "y0", "i0", "logsumexp", "erfinv"),
    )
    for written in [*elementwise(names), *reductions(names), *matrices(names), *own]:
        yield from _both(written, library.grad, library.hessian)
    yield from _several(names, library.jacobian)


def of_jax() -> Iterator[Case]:
    """Its numpy, its scipy.special with derivatives by every argument, in float64; forward and reverse."""
    library = import_module("jax")
    library.config.update("jax_enable_x64", True)
    names, special = import_module("jax.numpy"), import_module("jax.scipy.special")
    own = _special(
        names,
        special,
        (
            "erf",
            "erfc",
            "gammaln",
            "digamma",
            "expit",
            "logit",
            "i0",
            "i0e",
            "i1",
            "i1e",
            "ndtr",
            "log_ndtr",
            "ndtri",
            "entr",
            "exp1",
            "expi",
            "spence",
            "logsumexp",
            "erf_inv",
            "zeta",
            "betainc",
            "gammainc",
            "gammaincc",
            "beta",
            "betaln",
            "xlogy",
            "xlog1py",
            "rel_entr",
            "kl_div",
            "polygamma",
        ),
    )
    nets = import_module("jax.nn")
    own += [
        Written(f"nn.{name}", lambda x, f=getattr(nets, name): names.sum(f(x) * names.arange(1.0, 5.0)), -2.0, 2.0)
        for name in (
            "relu",
            "relu6",
            "elu",
            "selu",
            "celu",
            "gelu",
            "silu",
            "softplus",
            "log_sigmoid",
            "leaky_relu",
            "hard_tanh",
            "hard_swish",
            "soft_sign",
            "squareplus",
            "mish",
            "softmax",
            "log_softmax",
            "standardize",
        )
    ]
    for written in [*elementwise(names), *reductions(names), *matrices(names), *own]:
        yield from _both(written, library.grad, library.hessian, library.jit)
    yield from _several(names, library.jacfwd, library.jit)


def _plain(fun: Differentiable) -> Differentiable:
    return fun


def _both(written: Written, grad: Transform, hess: Transform, compiled: Transform = _plain) -> Iterator[Case]:
    at = box(written.name, written.low, written.high, written.shape)
    fun, slopes, curvatures = compiled(written.fun), compiled(grad(written.fun)), compiled(hess(written.fun))
    yield gradient(f"grad({written.name})", lambda x: float(fun(x)), lambda x: np.asarray(slopes(x)), at)
    yield hessian(f"hessian({written.name})", lambda x: np.asarray(slopes(x)), lambda x: np.asarray(curvatures(x)), at)


def _special(np: ModuleType, special: ModuleType, wanted: tuple[str, ...]) -> list[Written]:
    """Functions of one or more arguments, each of which is an entry of x."""
    arguments = {
        "betainc": 3,
        "gammainc": 2,
        "gammaincc": 2,
        "beta": 2,
        "betaln": 2,
        "xlogy": 2,
        "xlog1py": 2,
        "rel_entr": 2,
        "kl_div": 2,
    }

    def called(name: str, x: Float64Array) -> Float64Array:
        fun = getattr(special, name)
        if name == "zeta":
            return fun(2.5 + x[0], 1.0 + x[1])  # type: ignore[no-any-return]
        if name == "polygamma":
            return fun(1, x[0])  # type: ignore[no-any-return]
        many = arguments.get(name, 0)
        return fun(*(x[k] for k in range(many))) if many else np.sum(fun(x))  # type: ignore[no-any-return]

    return [
        Written(f"special.{name}", lambda x, name=name: called(name, x), 0.15, 0.9)
        for name in wanted
        if hasattr(special, name)
    ]


def _several(np: ModuleType, transform: Transform, compiled: Transform = _plain) -> Iterator[Case]:
    """Functions that return arrays."""
    functions: dict[str, Differentiable] = {
        "softmax": lambda x: np.exp(x) / np.sum(np.exp(x)),
        "matrix times tanh": lambda x: np.tanh(np.dot(MATRIX, x[:3])),
        "polar": lambda x: np.array([x[0] * np.cos(x[1]), x[0] * np.sin(x[1]), x[2] * x[3]]),
        "outer": lambda x: np.outer(x, np.sin(x)),
        "cumsum": lambda x: np.cumsum(x**2),
        "solve": lambda x: np.linalg.solve(MATRIX + 3.0 * np.eye(3), x[:3] ** 2),
        "real fft": lambda x: np.real(np.fft.fft(x)),
    }
    for name, fun in functions.items():
        values, slopes = compiled(fun), compiled(transform(fun))
        yield jacobian(
            f"jacobian({name})",
            lambda x, f=values: np_array(f(x)),
            lambda x, s=slopes: np_array(s(x)),
            box(name, 0.2, 1.5, (4,)),
        )


def np_array(values: Float64Array) -> Float64Array:
    """What a library returned, as an array of numpy."""
    return np.asarray(values)
