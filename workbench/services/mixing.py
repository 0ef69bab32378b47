"""Which pieces could make up a mix: from what the lead of a session may see already, and never a level of it.

That is what they noted themselves of pieces in sessions of theirs; how a group they led scored them, once that session
is over and where the dots may stand on a wall; and which are exemplars that they may see. The label of whoever brought
a piece is theirs alone, and is not asked.
"""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from workbench.domain.mix import Because, Known, Part, part_played
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.services import access, exemplars, results
from workbench.storage import mix, rubrics, sessions
from workbench.storage.cutting import OVER
from workbench.storage.exemplars import Wanted
from workbench.storage.store import Store

MOST_SESSIONS = 12


def known(store: Store, viewer: Viewer, rubric_id: str, sample_ids: Collection[str]) -> dict[str, Known]:
    """Return what part each of these pieces could play in a session on this rubric, where the viewer knows something.

    Only what was found with a version of the same rubric counts. What they noted themselves goes before how a group
    scored it, and that before its being an exemplar; the newest session goes first.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        family = rubrics.versions(db, rubrics.get(db, rubric_id).family)
        led = _led(db, viewer, {version.id for version in family}, set(sample_ids))
        criteria = {criterion.id for version in family for criterion in version.criteria}
        found: dict[str, Known] = {}
        for source in (_noted(db, led), _scored(db, viewer, led), _exemplars(db, viewer, criteria)):
            for sample_id, piece in source:
                found.setdefault(sample_id, piece)
    return {sample_id: found[sample_id] for sample_id in sample_ids if sample_id in found}


def _led(db: Connection, viewer: Viewer, rubric_ids: Collection[str], wanted: set[str]) -> list[Session]:
    """Return the newest sessions of the viewer's own on one of these rubrics that read one of these pieces."""
    own = [s for s in sessions.of_person(db, viewer.person.id) if s.facilitator_id == viewer.person.id]
    reading = [s for s in own if wanted & {place.sample_id for place in s.samples}]
    return [session for session in reading if session.rubric_id in rubric_ids][:MOST_SESSIONS]


def _noted(db: Connection, led: Collection[Session]) -> Iterator[tuple[str, Known]]:
    for session in led:
        for sample_id, reason in mix.reasons(db, session.id).items():
            if reason.part:
                yield sample_id, Known(reason.part, Because.NOTED)


def _scored(db: Connection, viewer: Viewer, led: Collection[Session]) -> Iterator[tuple[str, Known]]:
    for session in led:
        if session.moment.phase not in OVER:
            continue
        rubric = rubrics.of_session(db, session)
        cells = results.dots_of(db, session, sessions.standing(db, session, viewer), 1)
        for place in session.samples:
            here = [
                (cell.dots, rubric.criterion(cell.criterion_id).cut)
                for cell in cells
                if cell.sample_id == place.sample_id and cell.dots is not None
            ]
            if part := part_played(here):
                yield place.sample_id, Known(part, Because.SCORED)


def _exemplars(db: Connection, viewer: Viewer, criteria: Collection[str]) -> Iterator[tuple[str, Known]]:
    for exemplar in exemplars.visible(db, viewer, Wanted()):
        if exemplar.criterion_id in criteria:
            yield exemplar.sample_id, Known(Part.CLEAR, Because.EXEMPLAR)
