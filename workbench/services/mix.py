"""Why a lead chose each piece of a session: noted in Set up, for that lead and nobody else, whatever their role."""

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.errors import Invalid
from workbench.domain.mix import Reason
from workbench.domain.people import Viewer
from workbench.domain.plain_text import clean_line
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.storage import mix
from workbench.storage.store import Store

LONGEST_NOTE = 200


def reasons(store: Store, viewer: Viewer, session_id: str) -> dict[str, Reason]:
    """Return what the lead noted of the pieces of their session, by sample.

    Raises
    ------
    NotFound
        When the viewer does not lead it.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        return mix.reasons(db, session.id)


def cleaned(noted: Mapping[str, Reason]) -> dict[str, Reason]:
    """Return notes as they are stored.

    Raises
    ------
    Invalid
        When one is too long.
    """
    found = {sample_id: replace(reason, note=clean_line(reason.note)) for sample_id, reason in noted.items()}
    if any(len(reason.note) > LONGEST_NOTE for reason in found.values()):
        raise Invalid("A note is longer than {most} characters.", "Shorten it.", field="note", most=LONGEST_NOTE)
    return found
