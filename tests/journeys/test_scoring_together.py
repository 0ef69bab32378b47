"""Teachers score at once while things go wrong as they do in a school."""

import pytest

from tests.journeys import screens
from tests.journeys.cast import PHONE, TABLET, Cast
from tests.journeys.people import Teacher
from tests.journeys.school import School
from workbench.domain.phases import Act
from workbench.domain.sessions import Session
from workbench.services import pins, sessions

pytestmark = pytest.mark.browser

ASKS = "**/phase/**"


@pytest.fixture
def session(school: School) -> Session:
    return school.open_session("Lee Lead", "Grade 7 argument")


def test_a_reload_and_another_device_find_everything_that_was_saved(school: School, session: Session, cast: Cast):
    jon = cast.teacher("Jon R")
    begin(school, session, jon)
    first, second, *_ = school.criteria()
    piece = jon.piece
    jon.scores(first, 3)
    jon.reloads()
    assert jon.piece == piece
    jon.sees_saved(first, 3)
    jon.scores(second, 2)

    tablet = cast.teacher("Jon R", on=TABLET)  # the laptop is closed and stays in the bag
    tablet.types_at_the_door(session.join_code, pin="1379")
    tablet.sees("Someone with this name is here already.")
    tablet.fills_in()
    tablet.is_at_the_desk()
    assert tablet.piece == piece
    tablet.sees_exactly({first: 3, second: 2})
    tablet.scores(first, 4)

    jon.reloads()
    jon.sees_saved(first, 4)
    tablet.is_forgiven("status of 400")
    assert [level for *_, criterion, level in school.given(session, "Jon R") if criterion == first] == [3, 4]


def test_two_teachers_share_a_laptop_and_nothing_of_the_first_stays(school: School, session: Session, cast: Cast):
    kim = cast.teacher("Kim S")
    begin(school, session, kim)
    kim.scores_piece(dict.fromkeys(school.criteria(), 4))
    kim.presses("Hand over to the next teacher")
    kim.sees_title("Join a session")

    lola = Teacher("Lola V", kim.device, kim.url, kim.page)
    assert_nothing_of(kim, lola)
    lola.page.go_back()
    assert_nothing_of(kim, lola)
    lola.joins(session)
    lola.is_at_the_desk()
    lola.sees_exactly({})
    assert_nothing_of(kim, lola)
    lola.scores(school.criteria()[0], 1)
    lola.page.go_back()
    lola.page.wait_for_timeout(1000)
    lola.does_not_see("Kim S")
    assert set(screens.saved(lola.page).values()) <= {1}

    assert len(school.given(session, "Kim S")) == 4
    assert len(school.given(session, "Lola V")) == 1


def test_a_second_tab_of_the_first_teacher_shows_nothing_once_the_next_has_joined(
    school: School, session: Session, cast: Cast
):
    kim = cast.teacher("Kim T")
    begin(school, session, kim)
    kim.scores(school.criteria()[0], 4)
    other = Teacher("Kim T", kim.device, kim.url, kim.new_tab())
    other.page.goto(kim.page.url)
    other.sees_saved(school.criteria()[0], 4)

    with other.page.expect_response(ASKS) as asked:
        as_before = asked.value.json()
    other.page.route(ASKS, lambda question: question.fulfill(json=as_before))  # the laptop is quicker than the question
    kim.presses("Hand over to the next teacher")
    lola = Teacher("Lola W", kim.device, kim.url, kim.page)
    lola.joins(session)
    other.page.unroute(ASKS)
    other.sees("You are signed out.")
    screens.eventually(other.page, lambda: not screens.saved(other.page), "nothing of what Kim gave")
    other.does_not_see("Kim T")


