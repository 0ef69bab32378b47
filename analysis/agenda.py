"""Where does talk pay most? The cells a group should open again, in order.

A cell is worth talking about when its raters are far apart, when they part at the Proficient line, and when they part
where everybody parts on that criterion, since settling it there settles many. The three add up, each counted per pair
of the cell's raters, so that a room of three and a room of twelve are measured alike::

    how far apart two raters are, in levels
    + share of pairs on different sides of the cut
    + share of pairs on different sides of the criterion's own trouble line x how much of its disagreement lies there

Unanimous cells are never on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.frame import Codes, Cut, ScoreFrame
from analysis.tally import pairs_apart
from analysis.values import AgendaEntry, Level, Why

__all__ = ["FAR_APART", "SPLIT", "STRADDLES_CUT", "TYPICAL_LINE", "agenda"]

Floats = NDArray[np.float64]

STRADDLES_CUT = "{n_upper} of {n_raters} put it at {cut} or above, {n_lower} below."
FAR_APART = "The levels given run from {lowest} to {highest}."
TYPICAL_LINE = "On {criterion} teachers part most often between {lower} and {upper}."
SPLIT = "{n_lower} of {n_raters} gave {lower}, {n_upper} gave {upper}."

_FAR_APART = 2
_TYPICAL_FROM = 0.5
_TYPICAL_CELLS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Talk:
    """The cells that are not unanimous, U of them.

    Parameters
    ----------
    cell, criterion
        (U,) the cell's number in the frame, and the position of its criterion.
    counts
        (U, K) raters at each level.
    cross
        (U, K - 1) share of the cell's pairs that a line lies between, one line after each level but the last.
    trouble
        (C, K - 1) share of a criterion's differing pairs that a line lies between, cells counting alike.
    trouble_line
        (C,) the line that most of a criterion's disagreement crosses; -1 where too little shows one.
    cut
        (C,) position of the cut on each criterion, or None.
    """

    cell: Codes
    criterion: Codes
    counts: Codes
    cross: Floats
    trouble: Floats
    trouble_line: Codes
    cut: Codes | None


def agenda(frame: ScoreFrame, cut: Cut = None, limit: int | None = None) -> tuple[AgendaEntry, ...]:
    """The cells worth talking about, the one where talk pays most first.

    Parameters
    ----------
    frame
        Every session and criterion is looked at; a cell needs two scores that differ.
    cut
        The lowest level that counts as proficient; without it nothing straddles.
    limit
        How many entries at most; None is all.

    Returns
    -------
    tuple of AgendaEntry
        ``priority`` counts from 1. Equal cells stand in the order of session, sample and criterion name.
    """
    talk = _worth_talking(frame, cut)
    pays = np.round(_how_far_apart(talk) + _at_the_cut(talk) + _typical(talk), 9)
    in_order = sorted(range(len(talk.cell)), key=lambda at: (-pays[at], frame.cell_name(int(talk.cell[at]))))
    return tuple(_entry(frame, talk, at, priority) for priority, at in enumerate(in_order[:limit], 1))


def _worth_talking(frame: ScoreFrame, cut: Cut) -> _Talk:
    counts = frame.cells
    cell = np.flatnonzero((counts > 0).sum(axis=1) > 1)
    counts, criterion = counts[cell], cell % max(1, len(frame.criteria))
    apart = pairs_apart(counts)
    pairs = np.maximum(apart.sum(axis=1), 1)
    below = counts.cumsum(axis=1)[:, :-1]
    cross = below * (counts.sum(axis=1, keepdims=True) - below) / pairs[:, None]
    differ = 1 - apart[:, 0] / pairs
    trouble = np.zeros((len(frame.criteria), cross.shape[1]))
    for at in np.unique(criterion):
        trouble[at] = cross[criterion == at].sum(axis=0) / differ[criterion == at].sum()
    disputed = np.bincount(criterion, minlength=len(trouble))
    return _Talk(cell, criterion, counts, cross, trouble, _trouble_line(trouble, disputed), frame.cut_positions(cut))


def _trouble_line(trouble: Floats, disputed: Codes) -> Codes:
    """(C,) where most of a criterion's disagreement lies; a few cells do not show what is typical."""
    shown = (disputed >= _TYPICAL_CELLS) & (trouble.max(axis=1, initial=0) >= _TYPICAL_FROM)
    return np.where(shown, trouble.argmax(axis=1) if trouble.size else -1, -1)


