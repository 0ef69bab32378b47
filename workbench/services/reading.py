"""How somebody likes to read: theirs alone, on whatever device they sign in."""

from dataclasses import replace

from workbench.domain.languages import Language
from workbench.domain.people import Viewer
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.storage import people, reading
from workbench.storage.store import Store


def of(store: Store, viewer: Viewer) -> Reading:
    """Return how the viewer likes to read."""
    with store.reading() as db:
        return reading.get(db, viewer.person.id)


def choose(store: Store, viewer: Viewer, chosen: TextSize | LineSpacing | Language) -> None:
    """Store one thing that the viewer chose; whatever else they chose stays."""
    with store.writing() as db:
        people.lock(db, viewer.person.id)
        reading.save(db, viewer.person.id, _with(reading.get(db, viewer.person.id), chosen))


def _with(stored: Reading, chosen: TextSize | LineSpacing | Language) -> Reading:
    match chosen:
        case TextSize():
            return replace(stored, text_size=chosen)
        case LineSpacing():
            return replace(stored, line_spacing=chosen)
        case Language():
            return replace(stored, language=chosen)
