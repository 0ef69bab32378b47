"""What a rater gives: a level or a condition code, and what goes with it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.domain.rubrics import Criterion

LONGEST_SENTENCE = 600


class Condition(StrEnum):
    """Why a cell cannot be scored."""

    NO_RESPONSE = "no_response"
    OFF_TASK = "off_task"
    ILLEGIBLE = "illegible"
    LOOKS_COPIED = "looks_copied"
    UNSCORABLE = "unscorable"


class Recusal(StrEnum):
    """What a rater chose after saying "I know this student"."""

    NONE = "none"
    SKIP = "skip"
    SCORED_ANYWAY = "scored_anyway"


class Borderline(StrEnum):
    """Whether the level was only just, or almost the next one up."""

    NO = ""
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Given:
    """What was chosen for one cell: a level position (from 1), or a condition code; never both."""

    level: int | None = None
    condition: Condition | None = None

    def __post_init__(self) -> None:
        if (self.level is None) == (self.condition is None):
            raise Invalid("A score is either a level or a reason why it can't be scored.", "Choose one of them.")


@dataclass(frozen=True, slots=True)
class Score:
    """One stored score; the current one of a cell is the one with the highest sequence.

    ``entered_by`` is who typed it in from paper; None when whoever reads the piece gave it.
    """

    assignment_id: str
    criterion_id: str
    given: Given
    sequence: int
    at: datetime
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rater says beside a level, a new version at every change."""

    sentence: str = ""
    confidence: int | None = None
    borderline: Borderline = Borderline.NO


@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence on the work: characters ``start`` to ``end`` (end not included) of a text, for a criterion."""

    artifact_id: str
    criterion_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """This rater reads this sample in this round; ``position`` is its place in their own queue, from 1."""

    id: str
    session_id: str
    round: int
    sample_id: str
    person_id: str
    position: int
    recusal: Recusal = Recusal.NONE
    cells: tuple[str, ...] = field(default=())


def legal(criterion: Criterion, given: Given) -> Given:
    """Return what was given if the criterion has such a level.

    Raises
    ------
    Invalid
        When the level is not on the rubric.
    """
    if given.level is not None and not 1 <= given.level <= len(criterion.levels):
        raise Invalid(
            "Level {level} is outside the 1-{n} scale of {criterion}.",
            "Choose one of the levels shown.",
            level=given.level,
            n=len(criterion.levels),
            criterion=criterion.name,
        )
    return given


def clean_sentence(typed: str) -> str:
    """Return a sentence without surrounding blanks and without characters that cannot be seen.

    Raises
    ------
    Invalid
        When it is longer than 600 characters.
    """
    sentence = clean(typed).strip()
    if len(sentence) > LONGEST_SENTENCE:
        raise Invalid(
            "That is {n} characters; {most} fit.", "Keep what decided it.", n=len(sentence), most=LONGEST_SENTENCE
        )
    return sentence
