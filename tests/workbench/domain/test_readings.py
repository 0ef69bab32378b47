"""Every figure of the analysis is read: the question it answers and what it cannot tell."""

from analysis.measures import MEASURES
from workbench.domain.readings import CHOICES, READINGS


def test_every_statistic_has_a_reading_and_no_other_has():
    assert set(READINGS) == set(MEASURES)


def test_every_reading_asks_and_says_what_it_cannot():
    for reading in READINGS.values():
        assert reading.question.endswith("?")
        assert reading.cannot.endswith(".")
        assert any(year.isdigit() for year in reading.source.replace(",", " ").split())


def test_titles_differ():
    assert len({reading.title for reading in READINGS.values()}) == len(READINGS)


def test_choices_look_at_figures_there_are():
    assert {name for choice in CHOICES for name in choice.look_at} <= set(READINGS)
