"""Who is linked to whom."""

import numpy as np

from analysis.linking import links_of


def links(readers):
    """Readers of each sample."""
    sample = np.repeat(np.arange(len(readers)), [len(own) for own in readers])
    rater = np.concatenate([np.array(own) for own in readers])
    return links_of(sample, rater, len(readers), int(rater.max()) + 1)


def test_raters_are_linked_through_others():
    assert [group.tolist() for group in links([[0, 1], [1, 2], [3, 4]]).groups()] == [[0, 1, 2], [3, 4]]


def test_a_sample_read_by_one_links_nobody():
    assert links([[0, 1], [0, 1], [1], [0]]).shared_samples().tolist() == [2, 2]


def test_raters_who_seldom_cross_are_two_pools():
    rng = np.random.default_rng(1)
    readers = [rng.choice(10, 3, replace=False) + 10 * (at % 2) for at in range(200)]
    crossed = [rng.choice(20, 3, replace=False) for _ in range(20)]
    pools = links(readers + crossed).pools()
    assert sorted(sorted(pool.tolist()) for pool in pools) == [list(range(10)), list(range(10, 20))]


def test_random_allocation_and_a_full_cross_are_one_pool():
    rng = np.random.default_rng(2)
    for readers in ([rng.choice(40, 3, replace=False) for _ in range(480)], [np.arange(8)] * 20):
        assert len(links(readers).pools()) == 1
