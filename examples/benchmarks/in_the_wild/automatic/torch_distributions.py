"""torch: log-densities of distributions, by their parameters and by the value, entropies and divergences."""

from __future__ import annotations

from types import ModuleType

from examples.benchmarks.in_the_wild.automatic.torch_tensors import Row, number
from examples.benchmarks.in_the_wild.given import given


def rows(torch: ModuleType) -> list[Row]:
    """The log-density by both parameters, and by the value."""
    made = torch.distributions
    rows: list[Row] = []
    for name, value in (
        ("Normal", 0.4),
        ("Laplace", 0.4),
        ("Cauchy", 0.4),
        ("Gumbel", 0.4),
        ("LogNormal", 0.7),
        ("Gamma", 0.7),
        ("Beta", 0.3),
        ("Weibull", 0.7),
        ("Pareto", 2.5),
        ("FisherSnedecor", 0.7),
        ("Kumaraswamy", 0.3),
        ("InverseGamma", 0.7),
        ("VonMises", 0.4),
        ("NegativeBinomial", 2.0),
    ):
        at = torch.tensor(value, dtype=torch.float64)
        high = 0.9 if name == "NegativeBinomial" else 2.0
        rows.append(
            (
                f"{name}.log_prob, parameters",
                given(lambda x, d, v: d(x[0], x[1], validate_args=False).log_prob(v), getattr(made, name), at),
                0.3,
                high,
                (2,),
            )
        )
        if name != "NegativeBinomial":
            rows.append(
                (
                    f"{name}.log_prob, value",
                    given(
                        lambda x, d: d(number(x, 0.7), number(x, 1.3), validate_args=False).log_prob(x),
                        getattr(made, name),
                    ),
                    1.4 if name == "Pareto" else 0.1,
                    2.0 if name == "Pareto" else 0.9,
                    (1,),
                )
            )
    for name, value in (
        ("Exponential", 0.7),
        ("Poisson", 2.0),
        ("Chi2", 0.7),
        ("HalfNormal", 0.7),
        ("HalfCauchy", 0.7),
        ("Bernoulli", 1.0),
        ("Geometric", 2.0),
        ("ContinuousBernoulli", 0.3),
        ("StudentT", 0.4),
    ):
        at = torch.tensor(value, dtype=torch.float64)
        rows.append(
            (
                f"{name}.log_prob, parameter",
                given(lambda x, d, v: d(x[0], validate_args=False).log_prob(v), getattr(made, name), at),
                0.2,
                0.9,
                (1,),
            )
        )
        rows.append(
            (
                f"{name}.entropy",
                given(lambda x, d: d(x[0], validate_args=False).entropy(), getattr(made, name)),
                0.2,
                0.9,
                (1,),
            )
        ) if name != "Poisson" else None
    simplex = torch.tensor([0.2, 0.3, 0.1, 0.4], dtype=torch.float64)
    rows += [
        ("Dirichlet.log_prob", lambda x: made.Dirichlet(x).log_prob(simplex), 0.3, 2.0, (4,)),
        ("Dirichlet.entropy", lambda x: made.Dirichlet(x).entropy(), 0.3, 2.0, (4,)),
        (
            "kl_divergence(Gamma)",
            lambda x: made.kl_divergence(made.Gamma(x[0], x[1]), made.Gamma(x[2], x[3])),
            0.3,
            2.0,
            (4,),
        ),
        (
            "kl_divergence(Normal)",
            lambda x: made.kl_divergence(made.Normal(x[0], x[1]), made.Normal(x[2], x[3])),
            0.3,
            2.0,
            (4,),
        ),
        (
            "kl_divergence(Beta)",
            lambda x: made.kl_divergence(made.Beta(x[0], x[1]), made.Beta(x[2], x[3])),
            0.3,
            2.0,
            (4,),
        ),
        ("Normal.cdf", lambda x: made.Normal(x[0], x[1]).cdf(x[2]), 0.3, 2.0, (3,)),
    ]
    return rows
