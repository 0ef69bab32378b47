"""Who leads a talk: one act at a time, under the session's lock.

Two tabs that press at once move the talk once, and the other is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase, Stage
from workbench.domain.sessions import AgendaCell, CellState, Session
from workbench.services import access
from workbench.storage import audit, sessions, talk
from workbench.storage.store import Store

LOOK_AGAIN = later("Look at the screen again: somebody may have moved it on.")


@dataclass(frozen=True, slots=True)
class Lead:
    """The talk of a session that the viewer leads, inside the transaction that holds the session's lock."""

    db: Connection
    session: Session
    agenda: tuple[AgendaCell, ...]
    person_id: str
    now: datetime

    @property
    def at(self) -> int:
        """Where in the agenda everybody's screen is; -1 before the talk."""
        ids = [cell.id for cell in self.agenda]
        return ids.index(self.session.stage_cell) if self.session.stage_cell in ids else -1

    def cell(self, cell_id: str) -> AgendaCell:
        """Return a cell of the agenda; raises ``NotFound`` for any other."""
        return talk.cell(self.db, self.session.id, cell_id)

    def show(self, cell_id: str) -> None:
        """Put a cell on every screen; its time starts."""
        sessions.show(self.db, self.session.id, Stage.TALK, cell_id, self.now)
        self.note("cell", cell=cell_id)

    def store(self, agenda: tuple[AgendaCell, ...]) -> None:
        """Store the agenda again, in order; every screen follows."""
        talk.set_agenda(self.db, self.session.id, agenda)
        sessions.touch_stage(self.db, self.session.id)

    def change(self, cell_id: str, **values: object) -> None:
        """Change one cell of the agenda; every screen follows."""
        talk.change_cell(self.db, cell_id, **values)
        sessions.touch_stage(self.db, self.session.id)

    def note(self, action: str, **detail: object) -> None:
        """Write the act into the audit log."""
        audit.add(self.db, self.person_id, f"talk.{action}", self.session.id, self.now, **detail)

    def is_on(self, cell_id: str) -> bool:
        """Return whether this cell is on the screens now."""
        return self.session.moment.stage is Stage.TALK and self.session.stage_cell == cell_id

    def still_on(self, cell_id: str) -> None:
        """Raise when another cell is on the screens than the one that was pressed on."""
        if not self.is_on(cell_id):
            raise WrongMoment("The talk has moved on already.", LOOK_AGAIN)

    def leave(self) -> None:
        """Note that the cell on the screens was talked about; one that was skipped stays so."""
        if self.session.moment.stage is Stage.TALK and self.at >= 0:
            leaving = self.agenda[self.at]
            if leaving.state is CellState.WAITING:
                talk.change_cell(self.db, leaving.id, state=CellState.TALKED)

    def beside(self, places: int) -> str:
        """Return the id of the cell so many places after the one on the screens.

        Raises
        ------
        Invalid
            When the agenda has none there.
        """
        wanted = self.at + places
        if not 0 <= wanted < len(self.agenda):
            raise Invalid("The agenda ends here.", "Add a topic, or end the talk.")
        return self.agenda[wanted].id


@contextmanager
def leading(store: Store, viewer: Viewer, session_id: str) -> Iterator[Lead]:
    """Yield the talk of a session that the viewer leads, locked until it is stored.

    Raises
    ------
    NotFound
        When somebody else facilitates it.
    WrongMoment
        When it is not between reveal and conclusion.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase is not Phase.REVEALED:
            raise WrongMoment("The talk lies between the reveal and the conclusion.", LOOK_AGAIN)
        yield Lead(db, session, talk.agenda(db, session_id), viewer.person.id, store.now())
