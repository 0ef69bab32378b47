"""Every figure of a session's blind scores, for those who ask: reliability, decisions at the line, every coefficient.

The same parts as the report of a file, of which the pages draw those without names of people. In a group so small that
a figure could say which of two colleagues gave what, those that depend on it are left out.
"""

import csv
import io
from dataclasses import replace

from sqlalchemy import Connection

from analysis import ScoreFrame, analyze, score_frame
from workbench.domain.catalogue import _
from workbench.domain.minimums import DEFAULTS
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Rubric
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.reports.findings.parts import Depth, Report, Section
from workbench.services import access
from workbench.services.analyzing.reporting import without_names
from workbench.services.sheets.bringing import in_the_child
from workbench.services.sheets.confirming import Confirmed, Form, Told
from workbench.services.sheets.protocol import Question, unpack_checked
from workbench.storage import results, rubrics, samples
from workbench.storage.store import Store

__all__ = ["checked", "every_figure"]


def every_figure(store: Store, viewer: Viewer, session_id: str, words: str = "") -> Report:
    """Return what may be shown of a session beyond its first figures; with an author's words on coefficients, if any.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    session, rubric, frame = _revealed(store, viewer, session_id)
    cuts = {criterion.name: criterion.cut_label for criterion in rubric.criteria if criterion.name in frame.criteria}
    return without_names(analyze(frame, cut=cuts), session.title, words)


def checked(store: Store, viewer: Viewer, session_id: str) -> Section:
    """Return the session's intraclass correlations beside those that pingouin finds, or why there are none.

    pingouin is loaded in a process of its own, which is sent levels and the names of criteria, and nobody's.

    Raises
    ------
    NotFound
        As for :func:`every_figure`.
    TooMany, Unavailable
        There is no room for such a process at this moment.
    """
    session, _rubric, frame = _revealed(store, viewer, session_id)
    if not frame.named:
        small = _("In a group of fewer than {n} teachers these figures are not shown: they could point at somebody.")
        return Section(_("Checked with pingouin"), Depth.METHOD, (small.format(n=DEFAULTS.small_group_raters),))
    levels = {name: tuple(str(n) for n, _level in enumerate(frame.levels[name], 1)) for name in frame.criteria}
    told = Told(1, Form.LONG, sample=0, rater=1, score=2, criterion=3)
    confirmed = Confirmed(session.title, told, levels=levels)
    return in_the_child(Question(_numbered(frame), confirmed, check=True), unpack_checked)


def _numbered(frame: ScoreFrame) -> bytes:
    """Return the scores as a text table in which pieces, raters and levels are numbers."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(("sample", "rater", "score", "criterion"))
    for sample, rater, level, criterion in zip(frame.sample, frame.rater, frame.level, frame.criterion, strict=True):
        rows.writerow((f"piece {sample}", f"rater {rater}", level + 1, frame.criteria[criterion]))
    return text.getvalue().encode()


def _revealed(store: Store, viewer: Viewer, session_id: str) -> tuple[Session, Rubric, ScoreFrame]:
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        rubric = rubrics.of_session(db, session)
        return session, rubric, _by_name(db, session, rubric)


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
