"""Devices that are not this machine: they get in by the address that was printed, and Set up knows it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.devices import devices
from tests.journeys.cast import LAPTOP, PHONE, Cast
from tests.journeys.school import RUBRIC, School, school_at
from tests.networks import another_network, browser_there
from tests.ports import free_port
from tests.workbench.world import telling
from workbench.domain.phases import Act
from workbench.domain.sessions import Session, SessionSample
from workbench.services import builtin, sessions
from workbench.services.sessions import Draft
from workbench.storage import sessions as stored
from workbench.storage.files import Files

pytestmark = [pytest.mark.browser, pytest.mark.network]


@pytest.fixture
def cast_there(tmp_path: Path) -> Iterator[tuple[School, Cast]]:
    """A school that serves everybody on the network, and people whose devices are over there."""
    with (
        another_network() as network,
        school_at(tmp_path / "school", free_port(), "--host", "0.0.0.0") as school,
        browser_there(network, tmp_path) as browser,
    ):
        address = re.search(r"Other devices +(http://\S+)", school.server.printed.read_text("utf-8"))
        assert address is not None
        with devices(browser, home=address[1]) as new_context:
            yield school, Cast(new_context, address[1])


def test_a_phone_elsewhere_turns_the_box_green_joins_and_scores(cast_there: tuple[School, Cast]):
    school, cast = cast_there
    session = prepared(school, "Lee Lead")
    lead = cast.lead("Lee Lead", on=LAPTOP)
    lead.signs_in()
    lead.goes_to(f"/setup?session={session.id}")
    lead.sees("Can other devices get in?")
    lead.sees(f"{cast.url}/j/{session.join_code}")

    uma = cast.teacher("Uma T", on=PHONE)
    uma.goes_to(f"/j/{session.join_code}")
    uma.sees("This device reaches the workbench.")
    lead.sees("Another device has opened the link: people can get in.")

    for act in (Act.OPEN, Act.START):
        sessions.act(school.store, school.facilitator("Lee Lead"), session.id, act)
    uma.joins(session)
    uma.is_at_the_desk()
    first = school.criteria()[0]
    uma.scores(first, 3)
    assert school.current(session, "Uma T")[uma.piece, first] == 3
    assert cast.troubles() == []


def prepared(school: School, leader: str) -> Session:
    """Return a session that is still being set up."""
    lead = school.facilitator(leader)
    builtin.ensure_rubrics(school.store)
    ids = builtin.import_samples(school.store, Files(school.settings.files_url), lead, ["maple", "birch"])
    pieces = tuple(SessionSample(sample_id) for sample_id in ids.values())
    draft = Draft("In the library", builtin.rubric_id(RUBRIC), pieces, telling(lead))
    session_id = sessions.draft(school.store, lead, draft)
    with school.store.reading() as db:
        return stored.get(db, session_id)
