"""Batches: each sample once, in an order drawn anew, the rest in a smaller last one."""

from __future__ import annotations

import numpy as np
import pytest

from minigrad.training.running.batches import batches


@pytest.mark.parametrize(
    ("n", "size", "sizes"),
    [(10, 4, [4, 4, 2]), (8, 4, [4, 4]), (3, 4, [3]), (3, 1, [1, 1, 1]), (1, 1, [1]), (7, 6, [6, 1])],
)
def test_sizes_and_that_each_sample_comes_once(n: int, size: int, sizes: list[int]) -> None:
    drawn = list(batches(n, size, np.random.default_rng(3)))
    assert [len(batch) for batch in drawn] == sizes
    assert sorted(np.concatenate(drawn).tolist()) == list(range(n))


def test_without_a_batch_size_all_come_in_their_own_order_and_nothing_is_drawn() -> None:
    rng = np.random.default_rng(0)
    (batch,) = batches(5, None, rng)
    assert batch.tolist() == [0, 1, 2, 3, 4]
    assert rng.random() == np.random.default_rng(0).random()


def test_every_order_is_as_likely() -> None:
    rng = np.random.default_rng(0)
    orders = ["".join(str(i) for batch in batches(3, 2, rng) for i in batch) for _ in range(6000)]
    counts = {order: orders.count(order) for order in set(orders)}
    assert len(counts) == 6
    assert max(abs(count - 1000) for count in counts.values()) < 5 * np.sqrt(1000 * 5 / 6)  # five standard deviations