def test_one_comes_late_and_one_forgot_the_pin(school: School, session: Session, cast: Cast):
    mia = cast.teacher("Mia B")
    begin(school, session, mia)
    mia.scores(school.criteria()[0], 2)

    nils = cast.teacher("Nils F", on=PHONE)
    nils.joins(session)
    nils.is_at_the_desk()
    nils.scores(school.criteria()[0], 3)

    code = pins.reset_pin(school.store, school.facilitator("Lee Lead"), session.id, school.person_id(session, "Mia B"))
    mia.page.reload()
    mia.sees_title("Welcome")
    mia.goes_to(f"/j/{session.join_code}")
    mia.page.get_by_role("link", name="My PIN was reset").click()
    mia.page.get_by_label("Your name, as before").fill("Mia B")
    mia.page.get_by_label("One-time code").fill(code)
    mia.page.get_by_label("New PIN").fill("8642")
    mia.page.get_by_role("button", name="Set the PIN and join").click()
    mia.is_at_the_desk()
    mia.sees_saved(school.criteria()[0], 2)
    given = {name: list(school.current(session, name).values()) for name in ("Mia B", "Nils F")}
    assert given == {"Mia B": [2], "Nils F": [3]}


def test_a_wrong_code_and_a_taken_name_say_what_to_do(school: School, session: Session, cast: Cast):
    ola, other = cast.teacher("Ola N"), cast.teacher("Ola N", on=PHONE)
    ola.goes_to("/welcome")
    ola.page.get_by_label("Session code").fill("BCDF-GHJK")
    ola.page.get_by_role("button", name="Next").click()
    ola.sees("No session is open under that code.")
    ola.joins(session)

    other.types_at_the_door(session.join_code, pin="9753")
    other.sees("Type its PIN, or add another initial to your name.")
    other.name = "Ola N 2"
    other.fills_in(pin="9753")
    other.waits_in_the_lobby()
    assert school.person_id(session, "Ola N") != school.person_id(session, "Ola N 2")
    ola.is_forgiven("status of 404")
    other.is_forgiven("status of 400")


def test_a_double_click_writes_one_score_and_quick_choices_are_all_stored(school: School, session: Session, cast: Cast):
    pia = cast.teacher("Pia L")
    begin(school, session, pia)
    criterion = school.criteria()[0]
    screens.card(pia.page, criterion, 3).dblclick()
    pia.sees_saved(criterion, 3)
    pia.page.wait_for_timeout(1000)
    assert school.given(session, "Pia L") == [("Pia L", pia.piece, criterion, 3)]

    for turn in range(4):  # four cards within a quarter of a second, while the server still draws the first
        pia.page.evaluate(screens.PRESS_QUICKLY, [turn, 60])
        pia.sees_exactly({c: (n + turn) % 4 + 1 for n, c in enumerate(school.criteria())})


def test_after_signing_out_back_shows_nothing(school: School, session: Session, cast: Cast):
    rui = cast.teacher("Rui C")
    begin(school, session, rui)
    piece = rui.piece
    rui.scores(school.criteria()[0], 2)
    second_tab = rui.new_tab()
    second_tab.goto(rui.page.url)
    second_tab.get_by_text("Signed in as Rui C").wait_for()
    rui.signs_out()
    rui.page.go_back()
    rui.page.wait_for_timeout(1500)
    assert piece not in screens.text_of(rui.page)
    rui.goes_to(f"/desk?session={session.id}")
    rui.sees_title("Welcome")
    # The other tab asks once more whether the session moved, and is told that nothing is there for it.
    rui.troubles[:] = [trouble for trouble in rui.troubles if "/phase/" not in trouble]


def begin(school: School, session: Session, *teachers: Teacher) -> None:
    """Everybody is at the desk and scoring is on."""
    sessions.act(school.store, school.facilitator("Lee Lead"), session.id, Act.START)
    for teacher in teachers:
        teacher.joins(session)
        teacher.is_at_the_desk()


def assert_nothing_of(earlier: Teacher, now: Teacher) -> None:
    """The earlier teacher's name and levels are nowhere on the screen."""
    now.does_not_see(earlier.name)
    assert now.page.get_by_role("radio", checked=True).count() == 0
