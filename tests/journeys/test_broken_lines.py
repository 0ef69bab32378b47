"""The line drops, the server is killed: what a screen called saved is there, and nothing else looks chosen."""

from pathlib import Path

import pytest

from tests.devices import NewContext
from tests.journeys import screens
from tests.journeys.cast import LAPTOP, PHONE, TABLET, Cast
from tests.journeys.people import Teacher
from tests.journeys.school import School, school_at, serving
from tests.ports import free_port
from tests.servers import running
from workbench.domain.phases import Act
from workbench.domain.sessions import Session
from workbench.services import sessions

pytestmark = pytest.mark.browser

BANNER = "The line to the server is down."
# Two minutes in all. A press while the line is down keeps the browser busy from then on, so it comes late.
OFFLINE_SECONDS, AFTER_A_PRESS = 100, 10
EVERY_MS = 150  # faster than anybody reads
ENOUGH = 40


def test_when_the_line_drops_nothing_looks_chosen_that_is_not_stored(school: School, cast: Cast):
    session = school.open_session("Lee Lead", "On a train")
    uma = cast.teacher("Uma T")
    start(school, session, uma)
    first, second, third, _ = school.criteria()
    uma.scores(first, 3)

    uma.device.set_offline(True)
    uma.sees(BANNER)
    uma.page.wait_for_timeout(OFFLINE_SECONDS * 1000)
    for criterion, level in ((first, 1), (second, 2)):
        screens.open_criterion(uma.page, criterion)
        screens.card(uma.page, criterion, level).click(force=True)  # no waiting until the screen allows it
        uma.page.wait_for_timeout(AFTER_A_PRESS * 1000)
        assert_stored(school, session, uma)

    uma.device.set_offline(False)
    uma.page.get_by_text(BANNER).wait_for(state="detached")
    uma.scores(third, 4)
    assert_stored(school, session, uma)
    uma.reloads()
    uma.sees_saved(third, 4)
    uma.sees_exactly({c: level for (_, c), level in school.current(session, "Uma T").items()})
    uma.troubles.clear()  # a browser without a line says so in its console


def test_a_killed_server_loses_nothing_that_a_screen_called_saved(tmp_path: Path, new_context: NewContext):
    data, port = tmp_path / "school", free_port()
    with school_at(data, port) as school:
        session = school.open_session("Lee Lead", "The power goes")
        cast = Cast(new_context, school.url)
        teachers = [cast.teacher(f"Teacher {n}", on=device) for n, device in enumerate((LAPTOP, PHONE, TABLET))]
        start(school, session, *teachers)
        for teacher in teachers:
            teacher.page.evaluate(screens.SCORE_AT_SPEED, EVERY_MS)
        screens.eventually(teachers[0].page, lambda: len(school.given(session)) > ENOUGH, "many scores", seconds=60)
        for teacher in teachers:
            teacher.page.wait_for_function("() => Object.keys(window.calledSaved).length")
        school.server.kill()
        for teacher in teachers:
            teacher.page.evaluate("clearInterval(window.scoring)")
            teacher.sees(BANNER)
            teacher.notes_what_is_drawn()

        with running(serving(data, port), port, data):
            for teacher in teachers:
                teacher.page.get_by_text(BANNER).wait_for(state="detached")
                teacher.is_drawn_anew()
                goes_on(school, session, teacher)
                assert screens.called_saved(teacher.page) <= school.stored_levels()
                teacher.reloads()
                goes_on(school, session, teacher)


def goes_on(school: School, session: Session, teacher: Teacher) -> None:
    """Nothing looks chosen but what is stored, and the next choice is."""
    on_the_desk = teacher.piece
    own = {c: level for (piece, c), level in school.current(session, teacher.name).items() if piece == on_the_desk}
    teacher.sees_exactly(own)
    criterion = school.criteria()[2]
    level = own.get(criterion, 0) % 4 + 1
    teacher.scores(criterion, level)
    assert school.current(session, teacher.name)[on_the_desk, criterion] == level


def start(school: School, session: Session, *teachers: Teacher) -> None:
    """Everybody is at the desk and scoring is on."""
    sessions.act(school.store, school.facilitator("Lee Lead"), session.id, Act.START)
    for teacher in teachers:
        teacher.joins(session)
        teacher.is_at_the_desk()


def assert_stored(school: School, session: Session, teacher: Teacher) -> None:
    """Every level that looks chosen on the screen was stored."""
    stored = {(criterion, level) for _, sample, criterion, level in school.given(session, teacher.name)}
    assert set(screens.lit(teacher.page).items()) <= stored
