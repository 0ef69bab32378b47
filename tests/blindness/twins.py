"""The twin databases: the same people, rubric, work and sessions under the same ids; what differs is secret."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from PIL import Image
from sqlalchemy import event, update

from tests.blindness.ids import Ids
from tests.blindness.people import EVERYBODY, GROUPS, TYPES, Group
from tests.blindness.sheets import Shape, Sheet
from workbench.domain.concerns import Contact
from workbench.domain.giving import Asking
from workbench.domain.mix import Part, Reason
from workbench.domain.paper import LETTERS, Filled, TypedSheet
from workbench.domain.people import Person, Role, Scope, Viewer
from workbench.domain.phases import Act
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.samples import Artifact, ArtifactKind, Page, Sample
from workbench.domain.scoring import Assignment, Mark
from workbench.domain.sessions import FULL, Plan, SessionSample
from workbench.services import alerts, paper, seats, signing_in, worrying
from workbench.services.hashing import hash_token
from workbench.services.sessions import Draft, act, draft
from workbench.storage import giving, people, rubrics, samples, schema, scores, sessions, talk, walls
from workbench.storage import tables as t
from workbench.storage.files import Files
from workbench.storage.people import Grant
from workbench.storage.samples import NewSample
from workbench.storage.store import Store, connect

MORNING = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
BELL = timedelta(minutes=20)
LABELS = ("Beginning", "Developing", "Proficient", "Advanced")
CRITERIA = ("Claim", "Evidence", "Reasoning")
TEXT = (
    "The river in our town was dirty for years. People threw things in it. Then a class began to clean it, and the "
    "council paid for bins. Now there are fish again, which shows that small steps count. Some say it was the rain."
)
# By name: whose school and whose note differ between the twins. "Alder" is read by nobody here.
WORK = ("Maple", "Birch", "Cedar", "Willow", "Alder")
FROM_ELSEWHERE = "Willow"
# Who brought the work in, and what they noted for themselves.
AUTHORS = (("Olga", "Mia, 7b"), ("Otto", "Theodora of the other class, who repeats the year"))
PICTURED = ("Cedar", "Alder")
# Who came by the link that asks for work, what each brought, by hands and under labels that differ between the twins.
ASKED_UNDER = "BRNG-WRKT"
BROUGHT, UNSENT, OWN = "Rowan", "Hazel", "Aspen"
GIVERS = (("Ben", "Cal", "Mia, 7b"), ("Cal", "Ben", "Theodora, whose parents came to see me twice"))


# Why a lead chose each piece, for themselves: another part and another note in each twin.
CHOSEN = ((Part.CLEAR, "beginning, I think"), (Part.SURPRISES, "Theodora should be at the top, watch what Ana gives"))
LOOKED_AT = ("Fay", "Gil")


@dataclass
class Twin:
    """One of the two databases, and who is who in it."""

    secret: int
    data: Path
    store: Store
    began: datetime
    now: datetime
    person: dict[str, Person] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    sample: dict[str, Sample] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    rubric_id: str = ""
    token: dict[str, str] = field(default_factory=dict)
    exemplars: list[str] = field(default_factory=list)
    screen: dict[str, str] = field(default_factory=dict)
    submissions: int = 0

    def rng(self, of: str) -> Random:
        """Return randomness that is this twin's own."""
        return Random(f"{of} {self.secret}")

    def viewer(self, name: str) -> Viewer:
        """Return somebody with their roles."""
        role = next(who.role for who in EVERYBODY if who.name == name)
        return Viewer(self.person[name], frozenset({role} if role else ()))

    def shape(self, name: str) -> Shape:
        """Return how large a read of this piece is."""
        return Shape(len(CRITERIA), len(LABELS), 0 if name in PICTURED else len(TEXT))

    def act(self, group: Group, *acts: Act) -> None:
        """Let a group's leader move it on."""
        for what in acts:
            act(self.store, self.viewer(group.leader), self.session[group.title], what)

    def project(self, group: Group, code: str) -> None:
        """Let a group's page be open on a projector, for as long as the session lives."""
        self.screen[group.title] = f"screen of {code}"
        session_id, always = self.session[group.title], self.now + timedelta(days=30)
        with self.store.writing() as db:
            walls.set_code(db, session_id, code, always)
            walls.add_screen(db, session_id, hash_token(self.screen[group.title]), self.now, always)

    def sit(self, group: Group, names: Iterable[str]) -> None:
        """Let people take their seats; who came first is this twin's own."""
        with self.store.writing() as db:
            for name in names:
                person = self.person[name]
                if name != group.leader:
                    grant = Grant(person.id, Role.RATER, Scope.SESSION, self.session[group.title])
                    people.grant(db, grant, f"seat {group.title} {name}", self.store.now())
                seats.take_seat(self.store, db, self.session[group.title], person.id)
                came = self.now - timedelta(seconds=self.rng(name).randint(1, 500))
                db.execute(update(t.seat).where(t.seat.c.person_id == person.id).values(joined_at=came))

    def queue(self, group: Group, name: str, round: int = 1) -> dict[str, Assignment]:
        """Return somebody's assignments by the name of the work, in their order."""
        with self.store.reading() as db:
            found = scores.queue(db, self.session[group.title], self.person[name].id, round)
        names = {sample.id: name for name, sample in self.sample.items()}
        return {names[assignment.sample_id]: assignment for assignment in found}

    def reorder(self, group: Group, name: str, by: int) -> None:
        """Give somebody another order of reading."""
        queue = list(self.queue(group, name).values())
        with self.store.writing() as db:
            for away in (len(queue), 0):  # first out of each other's way: a position is taken once
                for n, assignment in enumerate(queue):
                    place = away + (n + by) % len(queue) + 1
                    db.execute(update(t.assignment).where(t.assignment.c.id == assignment.id).values(position=place))

    def write(self, group: Group, name: str, work: str, sheet: Sheet, round: int = 1) -> None:
        """Let somebody give what is on a sheet, a moment after what was given before."""
        self.now += timedelta(seconds=7 + 2 * self.secret)
        read, session_id = self.queue(group, name, round)[work], self.session[group.title]
        with self.store.writing() as db:
            voted = {c.criterion_id for c in talk.second_vote_cells(db, session_id) if c.sample_id == read.sample_id}
            for criterion, given, said in zip(self.criteria, sheet.given, sheet.said, strict=True):
                if given is not None and (round == 1 or criterion.id in voted):
                    scores.add_score(db, self._write(read), criterion.id, given)
                    scores.add_remark(db, self._write(read), criterion.id, said)
            if round == 1:
                text = self.sample[work].artifacts[0].id
                marks = (Mark(text, self.criteria[c].id, start, end) for c, start, end in sheet.marks)
                scores.add_marking(db, self._write(read), marks)
                scores.add_recusal(db, self._write(read), sheet.recusal)
            sessions.touch_results(db, session_id)

    def worries(self, group: Group, name: str, about: str, *, pause: bool = False) -> None:
        """Let somebody worry about the student who made a piece."""
        work = self.sample[about].id
        worrying.worry(self.store, self.viewer(name), self.session[group.title], work, pause=pause)

    def reads_again(self, group: Group) -> None:
        """Let the contact end the pause."""
        contact = self.viewer(group.contact)
        told = alerts.alerts(self.store, contact)
        (paused,) = (found for found in told if found.paused and found.session_title == group.title)
        worrying.read_again(self.store, contact, paused.id)

    def type_in(self, group: Group, name: str, sheets: Mapping[str, Sheet], round: int = 1) -> None:
        """Let the typist type in what somebody gave on paper, by the name of the work."""
        ids = [criterion.id for criterion in self.criteria]
        session_id, letters = self.session[group.title], {condition: letter for letter, condition in LETTERS.items()}
        with self.store.reading() as db:
            voted = {(c.sample_id, c.criterion_id) for c in talk.second_vote_cells(db, session_id)}
        boxes = {
            (self.sample[work].id, criterion): str(given.level or letters.get(given.condition))
            for work, sheet in sheets.items()
            for criterion, given in zip(ids, sheet.given, strict=True)
            if given and (round == 1 or (self.sample[work].id, criterion) in voted)
        }
        self.submissions += 1
        sheet = TypedSheet(f"sheet {self.submissions}", name, Filled(boxes), sure=True)
        paper.save(self.store, self.viewer(TYPES), session_id, sheet)

    @property
    def bell(self) -> datetime:
        """When the next bell rings, for both twins at once."""
        return self.now + BELL - (self.now - self.began) % BELL

    def _write(self, read: Assignment) -> scores.Write:
        self.submissions += 1
        return scores.Write(read.id, self.rubric_id, f"submission {self.submissions}", self.now)

    def sign_in(self, name: str, group: Group | None = None) -> str:
        """Return the token of a fresh sign-in."""
        with self.store.writing() as db:
            joined = self.session[group.title] if group else ""
            return signing_in.start(self.store, db, self.person[name].id, joined)


