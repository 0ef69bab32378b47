"""A small world for the tests: a clock that is moved by hand, a store, a facilitator and an open session."""

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from workbench.domain.concerns import Contact
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act, Stage
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.samples import Artifact, ArtifactKind, Sample
from workbench.domain.sessions import Plan, Session, SessionSample
from workbench.services import sessions as session_service
from workbench.storage import people, rubrics, samples, schema, sessions
from workbench.storage.people import Grant
from workbench.storage.samples import NewSample
from workbench.storage.store import Store, connect

USUAL = Plan()
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The server's clock, moved by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        """Let time pass: ``clock.forward(hours=12)``."""
        self.now += timedelta(**time)


@dataclass
class Templates:
    """One empty SQLite file with the schema, copied for each test: migrating takes longer than most tests."""

    folder: Path
    made: list[Path] = field(default_factory=list)

    def copy_to(self, target: Path) -> str:
        """Return the URL of a fresh database at this path."""
        if not self.made:
            template = self.folder / "template.sqlite"
            store = Store(connect(f"sqlite:///{template.as_posix()}"))
            schema.prepare(store)
            store.close()
            self.made.append(template)
        shutil.copyfile(self.made[0], target)
        return f"sqlite:///{target.as_posix()}"


def a_store(url: str, clock: Clock) -> Store:
    """Return a store on this database, with the clock."""
    store = Store(connect(url), clock, rng=Random(7))
    schema.prepare(store)
    return store


def staff(store: Store, name: str = "Fay Facilitator", role: Role = Role.FACILITATOR) -> Viewer:
    """Return somebody who holds a role in the whole installation."""
    with store.writing() as db:
        person = Person(store.new_id(), name, people.default_school(db, store.new_id()))
        people.add(db, person, "", store.now())
        people.grant(db, Grant(person.id, role), store.new_id(), store.now())
    return Viewer(person, frozenset({role}))


def telling(contact: Viewer, plan: Plan = USUAL) -> Plan:
    """Return a plan that names who is told of a worry about a student; one that does already stays as it is."""
    return plan if plan.contact.reach else replace(plan, contact=Contact(contact.person.id, "Room 12"))


def an_open_session(store: Store, facilitator: Viewer, stage: Stage = Stage.LOBBY) -> Session:
    """Return a session with one rubric and one sample that teachers can join."""
    with store.writing() as db:
        rubric_id, sample_id = store.new_id(), store.new_id()
        levels = (Level("Beginning"), Level("Developing"), Level("Proficient"))
        criterion = Criterion(store.new_id(), "Evidence", levels, cut=3)
        rubrics.add(db, Rubric(rubric_id, "Argument", (criterion,)), made_by=facilitator.person.id, now=store.now())
        work = Artifact(store.new_id(), ArtifactKind.TEXT, "Text", "The river was dirty.")
        name = f"Maple {sample_id[:6]}"
        sample = Sample(sample_id, name, "Write", "Why?", (work,), checked=True)
        samples.add(db, NewSample(sample, facilitator.person.school_id, facilitator.person.id), store.now())
    pieces = (SessionSample(sample_id),)
    plan = session_service.Draft("Grade 7 argument", rubric_id, pieces, telling(facilitator))
    session_id = session_service.draft(store, facilitator, plan)
    session_service.act(store, facilitator, session_id, Act.OPEN)
    if stage is Stage.SCORING:
        session_service.act(store, facilitator, session_id, Act.START)
    with store.reading() as db:
        return sessions.get(db, session_id)
