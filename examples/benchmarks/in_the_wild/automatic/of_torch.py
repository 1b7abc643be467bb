"""torch: activations, losses, distributions, special functions and linear algebra, differentiated by torch.autograd."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from examples.benchmarks.in_the_wild.case import Case, box, gradient, hessian, jacobian
from minigrad.arrays import Float64Array


class Tensor(Protocol):
    """What is asked of a tensor."""

    def sum(self) -> Tensor:
        """Of all entries."""

    def detach(self) -> Tensor:
        """Without its history."""

    def numpy(self) -> Float64Array:
        """As an array."""

    def __mul__(self, other: Tensor) -> Tensor: ...

    def __getitem__(self, index: object) -> Tensor: ...


Functional: TypeAlias = Callable[[Tensor], Tensor]
Row: TypeAlias = tuple[str, Functional, float, float, tuple[int, ...]]


def cases() -> Iterator[Case]:
    """Each function with its gradient, and its Hessian where torch has one."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    for rows in (_activations(torch), _losses(torch), _distributions(torch), _special(torch), _matrices(torch)):
        for name, fun, low, high, shape in rows:
            yield from _both(torch, name, fun, box(name, low, high, shape))
    yield from _several(torch)


def _tensor(torch: ModuleType, x: npt.ArrayLike) -> Tensor:
    made: Tensor = torch.tensor(np.asarray(x), dtype=torch.float64, requires_grad=True)
    return made


def _array(tensor: Tensor) -> Float64Array:
    return np.array(tensor.detach().numpy())


def _both(torch: ModuleType, name: str, fun: Functional, at: tuple[Float64Array, ...]) -> Iterator[Case]:
    def slopes(x: Float64Array) -> Float64Array:
        start = _tensor(torch, x)
        (found,) = torch.autograd.grad(fun(start).sum(), start)
        return _array(found)

    yield gradient(f"grad({name})", lambda x: float(_array(fun(_tensor(torch, x)).sum())), slopes, at)
    yield hessian(
        f"hessian({name})",
        slopes,
        lambda x: _array(torch.autograd.functional.hessian(lambda t: fun(t).sum(), _tensor(torch, x))),
        at,
    )


def _weights(torch: ModuleType) -> Tensor:
    made: Tensor = torch.arange(1.0, 5.0, dtype=torch.float64)
    return made


def _activations(torch: ModuleType) -> list[Row]:
    nets, weights = torch.nn.functional, _weights(torch)
    names = ("relu", "relu6", "elu", "selu", "celu", "gelu", "silu", "mish", "softplus", "logsigmoid", "leaky_relu", "hardtanh", "hardswish", "hardsigmoid", "softsign", "tanhshrink", "softshrink", "hardshrink", "sigmoid", "tanh", "rrelu")
    rows: list[Row] = [(name, lambda x, f=getattr(nets, name): f(x) * weights, -2.5, 2.5, (4,)) for name in names]
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


