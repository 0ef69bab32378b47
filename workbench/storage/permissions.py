"""What the owner of a piece of work has said about its use, and the school it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.domain.samples import Audience, Permission
from workbench.storage import tables as t


@dataclass(frozen=True, slots=True)
class Owned:
    """A piece of work's school, and the permission recorded on it."""

    school_id: str
    permission: Permission


def many(db: Connection, sample_ids: Sequence[str]) -> dict[str, Owned]:
    """Return school and permission by sample id; withdrawn work is left out."""
    s = t.sample.c
    columns = (s.id, s.school_id, s.permission_held, s.audience, s.delete_after)
    rows = db.execute(select(*columns).where(s.id.in_(sample_ids), s.withdrawn_at.is_(None)))
    return {
        row.id: Owned(row.school_id, Permission(row.permission_held, Audience(row.audience), row.delete_after))
        for row in rows
    }
