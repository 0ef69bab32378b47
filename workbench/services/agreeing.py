"""How cells end: agreed, we stay split, or not reached.

The rule: a proposed level stands on every screen for the session's objection time, and everybody may press
"I cannot live with this". Who presses is stored nowhere, and nothing shows that somebody did before the time is
over. Whoever looks first after that decides it, by the server's clock: agreed
when nobody pressed, else split.
"""

from datetime import datetime

from sqlalchemy import Connection

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid, WrongMoment, nothing_here
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Act, Phase, after
from workbench.domain.sessions import Ending, Outcome, Plan, Session, SplitReason
from workbench.domain.visibility import Sight, require
from workbench.services import access, results
from workbench.services.board import Board, BoardCell, cells_of, is_unanimous
from workbench.services.deciding import Decision, agreeing_now, decided_at, due
from workbench.services.dots import words
from workbench.services.results import Cell
from workbench.storage import audit, sessions, talk
from workbench.storage.store import Store


def rule(plan: Plan) -> str:
    """Return the rule under which a level counts as agreed, as it is printed with the result."""
    return _(
        "Agreed means: the level was on every screen, everyone had {n} seconds to press “I cannot live with this” "
        "without giving a name, and nobody did."
    ).format(n=plan.objection_seconds)


def split_reason(reason: SplitReason) -> str:
    """Return why a group stays split, in the words of screen and paper."""
    return {
        SplitReason.WORDING: _("the wording of the rubric"),
        SplitReason.MISSING_EVIDENCE: _("the work does not show it"),
        SplitReason.TASK: _("the task"),
        SplitReason.DIFFERENT_READING: _("we read the work differently"),
    }[reason]


def ending(cell: BoardCell) -> str:
    """Say how a cell stands."""
    outcome = cell.outcome
    if outcome is None:
        return _("Skipped in the talk.") if cell.skipped else _("No ending yet.")
    if outcome.proposed:
        return _("On every screen now.")
    if outcome.ending is Ending.AGREED and outcome.level:
        return _("Agreed: {level}").format(level=words.level(cell.criterion, outcome.level))
    if outcome.ending is Ending.NOT_REACHED:
        return _("Not reached.")
    why = split_reason(outcome.reason) if outcome.reason else _("somebody cannot live with the level")
    return _("We stay split: {why}.").format(why=why)


def board(store: Store, viewer: Viewer, session_id: str) -> Board:
    """Return how the cells stand; proposals whose time is over are decided first.

    Raises
    ------
    NotFound
        When nothing is revealed, or this person has no part in the session.
    """
    settle(store, viewer, session_id)
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        return board_of(db, session, standing, store.now())


def board_of(db: Connection, session: Session, standing: Standing, now: datetime) -> Board:
    """Return what :func:`board` returns, within the caller's transaction; decides nothing."""
    require(Sight.THE_DOTS, standing, session.moment)
    found = cells_of(db, session, standing, now)
    return Board(
        session,
        standing,
        rule(session.plan),
        tuple(cell for cell in found if cell.on_agenda),
        tuple(cell for cell in found if not cell.on_agenda and (cell.outcome or cell.is_unanimous)),
    )


def propose(store: Store, viewer: Viewer, session_id: str, cell: Cell, level: int) -> None:
    """Put a level on every screen. The same level once more changes nothing.

    Raises
    ------
    Invalid
        When the level is not on the rubric, or the cell not in the session.
    WrongMoment
        When another level is on the screens for this cell, or the session is not agreeing.
    """
    with agreeing_now(store, viewer, session_id) as decide:
        current = decide.outcomes.get(cell)
        if current and current.proposed:
            if current.level == level:
                return
            raise WrongMoment("A level is on every screen for this already.", "Wait until its time is over.")
        decide.check(cell, level)
        decide.add(cell, Outcome(0, *cell, None, level, None, decide.now, proposed=True), "propose")