def _losses(torch: ModuleType) -> list[Row]:
    nets = torch.nn.functional
    reals = torch.tensor([0.3, -1.2, 0.8, 0.1], dtype=torch.float64)
    shares = torch.tensor([0.2, 0.7, 0.4, 0.9], dtype=torch.float64)
    signs, counts = torch.tensor([1.0, -1.0, -1.0, 1.0], dtype=torch.float64), torch.tensor([0.0, 3.0, 1.0, 2.0], dtype=torch.float64)
    label, labels = torch.tensor(2), torch.tensor([0, 2, 1])
    four, several = (4,), (3, 3)
    return [
        ("mse_loss", lambda x: nets.mse_loss(x, reals), -2.0, 2.0, four),
        ("l1_loss", lambda x: nets.l1_loss(x, reals), -2.0, 2.0, four),
        ("smooth_l1_loss", lambda x: nets.smooth_l1_loss(x, reals), -2.0, 2.0, four),
        ("huber_loss", lambda x: nets.huber_loss(x, reals, delta=0.7), -2.0, 2.0, four),
        ("binary_cross_entropy", lambda x: nets.binary_cross_entropy(x, shares), 0.1, 0.9, four),
        ("binary_cross_entropy_with_logits", lambda x: nets.binary_cross_entropy_with_logits(x, shares), -2.0, 2.0, four),
        ("soft_margin_loss", lambda x: nets.soft_margin_loss(x, signs), -2.0, 2.0, four),
        ("hinge_embedding_loss", lambda x: nets.hinge_embedding_loss(x, signs), -2.0, 2.0, four),
        ("poisson_nll_loss", lambda x: nets.poisson_nll_loss(x, counts), -2.0, 2.0, four),
        ("poisson_nll_loss, log_input=False", lambda x: nets.poisson_nll_loss(x, counts, log_input=False), 0.3, 2.0, four),
        ("gaussian_nll_loss", lambda x: nets.gaussian_nll_loss(x, reals, shares), -2.0, 2.0, four),
        ("gaussian_nll_loss, variance", lambda x: nets.gaussian_nll_loss(reals, reals * 0.0, x), 0.3, 2.0, four),
        ("kl_div", lambda x: nets.kl_div(x, shares, reduction="sum"), -2.0, 2.0, four),
        ("multi_margin_loss", lambda x: nets.multi_margin_loss(x, label), -2.0, 2.0, four),
        ("multilabel_soft_margin_loss", lambda x: nets.multilabel_soft_margin_loss(x[None], shares[None].round()), -2.0, 2.0, four),
        ("cosine_embedding_loss", lambda x: nets.cosine_embedding_loss(x[None], reals[None], torch.ones(1)), -2.0, 2.0, four),
        ("cosine_similarity", lambda x: nets.cosine_similarity(x, reals, dim=0), -2.0, 2.0, four),
        ("triplet_margin_loss", lambda x: nets.triplet_margin_loss(x[None], reals[None], shares[None]), -2.0, 2.0, four),
        ("pairwise_distance", lambda x: nets.pairwise_distance(x[None], reals[None]), -2.0, 2.0, four),
        ("cross_entropy", lambda x: nets.cross_entropy(x, labels), -2.0, 2.0, several),
        ("cross_entropy, label_smoothing", lambda x: nets.cross_entropy(x, labels, label_smoothing=0.2), -2.0, 2.0, several),
        ("nll_loss", lambda x: nets.nll_loss(x, labels), -2.0, 2.0, several),
        ("ctc_loss", lambda x: nets.ctc_loss(nets.log_softmax(x, 1)[:, None, :], labels[:1][None] + 1, torch.tensor([3]), torch.tensor([1])), -2.0, 2.0, several),
    ]