@contextmanager
def twin(secret: int, folder: Path, began: datetime = MORNING) -> Iterator[Twin]:
    """Build one of the two databases, its sessions as drafts."""
    data = folder / f"twin-{secret}"
    data.mkdir()
    engine = connect(f"sqlite:///{(data / 'workbench.sqlite').as_posix()}")
    # Nothing here has to survive a power cut.
    event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous=OFF"))
    store = Store(engine, clock=lambda: built.now, ids=Ids("same"), rng=Random(5))
    built = Twin(secret, data, store, began, began)
    schema.prepare(store)
    _people(built)
    _rubric(built)
    _work(built)
    for group in GROUPS:
        _draft(built, group)
    _bring(built)
    _move_away(built)
    yield built
    store.close()


def _people(twin: Twin) -> None:
    store = twin.store
    with store.writing() as db:
        schools = {name: store.new_id() for name in ("North", "East", "West")}
        for name, school_id in schools.items():
            people.add_school(db, school_id, name)
        people.set_default_school(db, schools["North"])
        for who in EVERYBODY:
            person = twin.person[who.name] = Person(store.new_id(), who.name, schools[who.school])
            people.add(db, person, "", store.now())
            if who.role:
                people.grant(db, Grant(person.id, who.role), store.new_id(), store.now())
    twin.token = {name: twin.sign_in(name) for name in twin.person}


