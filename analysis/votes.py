"""What did the discussion change? The second vote beside the first, of the people who voted twice.

"After discussion", never "better calibrated": people who talked to each other agree more, and only new work scored
blind shows whether they would again.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.frame import Codes, Cut, ScoreFrame
from analysis.tally import pairs_apart
from analysis.values import CellChange, Level, VoteChange

__all__ = ["compare_votes"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Twice:
    """The votes that have a partner, each (N,): cell, rater, and the level at either vote."""

    cell: Codes
    rater: Codes
    first: Codes
    second: Codes


def compare_votes(frame: ScoreFrame, cut: Cut = None, before: int = 1, after: int = 2) -> VoteChange:
    """What changed between two rounds, cell by cell and in all.

    Parameters
    ----------
    frame
        All rounds; occasion 1 of each is read. Only cells that were voted on again are compared.
    cut
        The lowest level that counts as proficient; without it nobody crosses.
    before, after
        The two rounds.

    Returns
    -------
    VoteChange
        Empty, with the reason, when nobody voted twice on anything.
    """
    first, second = frame.in_round(before).read, frame.in_round(after).read
    twice = _voted_twice(first, second)
    if not len(twice.cell):
        return VoteChange(before, after, undefined_because=f"Nobody voted in both round {before} and round {after}.")
    once = _voted_once(first, second, twice)
    at = frame.cut_positions(cut)
    numbers = sorted(map(int, np.unique(twice.cell)), key=frame.cell_name)
    cells = tuple(_cell_change(frame, _of_cell(twice, cell), once[cell], at) for cell in numbers)
    exact_before, exact_after = _exact(frame, twice.cell, twice.first), _exact(frame, twice.cell, twice.second)
    return VoteChange(
        before,
        after,
        cells,
        n_raters=len(np.unique(twice.rater)),
        n_votes=len(twice.cell),
        n_left_out=sum(cell.n_left_out for cell in cells),
        moved=sum(cell.moved for cell in cells),
        toward=sum(cell.toward for cell in cells),
        away=sum(cell.away for cell in cells),
        crossed_up=None if at is None else sum(cell.crossed_up or 0 for cell in cells),
        crossed_down=None if at is None else sum(cell.crossed_down or 0 for cell in cells),
        exact_before=exact_before,
        exact_after=exact_after,
    )


def _voted_twice(first: ScoreFrame, second: ScoreFrame) -> _Twice:
    """Match the two votes of each rater in each cell."""
    n_raters = len(first.raters)
    key_first, key_second = (vote.cell * n_raters + vote.rater for vote in (first, second))
    _, in_first, in_second = np.intersect1d(key_first, key_second, assume_unique=True, return_indices=True)
    return _Twice(first.cell[in_first], first.rater[in_first], first.level[in_first], second.level[in_second])


def _voted_once(first: ScoreFrame, second: ScoreFrame, twice: _Twice) -> Counter[int]:
    """By cell, the votes without a partner."""
    all_votes = Counter(map(int, np.concatenate([first.cell, second.cell])))
    all_votes.subtract({cell: 2 * n for cell, n in Counter(map(int, twice.cell)).items()})
    return all_votes


def _of_cell(twice: _Twice, cell: int) -> _Twice:
    here = twice.cell == cell
    return _Twice(twice.cell[here], twice.rater[here], twice.first[here], twice.second[here])


def _cell_change(frame: ScoreFrame, votes: _Twice, n_left_out: int, cut: Codes | None) -> CellChange:
    session, sample, criterion = frame.cell_name(votes.cell[0])
    levels = frame.levels[criterion]
    line = None if cut is None else int(cut[frame.criteria.index(criterion)])
    closer = _came_closer(votes.first, votes.second)
    return CellChange(
        session=session,
        sample=sample,
        criterion=criterion,
        n_raters=len(votes.cell),
        n_left_out=n_left_out,
        spread_before=_spread(votes.first),
        spread_after=_spread(votes.second),
        moved=int((votes.first != votes.second).sum()),
        toward=int((closer > 0).sum()),
        away=int((closer < 0).sum()),
        crossed_up=None if line is None else int(((votes.first < line) & (votes.second >= line)).sum()),
        crossed_down=None if line is None else int(((votes.first >= line) & (votes.second < line)).sum()),
        before=_given(votes.first, levels),
        after=_given(votes.second, levels),
    )


def _came_closer(first: Codes, second: Codes) -> Floats:
    """(N,) levels by which each came closer to the mean of the others' first votes; 0 for somebody alone."""
    if len(first) < 2:
        return np.zeros(len(first))
    others = (first.sum() - first) / (len(first) - 1)
    closer: Floats = np.round(np.abs(first - others) - np.abs(second - others), 9)
    return closer


def _spread(levels: Codes) -> float | None:
    """Mean distance between two people, in levels; None for fewer than two."""
    if len(levels) < 2:
        return None
    distances = np.abs(levels[:, None] - levels[None, :])
    return float(distances.sum() / (len(levels) * (len(levels) - 1)))


def _given(votes: Codes, levels: tuple[Level, ...]) -> dict[Level, int]:
    return {level: int(n) for level, n in zip(levels, np.bincount(votes, minlength=len(levels)), strict=True)}


def _exact(frame: ScoreFrame, cell: Codes, level: Codes) -> float | None:
    """Share of pairs at the same level, averaged over cells with two or more people."""
    n_cells, n_levels = frame.cells.shape
    counts = np.bincount(cell * n_levels + level, minlength=n_cells * n_levels).reshape(n_cells, n_levels)
    apart = pairs_apart(counts[counts.sum(axis=1) > 1])
    return float((apart[:, 0] / apart.sum(axis=1)).mean()) if len(apart) else None
