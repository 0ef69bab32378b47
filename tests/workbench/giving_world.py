"""A session that asks for work, and teachers who bring some."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.workbench.world import staff, telling
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.samples import Permission, Sample
from workbench.domain.scoring import Given, Remark
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import asking, giving, joining, samples, scoring, sessions
from workbench.services.asking import Wanted
from workbench.services.files import Files
from workbench.services.joining import Arrival
from workbench.services.scoring import Entry
from workbench.services.sessions import Draft
from workbench.storage import rubrics
from workbench.storage import sessions as stored
from workbench.storage.store import Store

ADDRESS = "10.0.0.1"
NOTHING_SAID, AS_USUAL = Permission(), Plan()
PINS = {"Ana": "8264", "Ben": "9175", "Cal": "3952", "Dee": "6418", "Eve": "7283"}


@dataclass
class Asked:
    """A draft session of one criterion whose lead asked for work."""

    store: Store
    lead: Viewer
    session_id: str
    files: Files
    pieces: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the link."""
        found = asking.came(self.store, self.lead, self.session_id).asking
        assert found is not None
        return found.code

    def comes(self, name: str) -> Viewer:
        """Let a teacher in by the link."""
        joined = giving.come(self.store, Arrival(self.code, name, PINS[name], ADDRESS))
        return Viewer(joined.person, frozenset())

    def brings(self, name: str, text: str = "", label: str = "", said: Permission = NOTHING_SAID) -> str:
        """Let a teacher bring a text and send it; return the sample's id."""
        viewer = self.comes(name)
        sample_id = self.begins(viewer, text or f"The river was dirty. {PINS[name]} fish died.")
        giving.send(self.store, viewer, self.session_id, said, label)
        self.pieces[name] = sample_id
        return sample_id

    def begins(self, viewer: Viewer, text: str) -> str:
        """Let a teacher add a text to a piece that is not sent yet."""
        sample_id = giving.begin(self.store, viewer, self.session_id, self.store.new_id())
        samples.add_text(self.store, viewer, sample_id, text, self.store.new_id())
        return sample_id

    def looked_at(self, sample_id: str) -> Sample:
        """Let the lead look at every page."""
        seen = samples.get(self.store, self.lead, sample_id).sample
        samples.check(self.store, self.lead, seen)
        return seen

    def opens(self, plan: Plan = AS_USUAL) -> None:
        """Look at what came, take all of it into the session, and start scoring."""
        for sample_id in self.pieces.values():
            self.looked_at(sample_id)
        session = sessions.overview(self.store, self.lead, self.session_id).session
        chosen = tuple(SessionSample(i) for i in self.pieces.values())
        draft = Draft(session.title, session.rubric_id, chosen, telling(self.lead, plan))
        sessions.save_draft(self.store, self.lead, self.session_id, draft)
        sessions.act(self.store, self.lead, self.session_id, Act.OPEN)
        sessions.act(self.store, self.lead, self.session_id, Act.START)

    def joins(self, name: str) -> Viewer:
        """Let a teacher join the meeting by its own code."""
        with self.store.reading() as db:
            code = stored.get(db, self.session_id).join_code
        return Viewer(joining.join(self.store, Arrival(code, name, PINS[name], ADDRESS)).person, frozenset())

    def scores(self, viewer: Viewer, level: int, sentence: str = "") -> None:
        """Give everything on a teacher's desk one level."""
        for read in scoring.desk(self.store, viewer, self.session_id).reads:
            self.gives(viewer, read.assignment.id, level, sentence)

    def gives(self, viewer: Viewer, assignment_id: str, level: int, sentence: str = "") -> None:
        """Give one piece a level."""
        desk = scoring.desk(self.store, viewer, self.session_id)
        for criterion in desk.rubric.criteria:
            entry = Entry(assignment_id, self.store.new_id())
            scoring.score(self.store, viewer, entry, criterion.id, Given(level=level))
            if sentence:
                scoring.remark(
                    self.store, viewer, Entry(assignment_id, self.store.new_id()), criterion.id, Remark(sentence)
                )

    def act(self, *acts: Act) -> None:
        """Move the session on."""
        for what in acts:
            sessions.act(self.store, self.lead, self.session_id, what)


def asked(store: Store, folder: Path, lead: Viewer | None = None) -> Asked:
    """Return a draft session whose lead asks three people for one piece each."""
    lead = lead or staff(store)
    with store.writing() as db:
        rubric_id = store.new_id()
        levels = (Level("Beginning"), Level("Developing"), Level("Proficient"))
        criterion = Criterion(store.new_id(), "Evidence", levels, cut=3)
        rubrics.add(db, Rubric(rubric_id, "Argument", (criterion,)), made_by=lead.person.id, now=store.now())
    session_id = sessions.draft(store, lead, Draft("Grade 7 argument", rubric_id, (), telling(lead)))
    asking.ask(store, lead, session_id, Wanted("one piece near the line", None, 3))
    return Asked(store, lead, session_id, Files((folder / "files").as_uri()))