def _rubric(twin: Twin) -> None:
    store = twin.store
    levels = tuple(Level(label, f"What {label.lower()} looks like.") for label in LABELS)
    twin.criteria = tuple(Criterion(store.new_id(), name, levels, cut=3) for name in CRITERIA)
    twin.rubric_id = store.new_id()
    with store.writing() as db:
        rubric = Rubric(twin.rubric_id, "Argument", twin.criteria, family=store.new_id())
        rubrics.add(db, rubric, made_by=twin.person["Fay"].id, now=store.now())


def _work(twin: Twin) -> None:
    """Store the work; its owner and the owner's note are this twin's own."""
    store, (author, note) = (
        twin.store,
        (("Olga", "Mia, 7b"), ("Otto", "Theodora of the other class, twice repeated"))[twin.secret],
    )
    elsewhere = twin.person[author]
    with store.writing() as db:
        for name in WORK:
            sample_id, artifact_id = store.new_id(), store.new_id()
            work = Artifact(artifact_id, ArtifactKind.TEXT, "Text", TEXT)
            if name in PICTURED:
                work = Artifact(artifact_id, ArtifactKind.PAGES, "Pages", "", (_picture(twin.data, name),))
            sample = Sample(sample_id, name, "Argue for a change", "What should change?", (work,), checked=True)
            new = NewSample(sample, twin.person["Fay"].school_id, elsewhere.id, private_note=f"{note} {name}")
            samples.add(db, new, store.now())
            twin.sample[name] = sample


def _bring(twin: Twin) -> None:
    """Let the table's leader ask for work, two others bring some, one of it not sent yet, and Ana bring hers."""
    session_id = twin.session[GROUPS[0].title]
    who, other, label = GIVERS[twin.secret]
    with twin.store.writing() as db:
        giving.save_asking(db, Asking(session_id, ASKED_UNDER, "one near the line", None, 4), twin.now)
        for name in ("Ben", "Cal", "Ana"):
            giving.add_giver(db, session_id, twin.person[name].id, twin.now)
        for piece, brings, called in ((BROUGHT, who, label), (UNSENT, other, ""), (OWN, "Ana", "My own Leo")):
            text = TEXT if piece != UNSENT else f"{label} wrote this. {TEXT * (1 + twin.secret)}"
            work = Artifact(twin.store.new_id(), ArtifactKind.TEXT, "Text", text)
            sample = Sample(twin.store.new_id(), piece, "", "", (work,))
            person = twin.person[brings]
            samples.add(db, NewSample(sample, person.school_id, person.id), twin.now)
            giving.affiliate(db, sample.id, person.id, session_id)
            giving.note_fingerprint(db, [work.id], f"digest {label}")
            if piece != UNSENT:
                giving.send(db, sample.id, called, twin.now)
            twin.sample[piece] = sample


def _move_away(twin: Twin) -> None:
    """Let one piece of the sessions be another school's, of another one in each twin."""
    author = twin.person[AUTHORS[twin.secret][0]]
    with twin.store.writing() as db:
        moved = update(t.sample).where(t.sample.c.id == twin.sample[FROM_ELSEWHERE].id)
        db.execute(moved.values(school_id=author.school_id))


def _picture(data: Path, name: str) -> Page:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), {"Cedar": "white", "Alder": "grey"}[name]).save(out, "PNG")
    return Page(1, Files((data / "files").as_uri()).put(out.getvalue()), "image/png", 40, 30)


def why(twin: Twin) -> dict[str, Reason]:
    """Return why each piece of a session was chosen, in this twin."""
    part, note = CHOSEN[twin.secret]
    return {twin.sample[name].id: Reason(part, f"{name}: {note}") for name in WORK[: 3 + twin.secret]}


def _draft(twin: Twin, group: Group) -> None:
    pieces = tuple(SessionSample(twin.sample[name].id, name == "Maple") for name in WORK[:4])
    told = Contact(twin.person[group.contact].id, "Room 12")
    plan = Plan(asks=FULL, contact=told)
    noted = {} if group.leader in LOOKED_AT else why(twin)
    wanted = Draft(group.title, twin.rubric_id, pieces, plan, noted)
    twin.session[group.title] = draft(twin.store, twin.viewer(group.leader), wanted)
