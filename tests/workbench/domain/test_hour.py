"""The hour is shared out, and what does not fit into it is said before the meeting."""

import pytest

from workbench.domain.hour import PLANS, Part, fit, following, minutes_of, minutes_to_read, part_of
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.samples import Artifact, ArtifactKind, Page, Sample
from workbench.domain.sessions import Timings


def piece(words: int = 0, pages: int = 0) -> Sample:
    text = Artifact("t", ArtifactKind.TEXT, "Text", " ".join(["word"] * words))
    shown = tuple(Page(n + 1, "f", "image/png", 800, 1100) for n in range(pages))
    return Sample("s", "Maple", "", "", (text, Artifact("p", ArtifactKind.PAGES, "Pages", pages=shown)))


@pytest.mark.parametrize("minutes", PLANS)
def test_a_plan_fills_its_hour_to_the_minute(minutes):
    assert sum(minutes_of(PLANS[minutes], part) for part in Part) == minutes


def test_the_plan_of_an_hour_is_what_a_new_session_begins_with():
    assert PLANS[60] == Timings()


def test_reading_counts_words_and_pages():
    assert minutes_to_read(piece(words=300)) == 2
    assert minutes_to_read(piece(pages=2)) == 3
    assert minutes_to_read(piece(words=150, pages=1)) == 2.5


def test_four_pieces_on_four_criteria_take_about_26_minutes():
    found = fit([piece(words=375)] * 4, 4, planned=18)
    assert (found.needed, found.fits) == (26, False)
    assert (found.pieces, found.criteria) == (2, 2)


def test_what_fits_is_taken_as_it_is():
    found = fit([piece(words=375)] * 4, 4, planned=26)
    assert found.fits
    assert (found.pieces, found.criteria) == (4, 4)


def test_the_longest_piece_is_the_first_to_be_left_out():
    assert fit([piece(pages=10), piece(words=150), piece(words=150)], 2, planned=6).pieces == 2


def test_where_nothing_fits_nothing_is_offered():
    found = fit([piece(pages=20)], 3, planned=10)
    assert (found.pieces, found.criteria) == (0, 0)


def test_no_pieces_take_no_time():
    assert fit([], 4, planned=0).fits


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        (Moment(), None),
        (Moment(Phase.OPEN, 1, Stage.LOBBY), Part.WELCOME),
        (Moment(Phase.OPEN, 1, Stage.SCORING), Part.SCORING),
        (Moment(Phase.CLOSED, 1), Part.SCORING),
        (Moment(Phase.REVEALED, 1, Stage.DOTS), Part.TALK),
        (Moment(Phase.REVEALED, 1, Stage.TALK), Part.TALK),
        (Moment(Phase.OPEN, 2, Stage.SCORING), Part.TALK),
        (Moment(Phase.REVEALED, 2, Stage.DOTS), Part.TALK),
        (Moment(Phase.REVEALED, 2, Stage.AGREE), Part.DEBRIEF),
        (Moment(Phase.CONCLUDED, 2), Part.DEBRIEF),
        (Moment(Phase.ARCHIVED, 2), None),
    ],
)
def test_every_moment_has_its_part_of_the_hour(moment, part):
    assert part_of(moment) is part


def test_the_parts_follow_one_another():
    order = [Part.WELCOME]
    while (after := following(order[-1])) is not None:
        order.append(after)
    assert order == list(Part)
