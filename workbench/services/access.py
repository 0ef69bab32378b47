"""The way to a session: every service that touches one comes through here."""

from sqlalchemy import Connection

from workbench.domain.errors import NotAllowed, nothing_here
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.storage import sessions


def session_for(
    db: Connection, viewer: Viewer, session_id: str, sight: Sight = Sight.THE_SESSION
) -> tuple[Session, Standing]:
    """Return a session and what the viewer is to it.

    Raises
    ------
    NotFound
        When there is none, or this person may not know; the two look the same.
    """
    session = sessions.get(db, session_id)
    standing = sessions.standing(db, session, viewer)
    require(sight, standing, session.moment)
    return session, standing


def session_on_the_wall(db: Connection, session_id: str) -> Session | None:
    """Return the session that a projector's page shows; None once it is archived.

    What of it may be seen there is asked for :data:`workbench.domain.people.WALL`.
    """
    session = sessions.get(db, session_id)
    return None if session.moment.phase is Phase.ARCHIVED else session


def led_session(db: Connection, viewer: Viewer, session_id: str) -> Session:
    """Return a session this person facilitates, locked until the transaction ends.

    Raises
    ------
    NotFound
        When there is none, or somebody else facilitates it.
    """
    session = sessions.lock(db, session_id)
    if session.facilitator_id != viewer.person.id:
        raise nothing_here()
    return session


def staff_only(viewer: Viewer) -> None:
    """Raise unless the viewer prepares sessions.

    Raises
    ------
    NotAllowed
        When they only score.
    """
    if not viewer.is_staff:
        raise NotAllowed("Only a facilitator can do this.", "Ask your facilitator.")
