"""Whether other devices can reach this workbench: a lead finds out before the meeting, not in it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from workbench.domain.errors import Invalid
from workbench.domain.joincodes import read_code
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access, throttling
from workbench.storage import audit, people, sessions
from workbench.storage.store import Store

REACHED: Final = "session.reached"


@dataclass(frozen=True, slots=True)
class Device:
    """Who opened a link: its network address, the person signed in there, whether it is the machine that serves."""

    address: str
    person_id: str = ""
    serves: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether another device has got here under the address of now; else the last one under which one had."""

    now: bool
    before: str = ""


def opened(store: Store, code: str, device: Device, address: str) -> Session | None:
    """Note that a device opened a session's link; return the session if it is still being prepared.

    The lead's own browser and the machine that serves prove nothing. The first other device is noted, once for each
    address that this workbench has: a laptop that is reached at home may not be at school.

    Parameters
    ----------
    address
        Under which this workbench is reached now.

    Raises
    ------
    TooMany
        When this network address tried too many codes.
    """
    try:
        wanted, limits = read_code(code), {f"address:{device.address}": throttling.OF_AN_ADDRESS}
    except Invalid:
        return None
    throttling.refuse_waiting(store, limits)
    with store.reading() as db:
        session = sessions.by_code(db, wanted)
        known = session is None or not _is_another(device, session) or address in _addresses(db, session.id)
    if session is None:
        throttling.count(store, limits)
        return None
    if not known:
        with store.writing() as db:
            audit.add(db, None, REACHED, session.id, store.now(), address=address)
    return session if session.moment.phase is Phase.DRAFT else None


def reached(store: Store, viewer: Viewer, session_id: str, address: str) -> Reached:
    """Return whether another device has opened the session's link under the address that this workbench has now.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        known = _addresses(db, session.id)
    return Reached(address in known, known[-1] if known else "")


def way_out(store: Store) -> str:
    """Return the command that starts this workbench for other devices too."""
    with store.reading() as db:
        return "workbench demo --room" if people.is_demo(db) else "workbench serve --host 0.0.0.0"


def _addresses(db: Connection, session_id: str) -> tuple[str, ...]:
    return tuple(str(detail.get("address", "")) for detail in audit.details(db, REACHED, session_id))


def _is_another(device: Device, session: Session) -> bool:
    return not device.serves and device.person_id != session.facilitator_id
