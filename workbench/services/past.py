"""A session's past, written as if it had happened: for the demo district and for trying things alone.

Rows are stored in the order of their times, as they would have been.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from workbench.domain.phases import Act, after
from workbench.domain.promises import CURRENT
from workbench.domain.scoring import Assignment, Given, Mark, Remark
from workbench.domain.sessions import Session
from workbench.services import small_groups
from workbench.storage import audit, rubrics, scores, sessions
from workbench.storage.store import Store

# A row of the past: when it was stored, and how to store it.
Written = tuple[datetime, Callable[[], None]]

# Seconds: from arriving to the first page, and for reading a piece the first and the second time.
ARRIVING = (5, 40)
READING = {1: (50, 130), 2: (8, 30)}
CHOOSING = (6, 30)
WRITING = (12, 40)
MARKING = (4, 15)


@dataclass(frozen=True, slots=True)
class PastRead:
    """What somebody gave for one sample, by criterion."""

    sample_id: str
    given: Mapping[str, Given] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """A session that is being given a past, inside one transaction."""

    store: Store
    db: Connection
    session: Session

    def act(self, what: Act, at: datetime) -> None:
        """Move the session on as its facilitator did then."""
        session = sessions.get(self.db, self.session.id)
        moment = after(session.moment, what)
        if what is Act.OPEN:
            rubrics.lock(self.db, session.rubric_id, at)
            sessions.save_plan(self.db, session.id, replace(session.plan, promises=CURRENT))
        if what is Act.REVEAL:
            sessions.save_plan(self.db, session.id, small_groups.fixed(self.db, session, moment.rounds_revealed))
        sessions.move(self.db, session, moment, at)
        audit.add(self.db, session.facilitator_id, f"session.{what}", session.id, at, round=moment.round)

    def sit(self, person_id: str, at: datetime) -> None:
        """Give somebody a seat."""
        sessions.add_seat(self.db, self.session.id, person_id, at)

    def score(self, queues: Mapping[str, Sequence[PastRead]], begins: datetime) -> datetime:
        """Store what everybody gave in the round that is open; return when the last of them was done.

        Parameters
        ----------
        queues
            By person: what they gave, in their own order. A read without scores is still to be done.
        begins
            When scoring started.
        """
        round = sessions.get(self.db, self.session.id).moment.round
        writes: list[Written] = []
        for person_id, reads in queues.items():
            at = self._later(begins, ARRIVING)
            for position, read in enumerate(reads, start=1):
                assignment = Assignment(
                    self.store.new_id(), self.session.id, round, read.sample_id, person_id, position
                )
                scores.add_assignment(self.db, assignment, self.session.rubric_id, begins)
                own = self._writes(assignment, read, at)
                at = own[-1][0] if own else at
                writes += own
        for _, write in sorted(writes, key=lambda pair: pair[0]):
            write()
        return max((at for at, _ in writes), default=begins)

    def _writes(self, assignment: Assignment, read: PastRead, at: datetime) -> list[Written]:
        found: list[Written] = []
        at = self._later(at, READING[assignment.round])
        for criterion_id, given in read.given.items():
            at = self._later(at, CHOOSING)
            found.append((at, partial(scores.add_score, self.db, self._write(assignment, at), criterion_id, given)))
            if sentence := read.sentences.get(criterion_id):
                at = self._later(at, WRITING)
                said = Remark(sentence)
                found.append((at, partial(scores.add_remark, self.db, self._write(assignment, at), criterion_id, said)))
        if read.marks:
            at = self._later(at, MARKING)
            found.append((at, partial(scores.add_marking, self.db, self._write(assignment, at), read.marks)))
        return found

    def _write(self, assignment: Assignment, at: datetime) -> scores.Write:
        return scores.Write(assignment.id, self.session.rubric_id, self.store.new_id(), at)

    def _later(self, at: datetime, seconds: tuple[int, int]) -> datetime:
        return at + timedelta(seconds=self.store.rng.uniform(*seconds))


def begin(store: Store, db: Connection, session: Session, at: datetime) -> Past:
    """Store a session as a draft of then, and return it for its past to be written."""
    sessions.add(db, session, at)
    audit.add(db, session.facilitator_id, "session.draft", session.id, at)
    return Past(store, db, session)