def _how_far_apart(talk: _Talk) -> Floats:
    """(U,) mean distance of two raters in levels: every line between them counts one."""
    levels_apart: Floats = talk.cross.sum(axis=1)
    return levels_apart


def _at_the_cut(talk: _Talk) -> Floats:
    """(U,) share of pairs on different sides of the cut."""
    return np.zeros(len(talk.cell)) if talk.cut is None else _across(talk, talk.cut[talk.criterion] - 1)


def _typical(talk: _Talk) -> Floats:
    """(U,) share of pairs across the criterion's trouble line, times how much of its disagreement lies there."""
    share: Floats = talk.trouble.max(axis=1, initial=0)[talk.criterion]
    return _across(talk, talk.trouble_line[talk.criterion]) * share


def _across(talk: _Talk, line: Codes) -> Floats:
    """(U,) share of pairs with the line between them; 0 for line -1, which lies below the lowest level."""
    return np.pad(talk.cross, ((0, 0), (1, 0)))[np.arange(len(line)), line + 1]


def _entry(frame: ScoreFrame, talk: _Talk, at: int, priority: int) -> AgendaEntry:
    session, sample, criterion = frame.cell_name(int(talk.cell[at]))
    cell = _disputed(frame, talk, at)
    return AgendaEntry(
        session=session,
        sample=sample,
        criterion=criterion,
        priority=priority,
        spread=cell.highest - cell.lowest,
        straddles_cut=None if cell.cut is None else cell.straddles_cut,
        lower=cell.levels[cell.line],
        upper=cell.levels[cell.line + 1],
        n_raters=int(cell.counts.sum()),
        why=tuple(_reasons(cell)) or (_split(cell),),
        given={level: int(n) for level, n in zip(cell.levels, cell.counts, strict=False)},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Disputed:
    """One cell: its scale, its (K,) counts, where they end, and the lines that matter (position of the level below)."""

    criterion: str
    levels: tuple[Level, ...]
    counts: Codes
    lowest: int
    highest: int
    cut: int | None
    line: int
    trouble: int
    percent: int

    @property
    def straddles_cut(self) -> bool:
        return self.cut is not None and self.lowest < self.cut <= self.highest


def _disputed(frame: ScoreFrame, talk: _Talk, at: int) -> _Disputed:
    which, counts = int(talk.criterion[at]), talk.counts[at]
    given = np.flatnonzero(counts)
    cut = None if talk.cut is None else int(talk.cut[which])
    trouble = int(talk.trouble_line[which])
    return _Disputed(
        criterion=frame.criteria[which],
        levels=frame.levels[frame.criteria[which]],
        counts=counts,
        lowest=int(given[0]),
        highest=int(given[-1]),
        cut=cut,
        line=_line_in_dispute(talk.cross[at], cut),
        trouble=trouble if trouble >= 0 and talk.cross[at, trouble] > 0 else -1,
        percent=round(100 * float(talk.trouble[which, trouble])),
    )


def _line_in_dispute(cross: Floats, cut: int | None) -> int:
    """The line that divides the raters most evenly; the cut where it does so as well as any."""
    best = np.flatnonzero(cross > cross.max() - 1e-9)
    return cut - 1 if cut is not None and cut - 1 in best else int(best[0])


def _reasons(cell: _Disputed) -> Iterator[Why]:
    if cell.cut is not None and cell.straddles_cut:
        yield Why("straddles_cut", STRADDLES_CUT, {"cut": cell.levels[cell.cut], **_two_sides(cell, cell.cut)})
    if cell.highest - cell.lowest >= _FAR_APART:
        yield Why("far_apart", FAR_APART, {"lowest": cell.levels[cell.lowest], "highest": cell.levels[cell.highest]})
    if cell.trouble >= 0:
        about: dict[str, Level] = {"criterion": cell.criterion, "percent": cell.percent}
        yield Why("typical_line", TYPICAL_LINE, about | _levels_at(cell, cell.trouble))


def _split(cell: _Disputed) -> Why:
    return Why("split", SPLIT, _two_sides(cell, cell.line + 1) | _levels_at(cell, cell.line))


def _two_sides(cell: _Disputed, upper: int) -> dict[str, Level]:
    n_upper, n = int(cell.counts[upper:].sum()), int(cell.counts.sum())
    return {"n_lower": n - n_upper, "n_upper": n_upper, "n_raters": n}


def _levels_at(cell: _Disputed, line: int) -> dict[str, Level]:
    return {"lower": cell.levels[line], "upper": cell.levels[line + 1]}
