"""Blindness by difference: two databases that differ in secrets give everybody the same, byte by byte.

Everybody who may be signed in, and somebody who is not, asks both servers for every page and every route at every
moment of a session's life. The frames of the pages, the answers with their headers and sizes, and the lines of the
servers' logs must be the same; ids, clock and randomness are the same on both, so that hardly anything is masked.
"""

from collections.abc import Iterator

import pytest

from tests.blindness.asked import ROUTES, pages
from tests.blindness.comparing import Comparison
from tests.blindness.houses import Street, street
from tests.blindness.life import MOMENTS, Moment
from tests.blindness.people import VIEWPOINTS, Viewpoint
from workbench.domain.people import Standing
from workbench.domain.phases import Moment as Stands
from workbench.domain.phases import Phase, Stage
from workbench.services.opening import Store
from workbench.settings import Settings
from workbench.storage.store import connect
from workbench.ui.places import place
from workbench.web import application
from workbench.web.house import House

SOME_HAVE_FINISHED = MOMENTS[2]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Two servers, their sessions as drafts."""
    with street(tmp_path_factory.mktemp("street")) as built:
        yield built


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """What was asked and seen so far."""
    return Comparison()


def may_look(moment: Moment) -> list[Viewpoint]:
    return [who for who in VIEWPOINTS if moment.same_finishers or not who.knows_who_finished]


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.name)
def test_a_secret_makes_no_difference_to_anybody(twins: Street, comparison: Comparison, moment: Moment):
    twins.reach(moment)
    comparison.differences.clear()
    comparison.look(twins, moment, may_look(moment))
    assert not comparison.differences, comparison.report()
    if moment is SOME_HAVE_FINISHED:
        _who_may_know_sees_who_has_finished(twins, moment)


def _who_may_know_sees_who_has_finished(twins: Street, moment: Moment) -> None:
    facilitators = [who for who in VIEWPOINTS if who.knows_who_finished and who.role.startswith("facilitator")]
    told = Comparison()
    told.look(twins, moment, facilitators)
    assert {found.role for found in told.differences} == {who.role for who in facilitators}
    assert any("have read it" in found.says for found in told.differences)


@pytest.mark.parametrize(
    ("moment", "role", "words"),
    [
        ("draft", "facilitator", "Set up a session"),
        ("draft", "admin", "Invite a colleague"),
        ("draft", "rater", "What you brought"),
        ("concluded", "rater", "What you brought"),
        ("draft", "facilitator", "What has come"),
        ("draft", "rater", "What waits for you"),
        ("lobby", "facilitator", "Start scoring"),
        ("scoring", "rater", "Blind scoring"),
        ("scoring", "rater who came late", "Blind scoring"),
        ("scoring", "facilitator", "Finished"),
        ("scoring", "facilitator who scores", "Blind scoring"),
        ("scoring", "rater", "I am worried about this student"),
        ("scoring", "rater", "· paused"),
        ("revealed, talk", "rater", "I am worried about this student"),
        ("scoring", "stranger", "There is nothing here for you"),
        ("revealed, dots", "rater", "What we gave"),
        ("revealed, agree", "rater", "What do we agree on?"),
        ("revealed, dots", "facilitator", "How well did we agree?"),
        ("lobby", "facilitator", "Score sheets"),
        ("lobby", "facilitator", "The work and the rubric"),
        ("scoring", "rater", "Type a sheet in"),
        ("scoring", "typist", "You see what you type and nothing else"),
        ("closed", "facilitator who scores", "You see what you type and nothing else"),
        ("revealed, dots", "typist", "no sheet is typed in any more"),
        ("lobby", "projector", "and join with this code"),
        ("scoring", "projector", "are done"),
        ("closed", "projector", "Scoring is over: look up"),
        ("revealed, dots", "projector", "<circle"),
        ("revealed, talk", "projector", "Whoever leads speaks last"),
        ("revealed, talk", "projector", "Somebody wants to add evidence"),
        ("revealed, talk", "rater", "because the river"),
        ("revealed, talk", "facilitator", "because the river"),
        ("second vote", "projector", "What we vote on again"),
        ("second vote revealed, agree", "projector", "Agreed level"),
        ("concluded", "projector", "What we agreed"),
    ],
)
def test_the_pages_that_were_compared_were_really_drawn(comparison: Comparison, moment: str, role: str, words: str):
    if (moment, role) not in comparison.seen:
        pytest.fail("Run this after the comparison, in the same run.")
    assert words in comparison.seen[moment, role]


def test_every_route_is_asked(tmp_path):
    house = House(Settings(data=tmp_path), Store(connect(f"sqlite:///{tmp_path.as_posix()}/none.sqlite")))
    known = {f"{method} {route.path}" for route in application.routes(house) for method in route.methods - {"HEAD"}}
    assert known == set(ROUTES), "list a new route in tests/blindness/asked.py with the addresses it may be asked by"


def test_every_page_that_a_session_leads_to_is_asked():
    standings = [Standing("who", facilitates, rates) for facilitates in (True, False) for rates in (True, False)]
    moments = [Stands(phase, 1, stage) for phase in Phase for stage in Stage]
    assert {place(standing, moment) for standing in standings for moment in moments} <= set(pages())
