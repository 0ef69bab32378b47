"""How each rater stands beside agreed scores: the validity samples, which came with a reference.

The reference is taken as given. It must not be made of the rater's own scores, or the difference shrinks; rows cannot
show that, so whoever writes the reference column sees to it.
"""

import numpy as np

from analysis.frame import ScoreFrame
from analysis.resampling import jackknife
from analysis.sums import Codes, Sums, ratio
from analysis.values import Validity

__all__ = ["validity"]

NO_REFERENCES = "This rater scored nothing that has a reference."

_ANY = (-np.inf, np.inf)


def validity(frame: ScoreFrame) -> tuple[Validity | None, ...]:
    """How far, and in which direction, is each rater from the agreed scores of the same cells?

    Parameters
    ----------
    frame
        With a ``reference`` on the rows of validity samples; criteria with the same levels are pooled.

    Returns
    -------
    tuple
        One per rater, in their order: the shares, and the mean difference with the jackknife over whole samples; None
        for all when nothing has a reference.
    """
    read = frame.read
    reference: Codes = read.extra.get("reference", np.full(len(read), -1))
    if not (reference >= 0).any():
        return (None,) * len(frame.raters)
    piece = read.cell // max(1, len(frame.criteria))
    return tuple(
        _beside(read.level[own] - reference[own], piece[own])
        for at in range(len(frame.raters))
        for own in [(read.rater == at) & (reference >= 0)]
    )


def _beside(difference: Codes, piece: Codes) -> Validity:
    """One rater, from the differences (n,) of score and reference and the samples they lie in."""
    if not len(difference):
        return Validity(undefined_because=NO_REFERENCES)
    pieces, which = np.unique(piece, return_inverse=True)
    terms = np.column_stack([np.bincount(which, difference), np.bincount(which)]).astype(np.float64)
    interval = jackknife(Sums(terms, np.ones(len(pieces), dtype=np.intp), ratio), _ANY)
    apart = np.abs(difference)
    return Validity(
        n=len(difference),
        n_samples=len(pieces),
        exact=float((apart == 0).mean()),
        adjacent=float((apart == 1).mean()),
        discrepant=float((apart > 1).mean()),
        mean_difference=float(difference.mean()),
        low=interval.low,
        high=interval.high,
        se=interval.se,
        method=interval.method,
        no_interval_because=interval.missing_because,
    )
