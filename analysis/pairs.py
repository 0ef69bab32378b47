"""Every two raters who scored the same work: how often they agree, and which of them scores lower.

For finding two people worth a conversation, never for a ranking: of ten raters there are 45 pairs, and the lowest of 45
is low by chance.
"""

from collections.abc import Iterator

import numpy as np

from analysis.frame import ScoreFrame
from analysis.mean_kappa import cohen_kappas
from analysis.meetings import Meetings
from analysis.sums import Codes, Floats
from analysis.values import PairAgreement
from analysis.weights import Weighting, weights

__all__ = ["pairs"]

NO_KAPPA = "Both gave every sample the same one level, so there is no disagreement by chance."


def pairs(frame: ScoreFrame) -> tuple[PairAgreement, ...]:
    """How do any two raters agree on the samples both scored?

    Parameters
    ----------
    frame
        Each session and criterion is taken for itself.

    Returns
    -------
    tuple of PairAgreement
        One per session, criterion and pair of raters with a sample in common, by name; pairs that never met have no
        row. Cohen's kappa is undefined, with the reason, where both gave everything the same one level.
    """
    return tuple(
        row
        for session in frame.sessions
        for criterion in frame.criteria
        for row in _rows(frame.in_session(session).only(criterion), session, criterion)
    )


def _rows(frame: ScoreFrame, session: str, criterion: str) -> Iterator[PairAgreement]:
    """The pairs of one criterion of one session."""
    met = frame.meetings
    names, about = np.array(frame.raters, dtype=np.object_), (session, criterion)
    kappas = [_or_none(cohen_kappas(met, weights(kind, met.n_levels))) for kind in _KINDS]
    figures = [column.tolist() for column in _figures(met)]
    for a, b, n, exact, adjacent, difference, kappa, linear, quadratic in zip(
        names[met.rater_a], names[met.rater_b], *figures, *kappas, strict=True
    ):
        reason = NO_KAPPA if kappa is None else None
        yield PairAgreement(*about, a, b, n, exact, adjacent, kappa, linear, quadratic, difference, reason)


def _or_none(values: Floats) -> list[float | None]:
    """The values, None where there is none."""
    return [None if value != value else value for value in values.tolist()]


def _figures(met: Meetings) -> tuple[Codes, Floats, Floats, Floats]:
    """(P,) each: samples in common, shares at the same level and one apart, mean difference in levels."""
    n, apart = met.n_meetings, met.level_a - met.level_b
    same, next_to = (met.by_pair(1.0 * (np.abs(apart) == by)) / n for by in (0, 1))
    return n.astype(np.intp), same, next_to, met.by_pair(apart.astype(np.float64)) / n


_KINDS: tuple[Weighting, ...] = ("identity", "linear", "quadratic")