def _distributions(torch: ModuleType) -> list[Row]:
    """The log-density by both parameters, and by the value."""
    made = torch.distributions
    rows: list[Row] = []
    for name, value in (("Normal", 0.4), ("Laplace", 0.4), ("Cauchy", 0.4), ("Gumbel", 0.4), ("LogNormal", 0.7), ("Gamma", 0.7), ("Beta", 0.3), ("Weibull", 0.7), ("Pareto", 2.5), ("FisherSnedecor", 0.7), ("Kumaraswamy", 0.3), ("InverseGamma", 0.7), ("VonMises", 0.4), ("NegativeBinomial", 2.0)):
        at = torch.tensor(value, dtype=torch.float64)
        high = 0.9 if name == "NegativeBinomial" else 2.0
        rows.append((f"{name}.log_prob, parameters", lambda x, d=getattr(made, name), v=at: d(x[0], x[1], validate_args=False).log_prob(v), 0.3, high, (2,)))
        if name != "NegativeBinomial":
            rows.append((f"{name}.log_prob, value", lambda x, d=getattr(made, name): d(_number(x, 0.7), _number(x, 1.3), validate_args=False).log_prob(x), 1.4 if name == "Pareto" else 0.1, 2.0 if name == "Pareto" else 0.9, (1,)))
    for name, value in (("Exponential", 0.7), ("Poisson", 2.0), ("Chi2", 0.7), ("HalfNormal", 0.7), ("HalfCauchy", 0.7), ("Bernoulli", 1.0), ("Geometric", 2.0), ("ContinuousBernoulli", 0.3), ("StudentT", 0.4)):
        at = torch.tensor(value, dtype=torch.float64)
        rows.append((f"{name}.log_prob, parameter", lambda x, d=getattr(made, name), v=at: d(x[0], validate_args=False).log_prob(v), 0.2, 0.9, (1,)))
        rows.append((f"{name}.entropy", lambda x, d=getattr(made, name): d(x[0], validate_args=False).entropy(), 0.2, 0.9, (1,))) if name != "Poisson" else None
    simplex = torch.tensor([0.2, 0.3, 0.1, 0.4], dtype=torch.float64)
    rows += [
        ("Dirichlet.log_prob", lambda x: made.Dirichlet(x).log_prob(simplex), 0.3, 2.0, (4,)),
        ("Dirichlet.entropy", lambda x: made.Dirichlet(x).entropy(), 0.3, 2.0, (4,)),
        ("kl_divergence(Gamma)", lambda x: made.kl_divergence(made.Gamma(x[0], x[1]), made.Gamma(x[2], x[3])), 0.3, 2.0, (4,)),
        ("kl_divergence(Normal)", lambda x: made.kl_divergence(made.Normal(x[0], x[1]), made.Normal(x[2], x[3])), 0.3, 2.0, (4,)),
        ("kl_divergence(Beta)", lambda x: made.kl_divergence(made.Beta(x[0], x[1]), made.Beta(x[2], x[3])), 0.3, 2.0, (4,)),
        ("Normal.cdf", lambda x: made.Normal(x[0], x[1]).cdf(x[2]), 0.3, 2.0, (3,)),
    ]
    return rows


def _number(x: Tensor, value: float) -> Tensor:
    return x.detach() * 0.0 + value  # type: ignore[operator]


def _special(torch: ModuleType) -> list[Row]:
    weights = _weights(torch)
    names = ("digamma", "entr", "erf", "erfc", "erfcx", "erfinv", "exp2", "expit", "expm1", "gammaln", "i0", "i0e", "i1", "i1e", "log1p", "log_ndtr", "logit", "ndtr", "ndtri", "psi", "sinc")
    rows: list[Row] = [(f"special.{name}", lambda x, f=getattr(torch.special, name): f(x) * weights, 0.15, 0.9, (4,)) for name in names]
    rows += [(f"special.{name}", lambda x, f=getattr(torch.special, name): f(1.3 + x[0], x[1]), 0.15, 0.9, (2,)) for name in ("xlogy", "xlog1py")]
    rows += [(f"special.{name}", lambda x, f=getattr(torch.special, name): f(_number(x[0], 1.3), x[1]), 0.15, 0.9, (2,)) for name in ("zeta", "gammainc", "gammaincc")]
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
        ("interpolate", lambda x: torch.nn.functional.interpolate(x[None, None], 7, mode="linear") ** 3, -1.5, 1.5, (4,)),
        ("conv1d", lambda x: torch.nn.functional.conv1d(x[None, None], weights[None, None, :3]) ** 3, -1.5, 1.5, (4,)),
        ("max_pool1d", lambda x: torch.nn.functional.max_pool1d(x[None, None], 2) ** 3, -1.5, 1.5, (4,)),
        ("avg_pool1d", lambda x: torch.nn.functional.avg_pool1d(x[None, None], 2) ** 3, -1.5, 1.5, (4,)),
        ("lp_pool1d", lambda x: torch.nn.functional.lp_pool1d(x[None, None], 3.0, 2), -1.5, 1.5, (4,)),
        ("scaled_dot_product_attention", lambda x: torch.nn.functional.scaled_dot_product_attention(x, x**2, x + 1.0) ** 2, -1.5, 1.5, (3, 3)),
    ]
    return rows


