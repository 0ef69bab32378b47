"""One session of the demo district at each moment that the district itself does not stand at."""

from collections.abc import Callable

from tests.workbench.world import telling
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Permission
from workbench.domain.scoring import Given, Mark, Remark
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import agreeing, asking, scoring, seats, sessions, talking
from workbench.services import giving as giving_service
from workbench.services import samples as samples_service
from workbench.services.asking import Wanted
from workbench.services.scoring import Entry
from workbench.services.sessions import Draft
from workbench.storage import giving, people, samples
from workbench.storage import tables as t
from workbench.storage.store import Store

LEAD = "Nadia F."
TEACHERS = ("Amara O.", "Grace L.", "Hiro M.", "Joy A.", "Kai N.")
PIECES = ("Sycamore", "Hickory", "Cypress", "Tamarack")
# By teacher: what they give, so that some cells are unanimous and others far apart.
LEVELS = ((1, 3, 2, 3), (2, 3, 3, 3), (3, 3, 2, 3), (4, 3, 1, 3), (3, 3, 2, 3))
UNHURRIED = Plan(objection_seconds=3600)
MOMENTS = ("draft", "lobby", "live", "talk", "agree")


def stage(store: Store, rubric: str) -> dict[str, str]:
    """Bring one session with this rubric to each moment; return the sessions' ids by moment."""
    return {moment: _session(store, rubric, moment) for moment in MOMENTS}


def _session(store: Store, rubric: str, moment: str) -> str:
    lead = _viewer(store, LEAD, Role.FACILITATOR)
    teachers = [_viewer(store, name) for name in TEACHERS]
    with store.reading() as db:
        ids = {sample.name: sample.id for sample in samples.of_school(db, lead.person.school_id)}
    pieces = tuple(SessionSample(ids[name]) for name in PIECES)
    session = sessions.draft(store, lead, Draft(f"At this moment: {moment}", rubric, pieces, telling(lead, UNHURRIED)))
    _ask(store, session, lead)
    for step in _until(moment, store, lead, teachers):
        step(session)
    return session


def _ask(store: Store, session: str, lead: Viewer) -> None:
    """Let the lead ask for work, everybody come by the link, and one bring a piece."""
    asking.ask(store, lead, session, Wanted("one piece near the line", None, 8))
    with store.writing() as db:
        for person_id in db.execute(t.person.select()).scalars():
            giving.add_giver(db, session, person_id, store.now())
    bringer = _viewer(store, TEACHERS[0])
    sample_id = giving_service.begin(store, bringer, session, store.new_id())
    samples_service.add_text(store, bringer, sample_id, "The river was dirty. We cleaned it.", store.new_id())
    giving_service.send(store, bringer, session, Permission(), "3rd period")


def _until(moment: str, store: Store, lead: Viewer, teachers: list[Viewer]) -> list[Callable[[str], object]]:
    """Return the steps from a draft to a moment."""

    def act(*acts: Act) -> Callable[[str], object]:
        return lambda session: [sessions.act(store, lead, session, what) for what in acts]

    steps = {
        "lobby": [act(Act.OPEN), lambda session: _sit(store, session, teachers)],
        "live": [act(Act.START), lambda session: _score(store, session, teachers[:3])],
        "talk": [
            lambda session: _score(store, session, teachers[3:]),
            act(Act.CLOSE, Act.REVEAL),
            lambda session: talking.start_talk(store, lead, session),
        ],
        "agree": [
            lambda session: talking.end_talk(store, lead, session),
            lambda session: _propose(store, session, lead),
        ],
    }
    reached = MOMENTS[1 : MOMENTS.index(moment) + 1]
    return [step for name in reached for step in steps[name]]


def _viewer(store: Store, name: str, *roles: Role) -> Viewer:
    with store.reading() as db:
        (found,) = people.anywhere_named(db, name)
        return Viewer(found.person, frozenset(roles))


def _sit(store: Store, session: str, teachers: list[Viewer]) -> None:
    with store.writing() as db:
        for teacher in teachers:
            seats.take_seat(store, db, session, teacher.person.id)


def _score(store: Store, session: str, teachers: list[Viewer]) -> None:
    for teacher in teachers:
        levels = LEVELS[TEACHERS.index(teacher.person.name)]
        for read in scoring.desk(store, teacher, session).reads:
            for criterion, level in zip(read.criteria, levels, strict=False):
                said = Remark(f"It says so in the second part, and that made it a {level} for me.")
                scoring.score(store, teacher, Entry(read.assignment.id, store.new_id()), criterion.id, Given(level))
                scoring.remark(store, teacher, Entry(read.assignment.id, store.new_id()), criterion.id, said)
            text = next((a for a in read.sample.artifacts if len(a.text) > 60), None)
            if text is not None:
                marks = (Mark(text.id, read.criteria[0].id, 10, 50),)
                scoring.mark(store, teacher, Entry(read.assignment.id, store.new_id()), marks)


def _propose(store: Store, session: str, lead: Viewer) -> None:
    cell = agreeing.board(store, lead, session).cells[0].cell
    agreeing.propose(store, lead, session, cell, 3)
