"""Every figure of a session's blind scores, for those who ask: reliability, decisions at the line, every coefficient.

The same parts as the report of a file, of which the pages draw those without names of people. In a group so small that
a figure could say which of two colleagues gave what, those that depend on it are left out.
"""

from dataclasses import replace

from sqlalchemy import Connection

from analysis import ScoreFrame, analyze, score_frame
from workbench.domain.minimums import DEFAULTS
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Rubric
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.reports.findings.parts import Report
from workbench.services import access
from workbench.services.analyzing.reporting import without_names
from workbench.storage import results, rubrics, samples
from workbench.storage.store import Store

__all__ = ["every_figure"]


def every_figure(store: Store, viewer: Viewer, session_id: str, words: str = "") -> Report:
    """Return what may be shown of a session beyond its first figures; with an author's words on coefficients, if any.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        rubric = rubrics.of_session(db, session)
        frame = _by_name(db, session, rubric)
    cuts = {criterion.name: criterion.cut_label for criterion in rubric.criteria if criterion.name in frame.criteria}
    return without_names(analyze(frame, cut=cuts), session.title, words)


def _by_name(db: Connection, session: Session, rubric: Rubric) -> ScoreFrame:
    """Return the scores by the names of pieces, criteria and levels; raters by their ids, which no part shows."""
    names = {
        sample_id: found.name
        for sample_id, found in samples.covers(db, [one.sample_id for one in session.samples]).items()
    }
    criteria = {criterion.id: criterion for criterion in rubric.criteria}
    data = [
        {
            "sample": names[row.sample_id],
            "criterion": criteria[row.criterion_id].name,
            "rater": row.person_id,
            "score": criteria[row.criterion_id].label(row.level),
        }
        for row in results.given(db, session.id, 1)
        if row.level is not None and row.criterion_id in criteria
    ]
    frame = score_frame(data, {c.name: [level.label for level in c.levels] for c in rubric.criteria})
    return replace(frame, named=len(frame.raters) >= DEFAULTS.small_group_raters)
