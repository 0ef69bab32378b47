"""The agenda of a talk: proposed from the levels, then the group's own to change."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.errors import Invalid
from workbench.domain.kept import said
from workbench.domain.people import Viewer
from workbench.domain.sessions import AgendaCell, Session
from workbench.domain.visibility import Sight, require
from workbench.services import access, results
from workbench.services.leading import leading
from workbench.storage import rubrics, samples, talk
from workbench.storage.store import Store

FEWEST_CELLS, MOST_CELLS = 3, 6
CELL_MINUTES = 4
SHORTEST, LONGEST = 2, 6


@dataclass(frozen=True, slots=True)
class Topic:
    """A cell of the agenda with the names that people say."""

    cell: AgendaCell
    sample: str
    criterion: str

    @property
    def why(self) -> str:
        """Why it is on the agenda, in the language of who reads it; nothing where the group put it there."""
        return said(self.cell.why)


def topics(store: Store, viewer: Viewer, session_id: str) -> tuple[Topic, ...]:
    """Return the agenda as it stands; before the talk, the one that is proposed.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        return named(db, session, talk.agenda(db, session_id) or proposed(store, db, session))


def piece_names(store: Store, viewer: Viewer, session_id: str) -> dict[str, str]:
    """Return the names of the session's pieces of work, by id, for whoever may read them."""
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_WORK)
        work = samples.covers(db, [sample.sample_id for sample in session.samples])
        return {sample.sample_id: work[sample.sample_id].name for sample in session.samples}


def named(db: Connection, session: Session, cells: tuple[AgendaCell, ...]) -> tuple[Topic, ...]:
    """Return cells with the names of their samples and criteria."""
    work = samples.covers(db, [sample.sample_id for sample in session.samples])
    rubric = rubrics.of_session(db, session)
    return tuple(Topic(cell, work[cell.sample_id].name, rubric.criterion(cell.criterion_id).name) for cell in cells)


def proposed(store: Store, db: Connection, session: Session) -> tuple[AgendaCell, ...]:
    """Return the proposed agenda: 3 to 6 cells that share the minutes planned for the talk."""
    minutes = session.plan.timings.talk
    most = max(FEWEST_CELLS, min(MOST_CELLS, minutes // CELL_MINUTES))
    chosen = results.proposed_agenda(db, session)[:most]
    each = max(SHORTEST, min(LONGEST, minutes // max(1, len(chosen))))
    return tuple(
        AgendaCell(store.new_id(), p.sample_id, p.criterion_id, n, minutes=each, why=p.why)
        for n, p in enumerate(chosen, start=1)
    )


def add_cell(store: Store, viewer: Viewer, session_id: str, cell: tuple[str, str]) -> str:
    """Put a sample and criterion at the end of the agenda; return its id there. Already there, it stays as it is.

    Raises
    ------
    Invalid
        When the session does not read this sample, or its rubric has no such criterion.
    """
    with leading(store, viewer, session_id) as lead:
        sample_id, criterion_id = cell
        rubrics.of_session(lead.db, lead.session).criterion(criterion_id)
        if sample_id not in {sample.sample_id for sample in lead.session.samples}:
            raise Invalid("This session does not read that piece of work.", "Choose one of the pieces listed.")
        for known in lead.agenda:
            if (known.sample_id, known.criterion_id) == cell:
                return known.id
        agenda = lead.agenda or proposed(store, lead.db, lead.session)
        added = AgendaCell(store.new_id(), sample_id, criterion_id, len(agenda) + 1, minutes=CELL_MINUTES)
        lead.store((*[c for c in agenda if (c.sample_id, c.criterion_id) != cell], added))
        lead.note("add", sample=sample_id, criterion=criterion_id)
        return added.id


def remove_cell(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Take a cell off the agenda; when it is on the screens, they go on to its neighbour.

    Raises
    ------
    Invalid
        When it is the only one, or it was voted on again.
    """
    with leading(store, viewer, session_id) as lead:
        gone = lead.cell(cell_id)
        if len(lead.agenda) == 1:
            raise Invalid("An agenda needs one topic.", "Add another first, or end the talk.")
        if gone.second_vote and lead.session.moment.round == 2:
            raise Invalid("This topic was voted on again, so it stays on the agenda.", "Skip it instead.")
        if lead.is_on(cell_id):
            lead.show(lead.beside(+1 if lead.at + 1 < len(lead.agenda) else -1))
        lead.store(tuple(cell for cell in lead.agenda if cell.id != cell_id))
        lead.note("remove", sample=gone.sample_id, criterion=gone.criterion_id)


def move_cell(store: Store, viewer: Viewer, session_id: str, cell_id: str, places: int) -> None:
    """Move a cell up (negative) or down the agenda; at either end it stays."""
    with leading(store, viewer, session_id) as lead:
        moved = lead.cell(cell_id)
        rest = [cell for cell in lead.agenda if cell.id != cell_id]
        rest.insert(max(0, moved.position - 1 + places), moved)
        lead.store(tuple(rest))
        lead.note("move", cell=cell_id, places=places)
