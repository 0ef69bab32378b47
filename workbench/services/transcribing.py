"""A typed transcription beside pictures of handwriting: read on request and by screen readers, never marked."""

from workbench.domain.errors import Invalid, NotFound
from workbench.domain.people import Viewer
from workbench.domain.plain_text import clean
from workbench.domain.samples import ArtifactKind
from workbench.intake import LIMITS
from workbench.services import changing
from workbench.storage import audit, sample_changes
from workbench.storage import samples as stored
from workbench.storage.store import Store


def transcribe(store: Store, viewer: Viewer, artifact: tuple[str, str], typed: str) -> None:
    """Store what the pages of an artifact say, given as the ids of sample and artifact; empty takes it away.

    Somebody has to look at every page again, and names in it are offered for masking like those in any text.

    Raises
    ------
    Invalid
        When it is too long.
    NotFound
        When the sample has no such pages.
    WrongMoment
        When a session that was opened reads the sample.
    """
    sample_id, artifact_id = artifact
    text = clean(typed).strip()
    if len(text) > LIMITS.text_characters:
        raise Invalid(
            "The transcription is longer than {most} characters.", "Shorten it.", most=f"{LIMITS.text_characters:,}"
        )
    with changing.piece(store, viewer, sample_id) as (db, sample):
        found = {a.id: a for a in sample.artifacts if a.kind is ArtifactKind.PAGES}
        if artifact_id not in found:
            raise NotFound("Those pages are not there any more.", "Open the sample again.")
        if found[artifact_id].text != text:
            stored.replace_text(db, artifact_id, text)
            sample_changes.uncheck(db, sample_id)
            audit.add(db, viewer.person.id, "sample.transcribe", sample_id, store.now())
