"""Each rater's scores beside those of others in the same cells, what was seen and what the model expects."""

import numpy as np

from analysis.facets.ratings import Ratings
from analysis.facets.residuals import Residuals
from analysis.sums import Codes, Floats, divided

__all__ = ["correlations", "exact_agreement", "mean_levels"]


def exact_agreement(ratings: Ratings, found: Residuals) -> tuple[Floats, Floats]:
    """(R,) share of encounters in the same cell at the same level: as seen, and as the model expects."""
    cell, n_cells = _cells(ratings)
    given = np.zeros_like(found.probability)
    given[ratings.category, np.arange(len(ratings))] = 1.0
    size = len(ratings.raters)
    others = np.bincount(cell, minlength=n_cells)[cell] - 1
    met = np.bincount(ratings.rater, others, size)
    seen, expected = (
        np.bincount(ratings.rater, _matches(shares, cell, n_cells), size) for shares in (given, found.probability)
    )
    return divided(seen, met), divided(expected, met)


def correlations(ratings: Ratings) -> Floats:
    """(R,) between a rater's levels and the mean of the others in the same cells; NaN where either does not vary."""
    cell, n_cells = _cells(ratings)
    level = _levels(ratings)
    others = np.bincount(cell, minlength=n_cells)[cell] - 1
    met = others > 0
    rater, own = ratings.rater[met], level[met]
    rest = (np.bincount(cell, level, n_cells)[cell] - level)[met] / others[met]
    size = len(ratings.raters)
    n = np.maximum(np.bincount(rater, minlength=size), 1)
    own, rest = (values - (np.bincount(rater, values, size) / n)[rater] for values in (own, rest))
    products = [np.bincount(rater, one * other, size) for one, other in ((own, rest), (own, own), (rest, rest))]
    return divided(products[0], np.sqrt(products[1] * products[2]))


def mean_levels(ratings: Ratings) -> Floats:
    """(R,) mean level each rater gave, counted from 0 in the level list."""
    size = len(ratings.raters)
    return np.bincount(ratings.rater, _levels(ratings), size) / np.bincount(ratings.rater, minlength=size)


def _cells(ratings: Ratings) -> tuple[Codes, int]:
    n_criteria = len(ratings.criteria)
    return ratings.sample * n_criteria + ratings.criterion, len(ratings.samples) * n_criteria


def _levels(ratings: Ratings) -> Floats:
    return ratings.levels[ratings.scale[ratings.criterion], ratings.category]


def _matches(shares: Floats, cell: Codes, n_cells: int) -> Floats:
    """(N,) how many of the others in its cell each score agrees with; shares (K, N) of each category."""
    found = np.zeros(shares.shape[1])
    for share in shares:
        found += share * (np.bincount(cell, share, n_cells)[cell] - share)
    return found