def _matrices(torch: ModuleType) -> list[Row]:
    algebra = torch.linalg
    weights = torch.tensor(np.random.default_rng(91).standard_normal((3, 3)))
    square = (3, 3)

    def definite(x: Tensor) -> Tensor:
        return x @ x.T + 2.0 * torch.eye(3, dtype=torch.float64)  # type: ignore[attr-defined,operator,no-any-return]

    functions: dict[str, Functional] = {
        "det": lambda x: algebra.det(x),
        "slogdet": lambda x: algebra.slogdet(x)[1],
        "inv": lambda x: algebra.inv(definite(x)) * weights,
        "solve": lambda x: algebra.solve(definite(x), weights) * weights,
        "cholesky": lambda x: algebra.cholesky(definite(x)) * weights,
        "eigvalsh": lambda x: algebra.eigvalsh(definite(x)) ** 2 * weights[0],
        "eigh: vectors": lambda x: algebra.eigh(definite(x))[1] ** 2 * weights,
        "svdvals": lambda x: algebra.svdvals(x) ** 3,
        "svd: vectors": lambda x: algebra.svd(x)[0] ** 2 * weights,
        "qr": lambda x: algebra.qr(x)[1] * weights,
        "lu": lambda x: algebra.lu(x)[2] * weights,
        "lstsq": lambda x: algebra.lstsq(x[:, :2], weights).solution ** 2,
        "pinv": lambda x: algebra.pinv(x[:, :2]) ** 2,
        "matrix_exp": lambda x: algebra.matrix_exp(x) * weights,
        "matrix_power": lambda x: algebra.matrix_power(x, 3) * weights,
        "norm, fro": lambda x: algebra.norm(x),
        "norm, nuc": lambda x: algebra.norm(x, "nuc"),
        "norm, 2": lambda x: algebra.norm(x, 2),
        "norm, 1": lambda x: algebra.norm(x, 1) ** 2,
        "vector_norm, 3": lambda x: algebra.vector_norm(x, 3.0),
        "cond": lambda x: algebra.cond(x),
        "eigvals": lambda x: algebra.eigvals(definite(x) + weights).abs() ** 2,
        "householder_product": lambda x: algebra.householder_product(x, weights[0]) ** 2,
        "ldl_factor": lambda x: algebra.cholesky_ex(definite(x))[0] * weights,
        "solve_triangular": lambda x: algebra.solve_triangular(torch.tril(x) + 2.0 * torch.eye(3, dtype=torch.float64), weights, upper=False) ** 2,
        "logdet": lambda x: torch.logdet(definite(x)),
        "cross": lambda x: algebra.cross(x[0], x[1]) * weights[0],
        "multi_dot": lambda x: algebra.multi_dot([x, weights, x]) ** 2,
    }
    return [(f"linalg.{name}", fun, -1.5, 1.5, square) for name, fun in functions.items()]


def _several(torch: ModuleType) -> Iterator[Case]:
    functions: dict[str, Functional] = {
        "softmax": lambda x: torch.softmax(x, 0),
        "outer": lambda x: torch.outer(x, torch.sin(x)),
        "cumsum": lambda x: torch.cumsum(x**2, 0),  # type: ignore[operator]
        "matrix_exp": lambda x: torch.linalg.matrix_exp(torch.outer(x, x)),
        "layer_norm": lambda x: torch.nn.functional.layer_norm(x, (4,)),
    }
    for name, fun in functions.items():
        for mode in ("reverse-mode", "forward-mode"):
            yield jacobian(
                f"jacobian({name}), {mode}",
                lambda x, f=fun: _array(f(_tensor(torch, x))),
                lambda x, f=fun, m=mode: _array(torch.autograd.functional.jacobian(f, _tensor(torch, x), strategy=m, vectorize=m == "forward-mode")),
                box(name, 0.2, 1.5, (4,)),
            )
