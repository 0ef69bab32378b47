"""Preparing a calibration session and moving it through its life."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import Connection

from workbench.domain import joincodes, promises
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.mix import Reason
from workbench.domain.people import Person, Standing, Viewer
from workbench.domain.phases import Act, Moment, Phase, after
from workbench.domain.rubrics import Rubric
from workbench.domain.sessions import Plan, Session, SessionSample
from workbench.domain.visibility import Sight
from workbench.services import access, mix, planning, small_groups
from workbench.services.seats import assign
from workbench.storage import audit, rubrics, scores, sessions, talk
from workbench.storage import mix as stored_mix
from workbench.storage.store import Store

CODE_LIVES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a facilitator decides about a session before it opens; ``mix``: why each piece, for them alone."""

    title: str
    rubric_id: str
    samples: tuple[SessionSample, ...]
    plan: Plan = Plan()
    mix: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """A session as one person may know it."""

    session: Session
    standing: Standing
    rubric: Rubric


def draft(store: Store, viewer: Viewer, wanted: Draft) -> str:
    """Store a new session as a draft; return its id.

    Raises
    ------
    NotAllowed
        When the viewer is neither facilitator nor admin.
    Invalid
        When the title is empty, a note or the way to reach the contact too long, or names are to be cut off later
        than is possible.
    NotFound
        When it names work that is not the viewer's school's, or was withdrawn.
    """
    access.staff_only(viewer)
    with store.writing() as db:
        now = store.now()
        planning.check_work(db, viewer, wanted.samples)
        rubric = rubrics.get(db, wanted.rubric_id)
        session = Session(
            id=store.new_id(),
            title=planning.title(wanted.title),
            school_id=viewer.person.school_id,
            facilitator_id=viewer.person.id,
            rubric_id=rubric.id,
            join_code=joincodes.new_code(store.rng),
            moment=Moment(),
            plan=planning.cleaned(wanted.plan, rubric),
            samples=wanted.samples,
            code_expires_at=now + CODE_LIVES,
        )
        sessions.add(db, session, now)
        stored_mix.save(db, session.id, mix.cleaned(wanted.mix))
        audit.add(db, viewer.person.id, "session.draft", session.id, now)
    return session.id


def save_draft(store: Store, viewer: Viewer, session_id: str, wanted: Draft) -> None:
    """Store what may still change before opening; raises as :func:`draft`, and ``WrongMoment`` afterwards."""
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase is not Phase.DRAFT:
            raise WrongMoment("This session is open, so its set-up stays as it is.", "Start a new session.")
        planning.check_work(db, viewer, wanted.samples, session_id)
        rubric = rubrics.get(db, wanted.rubric_id)
        sessions.save_draft(
            db,
            replace(
                session,
                title=planning.title(wanted.title),
                rubric_id=rubric.id,
                samples=wanted.samples,
                plan=planning.cleaned(wanted.plan, rubric),
            ),
        )
        stored_mix.save(db, session_id, mix.cleaned(wanted.mix))
        audit.add(db, viewer.person.id, "session.save_draft", session_id, store.now())


def overview(store: Store, viewer: Viewer, session_id: str, sight: Sight = Sight.THE_SESSION) -> Overview:
    """Return a session as the viewer may know it; raises ``NotFound`` when they may not see what is asked for."""
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id, sight)
        return Overview(session, standing, rubrics.of_session(db, session))


def mine(store: Store, viewer: Viewer) -> tuple[Overview, ...]:
    """Return the sessions the viewer facilitates or sits in, then those whose sheets they type in, newest first."""
    with store.reading() as db:
        own = sessions.of_person(db, viewer.person.id)
        ids = {session.id for session in own}
        typed = [session for session in sessions.typed_by(db, viewer.person.id) if session.id not in ids]
        return tuple(
            Overview(session, sessions.standing(db, session, viewer), rubrics.of_session(db, session))
            for session in (*own, *typed)
        )


def people_here(store: Store, viewer: Viewer, session_id: str) -> tuple[Person, ...]:
    """Return who has joined: everybody in the room may know who is in the room."""
    with store.reading() as db:
        session, _ = access.session_for(db, viewer, session_id)
        return sessions.seated(db, session.id)


def act(store: Store, viewer: Viewer, session_id: str, what: Act) -> Session:
    """Move a session on; of two people pressing at once, one moves it and the other is told.

    Raises
    ------
    NotFound
        When the viewer does not facilitate it.
    WrongMoment
        When it is not at the moment that this act belongs to.
    Invalid
        When it cannot be opened yet; the first thing that is missing.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        moment = after(session.moment, what)
        now = store.now()
        if what is Act.OPEN:
            planning.check_to_open(db, session)
            rubrics.lock(db, session.rubric_id, now)
            sessions.save_plan(db, session_id, replace(session.plan, promises=promises.CURRENT))
        if what is Act.VOTE_AGAIN and not talk.second_vote_cells(db, session_id):
            raise Invalid("No topic is chosen for a second vote.", "Choose at least one on the agenda.")
        if what is Act.REVEAL:
            sessions.save_plan(db, session_id, small_groups.fixed(db, session, moment.rounds_revealed))
        sessions.move(db, session, moment, now)
        moved = replace(session, moment=moment)
        if moment.phase is Phase.OPEN:
            _assign_everybody(store, db, moved)
        audit.add(db, viewer.person.id, f"session.{what}", session_id, now, round=moment.round)
    return moved


def _assign_everybody(store: Store, db: Connection, session: Session) -> None:
    for person in sessions.seated(db, session.id):
        if not scores.queue(db, session.id, person.id, session.moment.round):
            assign(store, db, session, person.id)


def find(store: Store, viewer: Viewer, session_id: str) -> Overview | None:
    """Return a session as the viewer may know it, or None where there is nothing for them."""
    try:
        return overview(store, viewer, session_id)
    except NotFound:
        return None
