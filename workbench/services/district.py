"""The demo district as it was written: schools, people, and what they gave in three sessions."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from workbench.domain.scoring import Condition, Given
from workbench.domain.sessions import Ending, SplitReason
from workbench.services.installed import data_dir

# A sample's slug and a criterion's key.
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the district; the role is admin, facilitator, coach or teacher."""

    key: str
    name: str
    role: str
    school: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the work that a rater or an exemplar points to; they stand there exactly once."""

    cell: Cell
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one rater gave in a session."""

    given: dict[Cell, Given] = field(default_factory=dict)
    sentences: dict[Cell, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    second_votes: dict[Cell, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """How a cell ended."""

    cell: Cell
    ending: Ending
    level: int | None
    reason: SplitReason | None


@dataclass(frozen=True, slots=True)
class DemoExemplar:
    """An agreed cell that was published."""

    cell: Cell
    level: int
    why: str
    why_not_next: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class DemoDebrief:
    """What the group took along."""

    wording: str
    monday: str
    next_date_in_days: int


@dataclass(frozen=True, slots=True)
class DemoSession:
    """A session of the district; ``state`` is concluded, revealed or open."""

    key: str
    title: str
    rubric: str
    facilitator: str
    samples: tuple[str, ...]
    state: str
    sheets: dict[str, Sheet]
    outcomes: tuple[DemoOutcome, ...] = ()
    exemplars: tuple[DemoExemplar, ...] = ()
    debrief: DemoDebrief | None = None


@dataclass(frozen=True, slots=True)
class District:
    """All of it; ``sign_in_as`` says who each demo link signs in as, by role."""

    schools: tuple[str, ...]
    people: tuple[DemoPerson, ...]
    sign_in_as: dict[str, str]
    sessions: tuple[DemoSession, ...]

    def person(self, key: str) -> DemoPerson:
        """Return the person with this key."""
        return next(person for person in self.people if person.key == key)

    def session(self, key: str) -> DemoSession:
        """Return the session with this key."""
        return next(session for session in self.sessions if session.key == key)


@cache
def district() -> District:
    """Return the demo district that travels with the program."""
    found = json.loads((data_dir() / "demo" / "district.json").read_text(encoding="utf-8"))
    return District(
        schools=tuple(found["schools"]),
        people=tuple(DemoPerson(**person) for person in found["people"]),
        sign_in_as=found["sign_in_as"],
        sessions=tuple(_session(session) for session in found["sessions"]),
    )


def _session(found: dict[str, Any]) -> DemoSession:
    return DemoSession(
        key=found["key"],
        title=found["title"],
        rubric=found["rubric"],
        facilitator=found["facilitator"],
        samples=tuple(found["samples"]),
        state=found["state"],
        sheets={rater: _sheet(found, rater) for rater in found["raters"]},
        outcomes=tuple(_outcome(row) for row in found["outcomes"]),
        exemplars=tuple(_exemplar(row) for row in found["exemplars"]),
        debrief=DemoDebrief(**found["debrief"]) if found["debrief"] else None,
    )


def _sheet(found: dict[str, Any], rater: str) -> Sheet:
    votes = found["second_votes"].get(rater, {})
    return Sheet(
        given={
            (sample, criterion): _given(score)
            for sample, cells in found["scores"].get(rater, {}).items()
            for criterion, score in cells.items()
        },
        sentences={_cell(row): row["text"] for row in found["sentences"] if row["rater"] == rater},
        quotes=tuple(Quote(_cell(row), row["quote"]) for row in found["marks"] if row["rater"] == rater),
        second_votes={(s, c): Given(level=level) for s, cells in votes.items() for c, level in cells.items()},
    )


def _cell(row: dict[str, Any]) -> Cell:
    return row["sample"], row["criterion"]


def _given(score: dict[str, Any]) -> Given:
    return Given(condition=Condition(score["condition"])) if "condition" in score else Given(level=score["level"])


def _outcome(row: dict[str, Any]) -> DemoOutcome:
    reason = SplitReason(row["reason"]) if row["reason"] else None
    return DemoOutcome(_cell(row), Ending(row["outcome"]), row["level"], reason)


def _exemplar(row: dict[str, Any]) -> DemoExemplar:
    quotes = tuple(Quote(_cell(row), note["quote"], note["note"]) for note in row["annotations"])
    return DemoExemplar(_cell(row), row["level"], row["why"], row["why_not_next"], quotes)
