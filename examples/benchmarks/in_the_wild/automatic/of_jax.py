"""jax: its numpy, its scipy.special and its activations, in float64, compiled; forward and reverse."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from examples.benchmarks.in_the_wild.automatic.array_functions import Written, elementwise, matrices, reductions
from examples.benchmarks.in_the_wild.automatic.numpy_names import arrays, both, several, special_functions
from examples.benchmarks.in_the_wild.case import Case, box, jacobian_product
from examples.benchmarks.in_the_wild.given import given, given_both


def cases() -> Iterator[Case]:
    """Its numpy, its scipy.special with derivatives by every argument, in float64; forward and reverse."""
    library = import_module("jax")
    library.config.update("jax_enable_x64", True)
    names, special = import_module("jax.numpy"), import_module("jax.scipy.special")
    own = special_functions(
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
        Written(
            f"nn.{name}", given(lambda x, f: names.sum(f(x) * names.arange(1.0, 5.0)), getattr(nets, name)), -2.0, 2.0
        )
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
        yield from both(written, library.grad, library.hessian, library.jit)
    yield from several(names, library.jacfwd, library.jit)
    for name, fun in arrays(names).items():
        push = library.jit(given_both(lambda x, v, f: library.jvp(f, (x,), (v,))[1], fun))
        yield jacobian_product(f"jvp({name})", library.jit(fun), push, box(name, 0.2, 1.5, (4,)))
