"""The score frame: one row per score, checked once at the door and trusted from then on.

Shapes used throughout: N scores; S samples, R raters, C criteria, K levels. A *cell* is one sample x criterion of a
session. Names are held once and rows hold their positions, so that a statistic is arithmetic on small integers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.errors import BadScores, Problem
from analysis.levels import position
from analysis.meetings import Meetings, meet, numbered
from analysis.tally import Tally, alike, tally_cells, who_met
from analysis.values import LeftOut, Level, Why

__all__ = ["NO_SCORES", "Codes", "Cut", "ScoreFrame"]

NO_SCORES = "There are no scores in round {round}."

Codes: TypeAlias = NDArray[np.intp]
Cut: TypeAlias = Level | Mapping[str, Level] | None


@dataclass(frozen=True, eq=False)
class ScoreFrame:
    """Scores that passed the door.

    Parameters
    ----------
    samples, raters, sessions
        Names, sorted, so that the order of rows never matters.
    criteria, levels, levels_declared
        Names in rubric order, the level list of each, and whether somebody declared all of them.
    sample, rater, session, criterion, level
        (N,) positions in those lists; ``level`` in the level list of the row's criterion.
    round, occasion
        (N,) counted from 1. Statistics read occasion 1 of the round ``reads``.
    extra
        Optional columns as given, each (N,): ``position``, ``seconds``, ``group:NAME`` and so on.
    condition_codes, left_out
        How often a code stood in place of a score; what was left out at the door.
    reads
        The round that statistics read.
    named
        Whether it is known who scored; if not, raters are stand-ins that say how many there were in a cell.
    """

    samples: tuple[str, ...]
    raters: tuple[str, ...]
    sessions: tuple[str, ...]
    criteria: tuple[str, ...]
    levels: Mapping[str, tuple[Level, ...]]
    levels_declared: bool
    sample: Codes
    rater: Codes
    session: Codes
    criterion: Codes
    level: Codes
    round: Codes
    occasion: Codes
    extra: Mapping[str, NDArray[Any]]
    condition_codes: Mapping[str, int]
    left_out: tuple[LeftOut, ...]
    reads: int = 1
    named: bool = True

    def __post_init__(self) -> None:
        for column in (*(getattr(self, name) for name in _ROWS), *self.extra.values()):
            column.setflags(write=False)

    def __len__(self) -> int:
        return len(self.level)

    def only(self, criterion: str) -> "ScoreFrame":
        """The scores on one criterion."""
        if criterion not in self.criteria:
            raise BadScores([Problem(f"There is no criterion {criterion}.", f"Choose {', '.join(self.criteria)}.")])
        kept = self.rows(self.criterion == self.criteria.index(criterion))
        levels = {criterion: self.levels[criterion]}
        return replace(kept, criteria=(criterion,), levels=levels, criterion=np.zeros_like(kept.criterion))

    def in_session(self, session: str) -> "ScoreFrame":
        """The scores of one session."""
        if session not in self.sessions:
            raise BadScores([Problem(f"There is no session {session}.", f"Choose {', '.join(self.sessions)}.")])
        kept = self.rows(self.session == self.sessions.index(session))
        return replace(kept, sessions=(session,), session=np.zeros_like(kept.session))

    def in_round(self, number: int) -> "ScoreFrame":
        """The same scores, of which statistics read another round."""
        return replace(self, reads=number)

    @cached_property
    def read(self) -> "ScoreFrame":
        """The scores that statistics read: occasion 1 of one round."""
        kept = (self.round == self.reads) & (self.occasion == 1)
        return self if kept.all() else self.rows(kept)

    @cached_property
    def cell(self) -> Codes:
        """(N,) number of each row's cell; cells count sessions, samples, criteria, the last fastest."""
        return (self.session * len(self.samples) + self.sample) * len(self.criteria) + self.criterion

    @cached_property
    def cells(self) -> Codes:
        """(all cells, K) raters who gave each level in the round being read; K that of the longest level list."""
        read, n_levels = self.read, max(map(len, self.levels.values()), default=0)
        n_cells = len(self.sessions) * len(self.samples) * len(self.criteria)
        flat = np.bincount(read.cell * n_levels + read.level, minlength=n_cells * n_levels)
        return flat.reshape(n_cells, n_levels)

    def cell_name(self, cell: int) -> tuple[str, str, str]:
        """Session, sample and criterion of a cell."""
        piece, criterion = divmod(int(cell), len(self.criteria))
        session, sample = divmod(piece, len(self.samples))
        return self.sessions[session], self.samples[sample], self.criteria[criterion]

    @cached_property
    def tally(self) -> Tally:
        """How often each way of scoring a sample occurs: all that agreement needs to know."""
        if reason := self.not_pooled_because:
            return Tally.refused(reason)
        counts = self.cells.reshape(len(self.samples), len(self.criteria), -1)
        return tally_cells(counts, self.levels[self.criteria[0]], self.met)

    @cached_property
    def met(self) -> tuple[int, int]:
        """Raters who meet in a cell, and how many different pairs of them do; without names, the fullest cell's."""
        if not self.named:
            return int(self.cells.sum(axis=1).max(initial=0)), 0
        return who_met(self.read.cell, self.read.rater)

    @cached_property
    def meetings(self) -> Meetings:
        """Every two raters who scored the same cell; of scores that can be pooled."""
        read = self.read
        order = np.argsort(read.cell, kind="stable")
        n_levels = len(self.levels[self.criteria[0]])
        return meet(read.cell[order], read.sample[order], read.rater[order], read.level[order], n_levels)

    @cached_property
    def without_raters(self) -> tuple[Codes, sparse.csr_matrix]:
        """Cells when a rater goes: (A, K) counts that occur, and (R, A) how many more cells have them without each."""
        read = self.read
        before = self.cells[read.cell]
        after = before.copy()
        after[np.arange(len(read)), read.level] -= 1
        counts, which = alike(np.concatenate([before, after]))
        raters, rater = numbered(read.rater, len(self.raters))
        change = np.repeat([-1.0, 1.0], len(read))
        shape = (len(raters), len(counts))
        return counts, sparse.csr_matrix((change, (np.tile(rater, 2), which)), shape)

    @property
    def not_pooled_because(self) -> str | Why | None:
        """Why these scores cannot be counted together; None when they can."""
        if not len(self.read):
            return Why("no_scores", NO_SCORES, {"round": self.reads})
        if len(self.sessions) > 1:
            return "Scores of several sessions are never pooled for agreement."
        if len(set(self.levels.values())) > 1:
            return "The criteria have different levels, so they cannot be pooled."
        return None

    def cut_positions(self, cut: Cut) -> Codes | None:
        """(C,) position of the cut on each criterion's scale, or None when a criterion has no cut."""
        cuts = cut if isinstance(cut, Mapping) else dict.fromkeys(self.criteria, cut)
        if any(cuts.get(criterion) is None for criterion in self.criteria):
            return None
        found = [position(cuts[criterion], self.levels[criterion]) for criterion in self.criteria]
        for criterion, at in zip(self.criteria, found, strict=True):
            if at < 0:
                facts = {"cut": cuts[criterion], "criterion": criterion}
                says = Why("no_such_cut", "The cut {cut} is not a level of {criterion}.", facts)
                levels = ", ".join(map(str, self.levels[criterion]))
                raise BadScores([Problem(says, Why("choose", "Choose one of {levels}.", {"levels": levels}))])
        return np.array(found, dtype=np.intp)

    def sides(self, cut: Codes) -> "ScoreFrame":
        """The same scores on a scale of two levels, below the cut and proficient; made once for each cut."""
        known: dict[tuple[int, ...], ScoreFrame] = self._sides
        at = tuple(cut.tolist())
        if at not in known:
            level = (self.level >= cut[self.criterion]).astype(np.intp)
            known[at] = replace(self, levels=dict.fromkeys(self.criteria, ("below", "proficient")), level=level)
            vars(known[at])["met"] = self.met
            if len(set(at)) == 1 and not self.not_pooled_because:
                above = np.arange(len(self.tally.levels)) >= at[0]
                vars(known[at])["tally"] = self.tally.merged(np.stack([~above, above], axis=1), ("below", "proficient"))
        return known[at]

    @cached_property
    def _sides(self) -> dict[tuple[int, ...], "ScoreFrame"]:
        return {}

    @property
    def _columns(self) -> dict[str, Codes]:
        return {name: getattr(self, name) for name in _ROWS}

    @cached_property
    def _same(self) -> frozenset[str]:
        """The columns that hold one number in every row."""
        return frozenset(name for name in _SELDOM if not np.ptp(getattr(self, name) if len(self) else [0]))

    def rows(self, kept: NDArray[np.bool_] | Codes) -> "ScoreFrame":
        """Some of the rows, by mask or by position."""
        at = np.flatnonzero(kept) if kept.dtype == np.bool_ else kept
        # What is the same in every row need not be picked out row by row.
        rows: dict[str, Any] = {
            name: column[: len(at)] if name in self._same else column[at] for name, column in self._columns.items()
        }
        extra = {name: column[at] for name, column in self.extra.items()}
        return replace(self, extra=extra, **rows)


_SELDOM = ("session", "criterion", "round", "occasion")
_ROWS = ("sample", "rater", "session", "criterion", "level", "round", "occasion")
