"""Words that authors put on coefficients: theirs, with their name, and none where the range spans two."""

import pytest

from analysis.measures import MEASURES
from workbench.domain.readings import READINGS, Family
from workbench.domain.verbal_labels import SCALES, label


@pytest.mark.parametrize(
    ("scale", "low", "high", "said"),
    [
        ("landis-koch", 0.61, 0.79, "substantial"),
        ("landis-koch", -0.3, -0.1, "poor"),
        ("landis-koch", 0.81, 1.0, "almost perfect"),
        ("landis-koch", 0.41, 0.6, "moderate"),
        ("koo-li", 0.76, 0.9, "good"),
        ("landis-koch", 0.59, 0.79, "(its range spans two words)"),
        ("altman", 0.61, 0.79, "good"),
        ("krippendorff", 0.667, 0.79, "tentative"),
        ("krippendorff", 0.66, 0.79, "(its range spans two words)"),
        ("koo-li", 0.91, 0.97, "excellent"),
        ("koo-li", 0.5, 0.74, "moderate"),
    ],
)
def test_a_word_holds_over_the_whole_range_or_not_at_all(scale: str, low: float, high: float, said: str):
    assert label(SCALES[scale], low, high) == said


def test_without_a_range_there_is_no_word():
    assert label(SCALES["altman"], None, None) == "(it has no range)"


def test_words_are_put_on_coefficients_only_and_every_author_is_named_with_a_year():
    for scale in SCALES.values():
        assert scale.about <= {*MEASURES, "icc"}
        assert not [name for name in scale.about - {"icc"} if READINGS[name].family is Family.SHARE]
        assert any(part.isdigit() and len(part) == 4 for part in scale.source.replace(",", " ").split())
        starts = [start for start, _word in scale.steps]
        assert starts == sorted(starts)
