"""A clean upload becomes artifacts of a sample: its text, and its pictures in the file store."""

from workbench.domain.samples import Artifact, ArtifactKind, Page
from workbench.intake import Received
from workbench.storage.files import Files
from workbench.storage.store import Store


def keep(store: Store, files: Files, received: Received, label: str) -> tuple[Artifact, ...]:
    """Store the pictures of an upload; return its artifacts, which are not stored yet.

    The text of a PDF only serves to look for names, so it is left out. A Word file may bring text and pictures.
    """
    text = received.text if received.kind == "text" else None
    pages = tuple(
        Page(number, files.put(page.image), page.media_type, page.width, page.height)
        for number, page in enumerate(received.pages, start=1)
    )
    found = []
    if text:
        found.append(Artifact(store.new_id(), ArtifactKind.TEXT, label, text))
    if pages:
        found.append(Artifact(store.new_id(), ArtifactKind.PAGES, label, pages=pages))
    return tuple(found)
