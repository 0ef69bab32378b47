"""Page pictures: for those who may read the work, and nothing at all for everybody else."""

from dataclasses import dataclass, replace

import pytest

from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import NotFound
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Artifact, ArtifactKind, Page
from workbench.domain.sessions import Session
from workbench.services import alerts, seats, sessions, typists, worrying
from workbench.services.files import Files, page_picture
from workbench.storage import people, samples
from workbench.storage.store import Store

PICTURE = b"\x89PNG page one"


@dataclass(frozen=True)
class World:
    """A session in its lobby whose sample has one page, and who is who."""

    store: Store
    files: Files
    session: Session
    facilitator: Viewer
    teacher: Viewer
    artifact_id: str

    def ask(self, viewer: Viewer, artifact_id: str = "", number: int = 1) -> tuple[bytes, str]:
        return page_picture(self.store, self.files, viewer, artifact_id or self.artifact_id, number)

    def act(self, what: Act) -> None:
        sessions.act(self.store, self.facilitator, self.session.id, what)


@pytest.fixture
def world(store: Store, tmp_path) -> World:
    files = Files(f"memory://{tmp_path.name}")
    facilitator = staff(store)
    session = an_open_session(store, facilitator)
    page = Page(1, files.put(PICTURE), "image/png", 10, 20)
    with store.writing() as db:
        pages = Artifact(store.new_id(), ArtifactKind.PAGES, "Scan", pages=(page,))
        samples.add_artifact(db, session.samples[0].sample_id, pages, 2)
    teacher = outsider(store, "Ana P.")
    with store.writing() as db:
        seats.take_seat(store, db, session.id, teacher.person.id)
    return World(store, files, session, facilitator, teacher, pages.id)


def outsider(store: Store, name: str, role: Role | None = None) -> Viewer:
    """Somebody of another school."""
    with store.writing() as db:
        school_id = store.new_id()
        people.add_school(db, school_id, f"School of {name}")
        person = Person(store.new_id(), name, school_id)
        people.add(db, person, "", store.now())
    return Viewer(person, frozenset({role} if role else ()))


def refused(world: World, viewer: Viewer, artifact_id: str = "", number: int = 1) -> str:
    with pytest.raises(NotFound) as nothing:
        world.ask(viewer, artifact_id, number)
    return str(nothing.value)


def test_a_teacher_reads_the_page_from_the_start_of_scoring_on(world):
    assert refused(world, world.teacher)
    world.act(Act.START)
    assert world.ask(world.teacher) == (PICTURE, "image/png")
    for act in (Act.CLOSE, Act.REVEAL, Act.CONCLUDE):
        world.act(act)
        assert world.ask(world.teacher) == (PICTURE, "image/png")


def test_a_page_of_a_paused_piece_is_sent_to_nobody_who_only_sits_in_the_session(world):
    world.act(Act.START)
    piece = world.session.samples[0].sample_id
    worrying.worry(world.store, world.teacher, world.session.id, piece, pause=True)
    refused(world, world.teacher)
    (told,) = alerts.alerts(world.store, world.facilitator)
    worrying.read_again(world.store, world.facilitator, told.id)
    assert world.ask(world.teacher)[0] == PICTURE


def test_who_facilitates_the_session_reads_the_page_before_scoring_starts(world):
    elsewhere = replace(world.facilitator.person, school_id="another school")
    assert world.ask(replace(world.facilitator, person=elsewhere)) == (PICTURE, "image/png")


def test_staff_of_the_works_school_read_the_page(world):
    assert world.ask(staff(world.store, "Ada Admin", Role.ADMIN)) == (PICTURE, "image/png")


def test_a_coach_of_the_school_and_staff_of_another_school_find_nothing(world):
    world.act(Act.START)
    assert refused(world, staff(world.store, "Cho Coach", Role.COACH))
    assert refused(world, outsider(world.store, "Olu F.", Role.FACILITATOR))


def test_a_teacher_without_a_seat_finds_nothing(world):
    world.act(Act.START)
    assert refused(world, outsider(world.store, "Ben K."))


def test_nothing_there_and_nothing_for_you_are_the_same_words(world):
    said = {
        refused(world, world.teacher),
        refused(world, world.teacher, "no-such-artifact"),
        refused(world, world.facilitator, number=2),
    }
    assert len(said) == 1


def test_withdrawn_work_is_gone_for_everybody(world):
    world.act(Act.START)
    with world.store.writing() as db:
        db.exec_driver_sql("UPDATE sample SET withdrawn_at = '2026-11-02 12:00:00.000000'")
    assert refused(world, world.teacher) == refused(world, world.facilitator)


def test_whoever_has_the_task_of_typing_sheets_prints_the_pages_while_they_have_it(world):
    named = typists.give_task(world.store, world.facilitator, world.session.id, "Tia T.")
    tia = Viewer(named.person, frozenset())
    assert world.ask(tia)[0] == PICTURE
    typists.take_task(world.store, world.facilitator, world.session.id, named.person.id)
    with pytest.raises(NotFound):
        world.ask(tia)
