"""What somebody gets who knows the addresses, the ids and the protocol, but may not know the rest: nothing."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus

from tests.blindness.asked import ABOUT_NO_SESSION, pages
from tests.blindness.comparing import TRIES
from tests.blindness.houses import AS_SHIPPED, House, serving, set_clock
from tests.blindness.life import MOMENTS, live_on
from tests.blindness.people import LEADER_SCORES, TABLE
from tests.blindness.twins import twin
from tests.blindness.wire import Address, elements, masked, tab, words
from workbench.domain.phases import Act, Phase
from workbench.storage import sessions
from workbench.storage import tables as t
from workbench.ui.menu import ENTRIES

SCORING = MOMENTS[2]
STAFF_PAGES = [entry.name for entry in ENTRIES if entry.staff_only and entry.name in pages()]
# Who must not get what the facilitator of the table gets.
NOT_FAY = ("Ana", "Cora", "Gil", "Sam")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server, its sessions open and partly scored."""
    folder = tmp_path_factory.mktemp("guarded")
    clock = folder / "clock"
    with twin(0, folder) as built:
        for moment in MOMENTS[: MOMENTS.index(SCORING) + 1]:
            live_on(built, moment)
        set_clock(clock, built)
        with serving(built, [sys.executable, "-m", AS_SHIPPED, clock], folder) as server:
            yield House(built, server)


def opened(house: House, name: str, address: Address, widgets: list[WidgetState] | None = None) -> list[ForwardMsg]:
    """Return what somebody's browser is sent, at first or, when it has widgets, after it has sent their values."""

    async def ask() -> list[ForwardMsg]:
        async with tab(house.server.port, house.twin.token[name]) as browser:
            frames = await browser.open(address)
            return frames if widgets is None else await browser.open(address, widgets)

    return asyncio.run(ask())


def address(house: House, page: str, **ids: str) -> Address:
    query = "&".join(f"{name}={value}" for name, value in {"session": house.twin.session[TABLE.title], **ids}.items())
    return Address(page, query)


def page_hashes(frames: list[ForwardMsg]) -> dict[str, str]:
    """Return the menu's pages by name, with the hashes that a click sends."""
    menu = next(frame.navigation for frame in frames if frame.WhichOneof("type") == "navigation")
    return {page.url_pathname or "home": page.page_script_hash for page in menu.app_pages}


def drawn_by(frames: list[ForwardMsg], page_script_hash: str) -> list[ForwardMsg]:
    """Return the elements that a page's script drew."""
    return [f for f in frames if f.WhichOneof("type") == "delta" and f.metadata.active_script_hash == page_script_hash]


def phase(house: House, title: str = TABLE.title) -> Phase:
    with house.twin.store.reading() as db:
        return sessions.get(db, house.twin.session[title]).moment.phase


def test_a_protected_page_as_the_first_request_of_a_fresh_process_is_refused(tmp_path: Path):
    with twin(0, tmp_path, datetime.now(UTC)) as built:
        command = [sys.executable, "-m", "workbench", "serve"]
        with serving(built, command, tmp_path) as server, httpx.Client(trust_env=False, timeout=60) as browser:
            for page in ("", *pages()):
                url = f"{server.url}/{page}?session={built.session[TABLE.title]}"
                for accept in ("text/html", "*/*"):
                    answer = browser.get(url, headers={"accept": accept})
                    assert answer.status_code in (303, 404)
                    assert answer.headers.get("location", "/welcome").startswith("/welcome")
                    assert "<script" not in answer.text
            fresh = House(built, server)
            for page in pages():
                _websocket_is_refused(fresh, page)
            # Nothing has reached Streamlit yet: this is the first script that the process runs.
            frames = opened(fresh, "Ana", address(fresh, "setup"))
            assert "What waits for you" in words(frames)
            assert "Open the session" not in words(frames)


def _websocket_is_refused(house: House, page: str) -> None:
    for headers in ({}, {"Cookie": "workbench=made-up"}, {"X-Workbench-Sign-In": "forged"}):
        with pytest.raises(InvalidStatus) as refused:
            asyncio.run(_ask(house, page, headers))
        assert refused.value.response.status_code == 403


async def _ask(house: House, page: str, headers: dict[str, str]) -> list[ForwardMsg]:
    async with tab(house.server.port, **headers) as browser:
        return await browser.open(Address(page))


