"""The same work sent twice by one person for one session: noticed by its content, of which only a hash is kept."""

from hashlib import sha256

from sqlalchemy import Connection

from workbench.domain.errors import Invalid
from workbench.domain.samples import Artifact
from workbench.storage import giving


def refuse(db: Connection, sample_id: str, content: bytes) -> None:
    """Raise when whoever brings this piece brought the same content for the same session before.

    Raises
    ------
    Invalid
        In one sentence.
    """
    if giving.came_before(db, sample_id, _digest(content)):
        raise Invalid("You have sent this already.", "It is on this page, under what you brought.")


def note(db: Connection, sample_id: str, new: tuple[Artifact, ...], content: bytes) -> None:
    """Keep what new artifacts of a piece that somebody brings came from; of other work nothing is kept."""
    if giving.brought(db, [sample_id]):
        giving.note_fingerprint(db, [artifact.id for artifact in new], _digest(content))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
