"""Deciding how cells end: one decision at a time, under the session's lock.

A level counts as agreed only when it stood on every screen for its whole time: when the screens moved on in
between, the cell was not reached.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase, Stage
from workbench.domain.sessions import Ending, Outcome, Session
from workbench.services import access
from workbench.services.leading import LOOK_AGAIN
from workbench.services.results import Cell
from workbench.storage import audit, rubrics, sessions, talk
from workbench.storage.store import Store

# A screen follows its session every three seconds: nobody's time starts before the level is there.
ARRIVES_WITHIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Decision:
    """Outcomes of a session, inside the transaction that holds its lock."""

    db: Connection
    session: Session
    outcomes: dict[Cell, Outcome]
    person_id: str
    now: datetime

    def check(self, cell: Cell, level: int | None = None) -> None:
        """Raise unless the session has this cell, and its criterion this level."""
        sample_id, criterion_id = cell
        criterion = rubrics.of_session(self.db, self.session).criterion(criterion_id)
        if sample_id not in {sample.sample_id for sample in self.session.samples}:
            raise Invalid("This session does not read that piece of work.", "Choose one of the pieces listed.")
        if level is not None and not 1 <= level <= len(criterion.levels):
            raise Invalid("That level is not on the rubric.", "Choose one of the levels shown.")

    def add(self, cell: Cell, outcome: Outcome, action: str, person_id: str | None = "") -> None:
        """Store an outcome; every screen shows it, and results change."""
        sequence = talk.add_outcome(self.db, self.session.id, outcome, self.person_id)
        sessions.touch_stage(self.db, self.session.id)
        sessions.touch_results(self.db, self.session.id)
        who = self.person_id if person_id == "" else person_id
        detail = {"sample": cell[0], "criterion": cell[1], "level": outcome.level, "reason": outcome.reason}
        audit.add(self.db, who, f"agree.{action}", self.session.id, self.now, outcome=sequence, **detail)

    def end(self, proposed: Outcome) -> None:
        """Turn a proposal whose time is over into what became of it; nobody in particular did that."""
        cell = (proposed.sample_id, proposed.criterion_id)
        ending = self._ending(proposed)
        level = proposed.level if ending is Ending.AGREED else None
        self.add(cell, Outcome(0, *cell, ending, level, None, self.now), ending.value, None)

    def _ending(self, proposed: Outcome) -> Ending:
        if proposed.objections:
            return Ending.SPLIT
        since = self.session.stage_since
        stayed = self.session.stage is Stage.AGREE and since is not None and since <= proposed.at
        return Ending.AGREED if stayed else Ending.NOT_REACHED


@contextmanager
def agreeing_now(store: Store, viewer: Viewer, session_id: str) -> Iterator[Decision]:
    """Yield the outcomes of a session that the viewer leads, locked until what is decided is stored.

    Raises
    ------
    NotFound
        When somebody else facilitates it.
    WrongMoment
        When it is not at agreeing.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase is not Phase.REVEALED or session.moment.stage is not Stage.AGREE:
            raise WrongMoment("This session is not agreeing now.", LOOK_AGAIN)
        yield Decision(db, session, talk.outcomes(db, session_id), viewer.person.id, store.now())


def decided_at(session: Session, proposed: Outcome) -> datetime:
    """Return when a proposal is decided."""
    return proposed.at + timedelta(seconds=session.plan.objection_seconds) + ARRIVES_WITHIN


def due(session: Session, outcomes: dict[Cell, Outcome], now: datetime) -> list[Outcome]:
    """Return the proposals whose time is over."""
    return [o for o in outcomes.values() if o.proposed and decided_at(session, o) <= now]
