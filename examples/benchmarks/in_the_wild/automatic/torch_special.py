"""torch: special functions, reductions, pooling and attention."""

from __future__ import annotations

from types import ModuleType

from examples.benchmarks.in_the_wild.automatic.torch_tensors import Row, number, weights_of_four
from examples.benchmarks.in_the_wild.given import given


def rows(torch: ModuleType) -> list[Row]:
    """Each with the box of its points."""
    weights = weights_of_four(torch)
    names = (
        "digamma",
        "entr",
        "erf",
        "erfc",
        "erfcx",
        "erfinv",
        "exp2",
        "expit",
        "expm1",
        "gammaln",
        "i0",
        "i0e",
        "i1",
        "i1e",
        "log1p",
        "log_ndtr",
        "logit",
        "ndtr",
        "ndtri",
        "psi",
        "sinc",
    )
    rows: list[Row] = [
        (f"special.{name}", given(lambda x, f: f(x) * weights, getattr(torch.special, name)), 0.15, 0.9, (4,))
        for name in names
    ]
    rows += [
        (f"special.{name}", given(lambda x, f: f(x[0] + 1.3, x[1]), getattr(torch.special, name)), 0.15, 0.9, (2,))
        for name in ("xlogy", "xlog1py")
    ]
    rows += [
        (
            f"special.{name}",
            given(lambda x, f: f(number(x[0], 1.3), x[1]), getattr(torch.special, name)),
            0.15,
            0.9,
            (2,),
        )
        for name in ("zeta", "gammainc", "gammaincc")
    ]
    rows += [
        ("special.polygamma", lambda x: torch.special.polygamma(2, x) * weights, 0.15, 0.9, (4,)),
        ("special.multigammaln", lambda x: torch.special.multigammaln(x + 2.0, 3) * weights, 0.15, 0.9, (4,)),
        ("lgamma(-x)", lambda x: torch.lgamma(-x) * weights, 0.15, 0.9, (4,)),
        ("logcumsumexp", lambda x: torch.logcumsumexp(x, 0) * weights, -1.5, 1.5, (4,)),
        ("cumprod", lambda x: torch.cumprod(x, 0) * weights, -1.5, 1.5, (4,)),
        ("logsumexp", lambda x: torch.logsumexp(x, 0), -1.5, 1.5, (4,)),
        ("std", lambda x: torch.std(x), -1.5, 1.5, (4,)),
        ("median", lambda x: torch.median(x) ** 2, -1.5, 1.5, (4,)),
        ("quantile", lambda x: torch.quantile(x, 0.3) ** 2, -1.5, 1.5, (4,)),
        ("cdist", lambda x: torch.cdist(x, 2.0 * x + 1.0), -1.5, 1.5, (3, 3)),
        ("fft", lambda x: torch.fft.fft(x).abs() ** 2 * weights, -1.5, 1.5, (4,)),
        (
            "interpolate",
            lambda x: torch.nn.functional.interpolate(x[None, None], 7, mode="linear") ** 3,
            -1.5,
            1.5,
            (4,),
        ),
        ("conv1d", lambda x: torch.nn.functional.conv1d(x[None, None], weights[None, None, :3]) ** 3, -1.5, 1.5, (4,)),
        ("max_pool1d", lambda x: torch.nn.functional.max_pool1d(x[None, None], 2) ** 3, -1.5, 1.5, (4,)),
        ("avg_pool1d", lambda x: torch.nn.functional.avg_pool1d(x[None, None], 2) ** 3, -1.5, 1.5, (4,)),
        ("lp_pool1d", lambda x: torch.nn.functional.lp_pool1d(x[None, None], 3.0, 2), -1.5, 1.5, (4,)),
        (
            "scaled_dot_product_attention",
            lambda x: torch.nn.functional.scaled_dot_product_attention(x, x**2, x + 1.0) ** 2,
            -1.5,
            1.5,
            (3, 3),
        ),
    ]
    return rows
