"""A lead who scores too may leave their scores out of everything that is shown, until the first reveal.

One session has one version of its dots and figures, and it is the same for everybody, the wall included. Between a
version with the lead and one without, the difference would be the lead's own levels.
"""

from dataclasses import replace

from workbench.domain.errors import WrongMoment
from workbench.domain.people import Viewer
from workbench.services import access
from workbench.storage import audit, sessions
from workbench.storage.store import Store


def leave_out(store: Store, viewer: Viewer, session_id: str, *, wanted: bool) -> None:
    """Store whether the scores of the session's lead stand apart from every dot and figure.

    Raises
    ------
    NotFound
        When the viewer does not lead it.
    WrongMoment
        When dots are out.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.rounds_revealed:
            raise WrongMoment("The dots are out, so this stays as it is.", "Choose it before the next reveal.")
        sessions.save_plan(db, session_id, replace(session.plan, lead_apart=wanted))
        sessions.touch_results(db, session_id)
        audit.add(db, viewer.person.id, "session.lead_apart", session_id, store.now(), wanted=wanted)
