"""A session that has been scored: two pieces of work, two criteria of four levels, and any number of teachers."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.workbench.world import staff, telling
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.samples import Artifact, ArtifactKind, Sample
from workbench.domain.scoring import Condition, Given, Mark, Recusal, Remark
from workbench.domain.sessions import Plan, Session, SessionSample
from workbench.services import scoring, seats, sessions
from workbench.services.scoring import Entry
from workbench.storage import people, rubrics, samples
from workbench.storage import sessions as stored_sessions
from workbench.storage.samples import NewSample
from workbench.storage.store import Store

USUAL = Plan()
LABELS = ("Beginning", "Developing", "Proficient", "Advanced")
TEXT = "The river was dirty. We cleaned it. Now there are fish."


@dataclass
class Table:
    """Everybody around one table, and the ids of what they talk about."""

    store: Store
    facilitator: Viewer
    teachers: list[Viewer]
    id: str
    maple: str
    birch: str
    claim: str
    evidence: str
    text: str

    @property
    def session(self) -> Session:
        """The session as it stands."""
        with self.store.reading() as db:
            return stored_sessions.get(db, self.id)

    def act(self, *acts: Act) -> None:
        """Let the facilitator move the session on."""
        for act in acts:
            sessions.act(self.store, self.facilitator, self.id, act)

    def entry(self, teacher: Viewer, sample: str) -> Entry:
        """Return a fresh entry of a teacher for a sample in the round that is open."""
        reads = scoring.desk(self.store, teacher, self.id).reads
        read = next(read.assignment.id for read in reads if read.sample.id == sample)
        return Entry(read, self.store.new_id())

    def give(self, sample: str, criterion: str, levels: Sequence[int | Condition | None]) -> None:
        """Let the teachers, in order, give these levels or reasons; None gives nothing."""
        for teacher, level in zip(self.teachers, levels, strict=False):
            if level is not None:
                given = Given(level) if isinstance(level, int) else Given(condition=level)
                scoring.score(self.store, teacher, self.entry(teacher, sample), criterion, given)

    def say(self, teacher: Viewer, sample: str, criterion: str, sentence: str) -> None:
        """Let a teacher write a sentence."""
        scoring.remark(self.store, teacher, self.entry(teacher, sample), criterion, Remark(sentence))

    def mark(self, teacher: Viewer, sample: str, criterion: str, *spans: tuple[int, int]) -> None:
        """Let a teacher mark passages."""
        marks = tuple(Mark(self.text, criterion, start, end) for start, end in spans)
        scoring.mark(self.store, teacher, self.entry(teacher, sample), marks)

    def skip(self, teacher: Viewer, sample: str) -> None:
        """Let a teacher leave a piece out because they know the student."""
        scoring.recuse(self.store, teacher, self.entry(teacher, sample), Recusal.SKIP)


def a_table(store: Store, teachers: int = 5, plan: Plan = USUAL, *, also: str = "") -> Table:
    """Return a session whose scoring has started, with so many teachers; ``also`` tells a second one apart."""
    facilitator = staff(store, f"Fay Facilitator{also}")
    school = facilitator.person.school_id
    claim, evidence, maple, birch, text, rubric_id = (store.new_id() for _ in range(6))
    levels = tuple(Level(label, f"What {label.lower()} looks like.") for label in LABELS)
    criteria = (Criterion(claim, "Claim", levels, cut=3), Criterion(evidence, "Evidence", levels, cut=3))
    with store.writing() as db:
        rubrics.add(db, Rubric(rubric_id, "Argument", criteria), made_by=facilitator.person.id, now=store.now())
        for sample_id, name, artifact_id in ((maple, f"Maple{also}", text), (birch, f"Birch{also}", store.new_id())):
            work = Artifact(artifact_id, ArtifactKind.TEXT, "Text", TEXT)
            sample = Sample(sample_id, name, "Write", "Why?", (work,), checked=True)
            samples.add(db, NewSample(sample, school, facilitator.person.id), store.now())
    pieces, told = (SessionSample(maple), SessionSample(birch)), telling(facilitator, plan)
    session_id = sessions.draft(store, facilitator, sessions.Draft("Grade 7 argument", rubric_id, pieces, told))
    table = Table(store, facilitator, [], session_id, maple, birch, claim, evidence, text)
    table.act(Act.OPEN, Act.START)
    table.teachers += [join(table, f"Teacher {number}{also}") for number in range(1, teachers + 1)]
    return table


def join(table: Table, name: str) -> Viewer:
    """Return a teacher who has taken a seat."""
    store = table.store
    with store.writing() as db:
        person = Person(store.new_id(), name, table.facilitator.person.school_id)
        people.add(db, person, "", store.now())
        seats.take_seat(store, db, table.id, person.id)
    return Viewer(person, frozenset())


def revealed(store: Store, plan: Plan = USUAL) -> Table:
    """Return a table of five whose scores are out: they part most on Maple's evidence, and agree on Birch's claim."""
    table = a_table(store, 5, plan)
    table.give(table.maple, table.claim, [3, 3, 3, 2, 3])
    table.give(table.maple, table.evidence, [1, 2, 3, 3, 4])
    table.give(table.birch, table.claim, [2, 2, 2, 2, 2])
    table.give(table.birch, table.evidence, [4, 4, 4, 4, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    return table
