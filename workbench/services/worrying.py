""" "I am worried about this student": whoever presses is asked nothing, and the session's contact is told at once.

Told are the contact and whoever brought the work, and they learn which piece it is, not who pressed: that is stored
nowhere. It is never a score, and it stands in no figure and no report.
"""

from datetime import datetime

from sqlalchemy import Connection

from workbench.domain.concerns import Concern
from workbench.domain.errors import nothing_here
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.visibility import Sight
from workbench.services import access, alerts
from workbench.storage import audit, concerns, sessions
from workbench.storage.store import Store


def worry(store: Store, viewer: Viewer, session_id: str, sample_id: str, *, pause: bool) -> None:
    """Tell the contact that somebody worries about the student who made a piece; told already, it is not told again.

    Parameters
    ----------
    pause
        Whether nobody is to read the piece in this session until the contact lets them.

    Raises
    ------
    NotFound
        When the viewer may not read this piece.
    """
    with store.writing() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_WORK)
        if session.moment.phase is Phase.DRAFT or sample_id not in {piece.sample_id for piece in session.samples}:
            raise nothing_here()
        sessions.lock(db, session_id)
        concern = _waiting(store, db, session_id, sample_id)
        if pause and not concern.paused:
            concerns.pause(db, concern.id)
            _log(db, None, "paused", concern, _minute(store))
            sessions.touch_stage(db, session_id)


def _waiting(store: Store, db: Connection, session_id: str, sample_id: str) -> Concern:
    known = concerns.waiting_about(db, session_id, sample_id)
    if known is not None:
        return known
    new = Concern(store.new_id(), session_id, sample_id, _minute(store))
    concerns.add(db, new)
    _log(db, None, "raised", new, new.raised_at)
    return new


def take_up(store: Store, viewer: Viewer, concern_id: str) -> None:
    """Note that the contact has taken a worry up; a piece that is paused stays so.

    Raises
    ------
    NotFound
        When the viewer is not the one who takes it up.
    """
    with store.writing() as db:
        concern = _as_contact(db, viewer, concern_id)
        if not concern.taken_up:
            concerns.take_up(db, concern.id, viewer.person.id, store.now())
            _log(db, viewer, "taken_up", concern, store.now())


def read_again(store: Store, viewer: Viewer, concern_id: str) -> None:
    """Let everybody read a paused piece again; raises as :func:`take_up`."""
    with store.writing() as db:
        concern = _as_contact(db, viewer, concern_id)
        concerns.read_again(db, concern.session_id, concern.sample_id)
        _log(db, viewer, "read_again", concern, store.now())
        sessions.touch_stage(db, concern.session_id)


def put_away(store: Store, viewer: Viewer, concern_id: str) -> None:
    """Note that somebody who brought the work has read of the worry; for them alone it is over.

    Raises
    ------
    NotFound
        When the viewer did not bring it.
    """
    with store.writing() as db:
        concern = concerns.get(db, concern_id)
        if concern is None or viewer.person.id not in concerns.brought_by(db, concern.sample_id):
            raise nothing_here()
        if concern in concerns.unread(db, viewer.person.id):
            concerns.note_read(db, concern.id, viewer.person.id, store.now())
            _log(db, viewer, "read", concern, store.now())


def _as_contact(db: Connection, viewer: Viewer, concern_id: str) -> Concern:
    concern = concerns.get(db, concern_id)
    if concern is None or alerts.contact_of(db, sessions.lock(db, concern.session_id)) != viewer.person.id:
        raise nothing_here()
    return concern


def _minute(store: Store) -> datetime:
    return store.now().replace(second=0, microsecond=0)


def _log(db: Connection, viewer: Viewer | None, what: str, concern: Concern, at: datetime) -> None:
    person_id = viewer.person.id if viewer else None
    audit.add(db, person_id, f"concern.{what}", concern.session_id, at, sample=concern.sample_id)
