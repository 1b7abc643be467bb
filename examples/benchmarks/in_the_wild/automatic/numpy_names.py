"""Cases of libraries with numpy's names: gradients, Hessians and Jacobians of the same functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TypeAlias

from examples.benchmarks.in_the_wild.automatic.array_functions import MATRIX, Differentiable, Written
from examples.benchmarks.in_the_wild.case import Case, box, gradient, hessian, jacobian
from examples.benchmarks.in_the_wild.given import given
from minigrad.arrays import Float64Array

Transform: TypeAlias = Callable[[Differentiable], Differentiable]


def plain(fun: Differentiable) -> Differentiable:
    """The function as it is, for a library that compiles nothing."""
    return fun


def both(written: Written, grad: Transform, hess: Transform, compiled: Transform = plain) -> Iterator[Case]:
    """The gradient of a function and its Hessian."""
    at = box(written.name, written.low, written.high, written.shape)
    fun, slopes, curvatures = compiled(written.fun), compiled(grad(written.fun)), compiled(hess(written.fun))
    yield gradient(f"grad({written.name})", lambda x: float(fun(x)), slopes, at)
    yield hessian(f"hessian({written.name})", slopes, curvatures, at)


def special_functions(np: ModuleType, special: ModuleType, wanted: tuple[str, ...]) -> list[Written]:
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
        Written(f"special.{name}", given(lambda x, name: called(name, x), name), 0.15, 0.9)
        for name in wanted
        if hasattr(special, name)
    ]


def several(np: ModuleType, transform: Transform, compiled: Transform = plain) -> Iterator[Case]:
    """The Jacobians of functions that return arrays."""
    for name, fun in arrays(np).items():
        values, slopes = compiled(fun), compiled(transform(fun))
        yield jacobian(f"jacobian({name})", values, slopes, box(name, 0.2, 1.5, (4,)))


def arrays(np: ModuleType) -> dict[str, Differentiable]:
    """Functions that return arrays."""
    return {
        "softmax": lambda x: np.exp(x) / np.sum(np.exp(x)),
        "matrix times tanh": lambda x: np.tanh(np.dot(MATRIX, x[:3])),
        "polar": lambda x: np.array([x[0] * np.cos(x[1]), x[0] * np.sin(x[1]), x[2] * x[3]]),
        "outer": lambda x: np.outer(x, np.sin(x)),
        "cumsum": lambda x: np.cumsum(x**2),
        "solve": lambda x: np.linalg.solve(MATRIX + 3.0 * np.eye(3), x[:3] ** 2),
        "real fft": lambda x: np.real(np.fft.fft(x)),
    }
