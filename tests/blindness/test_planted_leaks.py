"""The comparison finds what it is for: three leaks planted in the server are reported, each with its place."""

from collections.abc import Iterator

import pytest

from tests.blindness.comparing import Comparison, Difference
from tests.blindness.houses import street
from tests.blindness.life import MOMENTS
from tests.blindness.people import VIEWPOINTS

SCORING = MOMENTS[2]
RATER = VIEWPOINTS[0]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Difference]]:
    """What a rater is told while others score, by servers that leak how many scores there are."""
    with street(tmp_path_factory.mktemp("leaking"), "tests.blindness.leaking") as twins:
        twins.reach(SCORING)
        comparison = Comparison()
        comparison.look(twins, SCORING, [RATER])
        yield comparison.differences


def about(found: list[Difference], asked: str) -> Difference:
    told = next((difference for difference in found if asked in difference.asked), None)
    assert told is not None, f"nothing was reported about {asked}"
    assert (told.moment, told.role) == (SCORING.name, "rater")
    return told


def test_a_count_on_a_page_is_reported_with_page_role_moment_and_both_texts(found):
    told = about(found, "page desk")
    assert told.says.count("scores so far") == 2 * 2, "a desk has a switch, so it is drawn with it off and with it on"
    assert "+" in told.says
    assert str(told).startswith("scoring, some have finished · rater · page desk")


def test_an_answer_that_differs_only_in_its_length_is_reported(found):
    assert "content-length" in about(found, "GET /phase/").says


def test_a_log_line_is_reported(found):
    assert "INFO" in about(found, "the server's log").says


def test_what_does_not_leak_is_not_reported(found):
    assert not [difference for difference in found if "GET /files/" in difference.asked]
