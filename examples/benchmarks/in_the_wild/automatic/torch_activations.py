"""torch: activations and normalisations."""

from __future__ import annotations

from types import ModuleType

from examples.benchmarks.in_the_wild.automatic.torch_tensors import Row, weights_of_four
from examples.benchmarks.in_the_wild.given import given


def rows(torch: ModuleType) -> list[Row]:
    """Each with the box of its points."""
    nets, weights = torch.nn.functional, weights_of_four(torch)
    names = (
        "relu",
        "relu6",
        "elu",
        "selu",
        "celu",
        "gelu",
        "silu",
        "mish",
        "softplus",
        "logsigmoid",
        "leaky_relu",
        "hardtanh",
        "hardswish",
        "hardsigmoid",
        "softsign",
        "tanhshrink",
        "softshrink",
        "hardshrink",
        "sigmoid",
        "tanh",
        "rrelu",
    )
    rows: list[Row] = [
        (name, given(lambda x, f: f(x) * weights, getattr(nets, name)), -2.5, 2.5, (4,)) for name in names
    ]
    return [
        *rows,
        ("gelu, tanh", lambda x: nets.gelu(x, approximate="tanh") * weights, -2.5, 2.5, (4,)),
        ("softmax", lambda x: nets.softmax(x, 0) * weights, -2.5, 2.5, (4,)),
        ("log_softmax", lambda x: nets.log_softmax(x, 0) * weights, -2.5, 2.5, (4,)),
        ("softmin", lambda x: nets.softmin(x, 0) * weights, -2.5, 2.5, (4,)),
        ("glu", lambda x: nets.glu(x, 0) * weights[:2], -2.5, 2.5, (4,)),
        ("normalize", lambda x: nets.normalize(x, dim=0) * weights, -2.5, 2.5, (4,)),
        ("layer_norm", lambda x: nets.layer_norm(x, (4,)) * weights, -2.5, 2.5, (4,)),
        ("rms_norm", lambda x: nets.rms_norm(x, (4,)) * weights, -2.5, 2.5, (4,)),
    ]
