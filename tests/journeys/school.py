"""A school with a running workbench, whose database the test may look into while the server runs."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from tests.servers import Server, running
from tests.workbench.world import telling
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import Plan, Session, SessionSample
from workbench.services import builtin, inviting, sessions
from workbench.services.sessions import Draft
from workbench.settings import Settings
from workbench.storage import rubrics
from workbench.storage import sessions as stored_sessions
from workbench.storage import tables as t
from workbench.storage.files import Files
from workbench.storage.store import Store, connect

RUBRIC = "argument-writing"
PIECES = ("alder", "birch", "cedar", "maple")
QUICKLY = Plan()
PASSPHRASE = "copper tulip engine river"


@dataclass(frozen=True, slots=True)
class School:
    """A running workbench.

    Attributes
    ----------
    url
        The address that browsers use.
    store
        The server's own database, opened a second time.
    """

    server: Server
    settings: Settings
    store: Store
    staff: dict[str, Viewer] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.server.url

    def facilitator(self, name: str) -> Viewer:
        """Return a facilitator who can sign in with the passphrase of this module."""
        if name not in self.staff:
            link = inviting.make_link(self.store, Role.FACILITATOR, name, None)
            signed = inviting.open_link(self.store, link, name, PASSPHRASE)
            self.staff[name] = Viewer(signed.person, frozenset({Role.FACILITATOR}))
        return self.staff[name]

    def open_session(self, leader: str, title: str, pieces: tuple[str, ...] = PIECES, plan: Plan = QUICKLY) -> Session:
        """Return a session with built-in work that waits in its lobby."""
        viewer = self.facilitator(leader)
        builtin.ensure_rubrics(self.store)
        ids = builtin.import_samples(self.store, Files(self.settings.files_url), viewer, pieces)
        wanted = tuple(SessionSample(sample_id) for sample_id in ids.values())
        draft = Draft(title, builtin.rubric_id(RUBRIC), wanted, telling(viewer, plan))
        session_id = sessions.draft(self.store, viewer, draft)
        return sessions.act(self.store, viewer, session_id, Act.OPEN)

    def person_id(self, session: Session, name: str) -> str:
        """Return the id of somebody who sits in a session."""
        with self.store.reading() as db:
            return next(p.id for p in stored_sessions.seated(db, session.id) if p.name == name)

    def given(self, session: Session, name: str = "") -> list[tuple[str, str, str, int | None]]:
        """Return every score of a session as it was given: (teacher, sample, criterion, level), oldest first."""
        query = (
            select(t.person.c.name, t.sample.c.name, t.criterion.c.name, t.score.c.level)
            .select_from(t.score)
            .join(t.assignment, t.assignment.c.id == t.score.c.assignment_id)
            .join(t.person, t.person.c.id == t.assignment.c.person_id)
            .join(t.sample, t.sample.c.id == t.assignment.c.sample_id)
            .join(t.criterion, t.criterion.c.id == t.score.c.criterion_id)
            .where(t.assignment.c.session_id == session.id)
            .order_by(t.score.c.sequence)
        )
        with self.store.reading() as db:
            rows = [tuple(row) for row in db.execute(query)]
        return [row for row in rows if not name or row[0] == name]  # type: ignore[return-value]

    def current(self, session: Session, name: str) -> dict[tuple[str, str], int | None]:
        """Return what counts for one teacher: the level by (sample, criterion)."""
        return {(sample, criterion): level for _, sample, criterion, level in self.given(session, name)}

    def stored_levels(self) -> set[tuple[str, int | None]]:
        """Return every stored level as a screen names its place: (read and criterion, level)."""
        query = select(t.score.c.assignment_id, t.score.c.criterion_id, t.score.c.level)
        with self.store.reading() as db:
            return {(f"{read}-{criterion}", level) for read, criterion, level in db.execute(query)}

    def criteria(self) -> list[str]:
        """Return the names of the rubric's criteria."""
        with self.store.reading() as db:
            return [criterion.name for criterion in rubrics.get(db, builtin.rubric_id(RUBRIC)).criteria]

    def first_link(self) -> str:
        """Return the address of the first admin's link, as the server printed it."""
        found = re.search(r"/link/\S+", self.server.printed.read_text(encoding="utf-8"))
        if found is None:
            raise LookupError("The server printed no link.")
        return found.group()


def serving(data: Path, port: int, *options: str) -> list[str | Path]:
    """Return the command that serves a data folder."""
    return [sys.executable, "-m", "workbench", "serve", "--data", data, "--port", str(port), *options]


@contextmanager
def school_at(data: Path, port: int, *options: str) -> Iterator[School]:
    """Start the workbench for a data folder."""
    settings = Settings(data=data)
    with running(serving(data, port, *options), port, data) as server:
        store = Store(connect(settings.database_url))
        yield School(server, settings, store)
        store.close()
