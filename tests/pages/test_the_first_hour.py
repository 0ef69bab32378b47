"""Start, set up, lobby, desk and live: what each role finds on these pages, and what their widgets store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.workbench.scored_session import a_session
from tests.workbench.world import an_open_session, staff
from workbench import settings as settings_module
from workbench.domain.mix import Part, Reason
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act, Phase, Stage
from workbench.domain.sessions import Session, SessionSample
from workbench.services import builtin, first_session, mix, reaching, scoring, seats, sessions
from workbench.services.opening import open_store
from workbench.services.reaching import Device
from workbench.services.sessions import Draft
from workbench.storage import people, sample_changes, sign_ins
from workbench.storage.files import Files
from workbench.storage.store import Store

Open = Callable[..., AppTest]


def texts(page: AppTest) -> str:
    """Return everything a person could read on a page."""
    kinds = ("title", "header", "subheader", "text", "markdown", "caption", "info", "warning", "error", "success")
    found = [element.value for kind in kinds for element in page.get(kind)]
    return "\n".join([*map(str, found), *[button.label for button in page.button]]).replace("\\", "")


def teacher(store: Store, session: Session, name: str) -> Viewer:
    with store.writing() as db:
        person = Person(store.new_id(), name, session.school_id)
        people.add(db, person, "", store.now())
        seats.take_seat(store, db, session.id, person.id)
    return Viewer(person, frozenset())


@pytest.fixture
def session(store: Store, facilitator: Viewer) -> Session:
    return an_open_session(store, facilitator, Stage.SCORING)


@pytest.fixture
def ana(store: Store, session: Session) -> Viewer:
    return teacher(store, session, "Ana P.")


def current(store: Store, viewer: Viewer, session: Session) -> Session:
    return sessions.overview(store, viewer, session.id).session


def test_a_teacher_starts_with_their_sessions_and_nothing_of_staff(open_page: Open, ana: Viewer):
    page = open_page("home", ana)
    assert "Grade 7 argument" in texts(page)
    assert "Start a calibration" not in texts(page)


def test_a_facilitator_of_an_empty_installation_reads_three_steps(open_page: Open, facilitator: Viewer):
    page = open_page("home", facilitator)
    assert "Three steps to your first session" in texts(page)
    assert "Run your first session with our samples" in texts(page)


def test_a_link_into_a_session_opens_the_page_of_its_moment(open_page: Open, ana: Viewer, session: Session):
    page = open_page("home", ana, session=session.id)
    assert not page.exception
    assert page.radio, "the desk shows the rubric"


@pytest.mark.parametrize("name", ["live", "setup", "people"])
def test_a_teacher_cannot_reach_a_page_of_staff(open_page: Open, ana: Viewer, session: Session, name: str):
    shown = texts(open_page(name, ana, session=session.id))
    assert not {"Set up a session", "Close scoring", "Invite a colleague"} & set(shown.splitlines())


def test_a_facilitator_cannot_reach_a_page_of_admins(open_page: Open, facilitator: Viewer):
    shown = texts(open_page("people", facilitator))
    assert "Invite a colleague" not in shown
    assert "What waits for you" in shown


@pytest.mark.parametrize("name", ["lobby", "desk"])
def test_a_stranger_finds_nothing_in_a_session(open_page: Open, store: Store, session: Session, name: str):
    page = open_page(name, staff(store, "Somebody Else"), session=session.id)
    assert [error.value for error in page.error] == ["There is nothing here for you\\. Go back to your start page\\."]
    assert [title.value for title in page.title] == ["This page cannot be shown"]
    assert session.title not in texts(page)


def test_choosing_a_level_stores_it_and_says_saved(open_page: Open, store: Store, ana: Viewer, session: Session):
    page = open_page("desk", ana, session=session.id)
    page.radio[0].set_value(3).run()
    assert not page.exception
    assert any("saved" in caption.value for caption in page.caption)
    read = scoring.desk(store, ana, session.id).reads[0]
    assert [given.level for given in read.scores.values()] == [3]


def test_a_desk_shows_what_is_stored_after_a_reload(open_page: Open, ana: Viewer, session: Session):
    open_page("desk", ana, session=session.id).radio[0].set_value(2).run()
    again = open_page("desk", ana, session=session.id)
    assert again.radio[0].value == 2


def test_a_page_left_open_writes_nothing_once_its_sign_in_was_revoked(
    open_page: Open, store: Store, ana: Viewer, session: Session
):
    page = open_page("desk", ana, session=session.id)
    with store.writing() as db:
        sign_ins.revoke_all(db, ana.person.id, store.now())
    page.radio[0].set_value(3).run()
    assert not page.radio
    assert "You are signed out" in texts(page).replace("\\", "")
    assert scoring.desk(store, ana, session.id).reads[0].scores == {}


def test_a_desk_says_that_its_piece_was_withdrawn(open_page: Open, store: Store, ana: Viewer, session: Session):
    with store.writing() as db:
        sample_changes.empty(db, session.samples[0].sample_id, store.now())
    page = open_page("desk", ana, session=session.id)
    assert not page.exception
    assert "This piece was withdrawn" in page.info[0].value


def test_after_the_close_a_late_click_is_refused_and_the_card_goes_back(
    open_page: Open, store: Store, facilitator: Viewer, ana: Viewer, session: Session
):
    page = open_page("desk", ana, session=session.id)
    page.radio[0].set_value(2).run()
    sessions.act(store, facilitator, session.id, Act.CLOSE)
    page.radio[0].set_value(3).run()
    assert "Scoring is closed, so this was not stored" in texts(page).replace("\\", "")
    assert page.radio[0].value == 2


def test_a_sentence_is_stored_as_it_was_typed_and_shown_in_its_field(
    open_page: Open, store: Store, ana: Viewer, session: Session
):
    hostile = "![x](https://tracker.example/p.png) <b>=1+1</b>"
    page = open_page("desk", ana, session=session.id)
    page.text_input[0].set_value(hostile).run()
    read = scoring.desk(store, ana, session.id).reads[0]
    assert [said.sentence for said in read.remarks.values()] == [hostile]
    assert "tracker" not in texts(page)


def test_the_live_page_counts_heads_and_hides_names_until_asked(
    open_page: Open, store: Store, facilitator: Viewer, ana: Viewer, session: Session
):
    small = open_page("live", facilitator, session=session.id)
    assert not small.metric
    assert "In so small a group, how many have finished stays with the names." in texts(small)
    for name in ("Ben Q.", "Cal R.", "Dee S."):
        teacher(store, session, name)
    page = open_page("live", facilitator, session=session.id)
    assert page.metric[0].value == "0 of 4"
    assert "4 people have not finished yet." in texts(page)
    assert "Ana P." not in texts(page)
    page.toggle(key="live-names-open-1").set_value(True).run()
    assert "Ana P." in texts(page)


def test_closing_and_revealing_go_through_the_live_page(
    open_page: Open, store: Store, facilitator: Viewer, ana: Viewer, session: Session
):
    page = open_page("live", facilitator, session=session.id)
    assert "Not everybody has finished yet." in texts(page)
    page.button(key="act-close").click().run()
    assert current(store, facilitator, session).moment.phase is Phase.CLOSED
    page.button(key="act-reopen").click().run()
    assert current(store, facilitator, session).moment.scores_open


def _with_every_piece(open_page: Open, facilitator: Viewer) -> AppTest:
    page = open_page("setup", facilitator)
    page.text_input(key="setup-reach").set_value("Room 12")
    page.text_input(key="setup-title").set_value("Science, November").run()
    for piece in page.multiselect(key="setup-samples").options:
        page.multiselect(key="setup-samples").select(piece)
    return page.run()


def test_set_up_fills_the_minutes_of_a_plan_and_says_what_would_fit(
    open_page: Open, store: Store, tmp_path: Path, facilitator: Viewer
):
    builtin.ensure_rubrics(store)
    builtin.import_samples(store, Files(tmp_path.as_uri()), facilitator, ("alder", "birch", "cedar", "maple"))
    page = _with_every_piece(open_page, facilitator)
    page.radio(key="setup-hour").set_value(30).run()
    assert [page.number_input(key=f"setup-min-{part}").value for part in ("scoring", "talk")] == [10, 10]
    assert "4 pieces × 4 criteria take about 24 minutes to score. You have 10. To fit: take 1 piece" in texts(page)
    assert "or let people score before you meet." in texts(page)
    page.number_input(key="setup-min-scoring").set_value(60).run()
    assert not page.warning


def test_the_advice_to_score_fewer_criteria_can_be_followed(
    open_page: Open, store: Store, tmp_path: Path, facilitator: Viewer
):
    builtin.ensure_rubrics(store)
    builtin.import_samples(store, Files(tmp_path.as_uri()), facilitator, ("alder", "birch", "cedar", "maple"))
    page = _with_every_piece(open_page, facilitator)
    page.number_input(key="setup-min-scoring").set_value(18).run()
    assert (
        "4 pieces × 4 criteria take about 24 minutes to score. You have 18. To fit: take 3 pieces, score 2 criteria"
        in (texts(page))
    )
    (chosen,) = [field for field in page.multiselect if field.label == "Criteria that are scored"]
    assert len(chosen.value) == 4, "all, where nothing else was chosen"
    two = chosen.value[1:3]
    chosen.set_value(two).run()
    assert "4 pieces × 2 criteria take about 16 minutes" in texts(page)
    assert not page.warning
    page.button(key="setup-open").click().run()
    (opened,) = sessions.mine(store, facilitator)
    assert [criterion.id for criterion in opened.rubric.criteria] == list(opened.session.plan.criteria) == two
    ana = teacher(store, opened.session, "Ana P.")
    sessions.act(store, facilitator, opened.session.id, Act.START)
    desk = open_page("desk", ana, session=opened.session.id)
    assert len([radio for radio in desk.radio if str(radio.key).endswith("-level")]) == 2


def test_with_no_criterion_chosen_all_are_scored_and_the_page_says_so(
    open_page: Open, store: Store, facilitator: Viewer, session: Session
):
    page = open_page("setup", facilitator)
    (chosen,) = [field for field in page.multiselect if field.label == "Criteria that are scored"]
    chosen.set_value([]).run()
    assert "At least one is scored: with none chosen here, all are." in texts(page)
    page.text_input(key="setup-title").set_value("November").run()
    page.button(key="setup-save").click().run()
    assert not page.exception
    draft = next(o for o in sessions.mine(store, facilitator) if o.session.title == "November")
    assert draft.session.plan.criteria == ()


def test_scoring_can_be_open_from_the_first_day(open_page: Open, store: Store, tmp_path: Path, facilitator: Viewer):
    builtin.ensure_rubrics(store)
    builtin.import_samples(store, Files(tmp_path.as_uri()), facilitator, ("alder",))
    page = _with_every_piece(open_page, facilitator)
    page.checkbox(key="setup-ahead").check().run()
    assert "Everybody takes that time before you meet." in texts(page)
    page.button(key="setup-open").click().run()
    assert "Scoring is on" in texts(page)
    assert "Nobody has joined yet." in texts(page)
    assert "Silent scoring" in texts(page)
    assert not [button for button in page.button if "minutes" in button.label]


COMES = "next: reveal and talk, 20 minutes"


def test_the_lead_reads_in_the_lobby_what_comes_and_how_long_it_is_planned(
    open_page: Open, store: Store, facilitator: Viewer
):
    lobby = an_open_session(store, facilitator)
    waits = "Welcome and rubric, 10 minutes planned · next: silent scoring, 20 minutes"
    assert waits in texts(open_page("lobby", facilitator, session=lobby.id))
    assert "planned" not in texts(open_page("lobby", teacher(store, lobby, "Ana P."), session=lobby.id))


def test_the_clock_stands_on_the_leads_own_desk_and_on_paper_and_on_no_teachers(
    open_page: Open, store: Store, facilitator: Viewer, ana: Viewer, session: Session
):
    with store.writing() as db:
        seats.take_seat(store, db, session.id, facilitator.person.id)
    door = open_page("desk", facilitator, session=session.id)
    assert "Blank the projector first" in texts(door)
    assert COMES in texts(door)
    desk = door.button(key="blank-projector").click().run()
    assert desk.radio, "the desk shows the rubric"
    assert COMES in texts(desk)
    desk = desk.button(key="hour-longer-scoring").click().run()
    assert not desk.exception
    assert current(store, facilitator, session).plan.timings.scoring == 22
    for name in ("desk", "paper"):
        assert COMES not in texts(open_page(name, ana, session=session.id))
    assert COMES in texts(open_page("paper", facilitator, session=session.id))


def test_the_rest_of_scoring_is_skipped_from_the_clock_on_any_page_of_the_lead(
    open_page: Open, store: Store, facilitator: Viewer, ana: Viewer, session: Session
):
    page = open_page("paper", facilitator, session=session.id)
    assert "closing can be undone until the reveal" in texts(page)
    page = page.button(key="hour-skip-scoring-meant").click().run()
    assert not page.exception
    assert current(store, facilitator, session).moment.phase is Phase.CLOSED
    assert not [button for button in page.button if str(button.key).startswith("hour-skip")]


def test_practice_has_no_hour(open_page: Open, store: Store, tmp_path: Path, facilitator: Viewer):
    alone = first_session.try_alone(store, Files(tmp_path.as_uri()), facilitator)
    for name in ("live", "desk"):
        page = open_page(name, facilitator, session=alone)
        assert not page.exception
        assert "next:" not in texts(page)


def test_a_session_is_set_up_opened_and_leads_to_its_lobby(open_page: Open, store: Store, facilitator: Viewer):
    builtin.ensure_rubrics(store)
    an_open_session(store, facilitator)
    page = open_page("setup", facilitator)
    page.text_input(key="setup-reach").set_value("Room 12")
    page.text_input(key="setup-title").set_value("Science, November").run()
    sample = page.multiselect(key="setup-samples").options[0]
    page.multiselect(key="setup-samples").select(sample).run()
    assert "agreement cannot be told good from poor" in texts(page)
    page.checkbox(key="setup-lead-apart").check().run()
    page.button(key="setup-open").click().run()
    assert not page.exception
    opened = [o.session for o in sessions.mine(store, facilitator) if o.session.title == "Science, November"]
    assert [s.moment.stage for s in opened] == [Stage.LOBBY]
    assert [s.plan.lead_apart for s in opened] == [True]


def test_the_check_that_was_green_at_home_is_open_again_at_school(
    open_page: Open, store: Store, facilitator: Viewer, session: Session, monkeypatch: pytest.MonkeyPatch
):
    home, school = "http://192.168.1.20:8501", "http://10.4.7.9:8501"
    pieces = (SessionSample(session.samples[0].sample_id),)
    draft = sessions.draft(store, facilitator, Draft("Next week", session.rubric_id, pieces))
    reaching.opened(store, current_draft(store, facilitator, draft).join_code, Device("10.0.0.7"), home)
    for address, says in ((home, "Another device has opened the link"), (school, f"It was green at {home}.")):
        monkeypatch.setenv("WORKBENCH_ADDRESS", address)
        shown = texts(open_page("setup", facilitator, session=draft))
        open_store(settings_module.read()).close()
        assert says in shown
        assert ("Open this on a phone now." in shown) is (address == school)


def current_draft(store: Store, viewer: Viewer, draft: str) -> Session:
    return sessions.overview(store, viewer, draft).session


def test_set_up_suggests_a_mix_and_keeps_the_leads_own_reasons(open_page: Open, store: Store, facilitator: Viewer):
    builtin.ensure_rubrics(store)
    piece = an_open_session(store, facilitator).samples[0].sample_id
    page = open_page("setup", facilitator)
    assert [c for c in page.caption if "one piece that is clear, two near the line, and one that surprises" in c.value]
    page.text_input(key="setup-title").set_value("Science, November").run()
    page.multiselect(key="setup-samples").select(page.multiselect(key="setup-samples").options[0]).run()
    page.selectbox(key=f"setup-part-{piece}").set_value(Part.NEAR)
    page.text_input(key=f"setup-why-{piece}").set_value("![x](https://t.example) near").run()
    page.button(key="setup-save").click().run()
    assert not page.exception
    session_id = next(o.session.id for o in sessions.mine(store, facilitator) if o.session.title == "Science, November")
    kept = {piece: Reason(Part.NEAR, "![x](https://t.example) near")}
    assert mix.reasons(store, facilitator, session_id) == kept
    again = open_page("setup", facilitator, session=session_id)
    assert again.selectbox(key=f"setup-part-{piece}").value is Part.NEAR
    assert again.text_input(key=f"setup-why-{piece}").value == kept[piece].note


def test_one_press_puts_the_suggested_pieces_into_the_draft(open_page: Open, store: Store):
    scored = a_session(store)
    scored.give(lambda who, piece, criterion: {0: 4, 1: 2 + who % 2}.get(piece, 1 + 2 * (who % 2)))
    lead = scored.facilitator
    fresh = open_page("setup", lead)
    assert "Of none of these pieces anything is known yet" in texts(fresh)
    assert not [button for button in fresh.button if button.key == "setup-mix-take"]
    scored.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    page = open_page("setup", lead)
    maple, birch, cedar, alder = scored.samples
    assert "Maple: clear (a group that you led read it so, in a session that is over)" in texts(page)
    page.text_input(key="setup-title").set_value("November").run()
    page.multiselect(key="setup-samples").select(page.multiselect(key="setup-samples").options[0]).run()
    page.button(key="setup-mix-take").click().run()
    assert not page.exception
    assert not [warning for warning in page.warning if "default" in warning.value]
    assert page.multiselect(key="setup-samples").value == [alder, birch, maple]
    assert page.selectbox(key=f"setup-part-{birch}").value is Part.NEAR
    assert "setup-mix-take" not in [button.key for button in page.button]
    page.button(key="setup-save").click().run()
    draft = next(o.session for o in sessions.mine(store, lead) if o.session.title == "November")
    assert [place.sample_id for place in draft.samples] == [alder, birch, maple]
    assert mix.reasons(store, lead, draft.id) == {maple: Reason(Part.CLEAR), birch: Reason(Part.NEAR)}
    assert cedar not in mix.reasons(store, lead, draft.id)


def test_a_session_without_work_stays_a_draft_and_says_what_is_missing(
    open_page: Open, store: Store, facilitator: Viewer
):
    builtin.ensure_rubrics(store)
    page = open_page("setup", facilitator)
    page.text_input(key="setup-title").set_value("Empty").run()
    page.button(key="setup-open").click().run()
    assert "no student work yet" in texts(page)
    assert [o.session.moment.phase for o in sessions.mine(store, facilitator)] == [Phase.DRAFT]


def test_an_admin_makes_a_link_that_is_shown_once(open_page: Open, store: Store):
    page = open_page("people", staff(store, "Ada Admin", Role.ADMIN))
    page.text_input(key="invite-name").set_value("Dana R.")
    page.button[0].click().run()
    assert "/link/" in page.code[0].value
    page.run()
    assert not page.code
