"""How somebody likes to read: theirs alone, on whatever device they sign in."""

from dataclasses import replace

from workbench.domain.people import Viewer
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.storage import people, reading
from workbench.storage.store import Store


def of(store: Store, viewer: Viewer) -> Reading:
    """Return how the viewer likes to read."""
    with store.reading() as db:
        return reading.get(db, viewer.person.id)


def choose(store: Store, viewer: Viewer, chosen: TextSize | LineSpacing) -> None:
    """Store one thing that the viewer chose; whatever else they chose stays."""
    with store.writing() as db:
        people.lock(db, viewer.person.id)
        stored = reading.get(db, viewer.person.id)
        if isinstance(chosen, TextSize):
            now = replace(stored, text_size=chosen)
        else:
            now = replace(stored, line_spacing=chosen)
        reading.save(db, viewer.person.id, now)
