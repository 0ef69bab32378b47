"""Leading the talk: which cell is on everybody's screen, for how long, and which cells are voted on again."""

from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Stage
from workbench.domain.sessions import CellState
from workbench.services.agenda import proposed
from workbench.services.leading import leading
from workbench.storage import sessions, talk
from workbench.storage.store import Store

LONGEST_CELL = 30


def start_talk(store: Store, viewer: Viewer, session_id: str) -> None:
    """Put the first cell on every screen; the proposed agenda becomes the group's own. Again, it changes nothing.

    Raises
    ------
    Invalid
        When there is nothing that the levels part on.
    WrongMoment
        When the session is not between reveal and conclusion.
    """
    with leading(store, viewer, session_id) as lead:
        if lead.session.moment.stage is Stage.TALK:
            return
        agenda = lead.agenda or proposed(store, lead.db, lead.session)
        if not agenda:
            raise Invalid("The levels part nowhere, so the agenda is empty.", "Add a topic, or go on to agree.")
        if not lead.agenda:
            talk.set_agenda(lead.db, session_id, agenda)
            lead.note("start", cells=[f"{cell.sample_id}/{cell.criterion_id}" for cell in agenda])
        lead.show(next((cell.id for cell in agenda if cell.state is CellState.WAITING), agenda[0].id))


def show_cell(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Put a cell of the agenda on every screen; the one that is there already keeps its time."""
    with leading(store, viewer, session_id) as lead:
        wanted = lead.cell(cell_id)
        if not lead.is_on(wanted.id):
            lead.leave()
            lead.show(wanted.id)


def next_cell(store: Store, viewer: Viewer, session_id: str, showing: str) -> None:
    """Go on to the next cell from the one this screen shows.

    Raises
    ------
    Invalid
        When it is the last.
    WrongMoment
        When the talk is not on that cell any more.
    """
    with leading(store, viewer, session_id) as lead:
        lead.still_on(showing)
        lead.leave()
        lead.show(lead.beside(+1))


def previous_cell(store: Store, viewer: Viewer, session_id: str, showing: str) -> None:
    """Go back to the cell before the one this screen shows; raises as :func:`next_cell`."""
    with leading(store, viewer, session_id) as lead:
        lead.still_on(showing)
        lead.show(lead.beside(-1))


def skip_cell(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Leave a cell out of the talk; when it is on the screens, they go on to the next."""
    with leading(store, viewer, session_id) as lead:
        lead.change(lead.cell(cell_id).id, state=CellState.SKIPPED)
        lead.note("skip", cell=cell_id)
        if lead.is_on(cell_id) and lead.at + 1 < len(lead.agenda):
            lead.show(lead.beside(+1))


def show_sentences(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Put the two most distant sentences, without names, on every screen."""
    with leading(store, viewer, session_id) as lead:
        lead.change(lead.cell(cell_id).id, sentences_shown=True)
        lead.note("sentences", cell=cell_id)


def add_minutes(store: Store, viewer: Viewer, session_id: str, cell_id: str, minutes: int = 2) -> None:
    """Give a cell more time."""
    with leading(store, viewer, session_id) as lead:
        longer = min(lead.cell(cell_id).minutes + minutes, LONGEST_CELL)
        lead.change(cell_id, minutes=longer)
        lead.note("minutes", cell=cell_id, minutes=longer)


def choose_second_vote(store: Store, viewer: Viewer, session_id: str, cell_id: str, *, wanted: bool) -> None:
    """Choose whether a cell is voted on again, blind.

    Raises
    ------
    WrongMoment
        When the second vote has been, or this session has none.
    """
    with leading(store, viewer, session_id) as lead:
        if lead.session.moment.round == 2:
            raise WrongMoment("The second vote has been.", "Go on to agree.")
        if wanted and not lead.session.plan.second_vote:
            raise WrongMoment("This session was set up without a second vote.", "Go on to agree.")
        lead.change(lead.cell(cell_id).id, second_vote=wanted)
        lead.note("second_vote", cell=cell_id, wanted=wanted)


def end_talk(store: Store, viewer: Viewer, session_id: str) -> None:
    """Go on to agreeing, on every screen."""
    with leading(store, viewer, session_id) as lead:
        if lead.session.moment.stage is not Stage.AGREE:
            lead.leave()
            sessions.show(lead.db, session_id, Stage.AGREE, "", lead.now)
            lead.note("end")
