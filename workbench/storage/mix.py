"""Why the lead chose each piece of a session: read here alone, and by nothing that reads a session."""

from collections.abc import Mapping

from sqlalchemy import Connection, or_, select, update

from workbench.domain.mix import Part, Reason
from workbench.storage import tables as t


def reasons(db: Connection, session_id: str) -> dict[str, Reason]:
    """Return what was noted of each piece, where something was."""
    c = t.calibration_sample.c
    query = select(c.sample_id, c.role, c.note).where(c.session_id == session_id, or_(c.role != "", c.note != ""))
    return {row.sample_id: Reason(Part(row.role) if row.role else None, row.note) for row in db.execute(query)}


def save(db: Connection, session_id: str, noted: Mapping[str, Reason]) -> None:
    """Store what is noted of pieces; of one that the session does not read, nothing."""
    c = t.calibration_sample.c
    for sample_id, reason in noted.items():
        here = update(t.calibration_sample).where(c.session_id == session_id, c.sample_id == sample_id)
        db.execute(here.values(role=reason.part or "", note=reason.note))


def forget(db: Connection, sample_id: str) -> None:
    """Let go of what was noted of a piece, in every session."""
    c = t.calibration_sample.c
    db.execute(update(t.calibration_sample).where(c.sample_id == sample_id).values(role="", note=""))
