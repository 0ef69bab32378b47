"""No sentence reaches a person around the catalogue: neither put together first, nor written straight on a page."""

from tests.translation.untranslated import bare_sentences, bare_words_of_templates, glued_messages
from workbench.domain.rater_readings import RATER_READINGS
from workbench.domain.readings import READINGS
from workbench.domain.verbal_labels import SCALES

# Texts of two words that are read by programs: tables of others, fonts, what the intake is asked.
FOR_PROGRAMS = {
    "criteria description",
    "criteria name",
    "criterion description",
    "criterion name",
    "data: blob:",
    "noindex, nofollow",
    "pasted tables",
    "private, no-store",
    "public, immutable, max-age=",
    "public, max-age=3600",
    "rating name",
    "rating points",
    "Source Sans, system-ui, sans-serif",
    "total points",
    "total score",
}
# Values of enumerations, named so that the code reads well; no page shows them.
NAMED_IN_THE_CODE = ("workbench/domain/small_groups.py", "workbench/domain/visibility.py")
# What the example district and the built-in work contain, as a teacher would have typed it.
CONTENT = {"Built-in sample:", "Front office, extension 4", "The same words, typed"}

# Where a formula is from: author, year and journal, the same in every language.
_OF_FIGURES = {reading.source for reading in (*READINGS.values(), *RATER_READINGS.values())}
SOURCES = _OF_FIGURES | {scale.source for scale in SCALES.values()}


def test_a_message_is_whole_when_it_is_looked_up():
    assert list(glued_messages()) == []


def test_every_sentence_in_the_sources_goes_through_the_catalogue():
    found = [said for said in bare_sentences() if not said.startswith(NAMED_IN_THE_CODE)]

    assert [said for said in found if said.partition(": ")[2].strip() not in FOR_PROGRAMS | CONTENT | SOURCES] == []


def test_templates_write_no_words_of_their_own():
    assert list(bare_words_of_templates()) == []
