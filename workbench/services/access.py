"""The way to a session and to student work: every service that touches one comes through here."""

from sqlalchemy import Connection

from workbench.domain.errors import NotAllowed, nothing_here
from workbench.domain.giving import Brought
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.storage import giving, samples, sessions


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


def prepares(db: Connection, viewer: Viewer, sample_id: str) -> bool:
    """Return whether the viewer is among the staff that prepare sessions with a piece of work."""
    if not viewer.is_staff or samples.school_of(db, sample_id) != viewer.person.school_id:
        return False
    return for_staff(viewer, giving.brought(db, [sample_id]).get(sample_id))


def for_staff(viewer: Viewer, brought: Brought | None) -> bool:
    """Return whether staff of the work's school may see it, given who brought it for which session.

    What a teacher brings is nobody else's until it is sent: names may still be in it. What is for one session only is
    for whoever leads that session, and for an admin, who may have to withdraw it.
    """
    if brought is None:
        return True
    led = not brought.session_only or brought.facilitator_id == viewer.person.id or viewer.is_admin
    return brought.sent_at is not None and led


def brings(db: Connection, viewer: Viewer, sample_id: str, *, unsent: bool = False) -> bool:
    """Return whether the viewer brought this piece of work themselves; ``unsent``: and may still change it.

    This is all that a teacher may do with work outside a session: what they brought, and nothing else.
    """
    found = giving.brought(db, [sample_id]).get(sample_id)
    is_own = found is not None and found.person_id == viewer.person.id and samples.school_of(db, sample_id) is not None
    return is_own and not (unsent and found is not None and found.sent_at is not None)
