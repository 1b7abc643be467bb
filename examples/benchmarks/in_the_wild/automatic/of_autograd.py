"""autograd: its numpy, its scipy.special, and products with Hessians."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from examples.benchmarks.in_the_wild.automatic.array_functions import elementwise, matrices, reductions
from examples.benchmarks.in_the_wild.automatic.numpy_names import both, several, special_functions
from examples.benchmarks.in_the_wild.case import Case, box, hessian_product


def cases() -> Iterator[Case]:
    """Its numpy, its scipy.special, and products of Hessians."""
    library = import_module("autograd")
    names = import_module("autograd.numpy")
    special = import_module("autograd.scipy.special")
    own = special_functions(
        names,
        special,
        ("erf", "erfc", "gammaln", "gamma", "psi", "expit", "logit", "j0", "j1", "y0", "i0", "logsumexp", "erfinv"),
    )
    for written in [*elementwise(names), *reductions(names), *matrices(names), *own]:
        yield from both(written, library.grad, library.hessian)
    yield from several(names, library.jacobian)
    for written in reductions(names):
        slopes, product = library.grad(written.fun), library.hessian_vector_product(written.fun)
        yield hessian_product(
            f"hessian_vector_product({written.name})",
            slopes,
            product,
            box(written.name, written.low, written.high, written.shape),
        )
