"""The hour: how its minutes are shared out, what fits into them, and which part of it a session is in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from types import MappingProxyType
from typing import Final

from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.samples import Sample
from workbench.domain.sessions import Timings

# Read to be judged: slower than the 238 words a minute of silent reading for oneself (Brysbaert 2019,
# doi:10.1016/j.jml.2019.104047), because the piece is gone back to; a page by hand counts as a page, not as words.
WORDS_PER_MINUTE: Final = 150
MINUTES_PER_PAGE: Final = 1.5
MINUTES_PER_CRITERION: Final = 1.0

PLANS: Final = MappingProxyType(
    {
        30: Timings(welcome=2, reading=3, scoring=10, talk=10, debrief=5),
        45: Timings(welcome=3, reading=4, scoring=15, talk=16, debrief=7),
        60: Timings(),
    }
)


class Part(StrEnum):
    """A part of the hour that has minutes of its own."""

    WELCOME = "welcome"
    SCORING = "scoring"
    TALK = "talk"
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether silent scoring fits into its minutes, and what would.

    Parameters
    ----------
    needed, planned
        Minutes, rounded up; as planned.
    pieces, criteria
        The most that fits when only this is made smaller; 0 where nothing does.
    """

    needed: int
    planned: int
    pieces: int = 0
    criteria: int = 0

    @property
    def fits(self) -> bool:
        """Whether the time is enough."""
        return self.needed <= self.planned


def part_of(moment: Moment) -> Part | None:
    """Return the part of the hour that a moment belongs to; None before opening and after the archive."""
    if moment.phase in (Phase.DRAFT, Phase.ARCHIVED):
        return None
    if moment.stage is Stage.LOBBY:
        return Part.WELCOME
    if moment.phase is Phase.CONCLUDED or moment.stage is Stage.AGREE:
        return Part.DEBRIEF
    return Part.SCORING if moment.rounds_revealed == 0 else Part.TALK


def following(part: Part) -> Part | None:
    """Return the part that comes after this one, or None after the last."""
    parts = list(Part)
    return parts[parts.index(part) + 1] if part is not parts[-1] else None


def minutes_of(timings: Timings, part: Part) -> int:
    """Return the minutes planned for a part; welcome and reading the rubric are one, on one screen."""
    if part is Part.WELCOME:
        return timings.welcome + timings.reading
    return int(getattr(timings, part))


def minutes_to_read(sample: Sample) -> float:
    """Return about how many minutes a teacher takes to read a piece that is to be scored."""
    words = sum(len(artifact.text.split()) for artifact in sample.artifacts)
    pages = sum(len(artifact.pages) for artifact in sample.artifacts)
    return words / WORDS_PER_MINUTE + pages * MINUTES_PER_PAGE


def fit(samples: Sequence[Sample], criteria: int, planned: int) -> Fit:
    """Return whether silent scoring of these pieces on so many criteria fits into its minutes.

    Parameters
    ----------
    planned
        Minutes of silent scoring.
    """
    reading = sorted(minutes_to_read(sample) for sample in samples)
    return Fit(
        needed=_minutes(reading, criteria),
        planned=planned,
        pieces=_most(len(samples), lambda n: _minutes(reading[:n], criteria) <= planned),
        criteria=_most(criteria, lambda n: _minutes(reading, n) <= planned),
    )


def _minutes(reading: Sequence[float], criteria: int) -> int:
    return ceil(sum(reading) + len(reading) * criteria * MINUTES_PER_CRITERION)


def _most(at_most: int, fits: Callable[[int], bool]) -> int:
    return next((n for n in range(at_most, 0, -1) if fits(n)), 0)
