"""The scoring desk: what a rater reads, and storing what they choose.

Every write locks the session row first, as closing does: a score is either stored before the close or refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table

from workbench.domain.errors import Invalid, NotFound, WrongMoment, nothing_here
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.samples import Sample
from workbench.domain.scoring import Assignment, Given, Mark, Recusal, Remark, clean_sentence, legal
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.services.reads import Read, criteria_of, reads_of
from workbench.storage import concerns, giving, paper, rubrics, samples, scores, sessions
from workbench.storage import tables as t
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """A rater's whole desk in the round that is open, or was last open; ``brought``: own pieces that are not on it."""

    session: Session
    rubric: Rubric
    reads: tuple[Read, ...]
    brought: int = 0

    @property
    def done(self) -> int:
        """How many samples are complete."""
        return sum(read.is_complete for read in self.reads)

    def read(self, assignment_id: str) -> Read:
        """Return the read with this assignment, or the one to do next when there is none."""
        by_id = {read.assignment.id: read for read in self.reads}
        return by_id.get(assignment_id) or self.next_unscored()

    def next_unscored(self) -> Read:
        """Return the first read that is not complete, or the first of all.

        Raises
        ------
        NotFound
            When this person has nothing to read.
        """
        if not self.reads:
            raise NotFound("There is nothing to score for you in this round.", "Listen to the talk.")
        return next((read for read in self.reads if not read.is_complete), self.reads[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """Which read a write is about, and the submission id that makes it count once."""

    assignment_id: str
    submission_id: str


def desk(store: Store, viewer: Viewer, session_id: str, *, with_work: bool = True) -> Desk:
    """Return the viewer's own desk; nothing of anybody else is in it.

    Parameters
    ----------
    with_work
        Whether the texts and pages are wanted; the rubric beside them needs the names only, at every click.

    Raises
    ------
    NotFound
        When the viewer has no seat, or the work is not out yet.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id, Sight.THE_WORK)
        if not standing.rates:
            raise nothing_here()
        rubric = rubrics.of_session(db, session)
        queue = scores.queue(db, session_id, viewer.person.id, session.moment.round)
        paused = concerns.paused(db, session_id)
        work = _work(db, queue, paused, with_work=with_work)
        own = _own(db, session, viewer, queue)
        reads = tuple(
            replace(read, apart=read.sample.id in own, paused=read.sample.id in paused)
            for read in reads_of(db, (session, rubric), queue, work)
        )
        left_out = len(own - set(work)) if session.moment.round == 1 else 0
        return Desk(session, rubric, reads, left_out)


def _work(
    db: Connection, queue: tuple[Assignment, ...], paused: frozenset[str], *, with_work: bool
) -> dict[str, Sample]:
    """Return the pieces of a queue; of what is paused never more than its name."""
    ids = [assignment.sample_id for assignment in queue]
    if not with_work:
        return samples.covers(db, ids)
    shut = samples.covers(db, [i for i in ids if i in paused]) if paused else {}
    return samples.many(db, [i for i in ids if i not in paused]) | shut


def _own(db: Connection, session: Session, viewer: Viewer, queue: tuple[Assignment, ...]) -> frozenset[str]:
    """Return what the viewer brought of the session's work; not asked where it can make no difference."""
    if len(queue) == len(session.samples) and not session.plan.own_apart:
        return frozenset()
    return frozenset(sample for person, sample in giving.pairs(db, session.id) if person == viewer.person.id)


def score(store: Store, viewer: Viewer, entry: Entry, criterion_id: str, given: Given) -> None:
    """Store a level or condition code; when this returns, it is in the database.

    Raises
    ------
    Invalid
        When the level is not on the rubric, or the cell is not voted on in this round.
    NotFound
        When the assignment is not the viewer's.
    WrongMoment
        When scoring is not open.
    """
    with _writing(store, viewer, entry, t.score) as open_read:
        if open_read is not None:
            legal(open_read.criterion(criterion_id), given)
            scores.add_score(open_read.db, open_read.write, criterion_id, given)
            sessions.touch_results(open_read.db, open_read.session.id)


def remark(store: Store, viewer: Viewer, entry: Entry, criterion_id: str, said: Remark) -> None:
    """Store a version of the sentence, confidence and borderline flag beside a level; raises as :func:`score`."""
    clean = Remark(clean_sentence(said.sentence), said.confidence, said.borderline)
    with _writing(store, viewer, entry, t.remark) as open_read:
        if open_read is not None:
            open_read.criterion(criterion_id)
            scores.add_remark(open_read.db, open_read.write, criterion_id, clean)


def mark(store: Store, viewer: Viewer, entry: Entry, marks: tuple[Mark, ...]) -> None:
    """Store all evidence marks of one read as a new version; raises as :func:`score`."""
    with _writing(store, viewer, entry, t.marking) as open_read:
        if open_read is not None:
            _check_marks(open_read, marks)
            scores.add_marking(open_read.db, open_read.write, marks)


def recuse(store: Store, viewer: Viewer, entry: Entry, choice: Recusal) -> None:
    """Store what the viewer does with work of a student they know; nobody in the session is told."""
    with _writing(store, viewer, entry, t.recusal) as open_read:
        if open_read is not None:
            scores.add_recusal(open_read.db, open_read.write, choice)
            sessions.touch_results(open_read.db, open_read.session.id)


@dataclass(frozen=True, slots=True)
class _OpenRead:
    """A read that may be written to now, inside the transaction that holds the session's lock."""

    db: Connection
    session: Session
    rubric: Rubric
    assignment: Assignment
    write: scores.Write

    def criterion(self, criterion_id: str) -> Criterion:
        criterion = self.rubric.criterion(criterion_id)
        if criterion not in criteria_of(self.db, self.session, self.rubric)[self.assignment.sample_id]:
            raise Invalid(
                "{criterion} is not voted on again for this piece.", "Open the desk again.", criterion=criterion.name
            )
        return criterion


@contextmanager
def _writing(store: Store, viewer: Viewer, entry: Entry, table: Table) -> Iterator[_OpenRead | None]:
    """Yield the read to write to, or None when this submission was stored before."""
    with store.writing() as db:
        assignment = scores.assignment(db, entry.assignment_id)
        if assignment.person_id != viewer.person.id:
            raise nothing_here()
        session = sessions.lock(db, assignment.session_id)
        if scores.seen(db, table, entry.submission_id):
            yield None
            return
        if not session.moment.scores_open or assignment.round != session.moment.round:
            raise WrongMoment("Scoring is closed, so this was not stored.", "What you had saved before counts.")
        if viewer.person.id == session.facilitator_id and _has_seen_others(db, session, viewer):
            raise WrongMoment(
                "You typed a colleague's sheet in this round, so your own scores stay as they are.",
                "What you had saved before counts.",
            )
        if samples.school_of(db, assignment.sample_id) is None:
            raise WrongMoment("This piece was withdrawn, so this was not stored.", "Go on to the next piece.")
        if assignment.sample_id in concerns.paused(db, session.id):
            raise WrongMoment("This piece is paused for now, so this was not stored.", "Go on to the next piece.")
        write = scores.Write(assignment.id, session.rubric_id, entry.submission_id, store.now())
        yield _OpenRead(db, session, rubrics.of_session(db, session), assignment, write)


def _has_seen_others(db: Connection, session: Session, viewer: Viewer) -> bool:
    return paper.has_seen_others(db, session.id, session.moment.round, viewer.person.id)


def _check_marks(open_read: _OpenRead, marks: tuple[Mark, ...]) -> None:
    work = samples.get(open_read.db, open_read.assignment.sample_id)
    lengths = {artifact.id: len(artifact.markable) for artifact in work.artifacts}
    for found in marks:
        open_read.criterion(found.criterion_id)
        if not 0 <= found.start < found.end <= lengths.get(found.artifact_id, 0):
            raise Invalid("That passage is not in this piece of work.", "Select the words again.")
