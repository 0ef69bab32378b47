"""Who may change a piece of work, and until when: before anything of it is written, this is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.samples import Sample
from workbench.services import access
from workbench.storage import sample_changes, samples
from workbench.storage.store import Store


def own(db: Connection, viewer: Viewer, sample_id: str, *, to_write: bool = False) -> Sample:
    """Return a sample that the viewer may change; ``to_write`` locks it until the transaction ends.

    The staff of its school may, and whoever brought it, until they have sent it. What staff alone may do with it asks
    ``access.staff_only`` first.

    Raises
    ------
    NotAllowed
        When the viewer neither prepares sessions nor brought it.
    NotFound
        When there is none for this person.
    """
    if to_write:
        sample_changes.lock(db, sample_id)
    if access.brings(db, viewer, sample_id, unsent=True):
        return samples.get(db, sample_id)
    access.staff_only(viewer)
    if not access.prepares(db, viewer, sample_id):
        raise NotFound("There is no such piece of work.", "Go back to the list of samples.")
    return samples.get(db, sample_id)


def not_used(db: Connection, sample: Sample) -> None:
    """Raise when teachers read this work already: what they marked must stay where it is.

    Raises
    ------
    WrongMoment
        A session that was opened reads it.
    """
    if sample_changes.sessions_reading(db, sample.id):
        raise WrongMoment(
            "{name} is being read in a session, so it stays as it is.",
            "If it must not be seen any longer, withdraw it.",
            name=sample.name,
        )


@contextmanager
def piece(store: Store, viewer: Viewer, sample_id: str) -> Iterator[tuple[Connection, Sample]]:
    """Yield a sample that the viewer may change and no session reads yet, in one transaction that locks it."""
    with store.writing() as db:
        sample = own(db, viewer, sample_id, to_write=True)
        not_used(db, sample)
        yield db, sample
