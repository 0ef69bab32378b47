"""Bringing work that a lead asked for: by the link, with name and PIN, and nobody else's business until it is sent.

Whoever brings a piece says that there is permission; the lead's own look at every page is what makes it usable, so
that two people have seen it before any rater does.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid, NotFound, WrongMoment, nothing_here
from workbench.domain.giving import LONGEST_LABEL, Asking, OwnPiece
from workbench.domain.joincodes import read_code
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.plain_text import clean_line
from workbench.domain.samples import Permission, Sample
from workbench.domain.sessions import Session
from workbench.services import joining, samples, throttling
from workbench.services.joining import Arrival, Door, Joined
from workbench.services.naming import free_name
from workbench.services.samples import About
from workbench.storage import audit, giving, sample_changes, sessions
from workbench.storage import samples as stored
from workbench.storage.samples import NewSample
from workbench.storage.store import Store

BEGUN = (
    later("This session has begun, so no more work is taken."),
    later("Join it with the code on the facilitator's screen."),
)


@dataclass(frozen=True, slots=True)
class Table:
    """What one person is asked to bring for a session, and what they brought.

    Parameters
    ----------
    session, asking
        What is asked for.
    pieces
        What they sent, with the labels that only they see.
    in_hand
        What they are preparing; nobody else sees it yet.
    """

    session: Session
    asking: Asking
    pieces: tuple[OwnPiece, ...] = ()
    in_hand: Sample | None = None

    @property
    def is_open(self) -> bool:
        """Whether more can be brought."""
        return self.session.moment.phase is Phase.DRAFT


def asked_at(store: Store, code: str, address: str) -> tuple[Session, Asking]:
    """Return the session that a link belongs to, and what is asked for.

    Raises
    ------
    Invalid
        When it cannot be a code.
    NotFound
        When nothing is asked for under it.
    TooMany
        When this network address tried too many codes.
    """
    wanted, limits = read_code(code), {f"address:{address}": throttling.OF_AN_ADDRESS}
    throttling.refuse_waiting(store, limits)
    with store.reading() as db:
        asked = giving.by_code(db, wanted)
        session = sessions.get(db, asked.session_id) if asked else None
    if asked is None or session is None or session.moment.phase is Phase.ARCHIVED:
        throttling.count(store, limits)
        raise NotFound("Nothing is asked for under this link.", "Ask whoever sent it for a new one.")
    return session, asked


def come(store: Store, arrival: Arrival) -> Joined:
    """Let a teacher in who came by the link, with the name and PIN of the meeting. Slow on purpose.

    Raises
    ------
    Invalid, NotFound, TooMany
        As :func:`workbench.services.joining.join`.
    WrongMoment
        When the session has begun and they brought nothing before.
    """
    session, _asked = asked_at(store, arrival.code, arrival.address)
    return joining.come_in(store, Door(session, _enter), arrival)


def come_with_new_pin(store: Store, arrival: Arrival, one_time_code: str) -> Joined:
    """Let somebody in whose PIN the lead took away, with the one-time code and a PIN they choose. Slow on purpose.

    Raises
    ------
    Invalid, NotFound, TooMany
        As :func:`workbench.services.joining.join_with_new_pin`.
    """
    session, _asked = asked_at(store, arrival.code, arrival.address)
    return joining.come_in_with_new_pin(store, Door(session, _enter), arrival, one_time_code)


def come_signed_in(store: Store, viewer: Viewer, code: str, address: str) -> str:
    """Let somebody in who is signed in already; return the session's id. Raises as :func:`come`."""
    session, _asked = asked_at(store, code, address)
    if viewer.person.school_id != session.school_id:
        raise NotFound("Nothing is asked for under this link.", "Ask whoever sent it for a new one.")
    with store.writing() as db:
        _enter(store, db, session, viewer.person.id)
    return session.id


