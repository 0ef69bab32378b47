"""A tab that stays open is worth no more than the sign-in and the roles behind it are now."""

import asyncio
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, update
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.blindness.houses import AS_SHIPPED, House, serving, set_clock
from tests.blindness.life import MOMENTS, live_on
from tests.blindness.people import TABLE
from tests.blindness.twins import twin
from tests.blindness.wire import Address, elements, tab, words
from workbench.domain.people import Role
from workbench.services import signing_in
from workbench.storage import tables as t


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server, its sessions open and partly scored."""
    folder = tmp_path_factory.mktemp("tabs")
    clock = folder / "clock"
    with twin(0, folder) as built:
        for moment in MOMENTS[:3]:
            live_on(built, moment)
        set_clock(clock, built)
        with serving(built, [sys.executable, "-m", AS_SHIPPED, clock], folder) as server:
            yield House(built, server)


def levels_on_the_desk(frames: list[ForwardMsg]) -> list[str]:
    return [radio.id for radio in elements(frames, "radio")]


def test_the_rubric_of_somebody_who_signed_out_is_not_drawn_again(house: House):
    token = house.twin.sign_in("Ana")
    desk = Address("desk", f"session={house.twin.session[TABLE.title]}")

    async def redrawn_after_signing_out() -> list[ForwardMsg]:
        async with tab(house.server.port, token) as browser:
            frames = await browser.open(desk)
            part = next(f.delta.fragment_id for f in frames if f.delta.new_element.WhichOneof("type") == "radio")
            assert levels_on_the_desk(await browser.redraw(part, desk)), "the control: signed in, it is drawn"
            signing_in.sign_out(house.twin.store, token)
            return await browser.redraw(part, desk)

    frames = asyncio.run(redrawn_after_signing_out())
    assert not levels_on_the_desk(frames)
    assert "You are signed out" in words(frames).replace("\\", "")


def test_a_page_that_was_opened_as_admin_does_nothing_once_its_reader_is_none(house: House):
    def links() -> int:
        with house.twin.store.reading() as db:
            return int(db.execute(select(func.count()).select_from(t.invite)).scalar_one())

    async def pressed(name: str, *, demoted: bool) -> list[ForwardMsg]:
        async with tab(house.server.port, house.twin.token["Ada"]) as browser:
            frames = await browser.open(Address("people"))
            role = next(elements(frames, "radio"))
            typed = [
                WidgetState(id=next(elements(frames, "text_input")).id, string_value=name),
                WidgetState(id=role.id, string_value=role.options[0]),
            ]
            makes = next(button.id for button in elements(frames, "button") if button.is_form_submitter)
            if demoted:
                _end_role(house, "Ada", Role.ADMIN)
            return await browser.open(Address("people"), [*typed, WidgetState(id=makes, trigger_value=True)])

    asyncio.run(pressed("Gus", demoted=False))
    assert links() == 1, "the control: an admin makes a link"
    frames = asyncio.run(pressed("Mallory", demoted=True))
    assert links() == 1
    assert "What you may do here has changed" in words(frames)


def _end_role(house: House, name: str, role: Role) -> None:
    store = house.twin.store
    held = t.membership.c.person_id == house.twin.person[name].id, t.membership.c.role == role
    with store.writing() as db:
        db.execute(update(t.membership).where(*held).values(ended_at=store.now()))
