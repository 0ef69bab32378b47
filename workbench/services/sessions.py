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
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.rubrics import Rubric
from workbench.domain.samples import Sample
from workbench.domain.sessions import MOST_CUT_DAYS, Plan, Session, SessionSample
from workbench.domain.visibility import Sight
from workbench.services import access, contacts, mix, small_groups
from workbench.services.samples import fits
from workbench.services.seats import assign
from workbench.storage import audit, giving, rubrics, samples, scores, sessions, talk
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
        _check_work(db, viewer, wanted.samples)
        session = Session(
            id=store.new_id(),
            title=_title(wanted.title),
            school_id=viewer.person.school_id,
            facilitator_id=viewer.person.id,
            rubric_id=rubrics.get(db, wanted.rubric_id).id,
            join_code=joincodes.new_code(store.rng),
            moment=Moment(),
            plan=_clean(wanted.plan),
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
        _check_work(db, viewer, wanted.samples, session_id)
        sessions.save_draft(
            db,
            replace(
                session,
                title=_title(wanted.title),
                rubric_id=rubrics.get(db, wanted.rubric_id).id,
                samples=wanted.samples,
                plan=_clean(wanted.plan),
            ),
        )
        stored_mix.save(db, session_id, mix.cleaned(wanted.mix))
        audit.add(db, viewer.person.id, "session.save_draft", session_id, store.now())


def overview(store: Store, viewer: Viewer, session_id: str, sight: Sight = Sight.THE_SESSION) -> Overview:
    """Return a session as the viewer may know it; raises ``NotFound`` when they may not see what is asked for."""
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id, sight)
        return Overview(session, standing, rubrics.get(db, session.rubric_id))


def mine(store: Store, viewer: Viewer) -> tuple[Overview, ...]:
    """Return the sessions the viewer facilitates or sits in, then those whose sheets they type in, newest first."""
    with store.reading() as db:
        own = sessions.of_person(db, viewer.person.id)
        ids = {session.id for session in own}
        typed = [session for session in sessions.typed_by(db, viewer.person.id) if session.id not in ids]
        return tuple(
            Overview(session, sessions.standing(db, session, viewer), rubrics.get(db, session.rubric_id))
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
            _check_ready(session, samples.covers(db, [s.sample_id for s in session.samples]))
            _check_somebodys(db, [s.sample_id for s in session.samples])
            contacts.check(db, session)
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


def _clean(plan: Plan) -> Plan:
    """Return the plan with what people wrote in it made harmless."""
    if not 0 <= plan.cut_names_after <= MOST_CUT_DAYS:
        raise Invalid(
            "Names are cut off after 1 to {most} days, or never.",
            "Choose another number of days.",
            field="cut_names_after",
            most=f"{MOST_CUT_DAYS:,}",
        )
    norms = tuple(filter(None, map(clean_line, plan.norms)))
    return replace(plan, purpose=clean(plan.purpose).strip(), norms=norms, contact=contacts.cleaned(plan.contact))


def _title(typed: str) -> str:
    title = clean_line(typed)
    if not title:
        raise Invalid("The session has no title.", "Name it, for example “Grade 7 argument, October”.", field="title")
    if len(title) > 120:
        raise Invalid("That title is longer than 120 characters.", "Shorten it.", field="title")
    return title


def _check_work(db: Connection, viewer: Viewer, wanted: tuple[SessionSample, ...], session_id: str = "") -> None:
    """Raise unless every piece is the school's own and for this session: whoever facilitates it sees its work."""
    ids = [sample.sample_id for sample in wanted]
    brought = giving.brought(db, ids)
    if not all(access.prepares(db, viewer, i) and fits(brought.get(i), session_id) for i in ids):
        raise NotFound("There is no such piece of work.", "Choose among the pieces listed.")
    _check_somebodys(db, ids)


def _check_somebodys(db: Connection, sample_ids: list[str]) -> None:
    """Raise for a piece whose bringer's name was cut off: they could be given their own piece, and count in it."""
    gone = giving.hold_nobodys(db, sample_ids)
    for sample in samples.covers(db, sorted(gone)).values():
        raise Invalid(
            "Somebody brought {name}, and names were cut off, so nobody knows who must not score it.",
            "Take it out, and choose another piece.",
            field="samples",
            name=sample.name,
        )


def _check_ready(session: Session, work: dict[str, Sample]) -> None:
    if not session.samples:
        raise Invalid("This session has no student work yet.", "Choose at least one piece.", field="samples")
    for sample in work.values():
        if sample.withdrawn:
            raise Invalid("{name} was withdrawn.", "Take it out of the session.", field="samples", name=sample.name)
        if not sample.checked:
            raise Invalid(
                "Nobody has looked at every page of {name} for names and faces yet.",
                "Check it under Samples first.",
                field="samples",
                name=sample.name,
            )


def find(store: Store, viewer: Viewer, session_id: str) -> Overview | None:
    """Return a session as the viewer may know it, or None where there is nothing for them."""
    try:
        return overview(store, viewer, session_id)
    except NotFound:
        return None