def accept_unanimous(store: Store, viewer: Viewer, session_id: str) -> int:
    """Propose the level that everybody gave on each cell that has no ending yet; return on how many.

    Raises
    ------
    Invalid
        When there is no such cell.
    """
    with agreeing_now(store, viewer, session_id) as decide:
        standing = sessions.standing(decide.db, decide.session, viewer)
        newest = results.newest_dots(decide.db, decide.session, standing)
        found = [c for c in newest.values() if is_unanimous(c) and c.cell not in decide.outcomes]
        if not found and not any(outcome.proposed for outcome in decide.outcomes.values()):
            raise Invalid("Nothing is left where everybody gave the same level.", "Propose a level yourself.")
        for at in found:
            level = at.dots.unanimous if at.dots else None
            decide.add(at.cell, Outcome(0, *at.cell, None, level, None, decide.now, proposed=True), "propose")
        return len(found)


def object_to(store: Store, viewer: Viewer, session_id: str, proposal: int) -> None:
    """Store that somebody who scores in this session cannot live with a proposed level; who it was is not stored.

    No screen is told: that somebody pressed shows only when the time is over.

    Raises
    ------
    NotFound
        When the viewer has no seat in the session.
    WrongMoment
        When the level is not on the screens any more.
    """
    with store.writing() as db:
        session = sessions.lock(db, session_id)
        if not sessions.standing(db, session, viewer).rates:
            raise nothing_here()
        now = store.now()
        current = [o for o in talk.outcomes(db, session_id).values() if o.sequence == proposal and o.proposed]
        if not current or session.moment.phase is not Phase.REVEALED or decided_at(session, current[0]) <= now:
            raise WrongMoment("The time for this is over.", "Tell the group; it can be opened again.")
        talk.add_objection(db, proposal, now)
        audit.add(db, None, "agree.objection", session_id, now, proposal=proposal)


def settle(store: Store, viewer: Viewer, session_id: str) -> None:
    """Decide every proposal whose time is over; where there is none, nothing is written."""
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id)
        if not due(session, talk.outcomes(db, session_id), store.now()):
            return
    with store.writing() as db:
        session = sessions.lock(db, session_id)
        decide = Decision(db, session, talk.outcomes(db, session_id), session.facilitator_id, store.now())
        for outcome in due(session, decide.outcomes, decide.now):
            decide.end(outcome)


def split(store: Store, viewer: Viewer, session_id: str, cell: Cell, reason: SplitReason) -> None:
    """Record that the group stays split on a cell, and why; a level on the screens is taken back."""
    with agreeing_now(store, viewer, session_id) as decide:
        decide.check(cell)
        current = decide.outcomes.get(cell)
        if not (current and current.ending is Ending.SPLIT and current.reason is reason):
            decide.add(cell, Outcome(0, *cell, Ending.SPLIT, None, reason, decide.now), "split")


def not_reached(store: Store, viewer: Viewer, session_id: str, cell: Cell) -> None:
    """Record that the group did not get to a cell; a level on the screens is taken back."""
    with agreeing_now(store, viewer, session_id) as decide:
        decide.check(cell)
        current = decide.outcomes.get(cell)
        if not (current and current.ending is Ending.NOT_REACHED):
            decide.add(cell, Outcome(0, *cell, Ending.NOT_REACHED, None, None, decide.now), "not_reached")


def conclude(store: Store, viewer: Viewer, session_id: str) -> None:
    """Conclude the session; cells of the agenda without an ending were not reached.

    Raises
    ------
    WrongMoment
        When a level is still on the screens, or the session cannot be concluded now.
    """
    settle(store, viewer, session_id)
    with agreeing_now(store, viewer, session_id) as decide:
        moment = after(decide.session.moment, Act.CONCLUDE)
        if any(outcome.proposed for outcome in decide.outcomes.values()):
            raise WrongMoment("A level is still on every screen.", "Wait until its time is over.")
        for cell in talk.agenda(decide.db, session_id):
            where = (cell.sample_id, cell.criterion_id)
            if where not in decide.outcomes:
                decide.add(where, Outcome(0, *where, Ending.NOT_REACHED, None, None, decide.now), "not_reached")
        sessions.move(decide.db, decide.session, moment, decide.now)
        audit.add(decide.db, viewer.person.id, "session.conclude", session_id, decide.now, round=moment.round)
