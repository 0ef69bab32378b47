"""Which work could show others what a level means? Cells on whose level the raters agree strongly.

A candidate, not an exemplar: people agree on the level, say why, and publish. Where nobody hesitated the work is a
clear example of its level; where the few others stood on the next level it also shows that line.
"""

import numpy as np

from analysis.frame import Codes, ScoreFrame
from analysis.values import ExemplarCandidate, Level, Why

__all__ = ["MOST", "UNANIMOUS", "exemplars"]

UNANIMOUS = "All {n_raters} gave {level}."
MOST = "{n_level} of {n_raters} gave {level}, the others {next_level}."

_STRONG_FROM = 0.75


def exemplars(frame: ScoreFrame, at_least: int = 3) -> tuple[ExemplarCandidate, ...]:
    """Cells where three quarters or more gave one level and nobody was further off than one neighbouring level.

    Parameters
    ----------
    frame
        Every session and criterion is looked at.
    at_least
        Raters a cell needs: two who agree may have been lucky.

    Returns
    -------
    tuple of ExemplarCandidate
        The strongest first, then those with more raters, then in the order of session, sample and criterion name.
    """
    n_raters = frame.cells.sum(axis=1)
    found = [_candidate(frame, int(cell)) for cell in np.flatnonzero(n_raters >= max(1, at_least))]
    strong = [candidate for candidate in found if candidate is not None]
    return tuple(sorted(strong, key=lambda c: (-c.strength, -c.n_raters, c.session, c.sample, c.criterion)))


def _candidate(frame: ScoreFrame, cell: int) -> ExemplarCandidate | None:
    counts = frame.cells[cell]
    modal, n = int(counts.argmax()), int(counts.sum())
    others = [int(at) for at in np.flatnonzero(counts) if at != modal]
    if counts[modal] < _STRONG_FROM * n or len(others) > 1 or any(abs(at - modal) > 1 for at in others):
        return None
    session, sample, criterion = frame.cell_name(cell)
    levels = frame.levels[criterion]
    return ExemplarCandidate(
        session=session,
        sample=sample,
        criterion=criterion,
        level=levels[modal],
        strength=float(counts[modal] / n),
        boundary=(levels[min(modal, others[0])], levels[max(modal, others[0])]) if others else None,
        n_raters=n,
        why=_why(frame, criterion, counts, modal, others),
    )


def _why(frame: ScoreFrame, criterion: str, counts: Codes, modal: int, others: list[int]) -> Why:
    levels = frame.levels[criterion]
    facts: dict[str, Level] = {"n_raters": int(counts.sum()), "level": levels[modal]}
    if not others:
        return Why("unanimous", UNANIMOUS, facts)
    return Why("most", MOST, facts | {"n_level": int(counts[modal]), "next_level": levels[others[0]]})