def test_a_forged_identity_header_makes_nobody_somebody_else(house: House):
    with house.twin.store.reading() as db:
        fays = db.execute(select(t.sign_in.c.id).where(t.sign_in.c.person_id == house.twin.person["Fay"].id)).scalar()

    async def ask(**headers: str) -> list[bytes]:
        async with tab(house.server.port, house.twin.token["Ana"], **headers) as browser:
            return [masked(frame) for frame in await browser.open(address(house, "live"))]

    for _attempt in range(TRIES):  # she is led elsewhere: how many frames of the page she leaves come is chance
        forged, own = asyncio.run(ask(**{"X-Workbench-Sign-In": fays})), asyncio.run(ask())
        if forged == own:
            break
    assert forged == own


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_a_rater_gets_no_facilitators_page_by_its_name_or_by_its_hash(house: House, page: str):
    known = page_hashes(opened(house, "Ada", Address("")))
    asked = address(house, page, rubric=house.twin.rubric_id, sample=house.twin.sample["Maple"].id)
    by_hash = Address(page, asked.query, known[page])
    for name in ("Ana", "Cora", "Sam"):
        for wanted in (asked, by_hash, Address("", asked.query, known[page])):
            frames = opened(house, name, wanted)
            assert not drawn_by(frames, known[page])
            assert page not in page_hashes(frames)


@pytest.mark.parametrize(
    ("now", "act"),
    [((), Act.CLOSE), ((Act.CLOSE,), Act.REVEAL), ((Act.CLOSE,), Act.REOPEN)],
    ids=lambda value: str(value),
)
def test_nobody_else_moves_a_session_by_sending_the_facilitators_button_by_hand(house: House, now, act: Act):
    house.twin.act(TABLE, *now)
    before = phase(house)
    live = address(house, "live")
    shown = opened(house, "Fay", live)
    pressed = [WidgetState(id=_button(shown, act), trigger_value=True)]
    by_hash = Address("live", live.query, page_hashes(shown)["live"])
    for name in NOT_FAY:
        for page in (live, by_hash, address(house, "desk"), address(house, "")):
            opened(house, name, page, pressed)
            assert phase(house) is before, f"{name} moved the session from {page}"
    if now:
        house.twin.act(TABLE, Act.REOPEN)


def test_the_same_button_moves_the_session_for_its_own_facilitator(house: House):
    live = Address("live", f"session={house.twin.session[LEADER_SCORES.title]}")
    for act, then in ((Act.CLOSE, Phase.CLOSED), (Act.REOPEN, Phase.OPEN)):
        pressed = [WidgetState(id=_button(opened(house, "Gil", live), act), trigger_value=True)]
        opened(house, "Gil", live, pressed)
        assert phase(house, LEADER_SCORES.title) is then
    assert phase(house) is Phase.OPEN


def _button(frames: list[ForwardMsg], act: Act) -> str:
    return next(button.id for button in elements(frames, "button") if button.id.endswith(f"act-{act}"))


def test_a_rater_cannot_open_or_write_another_raters_read(house: House):
    theirs = house.twin.queue(TABLE, "Ben")["Maple"].id
    desk = address(house, "desk", read=theirs)
    bens = opened(house, "Ben", desk)
    assert theirs in "".join(radio.id for radio in elements(bens, "radio"))
    before = _rows(house)
    frames = opened(house, "Ana", desk, _everything_changed(bens))
    assert theirs not in "".join(radio.id for radio in elements(frames, "radio"))
    assert _rows(house) == before
    opened(house, "Ben", desk, _everything_changed(bens))
    assert _rows(house) != before, "the control: the same values, sent by whom they belong to, are written"


def _everything_changed(frames: list[ForwardMsg]) -> list[WidgetState]:
    """Return what a browser would send that changed every field and pressed every button of these frames."""
    return [
        *(WidgetState(id=radio.id, string_value=radio.options[0]) for radio in elements(frames, "radio")),
        *(WidgetState(id=field.id, string_value="by hand") for field in elements(frames, "text_input")),
        *(WidgetState(id=button.id, trigger_value=True) for button in elements(frames, "button")),
    ]


def _rows(house: House) -> list[int]:
    with house.twin.store.reading() as db:
        return [len(db.execute(select(table)).all()) for table in (t.score, t.remark, t.marking, t.recusal)]


@pytest.mark.parametrize("name", ["Cora", "Gil", "Sam"])
def test_a_session_of_others_looks_like_one_that_does_not_exist(house: House, name: str):
    real, made_up = house.twin.session[TABLE.title], "AAAAAAAAAAAAAAAA"
    assert len(real) == len(made_up)
    for page in (page for page in pages() if page not in ABOUT_NO_SESSION):
        asked = Address("" if page == "home" else page, f"session={real}")
        one, other = opened(house, name, asked), opened(house, name, Address(asked.page, f"session={made_up}"))
        assert [_without(frame, real) for frame in one] == [_without(frame, made_up) for frame in other], page


def _without(frame: ForwardMsg, session_id: str) -> bytes:
    return masked(frame).replace(session_id.encode(), b"")
