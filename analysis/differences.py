"""How one rater's scores stand beside those of the others who scored the same work.

Leave-one-out: a rater is never part of the mean they are compared with, which would shrink the difference by
(reads - 1) / reads. The sign is that of the scores: below 0 the rater gave lower levels than the others. It does not
say who is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from analysis.frame import Codes, Cut, ScoreFrame
from analysis.resampling import jackknife
from analysis.sums import Sums, divided, ratio
from analysis.validity import validity
from analysis.values import Level, RaterDifference

__all__ = ["differences", "differences_by_criterion"]

Floats = NDArray[np.float64]

_ANY = (-np.inf, np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """Every score beside the others of its cell, each (N,); shares and differences are NaN where nobody else scored.

    ``piece`` numbers the samples of all sessions: the unit of the intervals.
    """

    rater: Codes
    piece: Codes
    level: Codes
    exact: Floats
    adjacent: Floats
    same_side: Floats
    difference: Floats

    def where(self, kept: NDArray[np.bool_]) -> "_Beside":
        """Some of the rows."""
        return _Beside(**{column.name: getattr(self, column.name)[kept] for column in fields(self)})


def differences(frame: ScoreFrame, cut: Cut = None) -> tuple[RaterDifference, ...]:
    """How far, and in which direction, is each rater from the others who scored the same cells?

    Parameters
    ----------
    frame
        Criteria with the same levels are pooled, each score counting alike; sessions too, since colleagues are
        compared only within one.
    cut
        The lowest level that counts as proficient; without it there is no cut agreement.

    Returns
    -------
    tuple of RaterDifference
        One per rater, by name, with ``validity`` where there are references. The interval is the jackknife over whole
        samples with t on n - 1. Undefined, with the reason, when nobody else scored what the rater did.
    """
    criterion = frame.criteria[0] if len(frame.criteria) == 1 else "all"
    if len(set(frame.levels.values())) > 1:
        reason = "The criteria have different levels, so they cannot be pooled."
        return tuple(RaterDifference(rater, criterion, undefined_because=reason) for rater in frame.raters)
    return tuple(_compared(frame, cut, criterion))


def differences_by_criterion(frame: ScoreFrame, cut: Cut = None) -> tuple[RaterDifference, ...]:
    """The same for each criterion by itself, in the order of raters and criteria."""
    found = [difference for criterion in frame.criteria for difference in differences(frame.only(criterion), cut)]
    return tuple(sorted(found, key=lambda d: (d.rater, frame.criteria.index(d.criterion))))


def _compared(frame: ScoreFrame, cut: Cut, criterion: str) -> Iterator[RaterDifference]:
    beside = _beside_the_others(frame, cut)
    for at, (rater, beside_references) in enumerate(zip(frame.raters, validity(frame), strict=True)):
        one = _one_rater(rater, criterion, beside.where(beside.rater == at), frame.levels[frame.criteria[0]])
        yield replace(one, validity=beside_references)


def _beside_the_others(frame: ScoreFrame, cut: Cut) -> _Beside:
    """Every score that is read, beside the counts of the others in its cell."""
    read, row = frame.read, np.arange(len(frame.read))
    others = frame.cells[read.cell]
    others[row, read.level] -= 1
    n_others = others.sum(axis=1).astype(np.float64)
    around = np.pad(others, ((0, 0), (1, 1)))
    at = frame.cut_positions(cut)
    same_side = np.zeros(len(row)) if at is None else _on_the_same_side(others, read.level, at[read.criterion])
    return _Beside(
        rater=read.rater,
        piece=read.cell // max(1, len(frame.criteria)),
        level=read.level,
        exact=divided(others[row, read.level], n_others),
        adjacent=divided(around[row, read.level] + around[row, read.level + 2], n_others),
        same_side=divided(same_side, n_others if at is not None else np.zeros(len(row))),
        difference=read.level - divided(others @ np.arange(others.shape[1]), n_others),
    )


def _on_the_same_side(others: Codes, level: Codes, cut: Codes) -> Floats:
    """(N,) how many of the others stand on the score's side of the cut."""
    proficient = np.arange(others.shape[1]) >= cut[:, None]
    same: Floats = np.where(proficient == (level >= cut)[:, None], others, 0).sum(axis=1).astype(np.float64)
    return same


def _one_rater(rater: str, criterion: str, given: _Beside, levels: tuple[Level, ...]) -> RaterDifference:
    times = np.bincount(given.level, minlength=len(levels))
    counted = {level: int(n) for level, n in zip(levels, times, strict=True)}
    compared = given.where(~np.isnan(given.difference))
    if not len(compared.level):
        reason = "Nobody else scored what this rater scored." if len(given.level) else "This rater scored nothing here."
        return RaterDifference(rater, criterion, n_left_out=len(given.level), levels=counted, undefined_because=reason)
    pieces, piece = np.unique(compared.piece, return_inverse=True)
    terms = np.column_stack([np.bincount(piece, compared.difference), np.bincount(piece)]).astype(np.float64)
    interval = jackknife(Sums(terms, np.ones(len(pieces), dtype=np.intp), ratio), _ANY)
    return RaterDifference(
        rater,
        criterion,
        n=len(compared.level),
        n_samples=len(pieces),
        n_left_out=len(given.level) - len(compared.level),
        exact=_mean(compared.exact),
        adjacent=_mean(compared.adjacent),
        cut_agreement=_mean(compared.same_side),
        mean_difference=_mean(compared.difference),
        low=interval.low,
        high=interval.high,
        se=interval.se,
        levels=counted,
        method=interval.method,
        no_interval_because=interval.missing_because,
    )


def _mean(values: Floats) -> float | None:
    """The mean, or None where there was no cut to look at."""
    mean = float(values.mean())
    return None if np.isnan(mean) else mean
