"""A session of any size that has been scored: pieces by criteria by teachers, levels given as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.workbench.world import staff, telling
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.samples import Artifact, ArtifactKind, Audience, Permission, Sample
from workbench.domain.scoring import Given, Mark, Remark
from workbench.domain.sessions import Ending, Outcome, Plan, Session, SessionSample, SplitReason
from workbench.services import seats, sessions
from workbench.storage import people, rubrics, samples, scores, talk
from workbench.storage import sessions as stored
from workbench.storage.samples import NewSample
from workbench.storage.scores import Write
from workbench.storage.store import Store

LABELS = ("Beginning", "Developing", "Proficient", "Advanced")
TEXT = "The river was dirty. We cleaned it. Now there are fish."
TREES = ("Maple", "Birch", "Cedar", "Alder", "Larch", "Hawthorn", "Spruce", "Elm", "Beech", "Poplar", "Willow", "Ash")
TEACHERS = ("Ana Pérez", "Ben Kowalski", "Chidi Okafor", "Dee Larsen", "Emil Novak", "Farah Haddad", "Gus Berg")
ONE_PERMISSION = Permission(held=True, audience=Audience.DISTRICT)

Levels = Callable[[int, int, int], int | None]
"""The level of the so-manieth teacher on a piece and a criterion; None gives nothing."""


@dataclass
class Scored:
    """A session, its people, and the ids of what they read."""

    store: Store
    facilitator: Viewer
    id: str
    rubric: Rubric
    samples: list[str]
    teachers: list[Viewer] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        with self.store.reading() as db:
            return stored.get(db, self.id)

    def act(self, *acts: Act) -> None:
        """Let the facilitator move the session on."""
        for act in acts:
            sessions.act(self.store, self.facilitator, self.id, act)

    def give(self, levels: Levels, marks: Sequence[tuple[int, int]] = ()) -> None:
        """Store what everybody gives in the round that is open."""
        with self.store.writing() as db:
            for who, teacher in enumerate(self.teachers):
                for read in scores.queue(db, self.id, teacher.person.id, self.session.moment.round):
                    piece = self.samples.index(read.sample_id)
                    for number, criterion in enumerate(self.rubric.criteria):
                        level = levels(who, piece, number)
                        if level is not None:
                            scores.add_score(db, self._write(read.id), criterion.id, Given(level))
                    if marks:
                        text = samples.get(db, read.sample_id).artifacts[0].id
                        own = [Mark(text, self.rubric.criteria[0].id, start, end) for start, end in marks]
                        scores.add_marking(db, self._write(read.id), own)
            stored.touch_results(db, self.id)

    def say(self, sentences: Callable[[int, int, int], str]) -> None:
        """Store what everybody writes beside their levels: by teacher, piece and criterion; empty is nothing."""
        with self.store.writing() as db:
            for who, teacher in enumerate(self.teachers):
                for read in scores.queue(db, self.id, teacher.person.id, 1):
                    for number, criterion in enumerate(self.rubric.criteria):
                        if said := sentences(who, self.samples.index(read.sample_id), number):
                            scores.add_remark(db, self._write(read.id), criterion.id, Remark(said))
            stored.touch_results(db, self.id)

    def _write(self, assignment_id: str) -> Write:
        return Write(assignment_id, self.rubric.id, self.store.new_id(), self.store.now())

    def end(self, piece: int, criterion: int, level: int | None, reason: SplitReason | None = None) -> None:
        """Let a cell end: agreed on a level, or split for a reason."""
        ending = Ending.AGREED if level else Ending.SPLIT
        cell = self.samples[piece], self.rubric.criteria[criterion].id
        with self.store.writing() as db:
            talk.add_outcome(
                db, self.id, Outcome(0, *cell, ending, level, reason, self.store.now()), self.facilitator.person.id
            )
            stored.touch_results(db, self.id)

    def cell(self, piece: int, criterion: int) -> tuple[str, str]:
        """Return sample and criterion by id."""
        return self.samples[piece], self.rubric.criteria[criterion].id

    def seat(self, viewer: Viewer) -> Viewer:
        """Give somebody a seat."""
        with self.store.writing() as db:
            seats.take_seat(self.store, db, self.id, viewer.person.id)
        return viewer


def somebody(store: Store, name: str, school_id: str) -> Viewer:
    """Return a teacher of a school."""
    with store.writing() as db:
        person = Person(store.new_id(), name, school_id)
        people.add(db, person, "", store.now())
    return Viewer(person, frozenset())


def elsewhere(store: Store, name: str) -> Viewer:
    """Return a teacher of another school."""
    with store.writing() as db:
        school_id = store.new_id()
        people.add_school(db, school_id, f"School of {name}")
    return somebody(store, name, school_id)


def a_session(
    store: Store,
    *,
    pieces: int = 4,
    teachers: int = 4,
    criteria: Sequence[str] = ("Claim", "Evidence"),
    permission: Permission = ONE_PERMISSION,
    only: Sequence[int] = (),
) -> Scored:
    """Return a session whose scoring has started; ``only``: the criteria that it scores, by number, where not all."""
    facilitator = staff(store)
    levels = tuple(Level(label, f"What {label.lower()} looks like.") for label in LABELS)
    made = tuple(Criterion(store.new_id(), name, levels, cut=3) for name in criteria)
    rubric = Rubric(store.new_id(), "Argument", made)
    ids = [store.new_id() for _ in range(pieces)]
    with store.writing() as db:
        rubrics.add(db, rubric, made_by=facilitator.person.id, now=store.now())
        for sample_id, name in zip(ids, TREES, strict=False):
            work = Artifact(store.new_id(), ArtifactKind.TEXT, "Text", TEXT)
            sample = Sample(sample_id, name, "Write", "Why?", (work,), checked=True)
            new = NewSample(sample, facilitator.person.school_id, facilitator.person.id, permission)
            samples.add(db, new, store.now())
    chosen = Plan(criteria=tuple(made[number].id for number in only))
    plan = sessions.Draft("Grade 7 argument", rubric.id, tuple(map(SessionSample, ids)), telling(facilitator, chosen))
    scored = Scored(store, facilitator, sessions.draft(store, facilitator, plan), rubric, ids)
    scored.act(Act.OPEN, Act.START)
    for name in TEACHERS[:teachers]:
        scored.teachers.append(scored.seat(somebody(store, name, facilitator.person.school_id)))
    return scored


def usual(who: int, piece: int, criterion: int) -> int:
    """Levels that differ a little: every third teacher is one level lower on every other piece."""
    return 1 + (piece + criterion) % 3 + (0 if who % 3 == 1 and piece % 2 else 1)
