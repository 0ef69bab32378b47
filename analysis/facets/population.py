"""Which population does a sample come from? One, unless who reads it can hang on where it comes from.

Blocks of samples get means of their own when schools are known or raters do not share one pool, so that raters are
compared on samples that they have in common and not on the quality of what came to them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.facets.ratings import Ratings
from analysis.frame import ScoreFrame
from analysis.linking import Links
from analysis.sums import Codes

__all__ = ["Population", "population_of"]

_FEWEST_SAMPLES = 5

BY_NOTHING = "one normal population of samples"
BY_SCHOOL = "normal, with a mean for the samples of each school"
BY_READERS = "normal, with a mean for the samples that each set of schools read"
BY_POOL = "normal, with a mean for the samples that each pool of raters read"


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """The blocks of S samples.

    Parameters
    ----------
    block
        (S,) number of each sample's block.
    n_blocks
        B.
    says
        What was assumed, in words.
    """

    block: Codes
    n_blocks: int
    says: str


def population_of(frame: ScoreFrame, ratings: Ratings, links: Links) -> Population:
    """The blocks that the scores ask for; blocks with few samples share one mean."""
    extra = frame.read.extra
    first = ratings.row[ratings.sample_starts[:-1]]
    if "sample_school" in extra and len(set(schools := extra["sample_school"][first])) > 1:
        return _blocks(schools, BY_SCHOOL)
    if "rater_school" in extra and len(set(extra["rater_school"][ratings.row])) > 1:
        school = np.unique(extra["rater_school"][ratings.row], return_inverse=True)[1]
        return _blocks(_sets(ratings.sample, school), BY_READERS)
    pool = np.zeros(len(ratings.raters), dtype=np.intp)
    for number, raters in enumerate(links.pools()):
        pool[raters] = number
    return _blocks(_sets(ratings.sample, pool[ratings.rater]), BY_POOL) if pool.any() else _one(ratings)


def _one(ratings: Ratings) -> Population:
    return Population(np.zeros(len(ratings.samples), dtype=np.intp), 1, BY_NOTHING)


def _sets(sample: Codes, of_score: Codes) -> NDArray[Any]:
    """(S,) which kinds of raters each sample had, as one name for each set."""
    there = np.zeros((int(sample.max()) + 1, int(of_score.max()) + 1), dtype=np.uint8)
    there[sample, of_score] = 1
    return np.array([row.tobytes().hex() for row in np.packbits(there, axis=1)])


def _blocks(names: NDArray[Any], says: str) -> Population:
    _, block, size = np.unique(names, return_inverse=True, return_counts=True)
    rare = size < _FEWEST_SAMPLES
    number = np.where(rare, (~rare).sum(), np.cumsum(~rare) - 1)
    found = np.unique(number[block], return_inverse=True)[1].astype(np.intp)
    n_blocks = int(found.max()) + 1
    return Population(found, n_blocks, says if n_blocks > 1 else BY_NOTHING)
