"""What a heading says about a level: its name, its points, and where people usually mean it to stand."""

import re
from dataclasses import dataclass

from workbench.domain.plain_text import clean_line

__all__ = ["CRITERION_WORDS", "Heading", "is_level", "level_heading", "plain_heading", "rank", "says_proficient"]

CRITERION_WORDS = {
    "criterion",
    "criteria",
    "criterion name",
    "criteria name",
    "dimension",
    "trait",
    "category",
    "strand",
    "standard",
}
_NUMBER = r"(?P<points>\d{1,6}(?:[.,]\d{1,6})?)"
_UNIT = r"(?:\s?(?:pts?\.?|points?))?"
_HEADINGS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<label>{_NUMBER}){_UNIT}",
        rf"{_NUMBER}{_UNIT}\s*[-–—:=.)]\s*(?P<label>\S.*)",
        rf"(?P<label>.*\S)\s*[(\[]{_NUMBER}{_UNIT}[)\]]",
        rf"(?P<label>.*\S)\s*[-–—:=]\s*{_NUMBER}{_UNIT}",
        rf"(?P<label>(?:level|score|rating|stage|step)\s*{_NUMBER})",
    )
)
# What a document writes but a CSV of ours would not: points without a bracket, and the level's number before its name.
_UNIT_SAID = r"\s?(?:pts?\.?|points?|puntos?)"
_LOOSER = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:level|score|rating|stage|step|nivel)\s*{_NUMBER}\s*[-–—:=.)]?\s+(?P<label>\S.*)",
        rf"(?P<label>.*[^\s–—(-])\s+[(-–—]?\s*{_NUMBER}{_UNIT_SAID}[)]?",
        rf"{_NUMBER}{_UNIT_SAID}\s+(?P<label>\S.*)",
        rf"{_NUMBER}\s+(?P<label>[^\W\d].*)",
        rf"(?P<label>nivel\s*{_NUMBER})",
    )
)
_RANGE = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*(?:[-–—]|to|a)\s*(\d{1,6}(?:[.,]\d{1,6})?)(?=\D*$)", re.I)
_LONGEST_LEVEL = 60
_LONGEST_HEADING = 200
# The first that fits counts: "not yet proficient" and "exceeds the standard" must not be taken for "proficient".
_RANKS = tuple(
    (place, re.compile(rf"\b(?:{words})", re.I))
    for place, words in (
        (0, "not |no |non-|does not|doesn.t|below|far below|well below|beginn|novice|emerging|emergent|missing|absent"),
        (0, "unsatisf|inadequate|insufficient|insuficiente|poor\\b|weak|limited|minimal|inicial|incipiente|no "),
        (1, "developing|approach|partial|progress|nearly|near |almost|basic|fair\\b|apprentice|needs|working to|some"),
        (1, "improv|en desarrollo|en proceso|b[aá]sico|parcial"),
        (3, "advanced|exceed|exempl|distinguish|excellen|outstanding|mastery|mastered|expert|extend|beyond|sophist"),
        (3, "superior|above|strong|highly|avanzado|sobresaliente|destacado|excede|ejemplar|excelente"),
        (2, "proficien|meet|met\\b|competent|secure|accomplish|satisf|adequate|good\\b|on target|at standard|capable"),
        (2, "applying|practitioner|consistent|competente|logrado|cumple|bueno|suficiente"),
    )
)
_PROFICIENT = re.compile(
    r"\b(?:proficien|meet|met\b|competent|secure|accomplish|satisf|on target|at standard|competente|logrado|cumple)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A level's name without its points, and the points; None where none are said."""

    label: str
    points: float | None


def plain_heading(text: str) -> tuple[str, str]:
    """Return name and points as written, by the rules of our CSV; no points where there are none."""
    return _first(_HEADINGS, text) or (text, "")


def level_heading(text: str) -> Heading:
    """Return what the heading of a level in somebody's document says; of a range of points, the highest."""
    line = clean_line(text)
    if len(line) > _LONGEST_HEADING:
        return Heading(line, None)
    single = _RANGE.sub(lambda found: max(found[1], found[2], key=_number), line)
    label, points = _first((*_HEADINGS, *_LOOSER), single) or (line, "")
    if not points:
        return Heading(line, None)
    return Heading(line if label == points and single != line else label, _number(points))


def rank(label: str) -> int | None:
    """Return where people usually mean a level of this name: 0 lowest, 2 good enough, 3 above; None if not known."""
    return next((place for place, words in _RANKS if words.search(label)), None)


def says_proficient(label: str) -> bool:
    """Return whether a level's name says that it is good enough."""
    return rank(label) == 2 and bool(_PROFICIENT.search(label))


def is_level(text: str) -> bool:
    """Return whether a cell looks like the heading of a level."""
    line = clean_line(text)
    if not line or len(line) > _LONGEST_LEVEL:
        return False
    return level_heading(line).points is not None or rank(line) is not None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[str, str] | None:
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            return found["label"], found["points"]
    return None


def _number(points: str) -> float:
    return float(points.replace(",", "."))
