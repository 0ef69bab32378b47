"""A calibration session: what was planned, where it stands, and what it will give out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from workbench.domain.catalogue import later
from workbench.domain.concerns import Contact
from workbench.domain.phases import Moment, Stage
from workbench.domain.small_groups import Accord

# What stands in the lobby and on paper where the lead wrote nothing else.
NORMS = (
    later("Score alone first; talk comes after."),
    later("Point to the words in the work."),
    later("Ask what a careful reader could have seen."),
    later("Disagreement shows us where the rubric is unclear."),
)
PURPOSE = later("We find out where we read the rubric differently. This is not an evaluation of anybody.")


class Ask(StrEnum):
    """Whether the desk asks for something beside a level."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Asks:
    """What the desk asks for beside the levels."""

    sentence: Ask = Ask.OPTIONAL
    evidence: Ask = Ask.OFF
    confidence: Ask = Ask.OFF
    borderline: Ask = Ask.OFF


A_YEAR: Final = 365
MOST_CUT_DAYS: Final = 3650
QUICK = Asks()
FULL = Asks(Ask.OPTIONAL, Ask.OPTIONAL, Ask.OPTIONAL, Ask.OPTIONAL)


@dataclass(frozen=True, slots=True)
class Timings:
    """Minutes planned for each part of the hour."""

    welcome: int = 5
    reading: int = 5
    scoring: int = 20
    talk: int = 20
    debrief: int = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What a facilitator decides before opening; fixed in its promises once somebody has joined.

    Parameters
    ----------
    ahead
        Whether people score before they meet: then silent scoring has no clock.
    own_apart
        Whether whoever brought a piece scores it too, apart from every figure; else it is not given to them.
    lead_apart
        Whether what the lead gives stands apart from every dot and figure; fixed at the first reveal.
    lead_scored
        Whether the lead gave scores: noted when names are cut off, since nobody can look it up after that.
    cut_names_after
        Days after the conclusion until names are cut off scores for good, at most ``MOST_CUT_DAYS``; 0 for never.
    accords
        By revealed round: what a small group's members had said about the wall when its dots came out; fixed then.
    promises
        Which version of its promises the session was opened with; 0 while it is a draft.
    contact
        Who is told when somebody worries about a student.
    criteria
        The ids of the rubric's criteria that are scored, fixed at opening; none stands for all.
    """

    asks: Asks = QUICK
    timings: Timings = Timings()
    norms: tuple[str, ...] = ()
    purpose: str = ""
    second_vote: bool = True
    objection_seconds: int = 30
    ahead: bool = False
    own_apart: bool = False
    lead_apart: bool = False
    lead_scored: bool = False
    cut_names_after: int = A_YEAR
    accords: tuple[Accord, ...] = ()
    promises: int = 0
    contact: Contact = Contact()
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionSample:
    """A sample's place in a session."""

    sample_id: str
    everyone_first: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A calibration session as stored."""

    id: str
    title: str
    school_id: str
    facilitator_id: str
    rubric_id: str
    join_code: str
    moment: Moment
    plan: Plan = Plan()
    samples: tuple[SessionSample, ...] = ()
    revision: int = 0
    stage_revision: int = 0
    stage_cell: str = ""
    stage_since: datetime | None = None
    code_expires_at: datetime | None = None
    created_at: datetime | None = None
    names_cut_at: datetime | None = None

    @property
    def stage(self) -> Stage:
        """What everybody's screen shows."""
        return self.moment.stage

    @property
    def apart(self) -> str:
        """Who scores apart from every dot and figure: the lead, where they chose so; else nobody."""
        return self.facilitator_id if self.plan.lead_apart else ""


class CellState(StrEnum):
    """Where a cell of the agenda stands in the talk."""

    WAITING = "waiting"
    TALKED = "talked"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class AgendaCell:
    """One sample x criterion that the group decided to talk about, in order."""

    id: str
    sample_id: str
    criterion_id: str
    position: int
    state: CellState = CellState.WAITING
    second_vote: bool = False
    minutes: int = 4
    why: str = ""
    sentences_shown: bool = False


class Ending(StrEnum):
    """How a cell ends; all three conclude."""

    AGREED = "agreed"
    SPLIT = "split"
    NOT_REACHED = "not_reached"


class SplitReason(StrEnum):
    """Why a group stayed split."""

    WORDING = "wording"
    MISSING_EVIDENCE = "missing_evidence"
    TASK = "task"
    DIFFERENT_READING = "different_reading"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a cell ended, and when its level was put on every screen."""

    sequence: int
    sample_id: str
    criterion_id: str
    ending: Ending | None
    level: int | None
    reason: SplitReason | None
    at: datetime
    proposed: bool = False
    objections: int = 0


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the group takes along."""

    wording: str = ""
    monday: str = ""
    next_date: str = ""
