"""Files of samples: bringing them in through the intake, and deleting what nobody needs any more."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Connection

from workbench.domain.catalogue import _, later
from workbench.domain.errors import NotFound
from workbench.domain.people import Viewer
from workbench.domain.samples import Artifact, Sample
from workbench.intake import Received, find_hints, receive
from workbench.services import access, artifacts, changing, samples, twice
from workbench.services.files import Files
from workbench.storage import audit, giving, sample_changes, sessions
from workbench.storage.samples import school_of
from workbench.storage.store import Store

MOST_NAMES_TOLD = 6
UNSENT_KEPT_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived; its own name only serves to say how it differs from its content, and is not stored."""

    sample_id: str
    data: bytes
    submission_id: str
    claimed_name: str = ""


def add_file(store: Store, files: Files, viewer: Viewer, upload: Upload) -> tuple[str, ...]:
    """Clean an uploaded file and store it as more artifacts of a sample; the same submission again writes nothing.

    Returns
    -------
    tuple of str
        Full sentences about what was left out, about names on pages, and about a picture that is there already.

    Raises
    ------
    Invalid
        When the file cannot be used, or the same person sent it before; nothing of it is stored then.
    """
    with store.reading() as db:
        sample = changing.own(db, viewer, upload.sample_id)
        changing.not_used(db, sample)
        if any(artifact.id == _id(upload, 1) for artifact in sample.artifacts):
            return ()
        twice.refuse(db, sample.id, upload.data)
    received = receive(upload.data, claimed_name=upload.claimed_name)
    _store(store, files, viewer, (upload, received))
    return (*received.warnings, *_names_on_pages(received), *_there_already(sample, received))


def remove(store: Store, files: Files, viewer: Viewer, artifact: tuple[str, str]) -> None:
    """Delete one artifact of a sample, given as the ids of both, with those of its files that no other page needs.

    Raises
    ------
    NotFound
        When the sample has no such artifact.
    WrongMoment
        When a session that was opened reads the sample.
    """
    sample_id, artifact_id = artifact
    with changing.piece(store, viewer, sample_id) as (db, sample):
        if artifact_id not in {found.id for found in sample.artifacts}:
            raise NotFound("That file or text is not there any more.", "Open the sample again.")
        sample_changes.uncheck(db, sample_id)
        audit.add(db, viewer.person.id, "sample.remove", sample_id, store.now())
        delete(db, files, sample_changes.remove_artifact(db, artifact_id))
    store.let_go()


def withdraw(store: Store, files: Files, viewer: Viewer, sample_id: str) -> None:
    """Take a sample away at any moment: its texts, pages, files and annotations go, its scores and its name stay.

    The staff of its school may, and whoever brought it. Another sample with the same file keeps it. Every screen that
    shows the work follows.
    """
    with store.writing() as db:
        _hold(db, sample_id)
        if not access.brings(db, viewer, sample_id):
            changing.own(db, viewer, sample_id)
        _empty(store, db, files, (sample_id, viewer.person.id))
    store.let_go()


def withdraw_overdue(store: Store, files: Files) -> int:
    """Withdraw every sample whose day of deletion has passed, and what was begun and never sent; return how many."""
    with store.reading() as db:
        left = giving.abandoned(db, store.now() - UNSENT_KEPT_FOR)
        ids = (*sample_changes.overdue(db, store.now().date()), *left)
    for sample_id in ids:
        with store.writing() as db:
            _hold(db, sample_id)
            if school_of(db, sample_id) is not None:  # another process may have been quicker
                _empty(store, db, files, (sample_id, None))
    if ids:
        store.let_go()
    return len(ids)


def _store(store: Store, files: Files, viewer: Viewer, came: tuple[Upload, Received]) -> None:
    upload, received = came
    stored = False
    try:
        new = _artifacts(store, files, upload, received)
        with changing.piece(store, viewer, upload.sample_id) as (db, sample):
            samples.append(db, sample, new)
            twice.note(db, sample.id, new, upload.data)
            sample_changes.lock_files(db)
            _put(files, received)  # again: somebody may have withdrawn the same file in between
            audit.add(db, viewer.person.id, "sample.add_file", sample.id, store.now(), media_type=received.media_type)
        stored = True
    finally:
        if not stored:
            _sweep(store, files, received)


def _artifacts(store: Store, files: Files, upload: Upload, received: Received) -> tuple[Artifact, ...]:
    labels = {"text": later("Text"), "image": later("Picture"), "pages": later("Pages")}
    kept = artifacts.keep(store, files, received, labels[received.kind])
    return tuple(replace(artifact, id=_id(upload, n)) for n, artifact in enumerate(kept, start=1))


def _id(upload: Upload, number: int) -> str:
    return f"{upload.submission_id}-{number}"


def _put(files: Files, received: Received) -> None:
    for page in received.pages:
        files.put(page.image)


def _sweep(store: Store, files: Files, received: Received) -> None:
    with store.writing() as db:
        delete(db, files, [sha256(page.image).hexdigest() for page in received.pages])


def delete(db: Connection, files: Files, hashes: Iterable[str]) -> None:
    """Delete files that no page names, in the transaction that took the pages away: both happen or neither."""
    sample_changes.lock_files(db)
    for digest in sorted(sample_changes.not_needed(db, hashes)):
        files.remove(digest)


def _hold(db: Connection, sample_id: str) -> None:
    """Have everybody wait who writes about this piece: the work first and then its sessions, as cutting names does."""
    sample_changes.lock(db, sample_id)
    for session_id in sample_changes.sessions_reading(db, sample_id):
        sessions.lock(db, session_id)


def _empty(store: Store, db: Connection, files: Files, who: tuple[str, str | None]) -> None:
    sample_id, person_id = who
    hashes = sample_changes.empty(db, sample_id, store.now())
    for session_id in sample_changes.sessions_reading(db, sample_id):
        sessions.touch_stage(db, session_id)
    audit.add(db, person_id, "sample.withdraw", sample_id, store.now())
    delete(db, files, hashes)


def _names_on_pages(received: Received) -> tuple[str, ...]:
    if received.kind == "text" or not received.text:
        return ()
    hints = [hint for hint in find_hints(received.text) if hint.kind not in ("number", "phone")]
    found = list(dict.fromkeys(hint.text for hint in hints))[:MOST_NAMES_TOLD]
    if not found:
        return ()
    names = ", ".join(f"“{name}”" for name in found)
    return (_("These pages may name somebody: {names}. Cover the names with boxes.").format(names=names),)


def _there_already(sample: Sample, received: Received) -> tuple[str, ...]:
    there = {page.file for artifact in sample.artifacts for page in artifact.pages}
    if not there.intersection(sha256(page.image).hexdigest() for page in received.pages):
        return ()
    return (_("This picture was in the piece already. If it should be there only once, remove one of the two."),)
