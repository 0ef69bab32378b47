"""Who reads what, in which order."""

from collections.abc import Sequence
from random import Random


def queue(everyone_first: Sequence[str], rest: Sequence[str], rng: Random) -> tuple[str, ...]:
    """Return one rater's own order: the samples everyone reads first, then the rest, each block shuffled.

    A different order per rater keeps tiredness and contrast from piling up on the same sample, and keeps a
    glance at the neighbour's screen from telling anything.
    """
    first, then = list(everyone_first), list(rest)
    rng.shuffle(first)
    rng.shuffle(then)
    return (*first, *then)