def table(store: Store, viewer: Viewer, session_id: str) -> Table:
    """Return what the viewer is asked to bring and what they brought; nothing of anybody else is in it.

    Raises
    ------
    NotFound
        When they did not come by the session's link.
    """
    with store.reading() as db:
        session, asked = _asked(db, viewer, session_id)
        own = giving.own_pieces(db, viewer.person.id, session_id)
    in_hand = next((piece.sample for piece in own if piece.sent_at is None), None)
    return Table(session, asked, tuple(piece for piece in own if piece.sent_at is not None), in_hand)


def tables(store: Store, viewer: Viewer) -> tuple[Table, ...]:
    """Return what the viewer is asked to bring in any session, the latest first."""
    with store.reading() as db:
        ids = giving.asked_of(db, viewer.person.id)
    return tuple(table(store, viewer, session_id) for session_id in ids)


def may_upload(store: Store, viewer: Viewer) -> bool:
    """Return whether the viewer is asked for work now: only then do files of a teacher go anywhere."""
    return any(asked.is_open for asked in tables(store, viewer))


def begin(store: Store, viewer: Viewer, session_id: str, submission_id: str) -> str:
    """Begin a piece, or go on with the one in hand; return its id. Nobody else sees it until it is sent.

    Raises
    ------
    NotFound
        When the viewer did not come by the session's link.
    WrongMoment
        When the session has begun.
    """
    with store.writing() as db:
        session = _open(db, viewer, session_id)
        own = giving.own_pieces(db, viewer.person.id, session_id)
        in_hand = next((piece.sample.id for piece in own if piece.sent_at is None), "")
        if in_hand:
            return in_hand
        sample_id = store.new_id() if sample_changes.exists(db, submission_id) else submission_id
        sample = Sample(sample_id, free_name(store, db, session.school_id), "", "")
        stored.add(db, NewSample(sample, session.school_id, viewer.person.id), store.now())
        giving.affiliate(db, sample.id, viewer.person.id, session_id)
        audit.add(db, viewer.person.id, "giving.begin", sample.id, store.now())
    return sample_id


def send(store: Store, viewer: Viewer, session_id: str, said: Permission, label: str) -> None:
    """Send the piece in hand: from now on the lead sees it under its neutral name. A second time changes nothing.

    Parameters
    ----------
    said
        Whether there is permission, who may ever see it, and when it is to be deleted.
    label
        What helps whoever brought it to find it again; nobody else is ever shown it.

    Raises
    ------
    NotFound
        When the viewer did not come by the session's link.
    WrongMoment
        When the session has begun.
    Invalid
        When there is no work in it, the label is too long, or the work may go to more people than permission is held
        for.
    """
    checked, kept = samples.checked(store, About(permission=said)), clean_line(label)
    if len(kept) > LONGEST_LABEL:
        raise Invalid("That label is longer than {most} characters.", "Shorten it.", field="label", most=LONGEST_LABEL)
    with store.writing() as db:
        _open(db, viewer, session_id)
        own = giving.own_pieces(db, viewer.person.id, session_id)
        work = next((piece.sample for piece in own if piece.sent_at is None), None)
        if work is None:
            return
        if not work.artifacts:
            raise Invalid("There is no work in it yet.", "Add a photo, a file or a text first.")
        sample_changes.set_permission(db, work.id, checked.permission)
        giving.send(db, work.id, kept, store.now())
        audit.add(db, viewer.person.id, "giving.send", work.id, store.now())


def _enter(store: Store, db: Connection, session: Session, person_id: str) -> None:
    came_before = giving.is_giver(db, session.id, person_id)
    if not came_before and sessions.lock(db, session.id).moment.phase is not Phase.DRAFT:
        raise WrongMoment(*BEGUN)
    giving.add_giver(db, session.id, person_id, store.now())


def _asked(db: Connection, viewer: Viewer, session_id: str) -> tuple[Session, Asking]:
    asked = giving.asking(db, session_id)
    if asked is None or not giving.is_giver(db, session_id, viewer.person.id):
        raise nothing_here()
    return sessions.get(db, session_id), asked


def _open(db: Connection, viewer: Viewer, session_id: str) -> Session:
    _asked(db, viewer, session_id)
    session = sessions.lock(db, session_id)
    if session.moment.phase is not Phase.DRAFT:
        raise WrongMoment(*BEGUN)
    return session
