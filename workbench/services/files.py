"""Page pictures of student work, for those who may read it; everybody else finds nothing."""

from sqlalchemy import Connection

from workbench.domain.errors import nothing_here
from workbench.domain.people import Viewer
from workbench.domain.visibility import Sight, may_see
from workbench.services import access
from workbench.services.exemplars import shows_work
from workbench.settings import Settings
from workbench.storage import concerns, samples, sessions
from workbench.storage.files import Files
from workbench.storage.store import Store

__all__ = ["Files", "open_files", "page_picture"]


def open_files(settings: Settings) -> Files:
    """Return the file store that the settings name; nothing is read or written here."""
    return Files(settings.files_url)


def page_picture(store: Store, files: Files, viewer: Viewer, artifact_id: str, number: int) -> tuple[bytes, str]:
    """Return one page picture and its media type.

    It is there for the staff of the work's school, for who brought it, for who facilitates a session that reads it or
    types its sheets in, for who sits in one once the work is out, unless it is paused there, and for those whom an
    exemplar shows it to.

    Raises
    ------
    NotFound
        When there is none, or it is not for this person; the two look the same.
    """
    with store.reading() as db:
        sample_id = samples.sample_of_artifact(db, artifact_id)
        if sample_id is None or not _may_read(db, viewer, sample_id):
            raise nothing_here()
        page = samples.page(db, artifact_id, number)
    return files.get(page.file), page.media_type


def _may_read(db: Connection, viewer: Viewer, sample_id: str) -> bool:
    if samples.school_of(db, sample_id) is None:
        return False
    return (
        access.prepares(db, viewer, sample_id)
        or access.brings(db, viewer, sample_id)
        or _reads_it_now(db, viewer, sample_id)
        or shows_work(db, viewer, sample_id)
    )


def _reads_it_now(db: Connection, viewer: Viewer, sample_id: str) -> bool:
    person_id = viewer.person.id
    typed = (s for s in sessions.typed_by(db, person_id) if sample_id in {place.sample_id for place in s.samples})
    return any(
        may_see(Sight.THE_WORK, sessions.standing(db, session, viewer), session.moment)
        and sample_id not in concerns.paused(db, session.id)
        for session in (*sessions.of_person_reading(db, person_id, sample_id), *typed)
    )
