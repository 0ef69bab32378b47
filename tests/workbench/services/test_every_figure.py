"""Every figure of a session, for those who ask: as much as its pieces and people can carry, and nobody's name."""

import pytest

from tests.workbench.scored_session import TEACHERS, Scored, a_session
from workbench.domain.errors import NotFound
from workbench.domain.phases import Act
from workbench.reports.findings.parts import Report, Section
from workbench.services.results.agreement import group_agreement
from workbench.services.results.deeper import checked, every_figure


def revealed(store, **size) -> Scored:
    """Return a session whose teachers are a little unlike."""
    scored = a_session(store, **size)
    scored.give(lambda who, piece, criterion: 1 + (piece + (who + piece + criterion) % 5 // 4) % 4)
    scored.act(Act.CLOSE, Act.REVEAL)
    return scored


def report(scored: Scored) -> Report:
    return every_figure(scored.store, scored.teachers[0], scored.id)


def headed(found: Report, heading: str) -> Section:
    return next(section for section in found.sections if section.heading == heading)


def figure(found: Report, title: str) -> tuple[object, ...]:
    """Return the row of a figure about all criteria."""
    (table,) = headed(found, "Every figure").tables
    return next(row for row in table.rows if row[:2] == ("All criteria", title))


def test_with_twelve_pieces_and_seven_teachers_everything_is_there(store):
    found = report(revealed(store, pieces=12, teachers=7))
    assert [section.heading for section in found.sections] == [
        "Deciding who is proficient",
        "Would other raters say the same?",
        "Every figure",
        "Reliability with other numbers of raters",
        "Criteria side by side",
        "Which agreement number should I look at?",
        "Formula and source",
    ]
    for title in ("Ordinal alpha", "Conger's kappa", "Kendall's W", "Gwet's AC1"):
        assert isinstance(figure(found, title)[2], float), title


def test_nothing_in_it_names_anybody(store):
    scored = revealed(store, pieces=12, teachers=7)
    written = repr(report(scored))
    for viewer, name in zip(scored.teachers, TEACHERS, strict=False):
        assert viewer.person.id not in written
        assert name not in written


def test_in_a_small_group_what_depends_on_who_gave_what_is_left_out(store):
    found = report(revealed(store, pieces=12, teachers=5))
    assert isinstance(figure(found, "Ordinal alpha")[2], float)
    for title in ("Conger's kappa", "Kendall's W", "Mean kappa of pairs"):
        assert figure(found, title)[2] == "not shown"
    assert "Would other raters say the same?" not in {section.heading for section in found.sections}


def test_from_four_pieces_there_is_no_coefficient(store):
    found = report(revealed(store, pieces=4, teachers=7))
    for title in ("Ordinal alpha", "Conger's kappa", "Fleiss's kappa"):
        assert figure(found, title)[2] == "not shown"
    assert headed(found, "Deciding who is proficient").says == ("This figure needs 10 pieces; you have 4.",)


def test_a_session_that_scores_a_part_of_its_rubric_has_figures_of_that_part(store):
    found = report(revealed(store, pieces=12, teachers=7, only=[1]))
    (table,) = headed(found, "Every figure").tables
    assert {row[0] for row in table.rows} == {"Evidence"}


def test_an_authors_words_stand_on_coefficients_when_they_are_asked_for_and_the_range_allows(store):
    scored = revealed(store, pieces=12, teachers=7)
    found = every_figure(scored.store, scored.teachers[0], scored.id, "krippendorff")
    (table,) = headed(found, "Every figure").tables
    assert table.columns[-1].title == "In the words of Krippendorff 2004, Content Analysis, 2nd ed., 241"
    words = {row[1]: row[-1] for row in table.rows if row[0] == "All criteria"}
    assert words["Ordinal alpha"] in ("reliable", "tentative", "not to be relied on", "(its range spans two words)")
    assert words["Same level"] == words["Fleiss's kappa"] == ""
    assert "In the words" not in repr(report(scored))


def parted(store) -> Scored:
    """Return a session that parts on one criterion between the second and the third level."""
    scored = a_session(store, pieces=10, teachers=4, criteria=("Claim",))
    scored.give(lambda who, piece, _criterion: 2 + who % 2 if piece < 8 else 4)
    return scored


def claim(scored: Scored):
    scored.act(Act.CLOSE, Act.REVEAL)
    (found,) = group_agreement(scored.store, scored.teachers[0], scored.id).criteria
    return found


def test_the_line_and_the_words_where_they_differ_are_told(store):
    scored = parted(store)
    scored.say(lambda who, piece, _criterion: "The source is missing." if piece == 0 else "Unanimous." * (piece > 7))
    found = claim(scored)
    assert (found.trouble.below, found.trouble.above, found.trouble.share) == (2, 3, 1.0)
    assert (found.words, found.n_sentences) == (("missing", "source"), 4)


def test_what_fewer_than_three_wrote_is_nobody_elses(store):
    scored = parted(store)
    scored.say(lambda who, piece, _criterion: "The source is missing." if piece == 0 and who < 2 else "")
    found = claim(scored)
    assert (found.words, found.n_sentences) == ((), 2)


def test_the_correlations_are_checked_with_pingouin(store):
    scored = revealed(store, pieces=12, teachers=7)
    found = checked(scored.store, scored.teachers[0], scored.id)
    assert "are the same by this program and by pingouin" in found.says[0]
    assert "to 8 decimals" in found.says[0]
    (table,) = found.tables
    assert [row[1] for row in table.rows][:6] == ["1,1", "A,1", "C,1", "1,k", "A,k", "C,k"]
    assert all(row[2] == row[4] for row in table.rows)
    assert not [viewer for viewer in scored.teachers if viewer.person.id in repr(found)]


@pytest.mark.parametrize(
    ("size", "why"),
    [
        ({"pieces": 4, "teachers": 7}, "This figure needs 10 pieces; you have 4."),
        ({"pieces": 12, "teachers": 5}, "fewer than 6 teachers"),
    ],
)
def test_what_cannot_be_checked_says_why(store, size, why):
    scored = revealed(store, **size)
    found = checked(scored.store, scored.teachers[0], scored.id)
    assert why in " ".join(found.says)
    assert not found.tables


def test_nothing_is_checked_before_the_reveal(store):
    scored = a_session(store, pieces=12, teachers=7)
    with pytest.raises(NotFound):
        checked(scored.store, scored.teachers[0], scored.id)
