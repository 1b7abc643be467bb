"""torch: losses, by their inputs."""

from __future__ import annotations

from types import ModuleType

from examples.benchmarks.in_the_wild.automatic.torch_tensors import Row


def rows(torch: ModuleType) -> list[Row]:
    """Each with the box of its points."""
    nets = torch.nn.functional
    reals = torch.tensor([0.3, -1.2, 0.8, 0.1], dtype=torch.float64)
    shares = torch.tensor([0.2, 0.7, 0.4, 0.9], dtype=torch.float64)
    signs, counts = (
        torch.tensor([1.0, -1.0, -1.0, 1.0], dtype=torch.float64),
        torch.tensor([0.0, 3.0, 1.0, 2.0], dtype=torch.float64),
    )
    label, labels = torch.tensor(2), torch.tensor([0, 2, 1])
    four, several = (4,), (3, 3)
    return [
        ("mse_loss", lambda x: nets.mse_loss(x, reals), -2.0, 2.0, four),
        ("l1_loss", lambda x: nets.l1_loss(x, reals), -2.0, 2.0, four),
        ("smooth_l1_loss", lambda x: nets.smooth_l1_loss(x, reals), -2.0, 2.0, four),
        ("huber_loss", lambda x: nets.huber_loss(x, reals, delta=0.7), -2.0, 2.0, four),
        ("binary_cross_entropy", lambda x: nets.binary_cross_entropy(x, shares), 0.1, 0.9, four),
        (
            "binary_cross_entropy_with_logits",
            lambda x: nets.binary_cross_entropy_with_logits(x, shares),
            -2.0,
            2.0,
            four,
        ),
        ("soft_margin_loss", lambda x: nets.soft_margin_loss(x, signs), -2.0, 2.0, four),
        ("hinge_embedding_loss", lambda x: nets.hinge_embedding_loss(x, signs), -2.0, 2.0, four),
        ("poisson_nll_loss", lambda x: nets.poisson_nll_loss(x, counts), -2.0, 2.0, four),
        (
            "poisson_nll_loss, log_input=False",
            lambda x: nets.poisson_nll_loss(x, counts, log_input=False),
            0.3,
            2.0,
            four,
        ),
        ("gaussian_nll_loss", lambda x: nets.gaussian_nll_loss(x, reals, shares), -2.0, 2.0, four),
        ("gaussian_nll_loss, variance", lambda x: nets.gaussian_nll_loss(reals, reals * 0.0, x), 0.3, 2.0, four),
        ("kl_div", lambda x: nets.kl_div(x, shares, reduction="sum"), -2.0, 2.0, four),
        ("multi_margin_loss", lambda x: nets.multi_margin_loss(x, label), -2.0, 2.0, four),
        (
            "multilabel_soft_margin_loss",
            lambda x: nets.multilabel_soft_margin_loss(x[None], shares[None].round()),
            -2.0,
            2.0,
            four,
        ),
        (
            "cosine_embedding_loss",
            lambda x: nets.cosine_embedding_loss(x[None], reals[None], torch.ones(1)),
            -2.0,
            2.0,
            four,
        ),
        ("cosine_similarity", lambda x: nets.cosine_similarity(x, reals, dim=0), -2.0, 2.0, four),
        (
            "triplet_margin_loss",
            lambda x: nets.triplet_margin_loss(x[None], reals[None], shares[None]),
            -2.0,
            2.0,
            four,
        ),
        ("pairwise_distance", lambda x: nets.pairwise_distance(x[None], reals[None]), -2.0, 2.0, four),
        ("cross_entropy", lambda x: nets.cross_entropy(x, labels), -2.0, 2.0, several),
        (
            "cross_entropy, label_smoothing",
            lambda x: nets.cross_entropy(x, labels, label_smoothing=0.2),
            -2.0,
            2.0,
            several,
        ),
        ("nll_loss", lambda x: nets.nll_loss(x, labels), -2.0, 2.0, several),
        (
            "ctc_loss",
            lambda x: nets.ctc_loss(
                nets.log_softmax(x, 1)[:, None, :], labels[:1][None] + 1, torch.tensor([3]), torch.tensor([1])
            ),
            -2.0,
            2.0,
            several,
        ),
    ]
