"""How somebody likes to read, by person."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from workbench.domain.languages import known
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.storage import tables as t

# Every page asks for it: built once.
_OF = select(t.reading).where(t.reading.c.person_id == bindparam("person_id"))


def get(db: Connection, person_id: str) -> Reading:
    """Return what somebody chose; what is usual while they chose nothing."""
    row = db.execute(_OF, {"person_id": person_id}).first()
    if row is None:
        return Reading()
    return Reading(TextSize(row.text_size), LineSpacing(row.line_spacing), known(row.language))


def save(db: Connection, person_id: str, chosen: Reading) -> None:
    """Store a choice in place of the one before."""
    db.execute(delete(t.reading).where(t.reading.c.person_id == person_id))
    db.execute(
        insert(t.reading).values(
            person_id=person_id,
            text_size=chosen.text_size,
            line_spacing=chosen.line_spacing,
            language=chosen.language or "",
        )
    )
