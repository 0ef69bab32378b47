"""The rows that name page pictures: which file a page shows."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select, update

from workbench.storage import tables as t


@dataclass(frozen=True, slots=True)
class NewFile:
    """What a page shows from now on."""

    file: str
    media_type: str
    width: int
    height: int


def replace(db: Connection, sample_id: str, old: str, new: NewFile) -> None:
    """Let every page of a sample that shows one file show another."""
    of_sample = select(t.artifact.c.id).where(t.artifact.c.sample_id == sample_id)
    db.execute(update(t.page).where(t.page.c.artifact_id.in_(of_sample), t.page.c.file == old).values(**asdict(new)))
