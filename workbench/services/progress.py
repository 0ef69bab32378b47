"""How far a round has come: how many have finished, and for those who may know, who; never what anybody gave."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.people import Person, Standing, Viewer
from workbench.domain.samples import Sample
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.services import access
from workbench.storage import concerns, giving, rubrics, samples, scores, sessions, talk
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one person has come: samples complete out of all, never what was given.

    Neither number is for a screen: whoever brought a piece reads one less.
    """

    person: Person
    done: int
    total: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing is missing."""
        return self.done >= self.total

    @property
    def has_begun(self) -> bool:
        """Whether anything is complete."""
        return self.done > 0


@dataclass(frozen=True, slots=True)
class Heads:
    """How many have finished, of how many; never who."""

    done: int
    all: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How many of those present have finished one sample."""

    sample: Sample
    complete: int
    readers: int


@dataclass(frozen=True, slots=True)
class Live:
    """What the facilitator sees while others score."""

    session: Session
    people: tuple[Progress, ...]
    readings: tuple[Reading, ...]

    @property
    def missing_reads(self) -> int:
        """How many reads are not complete; not for a screen, see :attr:`read_by_all`."""
        return sum(person.total - person.done for person in self.people)

    @property
    def unfinished(self) -> int:
        """How many people have not finished."""
        return sum(not person.is_finished for person in self.people)

    @property
    def read_by_all(self) -> tuple[Reading, ...]:
        """The pieces that everybody here reads: a number beside any other would show who brought it."""
        return tuple(reading for reading in self.readings if reading.readers == len(self.people))


def live(store: Store, viewer: Viewer, session_id: str) -> Live:
    """Return who has finished how much of the round that is open; never what anybody gave.

    Work that was withdrawn or is paused is not waited for.

    Raises
    ------
    NotFound
        When the viewer may not know.
    """
    with store.reading() as db:
        session, _ = access.session_for(db, viewer, session_id, Sight.WHO_HAS_FINISHED)
        work = samples.covers(db, [s.sample_id for s in session.samples])
        complete = _still_wanted(db, session, work)
        people = _progress(db, session, complete)
        readings = tuple(
            Reading(work[s.sample_id], sum(done), len(done))
            for s in session.samples
            if (done := [flag for (_, sample), flag in complete.items() if sample == s.sample_id])
        )
        return Live(session, people, readings)


def heads(db: Connection, session: Session, standing: Standing) -> Heads:
    """Return how many have finished the round that is open, within the caller's transaction.

    Raises
    ------
    NotFound
        When this may not be known here.
    """
    require(Sight.HOW_MANY_HAVE_FINISHED, standing, session.moment)
    work = samples.covers(db, [s.sample_id for s in session.samples])
    people = _progress(db, session, _still_wanted(db, session, work))
    return Heads(sum(person.is_finished for person in people), len(people))


def _progress(db: Connection, session: Session, complete: dict[tuple[str, str], bool]) -> tuple[Progress, ...]:
    return tuple(
        Progress(person, sum(own.values()), len(own))
        for person in sessions.seated(db, session.id)
        if (own := {sample: done for (who, sample), done in complete.items() if who == person.id})
    )


def _still_wanted(db: Connection, session: Session, work: dict[str, Sample]) -> dict[tuple[str, str], bool]:
    paused = concerns.paused(db, session.id)
    return {
        (person, sample): done
        for (person, sample), done in _complete(db, session).items()
        if not work[sample].withdrawn and sample not in paused
    }


def _complete(db: Connection, session: Session) -> dict[tuple[str, str], bool]:
    """Return for each (person, sample) of the round whether every criterion has a score or it was skipped."""
    apart = giving.pairs(db, session.id)  # nobody waits for what somebody gives their own piece
    reads = scores.all_assignments(db, session.id, session.moment.round)
    assignments = [a for a in reads if (a.person_id, a.sample_id) not in apart]
    given = scores.current_scores(db, [a.id for a in assignments])
    rubric = rubrics.of_session(db, session)
    wanted = {s.sample_id: {c.id for c in rubric.criteria} for s in session.samples}
    if session.moment.round == 2:
        cells = talk.second_vote_cells(db, session.id)
        wanted = {s.sample_id: {c.criterion_id for c in cells if c.sample_id == s.sample_id} for s in session.samples}
    return {
        (a.person_id, a.sample_id): a.recusal == "skip" or all((a.id, c) in given for c in wanted[a.sample_id])
        for a in assignments
    }
