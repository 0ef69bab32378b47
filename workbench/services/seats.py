"""Taking a seat: joining a session to score, with one's own queue."""

from sqlalchemy import Connection

from workbench.domain.allocation import queue
from workbench.domain.phases import Phase
from workbench.domain.scoring import Assignment
from workbench.domain.sessions import Session
from workbench.storage import audit, giving, paper, samples, scores, sessions, talk
from workbench.storage.store import Store


def take_seat(store: Store, db: Connection, session_id: str, person_id: str) -> None:
    """Give somebody a seat and, while a round is open, its assignments; a second time changes nothing.

    Somebody who comes after the reveal listens and talks, and may vote in a second round.
    """
    session = sessions.lock(db, session_id)
    if not sessions.has_seat(db, session_id, person_id):
        sessions.add_seat(db, session_id, person_id, store.now())
        audit.add(db, person_id, "session.join", session_id, store.now())
    if session.moment.phase is Phase.OPEN and not scores.queue(db, session_id, person_id, session.moment.round):
        assign(store, db, session, person_id)


def assign(
    store: Store, db: Connection, session: Session, person_id: str, on_paper: tuple[str, ...] | None = None
) -> None:
    """Store somebody's queue for the round that is open, in an order of its own or in that of their sheet of paper.

    Nobody is asked to read work that was withdrawn, nor what they brought themselves, unless the session wants that
    scored apart; and whoever typed a colleague's sheet in this round gives nothing in it any more.
    """
    if paper.has_seen_others(db, session.id, session.moment.round, person_id):
        return
    order = _order(store, db, session) if on_paper is None else on_paper
    work = samples.covers(db, order)
    own = frozenset() if session.plan.own_apart else giving.pairs(db, session.id)
    there = [i for i in order if not work[i].withdrawn and (person_id, i) not in own]
    for position, sample_id in enumerate(there, start=1):
        assignment = Assignment(store.new_id(), session.id, session.moment.round, sample_id, person_id, position)
        scores.add_assignment(db, assignment, session.rubric_id, store.now())


def _order(store: Store, db: Connection, session: Session) -> tuple[str, ...]:
    if session.moment.round == 2:
        return tuple(dict.fromkeys(cell.sample_id for cell in talk.second_vote_cells(db, session.id)))
    first = [s.sample_id for s in session.samples if s.everyone_first]
    rest = [s.sample_id for s in session.samples if not s.everyone_first]
    return queue(first, rest, store.rng)
