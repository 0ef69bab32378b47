"""The lead's clock: which part of the hour this is, how much of it is left, and what comes next."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from sqlalchemy import Connection

from workbench.domain.errors import WrongMoment
from workbench.domain.hour import Part, following, minutes_of, part_of
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.storage import audit, sessions
from workbench.storage.store import Store

MINUTES_MORE = 2
LONGEST_PART = 240
# So long after its last part was to end, nobody is in the room any more.
SECONDS_LEFT_BEHIND = -60 * 60

# What begins each part, as the audit log names it; the first that happened counts.
_BEGINNINGS = {
    Part.WELCOME: (),
    Part.SCORING: ("session.start",),
    Part.TALK: ("session.reveal",),
    Part.DEBRIEF: ("talk.end", "session.conclude"),
}


@dataclass(frozen=True, slots=True)
class Hour:
    """Where in the hour a session is.

    Parameters
    ----------
    seconds_left
        Of this part; None where it has no clock: in the lobby, and while people score before they meet.
    minutes_after
        Planned for everything that comes after this part.
    planned
        Minutes planned for this part.
    """

    part: Part
    seconds_left: float | None
    coming: Part | None
    coming_minutes: int
    minutes_after: int
    planned: int

    @property
    def minutes_to_end(self) -> int | None:
        """Minutes until the end if everything takes as long as planned from here; None without a clock."""
        if self.seconds_left is None:
            return None
        return ceil(max(self.seconds_left, 0) / 60) + self.minutes_after


def hour(store: Store, viewer: Viewer, session_id: str) -> Hour | None:
    """Return where in its hour a session is that the viewer leads; None when it is not under way.

    Raises
    ------
    NotFound
        When somebody else facilitates it.
    """
    with store.reading() as db:
        session = access.session_for(db, viewer, session_id, Sight.SET_UP)[0]
        part = part_of(session.moment)
        if part is None:
            return None
        timings, coming = session.plan.timings, following(part)
        left = _seconds_left(db, session, part, store.now())
        if part is Part.DEBRIEF and left is not None and left < SECONDS_LEFT_BEHIND:
            return None
        return Hour(
            part=part,
            seconds_left=left,
            coming=coming,
            coming_minutes=minutes_of(timings, coming) if coming else 0,
            minutes_after=sum(minutes_of(timings, later) for later in _after(part)),
            planned=minutes_of(timings, part),
        )


def longer(store: Store, viewer: Viewer, session_id: str, part: Part) -> None:
    """Give the part of the hour that is under way more minutes.

    Raises
    ------
    NotFound
        When somebody else facilitates the session.
    WrongMoment
        When the session is not in this part any more.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if part_of(session.moment) is not part or part is Part.WELCOME:
            raise WrongMoment("The session has moved on already.", "Look at the page again.")
        timings = session.plan.timings
        minutes = min(minutes_of(timings, part) + MINUTES_MORE, LONGEST_PART)
        sessions.save_plan(db, session_id, replace(session.plan, timings=replace(timings, **{part.value: minutes})))
        audit.add(db, viewer.person.id, "hour.longer", session_id, store.now(), part=part, minutes=minutes)


def _after(part: Part) -> list[Part]:
    later = following(part)
    return [later, *_after(later)] if later else []


def _seconds_left(db: Connection, session: Session, part: Part, now: datetime) -> float | None:
    if part is Part.SCORING and session.plan.ahead:
        return None
    began = next((at[0] for what in _BEGINNINGS[part] if (at := audit.times(db, what, session.id))), None)
    if began is None:
        return None
    return minutes_of(session.plan.timings, part) * 60 - (now - began).total_seconds()
